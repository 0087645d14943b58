import { execFile } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const mutations = globSync('lib/**/*mutations.ts', { cwd: root });

test('there are mutations to load', () => expect(mutations.length).toBeGreaterThan(5));

test.concurrent.each(mutations)('plain Node loads %s', async (file) => {
  await promisify(execFile)(process.execPath, [join(root, file)], { cwd: root });
});
