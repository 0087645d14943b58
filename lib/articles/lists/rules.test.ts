import { expect, test } from 'vitest';
import { listAddress, listFilterOf, wholeList } from './rules.ts';

test('the address of a list says what it shows, and nothing that goes without saying', () => {
  expect(listAddress(wholeList)).toBe('/desk/articles');
  const filter = listFilterOf({ q: ' 평양 냉면 ', state: 'in_review', section: 'life', order: 'changed', page: '3' });
  expect(decodeURIComponent(listAddress(filter, { page: filter.page }))).toBe(
    '/desk/articles?q=평양+냉면&state=in_review&section=life&page=3',
  );
  expect(
    listFilterOf(Object.fromEntries(new URLSearchParams('q=평양+냉면&state=in_review&section=life&page=3'))),
  ).toEqual(filter);
});

test('whatever is changed, the list is seen from its first page', () => {
  const filter = { ...wholeList, page: 4 };
  expect(listAddress(filter, { state: 'draft' })).toBe('/desk/articles?state=draft');
});

test('text is composed, and what makes no sense is left out', () => {
  expect(listFilterOf({ q: '평양'.normalize('NFD') }).q).toBe('평양');
  const nonsense = { state: 'lost', order: 'weight', language: 'xx', whose: 'nobody', page: '-1', q: ['a', 'b'] };
  expect(listFilterOf(nonsense)).toEqual({ ...wholeList, q: 'a' });
  expect(listFilterOf({ page: '1e9', q: '\ud800\u0000' })).toMatchObject({ page: 1 });
  expect(listFilterOf({ q: 'a'.repeat(100_000) }).q).toHaveLength(200);
});
