import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';

process.env.DATA_DIR = mkdtempSync(join(tmpdir(), 'media-'));
const { db } = await import('#db/client');
const { media } = await import('#db/schema/media');
const { storePicture } = await import('./mutations.ts');
const { pictureRefusals } = await import('./rules.ts');
const folder = join(process.env.DATA_DIR, 'media');

const picture = () =>
  sharp({ create: { width: 60, height: 40, channels: 3, background: '#2f5d50' } })
    .jpeg()
    .toBuffer();

test('a picture is kept once, under the digest of its bytes, with nothing unfinished beside it', async () => {
  const about = { originalName: '강.jpg'.normalize('NFD'), uploadedBy: null };
  const stored = await storePicture(await picture(), about);
  expect(await storePicture(await picture(), { ...about, originalName: 'again.jpg' })).toEqual(stored);

  expect(readdirSync(folder)).toEqual(['-60.avif', '-60.webp', '.jpg'].map((end) => stored.id + end).toSorted());
  const bytes = readFileSync(join(folder, `${stored.id}.jpg`));
  expect(createHash('sha256').update(bytes).digest('hex').slice(0, 32)).toBe(stored.id);
  expect(await db.select().from(media)).toMatchObject([
    { id: stored.id, extension: 'jpg', width: 60, height: 40, bytes: bytes.length, originalName: '강.jpg' },
  ]);
});

test('several at once, and the same one at once', async () => {
  const colours = ['red', 'blue', 'red', 'green', 'blue', 'red'];
  const stored = await Promise.all(
    colours.map(async (background) =>
      storePicture(
        await sharp({ create: { width: 30, height: 30, channels: 3, background } })
          .png()
          .toBuffer(),
        {
          originalName: `${background}.png`,
          uploadedBy: null,
        },
      ),
    ),
  );
  expect(new Set(stored.map((one) => one.id)).size).toBe(3);
  expect(readdirSync(folder).filter((name) => name.endsWith('.new'))).toEqual([]);
});

test('what is refused leaves nothing behind', async () => {
  const before = readdirSync(folder);
  const about = { originalName: 'page.png', uploadedBy: null };
  await expect(storePicture(Buffer.from('<html></html>'), about)).rejects.toThrow(pictureRefusals.kind);
  expect(readdirSync(folder)).toEqual(before);
});

test('a file may be called anything', async () => {
  const bytes = await sharp({ create: { width: 31, height: 17, channels: 3, background: '#123' } })
    .png()
    .toBuffer();
  const { id } = await storePicture(bytes, { originalName: `a\0b${'한'.repeat(400)}.png`, uploadedBy: null });
  const kept = (await db.select().from(media)).find((picture) => picture.id === id);
  expect(kept?.originalName).toBe(`ab${'한'.repeat(197)}`);
});
