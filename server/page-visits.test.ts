import { expect, test } from 'vitest';
import { notePage, sincePage } from './page-visits.ts';

test('a page is known to have been sent to whom it was sent, and to nobody else', () => {
  notePage('203.0.113.5', '/articles/a');
  expect(sincePage('203.0.113.5', '/articles/a')).toBeLessThan(1000);
  expect(sincePage('203.0.113.6', '/articles/a')).toBeNull();
  expect(sincePage('203.0.113.5', '/articles/b')).toBeNull();
});

test('half a million visits are told apart, and the oldest are forgotten', () => {
  for (let visit = 0; visit < 500_000; visit++) notePage(`198.51.${visit % 250}.${Math.floor(visit / 250)}`, '/');
  for (let last = 1990; last < 2000; last++) expect(sincePage(`198.51.249.${last}`, '/'), 'the last').not.toBeNull();
  expect(sincePage('198.51.0.0', '/'), 'the first').toBeNull();
  expect(sincePage('203.0.113.5', '/articles/a')).toBeNull();
});
