import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { db } from '#db/client';
import { media } from '#db/schema/media';
import { digestOf } from '#lib/media/digest';
import { isStoreAway } from './away.ts';
import { diskStore } from './disk.ts';
import { copyPictures } from './move.ts';
import { s3Store } from './s3.ts';
import { checkBucket, type MediaStore } from './store.ts';

const bucket = 'mansudae-media';
let server: S3rver;
let endpoint: string;
const folderOfBucket = mkdtempSync(join(tmpdir(), 's3-'));

beforeAll(async () => {
  server = new S3rver({
    port: 0,
    address: '127.0.0.1',
    silent: true,
    directory: folderOfBucket,
    configureBuckets: [{ name: bucket, configs: [] }],
  });
  const { port } = await server.run();
  endpoint = `http://127.0.0.1:${port}`;
});
afterAll(() => server.close());
beforeEach(async () => {
  await db.delete(media);
  const store = s3Store(settings());
  for (const name of Object.keys(await listed(store))) await store.remove(name);
});

const settings = () => ({ endpoint, bucket, region: 'us-east-1', keyId: 'S3RVER', secret: 'S3RVER' });
const folder = () => diskStore(mkdtempSync(join(tmpdir(), 'media-')));
const listed = async (store: MediaStore, folder?: string) => {
  const names: Record<string, number> = {};
  for await (const { name, bytes } of store.list(folder)) names[name] = bytes;
  return names;
};
const bytes = (text: string) => Buffer.from(text);

describe.each([
  ['a folder', folder],
  ['a bucket', () => s3Store(settings())],
])('%s', (_, open) => {
  test('keeps, lists, gives back and removes files; in folders, and of any name', async () => {
    const store = open();
    const hangul = 'share/대동강 & co+.jpg';
    await store.put('one.jpg', bytes('one'), 'image/jpeg');
    await store.put(hangul, bytes('two!'), 'image/jpeg');
    expect(await store.get('one.jpg')).toEqual(bytes('one'));
    expect((await store.get(hangul))?.toString()).toBe('two!');
    expect([await store.sizeOf(hangul), await store.sizeOf('none.jpg'), await store.get('none.jpg')]).toEqual([
      4,
      null,
      null,
    ]);
    expect(await listed(store)).toEqual({ 'one.jpg': 3, [hangul]: 4 });
    expect(await listed(store, 'share/')).toEqual({ [hangul]: 4 });
    expect(await listed(store, 'none/')).toEqual({});
    await store.put('one.jpg', bytes('other'), 'image/jpeg');
    expect((await store.get('one.jpg'))?.toString()).toBe('other');
    await store.remove('one.jpg');
    await store.remove('one.jpg');
    expect(await store.get('one.jpg')).toBeNull();
  });

  test('lists more than a page', async () => {
    const store = open();
    await Promise.all(Array.from({ length: 1100 }, (_, at) => store.put(`${at}.jpg`, bytes('x'), 'image/jpeg')));
    expect(Object.keys(await listed(store))).toHaveLength(1100);
  });
});

test('a bucket that is not there, and a key that is not ours, are said', async () => {
  const nowhere = s3Store({ ...settings(), bucket: 'elsewhere' });
  await expect(nowhere.put('one.jpg', bytes('x'), 'image/jpeg')).rejects.toThrow('There is no bucket');
  const stranger = s3Store({ ...settings(), keyId: 'stranger' });
  await expect(stranger.put('one.jpg', bytes('x'), 'image/jpeg')).rejects.toThrow(/answered 403 to PUT.*s3:ListBucket/);

  const said = vi.spyOn(console, 'error').mockImplementation(() => {});
  for (const usable of [s3Store(settings()), null]) await checkBucket(usable);
  expect(said, 'at the start').not.toHaveBeenCalled();
  await checkBucket(stranger);
  expect(said).toHaveBeenCalledExactlyOnceWith(expect.any(String), expect.stringMatching(/403 to GET .*s3:ListBucket/));
  said.mockRestore();
});

test('a store that does not answer, or cannot just now, is away', async () => {
  const nobody = createServer();
  nobody.listen(0, '127.0.0.1');
  await once(nobody, 'listening');
  const { port } = nobody.address() as AddressInfo;
  await new Promise((done) => nobody.close(done));
  const gone = s3Store({ ...settings(), endpoint: `http://127.0.0.1:${port}` });
  const fault = await gone.get('one.jpg').catch((error: unknown) => error);
  expect(isStoreAway(new Error('A share image could not be drawn', { cause: fault }))).toBe(true);

  const busy = createServer((_, answer) => void answer.writeHead(503).end('<Message>Slow down</Message>'));
  busy.listen(0, '127.0.0.1');
  await once(busy, 'listening');
  const endpoint = `http://127.0.0.1:${(busy.address() as AddressInfo).port}`;
  const refused = await s3Store({ ...settings(), endpoint })
    .get('one.jpg')
    .catch((error: unknown) => error);
  busy.close();
  expect(isStoreAway(refused)).toBe(true);
  expect(String(refused)).toContain('Slow down');
  const stranger = s3Store({ ...settings(), keyId: 'stranger' });
  expect(isStoreAway(await stranger.put('a.jpg', bytes('x'), 'image/jpeg').catch((error: unknown) => error))).toBe(
    false,
  );
});

test('pictures are copied from one to the other and back, each verified; what is damaged or missing is told of', async () => {
  const [disk, s3, back] = [folder(), s3Store(settings()), folder()];
  const names = ['a', 'b', 'c'].map((letter) => `${letter.repeat(32)}.jpg`);
  for (const name of names) await disk.put(name, bytes(name), 'image/jpeg');
  await disk.put('share/card.jpg', bytes('card'), 'image/jpeg');
  const row = (name: string, text = name) => ({
    id: name.slice(0, 32),
    extension: 'jpg' as const,
    width: 3,
    height: 2,
    bytes: text.length,
    files: [{ name, format: 'jpg' as const, width: 3, bytes: text.length, sha256: digestOf(bytes(text)) }],
  });
  await db.insert(media).values(names.map((name) => row(name)));
  expect(await copyPictures(disk, s3)).toEqual({ copied: 4, there: 0, bytes: 3 * 36 + 4, faults: [] });
  expect(await copyPictures(disk, s3)).toMatchObject({ copied: 0, there: 4, faults: [] });
  expect(await copyPictures(s3, back)).toMatchObject({ copied: 4, faults: [] });
  expect(await listed(back)).toEqual(await listed(disk));

  writeFileSync(join(disk.where, names[0]!), 'bent');
  await disk.remove(names[1]!);
  await s3.remove(names[1]!);
  expect((await copyPictures(disk, s3)).faults).toEqual([
    `${names[0]} is damaged in ${disk.where}`,
    `${names[1]} is missing in ${disk.where}`,
  ]);
});
