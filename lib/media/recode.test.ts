import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { recodePicture } from './recode.ts';
import { pictureRefusals } from './rules.ts';

const flat = (width: number, height: number, background = '#2f5d50') =>
  sharp({ create: { width, height, channels: 3, background } });

/** What no encoder makes small: every pixel by chance, always the same. */
function noise(width: number, height: number, channels: 3 | 4 = 3) {
  const data = Buffer.alloc(width * height * channels);
  let seed = 1;
  for (let at = 0; at < data.length; at++) {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    data[at] = seed >>> 24;
  }
  return sharp(data, { raw: { width, height, channels } });
}

describe('what is kept of a picture', () => {
  test('a photograph stands upright, and where it was taken is gone', async () => {
    const original = await flat(40, 20)
      .composite([{ input: { create: { width: 40, height: 4, channels: 3, background: 'white' } }, top: 0, left: 0 }])
      .withExif({
        IFD0: { Copyright: 'Kept nowhere', Orientation: '6' },
        IFD3: { GPSLatitude: '39/1 1/1 0/1', GPSLongitude: '125/1 45/1 0/1' },
      })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    expect((await sharp(original).metadata()).orientation).toBe(6);

    const kept = await recodePicture(original);
    expect(kept).toMatchObject({ extension: 'jpg', width: 20, height: 40 });
    const head = await sharp(kept.bytes).metadata();
    expect(head.exif).toBeUndefined();
    expect(head.orientation).toBeUndefined();
    expect(head.icc).toBeUndefined();
    expect(kept.bytes.includes('Kept nowhere')).toBe(false);
    // The white edge that was on top is on the right now.
    const { data, info } = await sharp(kept.bytes).raw().toBuffer({ resolveWithObject: true });
    expect(data[(20 * info.width + 19) * info.channels]).toBeGreaterThan(230);
    expect(data[(20 * info.width + 2) * info.channels]).toBeLessThan(100);
  });

  test('the longest side becomes 2,400 pixels, and a small picture stays small', async () => {
    expect(await recodePicture(await flat(4800, 1200).jpeg().toBuffer())).toMatchObject({ width: 2400, height: 600 });
    expect(await recodePicture(await flat(30, 10).jpeg().toBuffer())).toMatchObject({ width: 30, height: 10 });
  });

  test('a drawing saved as PNG stays exact to the pixel', async () => {
    const original = await flat(300, 200, '#a93226').png().toBuffer();
    const kept = await recodePicture(original);
    expect(kept.extension).toBe('webp');
    expect(await sharp(kept.bytes).raw().toBuffer()).toEqual(await sharp(original).raw().toBuffer());
  });

  test('a photograph saved as PNG becomes JPEG, or WebP when one can see through it', async () => {
    expect((await recodePicture(await noise(500, 400).png().toBuffer())).extension).toBe('jpg');
    const seeThrough = await recodePicture(await noise(500, 400, 4).png().toBuffer());
    expect(seeThrough.extension).toBe('webp');
    expect((await sharp(seeThrough.bytes).metadata()).hasAlpha).toBe(true);
  });

  test('grey, sixteen-bit and CMYK pictures come out as screens can show them', async () => {
    const grey = await recodePicture(await flat(20, 20).greyscale().png().toBuffer());
    expect(grey).toMatchObject({ width: 20, height: 20 });
    const deep = await recodePicture(await flat(20, 20).toColourspace('rgb16').png().toBuffer());
    expect((await sharp(deep.bytes).metadata()).depth).toBe('uchar');
    const print = await recodePicture(await flat(20, 20).toColourspace('cmyk').jpeg().toBuffer());
    expect((await sharp(print.bytes).metadata()).space).toBe('srgb');
  });

  test('what hangs behind the picture in its file is gone', async () => {
    const trap = Buffer.concat([await flat(20, 20).jpeg().toBuffer(), Buffer.from('<script>alert(1)</script>')]);
    expect((await recodePicture(trap)).bytes.includes('<script>')).toBe(false);
  });
});

describe('what is refused', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>';
  test.each([
    ['an SVG, whatever its name', svg],
    ['an SVG with its declaration', `<?xml version="1.0"?>${svg}`],
    ['HTML named .png', '<!doctype html><script>alert(1)</script>'],
    ['the start of a PNG and then HTML', '\x89PNG<html>'],
    ['a PDF', '%PDF-1.7\n'],
    ['plain words', 'a picture of my cat'],
  ])('%s', async (_, text) => {
    await expect(recodePicture(Buffer.from(text, 'latin1'))).rejects.toThrow(pictureRefusals.kind);
  });

  test('a GIF', async () => {
    await expect(recodePicture(await flat(9, 9).gif().toBuffer())).rejects.toThrow(pictureRefusals.kind);
  });

  test('nothing, and too much', async () => {
    await expect(recodePicture(Buffer.alloc(0))).rejects.toThrow(pictureRefusals.missing);
    await expect(recodePicture(Buffer.alloc(20 * 1024 * 1024 + 1))).rejects.toThrow(pictureRefusals.bytes);
  });

  test('a JPEG that stops half-way', async () => {
    const whole = await noise(400, 300).jpeg().toBuffer();
    await expect(recodePicture(whole.subarray(0, whole.length / 2))).rejects.toThrow(pictureRefusals.broken);
  });

  test('a PNG of a hundred bytes that claims 20,000 by 20,000 pixels, without decoding it', async () => {
    const before = process.memoryUsage().rss;
    await expect(recodePicture(pngHeader(20_000, 20_000))).rejects.toThrow(pictureRefusals.pixels);
    expect(process.memoryUsage().rss - before).toBeLessThan(500_000_000); // decoded it has 1.2 GB
  });

  test('WebP and PNG that move', async () => {
    const frames = Buffer.concat([await flat(8, 8, 'red').raw().toBuffer(), await flat(8, 8, 'blue').raw().toBuffer()]);
    const moving = await sharp(frames, { raw: { width: 8, height: 16, channels: 3, pageHeight: 8 } })
      .webp({ loop: 0, delay: [100, 100] })
      .toBuffer();
    await expect(recodePicture(moving)).rejects.toThrow(pictureRefusals.moving);

    const still = await flat(8, 8).png().toBuffer();
    const control = chunk('acTL', Buffer.from([0, 0, 0, 2, 0, 0, 0, 0]));
    const apng = Buffer.concat([still.subarray(0, 33), control, still.subarray(33)]);
    await expect(recodePicture(apng)).rejects.toThrow(pictureRefusals.moving);
  });
});

/** A PNG with true first chunks and next to no pixels. */
function pngHeader(width: number, height: number): Buffer {
  const measures = Buffer.alloc(13);
  measures.writeUInt32BE(width, 0);
  measures.writeUInt32BE(height, 4);
  measures.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', measures), chunk('IDAT', Buffer.alloc(12)), chunk('IEND')]);
}

function chunk(type: string, content = Buffer.alloc(0)): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const result = Buffer.alloc(named.length + 8);
  result.writeUInt32BE(content.length, 0);
  named.copy(result, 4);
  result.writeUInt32BE(crc32(named), named.length + 4);
  return result;
}
