import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sourceFiles } from './build.ts';

const root = join(import.meta.dirname, '..');

test('all that the site is bundled from is in the name of its build', () => {
  const named = new Set(sourceFiles());
  const bundled = globSync('{app,components,lib}/**/*.{ts,tsx}', { cwd: root }).filter(
    (file) => !/\.test\./.test(file),
  );
  const imported = bundled.flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/from '#(db|lib|components|server)\/([^']+)'/g)].map(
      ([, folder, name]) => `${folder}/${name}.${folder === 'components' ? 'tsx' : 'ts'}`,
    ),
  );
  expect(imported.length).toBeGreaterThan(500);
  for (const file of new Set([...bundled, ...imported, 'package.json', 'next.config.mjs']))
    expect(named.has(file), file).toBe(true);
});
