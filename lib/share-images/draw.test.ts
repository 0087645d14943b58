import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { mediaStore } from '#lib/media/store/store';
import { closeStudio } from '#lib/studio/studio';
import { drawShareImage } from './draw.ts';
import { drawAhead, drawnShareImage } from './drawn.ts';
import { layOut } from './layout.ts';
import { mostShareImageBytes, type ShareImageContent } from './rules.ts';

process.env.DATA_DIR = mkdtempSync(join(tmpdir(), 'share-'));
const folder = join(process.env.DATA_DIR, 'media');

const content: Extract<ShareImageContent, { kind: 'article' }> = {
  kind: 'article',
  headline: 'The line that stops at the river',
  section: 'Economy',
  authors: ['Han Sora'],
  language: 'en',
  publication: { name: 'Mansudae Korea', hangulName: '만수대 코리아', accent: 'red' },
  picture: null,
};

/** Addresses that the renderer asked for: there must be none. */
const asked: string[] = [];

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  await sharp({ create: { width: 1600, height: 1067, channels: 3, background: '#2f5d50' } })
    .jpeg()
    .toFile(join(folder, 'green.jpg'));
  const noise = Buffer.from(Array.from({ length: 900 * 600 * 3 }, (_, at) => (Math.imul(at, 2654435761) >>> 13) & 255));
  await sharp(noise, { raw: { width: 900, height: 600, channels: 3 } })
    .png()
    .toFile(join(folder, 'noise.png'));
  await drawShareImage(layOut(content)); // puts the lock on the network into place, which the next line watches
  globalThis.fetch = async (address) => {
    asked.push(String(address));
    throw new Error('There is no network.');
  };
});

describe('a drawn share image', () => {
  test('is a JPEG of the right measures: accent, paper, and ink where the headline stands', async () => {
    const image = await open(layOut(content));
    expect(image.near(600, 3, [163, 41, 31])).toBe(true); // the rule
    expect(image.near(20, 600, [250, 246, 236])).toBe(true); // paper
    expect(image.ink({ left: 300, top: 150, width: 600, height: 400 })).toBeGreaterThan(5000);
    expect(image.ink({ left: 0, top: 100, width: 285, height: 530 })).toBe(0); // all text in the middle square
    expect(image.ink({ left: 915, top: 100, width: 285, height: 530 })).toBe(0);
  });

  test('shows the lead picture above the rule', async () => {
    const layout = layOut({ ...content, picture: { file: 'green.jpg', focus: null } });
    const image = await open(layout);
    const edge = layout.picture!.height;
    for (const x of [5, 600, 1195]) expect(image.near(x, 5, [47, 93, 80])).toBe(true);
    expect(image.near(600, edge - 4, [47, 93, 80])).toBe(true);
    expect(image.near(600, edge + 4, [163, 41, 31])).toBe(true);
    expect(image.ink({ left: 300, top: edge + 90, width: 600, height: 630 - edge - 90 })).toBeGreaterThan(3000);
  });

  test.each([
    ['green', [28, 97, 80]],
    ['indigo', [44, 72, 145]],
  ] as const)('takes the accent %s', async (accent, colour) => {
    const image = await open(layOut({ ...content, publication: { ...content.publication, accent } }));
    expect(image.near(600, 3, colour)).toBe(true);
  });

  test.each([
    ['accents', 'Łódź, Đổi Mới, naïve'],
    ['Hangul', '평양냉면과 서울의 여름'],
    ['Hanja', '漢字 北韓 京義線'],
    ['emoji', '🎉 👨‍👩‍👧 🇰🇷 👍🏽'],
    ['what no font has', 'Peace سلام שלום 🫿 \u{20000}'],
    ['nothing that a font has', 'سلام'],
    ['markup', '</text><script>alert(1)</script><image href="http://127.0.0.1/"/>'],
  ])('sets %s without asking the network', async (_, headline) => {
    const image = await open(layOut({ ...content, headline, section: headline.slice(0, 12), authors: [headline] }));
    expect(image.ink({ left: 300, top: 150, width: 600, height: 420 })).toBeGreaterThan(1000);
    expect(asked).toEqual([]);
  });

  test('different characters make different pictures: none of them is the box for what is missing', async () => {
    const shapes = await Promise.all(
      [...'한글漢字北韓경義ŁĐЖ'].map(async (character) => {
        const image = await open(layOut({ ...content, headline: character, section: null, authors: [] }));
        return image.ink({ left: 400, top: 200, width: 400, height: 300 });
      }),
    );
    expect(new Set(shapes).size).toBe(shapes.length);
  });

  test('stays under 300 KB however restless its picture is', async () => {
    const jpeg = await draw(layOut({ ...content, picture: { file: 'noise.png', focus: null } }));
    expect(jpeg.length).toBeLessThanOrEqual(mostShareImageBytes);
    expect(jpeg.length).toBeGreaterThan(100_000);
  });
});

test('is drawn in a process of its own, once for all who wait, and kept', async () => {
  const layout = layOut(content);
  const drawn = await Promise.all([1, 2, 3].map(() => drawnShareImage('a'.repeat(24), layout)));
  expect(new Set(drawn.map((one) => one.name)).size).toBe(1);
  const kept = await mediaStore().get(drawn[0]!.name);
  expect(kept).toEqual(await drawShareImage(layout));
  expect(await (await drawnShareImage('a'.repeat(24), layout)).read()).toEqual(kept);
});

test('a picture that has gone, or is none, is left out: the card is drawn without it', async () => {
  writeFileSync(join(folder, 'torn.jpg'), 'This is no picture.');
  for (const file of ['gone.jpg', 'torn.jpg']) {
    const { read } = await drawnShareImage(
      file.slice(0, 1).repeat(24),
      layOut({ ...content, picture: { file, focus: null } }),
    );
    expect((await sharp((await read())!).metadata()).width).toBe(1200);
  }
});

test('the picture is cropped around what matters in it', async () => {
  // a picture four times as high as the space for it: red above, blue below
  const half = (background: string) =>
    ({ input: { create: { width: 1200, height: 800, channels: 3, background } } }) as const;
  await sharp({ create: { width: 1200, height: 1600, channels: 3, background: '#000' } })
    .composite([
      { ...half('#c00000'), top: 0, left: 0 },
      { ...half('#0000c0'), top: 800, left: 0 },
    ])
    .png()
    .toFile(join(folder, 'halves.png'));
  const topOf = async (y: number) => {
    const image = await open(layOut({ ...content, picture: { file: 'halves.png', focus: { x: 0.5, y } } }));
    return [image.near(600, 5, [192, 0, 0]), image.near(600, 5, [0, 0, 192])];
  };
  expect(await topOf(0)).toEqual([true, false]);
  expect(await topOf(0.2)).toEqual([true, false]);
  expect(await topOf(0.8)).toEqual([false, true]);
  expect(await topOf(1)).toEqual([false, true]);
});

test('when the process that draws is ended, all that wait are told, and who asks later gets a new one', async () => {
  const cut = ['d', 'e'].map((letter) =>
    drawnShareImage(letter.repeat(24), layOut({ ...content, picture: { file: 'noise.png', focus: null } })),
  );
  const told = Promise.allSettled(cut);
  const ending = setInterval(closeStudio, 5); // they may not have begun yet
  for (const { status } of await told) expect(status).toBe('rejected');
  clearInterval(ending);
  const later = await drawnShareImage('e'.repeat(24), layOut(content));
  expect((await later.read())!.length).toBeGreaterThan(1000);
});

test('nothing is drawn ahead while others wait', async () => {
  const asked = ['f', 'g', 'h'].map((letter) => drawnShareImage(letter.repeat(24), layOut(content)));
  drawAhead('i'.repeat(24), layOut(content));
  await Promise.all(asked);
  drawAhead('j'.repeat(24), layOut(content));
  await expect.poll(() => existsSync(join(folder, 'share', `${'j'.repeat(24)}.jpg`)), { timeout: 10_000 }).toBe(true);
  expect(existsSync(join(folder, 'share', `${'i'.repeat(24)}.jpg`))).toBe(false);
});

const draw = async (layout: ReturnType<typeof layOut>) =>
  drawShareImage(layout, layout.picture && (await mediaStore().get(layout.picture.file)));

async function open(layout: ReturnType<typeof layOut>) {
  const jpeg = await draw(layout);
  const { data, info } = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true });
  expect([info.width, info.height, info.channels]).toEqual([1200, 630, 3]);
  const at = (x: number, y: number) => [...data.subarray((y * 1200 + x) * 3, (y * 1200 + x) * 3 + 3)];
  return {
    near: (x: number, y: number, colour: readonly number[]) =>
      at(x, y).every((value, index) => Math.abs(value - colour[index]!) < 14),
    /** How many pixels of an area are dark. */
    ink: (area: { left: number; top: number; width: number; height: number }) => {
      let count = 0;
      for (let y = area.top; y < area.top + area.height; y++)
        for (let x = area.left; x < area.left + area.width; x++) if (at(x, y)[0]! < 100) count++;
      return count;
    },
  };
}
