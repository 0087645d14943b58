import { mkdtempSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, expect, test, vi } from 'vitest';
import { mostPictureBytes, pictureRefusals } from './rules.ts';

const disk = vi.hoisted(() => ({ free: 10e9 }));
vi.mock('node:fs/promises', async (original) => ({
  ...(await original<typeof import('node:fs/promises')>()),
  statfs: async () => ({ bavail: disk.free / 4096, bsize: 4096 }),
}));
process.env.DATA_DIR = mkdtempSync(join(tmpdir(), 'incoming-'));
const { receive, withIncoming } = await import('./incoming.ts');
const left = () => readdirSync(join(process.env.DATA_DIR!, 'incoming'));
afterEach(() => {
  disk.free = 10e9;
});

test('what comes is on the disk while it is worked on, and gone afterwards', async () => {
  const text = await withIncoming(async (path) => {
    await receive(Readable.from([Buffer.from('half '), Buffer.from('and half')]), path);
    expect(left()).toHaveLength(1);
    return readFile(path, 'utf8');
  });
  expect(text).toBe('half and half');
  expect(left()).toEqual([]);
});

test('more than a picture may have is cut off, and nothing of it stays', async () => {
  const endless = Readable.from(
    (function* () {
      for (let at = 0; at < mostPictureBytes / 1e6 + 2; at += 1) yield Buffer.alloc(1e6);
    })(),
  );
  await expect(withIncoming((path) => receive(endless, path))).rejects.toThrow(pictureRefusals.bytes);
  expect(left()).toEqual([]);
});

test('on a disk that is almost full no picture is begun: the database needs the rest', async () => {
  disk.free = 400e6;
  const work = vi.fn();
  await expect(withIncoming(work)).rejects.toThrow(pictureRefusals.noRoom);
  expect(work).not.toHaveBeenCalled();
});

test('so many at once, and not one more; those on their way count as large as they may become', async () => {
  let finish = () => {};
  const held = new Promise<void>((done) => {
    finish = done;
  });
  const many = Array.from({ length: 100 }, () => withIncoming(() => held));
  await expect(withIncoming(async () => 'too many')).rejects.toThrow(pictureRefusals.busy);
  finish();
  await Promise.all(many);
  expect(await withIncoming(async () => 'again')).toBe('again');

  disk.free = 600e6;
  let go = () => {};
  const waits = new Promise<void>((done) => {
    go = done;
  });
  const two = [1, 2].map(() => withIncoming(() => waits));
  await expect(withIncoming(async () => 'a third')).rejects.toThrow(pictureRefusals.noRoom);
  go();
  await Promise.all(two);
});
