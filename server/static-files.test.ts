import { existsSync, mkdirSync, mkdtempSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createStaticFiles, keepStaticFiles } from './static-files.ts';

const hours = 3_600_000;

/** A magazine's folder of kept builds, and a way to start on a build and to let time pass. */
function magazine() {
  const folder = mkdtempSync(join(tmpdir(), 'builds-'));
  const kept = join(folder, 'kept');
  mkdirSync(kept);
  const start = (id: string) => {
    const build = join(folder, id);
    mkdirSync(join(build, 'static'), { recursive: true });
    writeFileSync(join(build, 'static', `${id}.js`), id);
    return keepStaticFiles(build, id, kept);
  };
  const began = (id: string, time: number) => {
    const at = new Date(Date.now() - time);
    utimesSync(join(kept, id), at, at);
  };
  return { start, began, has: (id: string) => existsSync(join(kept, id)), folder };
}

test('a page of the build before finds its files, however long that build was current', async () => {
  const { start, began, folder } = magazine();
  await start('one');
  began('one', 400 * hours);
  const builds = await start('two');
  const files = createStaticFiles(join(folder, 'public'), builds);
  expect((await files.read('/_next/static/one.js'))?.body.toString()).toBe('one');
  expect((await files.read('/_next/static/two.js'))?.body.toString()).toBe('two');
});

test('a day later they are gone', async () => {
  const { start, began, has } = magazine();
  await start('one');
  await start('two');
  began('two', 20 * hours);
  began('one', 23 * hours);
  await start('two');
  expect(has('one')).toBe(true);
  began('one', 25 * hours);
  await start('two');
  expect([has('one'), has('two')]).toEqual([false, true]);
});

test('whoever goes back to the build before keeps both', async () => {
  const { start, began, has } = magazine();
  await start('one');
  began('one', 40 * hours);
  await start('two');
  await start('one');
  expect([has('one'), has('two')]).toEqual([true, true]);
});
