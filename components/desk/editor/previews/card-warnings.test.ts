import { expect, test } from 'vitest';
import { placesThatCut, widthInLetters } from '#lib/share-images/cards';
import { isFocusInSquare } from '#lib/share-images/rules';
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
const image = { bytes: 90_000, hasPicture: true, isFocusInSquare: true };

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

test('a square keeps the middle of the width', () => {
  const at = (x: number) => isFocusInSquare({ file: 'a.jpg', focus: { x, y: 0 } });
  expect([0, 0.2, 0.25, 0.5, 0.75, 0.8, 1].map(at)).toEqual([false, false, true, true, true, false, false]);
  expect(isFocusInSquare({ file: 'a.jpg', focus: null })).toBe(true);
});
