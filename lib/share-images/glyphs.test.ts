import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createElement } from 'react';
import sharp from 'sharp';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { drawShareImage } from './draw.ts';
import { type Face, faceFor } from './fonts.ts';
import { type Layout, layOut } from './layout.ts';
import { loadOg } from './og.ts';
import { drawable } from './typesetting.ts';

process.env.DATA_DIR = mkdtempSync(join(tmpdir(), 'share-'));

/*
 * No card shows the box that a font draws for what it does not have. Each character is drawn as it would be in a headline,
 * and compared with the shape of U+FFFF, which is no character, in the same font at the same size.
 */

const publication = { name: 'A', hangulName: '', accent: 'red' } as const;
const headed = (headline: string): Layout =>
  layOut({ kind: 'article', publication, headline, section: null, authors: [], language: 'en', picture: null });

const scripts = {
  Latin: 'AaZz09&@ÉéßøŁłĐđŹźĄąƠơỆệ“”‘’–—…·',
  Hangul: '가각갊뷁뷃쀍뽥힣한글ㄱㅏㅎㆍ',
  Hanja: '漢字北韓京義線朝鮮民主主義人民共和國龍龜',
  Kana: 'あいうえおんぁアイウエオンァヴヶー・「」',
  'Cyrillic and Greek': 'АБЯабвяЁёЖжЇїҐґΑΒΩαβγδωΈέ',
  signs: '①㈜№→←±×÷½°€₩£¥§¶†♥★☎',
  emoji: '🎉🚂🌾😀👍🏔🇰🇷❤🫶',
};

let og: Awaited<ReturnType<typeof loadOg>>;
beforeAll(async () => {
  await drawShareImage(headed('A'));
  og = await loadOg(); // with the network taken away from it, of which it complains when it has to draw a box
  vi.spyOn(console, 'error').mockReturnValue();
});

describe.each(Object.entries(scripts))('%s', (_, characters) => {
  test('is set, and nowhere a box', async () => {
    const graphemes = [...new Intl.Segmenter().segment(characters)].map(({ segment }) => segment);
    expect(drawable('headline', characters)).toBe(characters.normalize('NFC'));
    const boxed: string[] = [];
    for (const grapheme of graphemes) {
      const face = faceFor('headline', grapheme.codePointAt(0)!)!;
      const [shape, box] = await Promise.all([shapeOf(grapheme), boxOf(face)]);
      if (shape === null || (box !== null && shape.equals(box))) boxed.push(grapheme);
    }
    expect(boxed).toEqual([]);
  });
});

test('the comparison knows a box when it sees one', async () => {
  for (const character of 'A가🎉') {
    const face = faceFor('headline', character.codePointAt(0)!)!;
    const box = await boxOf(face);
    expect(await inkOf(await plain('\ufffe', face))).toEqual(box);
    expect(await inkOf(await plain(character, face))).not.toEqual(box);
  }
});

test('a picture is the same bytes whatever was drawn before it, in this process and in a new one', async () => {
  const cards = [
    'The line that stops',
    '평양냉면과 서울의 여름',
    'Москва, Корё-сарам, Ελλάδα',
    '漢江の春 カタカナ',
    'Rails 🚂 👨‍👩‍👧',
  ];
  const digest = async (headline: string) =>
    createHash('sha256')
      .update(await drawShareImage(headed(headline)))
      .digest('hex');
  const drawn = new Map<string, string>();
  for (const headline of cards) drawn.set(headline, await digest(headline));
  for (const headline of cards.toReversed()) expect(await digest(headline), headline).toBe(drawn.get(headline));
  const program = `
    import { createHash } from 'node:crypto';
    const { drawShareImage } = await import('./lib/share-images/draw.ts');
    const { layOut } = await import('./lib/share-images/layout.ts');
    const content = { ...${JSON.stringify({ kind: 'article', publication, section: null, authors: [], language: 'en', picture: null })}, headline: process.argv[1] };
    console.log(createHash('sha256').update(await drawShareImage(layOut(content))).digest('hex'));`;
  for (const headline of cards.slice(1)) {
    const node = ['--conditions=react-server', '--input-type=module', '-e', program, headline];
    expect(execFileSync(process.execPath, node, { encoding: 'utf8' }).trim(), headline).toBe(drawn.get(headline));
  }
});

/** The ink of a character as a headline of one character shows it, cut to its edges; null when there is none. */
async function shapeOf(character: string): Promise<Buffer | null> {
  const jpeg = await drawShareImage(headed(character));
  const band = { left: 250, top: 130, width: 700, height: 480 };
  return inkOf(await sharp(jpeg).extract(band).png().toBuffer());
}

const boxes = new Map<string, Promise<Buffer | null>>();
function boxOf(face: Face): Promise<Buffer | null> {
  const known = boxes.get(face.name);
  if (known) return known;
  const made = plain('\uffff', face).then(inkOf);
  boxes.set(face.name, made);
  return made;
}

async function plain(character: string, { name, data, weight }: Face): Promise<Buffer> {
  const style = {
    display: 'flex',
    width: 700,
    height: 480,
    background: '#faf6ec',
    color: '#1c1a17',
    fontFamily: name,
    fontSize: 88,
  };
  const answer = new og.ImageResponse(createElement('div', { style }, character), {
    width: 700,
    height: 480,
    fonts: [{ name, data: data(), weight, style: 'normal' }],
  });
  return Buffer.from(await answer.arrayBuffer());
}

/** What is dark, as a small picture of the same size for all, so that two drawings of one shape are equal. */
async function inkOf(picture: Buffer): Promise<Buffer | null> {
  const { data, info } = await sharp(picture).removeAlpha().greyscale().raw().toBuffer({ resolveWithObject: true });
  let [left, right, top, bottom] = [info.width, -1, info.height, -1];
  for (let y = 0; y < info.height; y++)
    for (let x = 0; x < info.width; x++)
      if (data[y * info.width + x]! < 110) {
        [left, right] = [Math.min(left, x), Math.max(right, x)];
        [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
      }
  if (right < 0) return null;
  const area = { left, top, width: right - left + 1, height: bottom - top + 1 };
  return sharp(picture).extract(area).greyscale().resize(16, 16, { fit: 'fill' }).threshold(128).raw().toBuffer();
}
