import { expect, test } from 'vitest';
import { paths } from '#lib/paths';
import { absolute } from '#lib/site';
import { languagesOf } from './languages.ts';

const boat = { slug: 'boat', language: 'en', canonicalUrl: '' };
const korean = { slug: '나룻배', language: 'ko', canonicalUrl: '' };
const at = (slug: string) => absolute(paths.article(slug));

test('each language is told once, with the page for everybody else', () => {
  const both = [
    ['en', at('boat')],
    ['ko', at('나룻배')],
  ];
  expect(languagesOf([boat, korean], 'en')).toEqual([...both, ['x-default', at('boat')]]);
  expect(languagesOf([boat, korean], 'ko')).toEqual([...both, ['x-default', at('나룻배')]]);
  const another = { ...korean, slug: '나룻배-2' };
  expect(languagesOf([boat, korean, another], 'en'), 'the first of two counts').toEqual([
    ...both,
    ['x-default', at('boat')],
  ]);
  expect(languagesOf([another, boat, korean], 'en')?.[0], 'or the page itself').toEqual(['ko', at('나룻배-2')]);
});

test('one that is at home on another site is told to nobody', () => {
  const elsewhere = { ...korean, canonicalUrl: 'https://elsewhere.example/boat' };
  expect(languagesOf([boat, elsewhere], 'en')).toBeUndefined();
  expect(languagesOf([elsewhere, boat], 'en')).toBeUndefined();
  expect(languagesOf([boat, { ...korean, canonicalUrl: at('나룻배') }], 'en')).toHaveLength(3);
  expect(languagesOf([boat], 'en')).toBeUndefined();
});
