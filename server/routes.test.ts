import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fixedAddresses } from '#lib/articles/checks/own-links';
import { paths } from '#lib/paths';
import { oneAddress, routeOf, routes } from './routes.ts';

test('every address that Next has is in the table', () => {
  const app = join(import.meta.dirname, '../app');
  const missing = readdirSync(app, { recursive: true, encoding: 'utf8' })
    .filter((file) => /(^|\/)(page|route)\.tsx?$/.test(file) && !file.includes('@'))
    .map((file) => `/${file}`.replace(/\/\([^)]+\)/g, '').replace(/\/(page|route)\.tsx?$/, '') || '/')
    .map((path) => path.replace('[feed]', 'feed.xml').replace(/\[[^\]]+\]/g, 'x'))
    .filter((path) => path !== '/not-found' && !routeOf(path));
  expect(missing).toEqual([]);
});

test('what is not in the table does not exist', () => {
  for (const path of [
    '/not-found',
    '/articles',
    '/articles/a/b',
    '/api/internal',
    '/_next/image',
    '/feedxxml',
    '/deskx',
  ])
    expect(routeOf(path), path).toBeNull();
});

test('the first that fits counts', () => {
  expect(routeOf('/desk/articles/1/preview')?.kind).toBe('page');
  expect(routeOf('/desk')?.kind).toBe('desk');
  expect(routeOf('/desk/articles/1')?.kind).toBe('desk');
  expect(routeOf('/articles/한글/share/1.jpg')?.kind).toBe('file');
});

test('what links may lead to are the addresses of readers that have no name in them', () => {
  const fixed = routes
    .filter(([address, { kind }]) => !address.includes('*') && (kind === 'page' || kind === 'file'))
    .filter(([address, { isKept }]) => isKept || address === paths.search)
    .map(([address]) => address);
  expect([...fixed, '/sign-in'].toSorted()).toEqual(fixedAddresses.toSorted());
});

test('every spelling of an address stands for one', () => {
  const spelled = encodeURIComponent('평양의-여름');
  const one = {
    '/About': '/about',
    '/FEED.XML': '/feed.xml',
    '/Sections/Economy/Feed.json': '/sections/economy/feed.json',
    [`/ARTICLES/${encodeURIComponent('평양의-여름'.normalize('NFD'))}`]: `/articles/${spelled}`,
    [`/articles/${spelled}/Comments.xml`]: `/articles/${spelled}/comments.xml`,
    '/articles/The-Ferry/share/0A.jpg': '/articles/the-ferry/share/0A.jpg',
    '/articles/The-Ferry/Quote/0A': '/articles/the-ferry/quote/0a',
    [`/articles/${encodeURIComponent('여름'.normalize('NFD'))}/quote/0a`]: `/articles/${encodeURIComponent('여름')}/quote/0a`,
    '/Unsubscribe/AbC': '/unsubscribe/AbC',
  };
  for (const [path, address] of Object.entries(one)) {
    expect(oneAddress(path)).toBe(address);
    expect(oneAddress(address), 'and no other for that').toBe(address);
  }
  for (const path of ['/Nothing', '/Desk', '/HEALTHZ']) expect(oneAddress(path)).toBe(path);
});
