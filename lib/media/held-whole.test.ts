import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { expect, test } from 'vitest';
import { flat, inScans } from '../../e2e/support/picture-files.ts';
import { bytesHeldWhole } from './held-whole.ts';
import type { PictureKind } from './rules.ts';

sharp.cache(false); // it knows files by their names, and ours has one
const path = join(mkdtempSync(join(tmpdir(), 'held-')), 'picture');
const colours = () => flat(40, 30);
const seeThrough = () => flat(40, 30).ensureAlpha(0.5);

/** Bytes for each of its pixels. */
async function held(kind: PictureKind, picture: Sharp | Buffer): Promise<number> {
  writeFileSync(path, Buffer.isBuffer(picture) ? picture : await picture.toBuffer());
  return (await bytesHeldWhole(path, kind, await sharp(path).metadata())) / (40 * 30);
}

test.each<[string, PictureKind, number, Sharp]>([
  ['a JPEG in one scan', 'jpeg', 0, colours().jpeg()],
  ['in one scan, with a profile and words before the picture', 'jpeg', 0, colours().withMetadata().jpeg()],
  ['progressive', 'jpeg', 3, colours().jpeg({ progressive: true })],
  [
    'progressive, its colours as fine as its light',
    'jpeg',
    6,
    colours().jpeg({ progressive: true, chromaSubsampling: '4:4:4' }),
  ],
  ['progressive and grey', 'jpeg', 2, colours().toColourspace('b-w').jpeg({ progressive: true })],
  ['a PNG row by row', 'png', 0, colours().png()],
  ['interlaced', 'png', 3, colours().png({ progressive: true })],
  ['interlaced and see-through', 'png', 4, seeThrough().png({ progressive: true })],
  ['a WebP', 'webp', 0, colours().webp()],
  ['see-through and with a profile', 'webp', 0, seeThrough().withIccProfile('p3').webp()],
  ['exact', 'webp', 4, colours().webp({ lossless: true })],
  ['exact, see-through and with a profile', 'webp', 4, seeThrough().withIccProfile('p3').webp({ lossless: true })],
  ['an AVIF', 'avif', 14.5, colours().avif()],
])('%s', async (_, kind, bytes, picture) => {
  expect(await held(kind, picture)).toBe(bytes);
});

test('a JPEG that is not progressive, but comes colour by colour, is held whole as well', async () => {
  const plain = await colours().jpeg({ chromaSubsampling: '4:4:4' }).toBuffer();
  expect(await held('jpeg', plain)).toBe(0);
  expect(await held('jpeg', inScans(plain))).toBe(6);
});

test('one whose parts cannot be read counts as the worst', async () => {
  const plain = await colours().jpeg().toBuffer();
  const metadata = await sharp(plain).metadata();
  for (const end of [3, 25, 80]) {
    writeFileSync(path, plain.subarray(0, end));
    expect(await bytesHeldWhole(path, 'jpeg', metadata)).toBeGreaterThan(0);
  }
});
