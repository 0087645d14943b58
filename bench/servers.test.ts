import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findBuild } from './servers.ts';

let root: string;
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'mansudae-build-'))));
afterEach(() => rmSync(root, { recursive: true }));

function build(...path: string[]): void {
  mkdirSync(join(root, ...path), { recursive: true });
  writeFileSync(join(root, ...path, 'BUILD_ID'), 'an id');
}

test('the build is the folder itself', () => {
  build('.next');
  expect(findBuild(join(root, '.next'))).toBe('.next');
});

test('or the one of several that is current, by a link or by a name', () => {
  build('.next', 'builds', 'a');
  build('.next', 'builds', 'b');
  symlinkSync('builds/b', join(root, '.next/current'));
  expect(findBuild(join(root, '.next'))).toBe('.next/builds/b');

  for (const name of ['a\n', 'builds/a']) {
    rmSync(join(root, '.next/current'));
    writeFileSync(join(root, '.next/current'), name);
    expect(findBuild(join(root, '.next'))).toBe('.next/builds/a');
  }
});

test('without one nothing is served', () => {
  expect(() => findBuild(join(root, '.next'))).toThrow('There is no build');
});
