import { expect, test } from 'vitest';
import { placesThatCut, widthInLetters } from '#lib/share-images/cards';
import { warningsOf } from './card-warnings.ts';
import type { PageHead } from './page-head.ts';

const head = (properties: Record<string, string> = {}, canonical = 'https://ours.example/articles/fog'): PageHead => ({
  title: `${properties['og:title'] ?? 'Fog'} · Mansudae Korea`,
  description: 'Much of it.',
  canonical,
  properties: {
    'og:site_name': 'Mansudae Korea',
    'og:title': 'Fog',
    'og:description': 'Much of it.',
    'og:url': 'https://ours.example/articles/fog',
    'og:image': 'https://ours.example/a.jpg',
    'og:image:alt': 'Fog – Mansudae Korea',
    ...properties,
  },
});
const image = { bytes: 90_000, hasPicture: true, isFocusInSquare: true, lettersLeftOut: [] as string[] };

test('what fits everywhere is not warned of', () => expect(warningsOf(head(), image)).toEqual([]));

test.each<[string, Record<string, string>, Partial<typeof image>, RegExp]>([
  ['no headline', { 'og:title': '' }, {}, /no headline/],
  [
    'a headline too long for some',
    { 'og:title': 'Fog on the river, '.repeat(4) },
    {},
    /cut on X, KakaoTalk and Search result/,
  ],
  ['no text', { 'og:description': '' }, {}, /no text/],
  ['much text', { 'og:description': 'Fog. '.repeat(50) }, {}, /250 characters/],
  ['no image', { 'og:image': '' }, {}, /no share image/],
  ['an image without words', { 'og:image:alt': '' }, {}, /no words/],
  ['a heavy image', {}, { bytes: 400_000 }, /400 kB/],
  ['no picture in it', {}, { hasPicture: false }, /no picture/],
  ['what a square loses', {}, { isFocusInSquare: false }, /lost/],
  ['letters without a font', {}, { lettersLeftOut: ['ゔ', 'ゝ'] }, /leaves out ゔ and ゝ: its fonts do not have them/],
  ['many of them', {}, { lettersLeftOut: [...'سلامعيكمورحة'] }, /leaves out س, ل, ا, م, ع, ي, ك, م and others:/],
])('%s', (_, properties, facts, sentence) => {
  const found = warningsOf(head(properties), { ...image, ...facts });
  expect(found).toEqual([expect.stringMatching(sentence)]);
});

test('an article that was first published elsewhere says where searches lead', () => {
  expect(warningsOf(head({}, 'https://first.example/fog'), image)).toEqual([expect.stringContaining('first.example')]);
});

test('a Hangul headline is cut after half as many characters', () => {
  expect(widthInLetters('안개 fog')).toBe(8);
  expect(placesThatCut('a'.repeat(60))).toEqual([]);
  expect(placesThatCut('안'.repeat(30))).toEqual([]);
  expect(placesThatCut('안'.repeat(31))).toEqual(['KakaoTalk', 'Search result']);
});
