import { mkdtempSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { thumbHashToAverageRGBA } from 'thumbhash';
import { describe, expect, test } from 'vitest';
import { apng, flat, frames, heic, noise, pngClaiming, withIptc, xmp } from '../../e2e/support/picture-files.ts';
import { type Developed, developPicture, type KeptPicture } from './develop.ts';
import { digestOf } from './digest.ts';
import { mostPictureBytes, pictureRefusals } from './rules.ts';

const folder = mkdtempSync(join(tmpdir(), 'develop-'));
let count = 0;

/** What is made of these bytes; `bytes` are those of the picture itself. */
async function develop(given: Uint8Array | string, kept?: KeptPicture) {
  const path = join(folder, String(count++));
  await writeFile(path, given);
  try {
    const made = await developPicture(path, kept);
    return { ...made, bytes: Buffer.from(made.files[0]!.content) };
  } finally {
    await rm(path);
  }
}

const namesOf = ({ id, files }: Developed) => files.map(({ name }) => name.replace(id, '')).toSorted();

describe('what is kept of a picture', () => {
  test('a photograph stands upright, and where it was taken is gone', async () => {
    const original = await flat(40, 20)
      .composite([{ input: { create: { width: 40, height: 4, channels: 3, background: 'white' } }, top: 0, left: 0 }])
      .withExif({
        IFD0: { Make: 'Kept nowhere', Orientation: '6' },
        IFD3: { GPSLatitude: '39/1 1/1 0/1', GPSLongitude: '125/1 45/1 0/1' },
      })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    expect((await sharp(original).metadata()).orientation).toBe(6);

    const kept = await develop(original);
    expect(kept).toMatchObject({ extension: 'jpg', width: 20, height: 40 });
    for (const { content } of kept.files) {
      const head = await sharp(content).metadata();
      expect([head.exif, head.xmp, head.iptc, head.orientation, head.icc]).toEqual(Array(5).fill(undefined));
      expect(Buffer.from(content).includes('Kept nowhere')).toBe(false);
    }
    // The white edge that was on top is on the right now.
    const { data, info } = await sharp(kept.bytes).raw().toBuffer({ resolveWithObject: true });
    expect(data[(20 * info.width + 19) * info.channels]).toBeGreaterThan(230);
    expect(data[(20 * info.width + 2) * info.channels]).toBeLessThan(100);
  });

  /** Where the red left upper corner of what is seen lies in the file, for each EXIF orientation. */
  test.each([1, 2, 3, 4, 5, 6, 7, 8])('orientation %i comes out upright', async (orientation) => {
    const seen = flat(48, 32, 'white').composite([
      { input: await flat(16, 16, 'red').png().toBuffer(), top: 0, left: 0 },
      { input: await flat(16, 16, 'blue').png().toBuffer(), top: 0, left: 32 },
    ]);
    const pixels = await seen.png().toBuffer();
    const turns: Record<number, (picture: Sharp) => Sharp> = {
      1: (picture) => picture,
      2: (picture) => picture.flop(),
      3: (picture) => picture.rotate(180),
      4: (picture) => picture.flip(),
      5: (picture) => picture.rotate(270).flop(),
      6: (picture) => picture.rotate(270),
      7: (picture) => picture.rotate(90).flop(),
      8: (picture) => picture.rotate(90),
    };
    const turned = await turns[orientation]!(sharp(pixels)).png().toBuffer();
    const kept = await develop(await sharp(turned).withMetadata({ orientation }).jpeg({ quality: 100 }).toBuffer());
    expect([kept.width, kept.height]).toEqual([48, 32]);
    const at = async (left: number) => {
      const [red = 0, , blue = 0] = await sharp(kept.bytes)
        .extract({ left, top: 8, width: 1, height: 1 })
        .raw()
        .toBuffer();
      return red > 200 && blue < 90 ? 'red' : blue > 200 && red < 90 ? 'blue' : 'other';
    };
    expect([await at(6), await at(24), await at(40)]).toEqual(['red', 'other', 'blue']);
  });

  test('the longest side becomes 2,400 pixels, and a small picture stays small', async () => {
    expect(await develop(await flat(4800, 1200).jpeg().toBuffer())).toMatchObject({ width: 2400, height: 600 });
    expect(await develop(await flat(30, 10).jpeg().toBuffer())).toMatchObject({ width: 30, height: 10 });
  });

  test('in every width and format that readers get, each with its digest, and a shadow of itself', async () => {
    const made = await develop(await flat(2000, 1250, '#2f5d50').jpeg().toBuffer());
    const widths = ['-320', '-640', '-960', '-1280', '-1920'];
    expect(namesOf(made)).toEqual(
      ['.jpg', ...widths.flatMap((width) => ['avif', 'webp', 'jpg'].map((format) => `${width}.${format}`))].toSorted(),
    );
    for (const { content, format, width, bytes, sha256 } of made.files) {
      const head = await sharp(content).metadata();
      expect([head.width, head.format]).toEqual([
        width,
        { avif: 'heif', jpg: 'jpeg', webp: 'webp', png: 'png' }[format],
      ]);
      expect([content.length, digestOf(content)]).toEqual([bytes, sha256]);
    }
    expect(made.files[0]!.sha256.slice(0, 32)).toBe(made.id);
    const { r, g, b } = thumbHashToAverageRGBA(Buffer.from(made.thumbhash, 'base64'));
    expect([r * 255, g * 255, b * 255].map(Math.round)).toEqual([
      expect.closeTo(47, -1),
      expect.closeTo(93, -1),
      expect.closeTo(80, -1),
    ]);
    expect(Buffer.from(made.thumbhash, 'base64').length).toBeLessThan(30);
  });

  test('of one that is stored already only the rest is made', async () => {
    const bytes = await flat(700, 400).jpeg({ quality: 71 }).toBuffer();
    const kept = { id: '0'.repeat(32), extension: 'jpg' } as const;
    const made = await develop(bytes, kept);
    expect(made.id).toBe(kept.id);
    expect(made.bytes).toEqual(bytes);
    expect(namesOf(made)).toEqual(['-320.avif', '-320.jpg', '-320.webp', '-700.avif', '-700.webp', '.jpg']);
  });

  test('a drawing saved as PNG stays exact to the pixel', async () => {
    const original = await flat(300, 200, '#a93226').png().toBuffer();
    const kept = await develop(original);
    expect(kept.extension).toBe('webp');
    expect(await sharp(kept.bytes).raw().toBuffer()).toEqual(await sharp(original).raw().toBuffer());
  });

  test('a photograph saved as PNG becomes JPEG, or WebP when one can see through it', async () => {
    expect((await develop(await noise(500, 400).png().toBuffer())).extension).toBe('jpg');
    const seeThrough = await develop(await noise(500, 400, 4).png().toBuffer());
    expect(seeThrough.extension).toBe('webp');
    expect((await sharp(seeThrough.bytes).metadata()).hasAlpha).toBe(true);
    expect(
      seeThrough.files.some(({ format }) => format === 'jpg'),
      'JPEG has no transparency',
    ).toBe(false);
  });

  test('AVIF is taken', async () => {
    expect(await develop(await flat(60, 40).avif().toBuffer())).toMatchObject({
      extension: 'jpg',
      width: 60,
      height: 40,
    });
  });

  test('a GIF that moves goes on moving as WebP, with its first frame beside', async () => {
    const gif = await (await frames(['red', 'blue', 'red', 'lime'], 900, 600))
      .gif({ delay: [100, 200, 100, 300] })
      .toBuffer();
    const made = await develop(gif);
    expect(made).toMatchObject({ isMoving: true, extension: 'webp', width: 900, height: 600 });
    expect(await sharp(made.bytes, { animated: true }).metadata()).toMatchObject({
      pages: 4,
      delay: [100, 200, 100, 300],
    });
    expect(namesOf(made)).toEqual(['-640.webp', '-900.jpg', '.webp']);
    expect(made.files.find(({ isStill }) => isStill)).toMatchObject({ format: 'jpg', width: 900 });
    const still = await develop(await flat(9, 9).gif().toBuffer());
    expect(still).toMatchObject({ isMoving: false, extension: 'jpg' });
  });

  test('grey, sixteen-bit and CMYK pictures come out as screens can show them', async () => {
    const grey = await develop(await flat(20, 20).greyscale().png().toBuffer());
    expect(grey).toMatchObject({ width: 20, height: 20 });
    const deep = await develop(await flat(20, 20).toColourspace('rgb16').png().toBuffer());
    expect((await sharp(deep.bytes).metadata()).depth).toBe('uchar');
    const print = await develop(await flat(20, 20).toColourspace('cmyk').jpeg().toBuffer());
    expect((await sharp(print.bytes).metadata()).space).toBe('srgb');
  });

  test('what hangs behind the picture in its file is gone', async () => {
    const trap = Buffer.concat([await flat(20, 20).jpeg().toBuffer(), Buffer.from('<script>alert(1)</script>')]);
    for (const { content } of (await develop(trap)).files)
      expect(Buffer.from(content).includes('<script>')).toBe(false);
  });
});

describe('what a picture says of itself', () => {
  const jpeg = () => flat(20, 20).jpeg();

  test('in XMP', async () => {
    const said = xmp({
      caption: '대동강의 배'.normalize('NFD'),
      credit: 'Ri &amp; Pak',
      creator: 'Pak',
      rights: 'CC BY 4.0',
    });
    const { words } = await develop(await jpeg().withXmp(said).toBuffer());
    expect(words).toEqual({ caption: '대동강의 배', credit: 'Ri & Pak', licence: 'CC BY 4.0' });
  });

  test('in IPTC, where an agency has its line; else who took it', async () => {
    const plain = await jpeg().toBuffer();
    const fields = { 120: '평양의 여름\nand the river', 80: 'Han Sora', 116: '© 2026 Agency' };
    expect((await develop(withIptc(plain, fields))).words).toEqual({
      caption: '평양의 여름\nand the river',
      credit: 'Han Sora',
      licence: '© 2026 Agency',
    });
    expect((await develop(withIptc(plain, { ...fields, 110: 'Agency / Han' }))).words.credit).toBe('Agency / Han');
  });

  test('in EXIF, but not what a camera writes there', async () => {
    const exif = (ImageDescription: string) => ({ IFD0: { ImageDescription, Artist: 'Kim', Copyright: 'Kim 2026' } });
    const { words } = await develop(await jpeg().withExif(exif('A pier')).toBuffer());
    expect(words).toEqual({ caption: 'A pier', credit: 'Kim', licence: 'Kim 2026' });
    expect((await develop(await jpeg().withExif(exif('OLYMPUS DIGITAL CAMERA')).toBuffer())).words.caption).toBe('');
  });

  test('nothing, or nonsense', async () => {
    const none = { caption: '', credit: '', licence: '' };
    expect((await develop(await jpeg().toBuffer())).words).toEqual(none);
    expect((await develop(await jpeg().withXmp('<x:xmpmeta><rdf:RDF').toBuffer())).words).toEqual(none);
  });
});

describe('what is refused', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>';
  test.each([
    ['an SVG, whatever its name', svg],
    ['an SVG with its declaration', `<?xml version="1.0"?>${svg}`],
  ])('%s', async (_, text) => {
    await expect(develop(text)).rejects.toThrow(pictureRefusals.svg);
  });

  test.each([
    ['HTML named .png', '<!doctype html><script>alert(1)</script>'],
    ['the start of a PNG and then HTML', '\x89PNG<html>'],
    ['a PDF', '%PDF-1.7\n'],
    ['plain words', 'a picture of my cat'],
  ])('%s', async (_, text) => {
    await expect(develop(Buffer.from(text, 'latin1'))).rejects.toThrow(pictureRefusals.kind);
  });

  test('a photograph as iPhones keep it, with the way to change it', async () => {
    await expect(develop(heic())).rejects.toThrow(pictureRefusals.heic);
  });

  test('nothing, and too much', async () => {
    await expect(develop(Buffer.alloc(0))).rejects.toThrow(pictureRefusals.missing);
    await expect(develop(Buffer.alloc(mostPictureBytes + 1))).rejects.toThrow(pictureRefusals.bytes);
  });

  test('a JPEG that stops half-way', async () => {
    const whole = await noise(400, 300).jpeg().toBuffer();
    await expect(develop(whole.subarray(0, whole.length / 2))).rejects.toThrow(pictureRefusals.broken);
  });

  test('a PNG of a hundred bytes that claims 20,000 by 20,000 pixels, without decoding it', async () => {
    const before = process.memoryUsage().rss;
    await expect(develop(pngClaiming(20_000, 20_000))).rejects.toThrow(pictureRefusals.pixels);
    expect(process.memoryUsage().rss - before).toBeLessThan(500_000_000); // decoded it has 1.2 GB
  });

  test('a PNG that moves, and what moves for too long', async () => {
    await expect(develop(await apng())).rejects.toThrow(pictureRefusals.moving);
    const long = await (
      await frames(
        Array.from({ length: 60 }, (_, at) => (at % 2 ? 'red' : 'blue')),
        1200,
        800,
      )
    )
      .gif()
      .toBuffer();
    await expect(develop(long)).rejects.toThrow(pictureRefusals.tooMoving);
  });
});
