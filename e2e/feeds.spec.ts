import { randomUUID } from 'node:crypto';
import type { APIRequestContext } from '@playwright/test';
import { parseFeed } from 'feedsmith';
import RssParser from 'rss-parser';
import { expectAccessible } from './support/accessible.ts';
import { expect, test } from './support/fixtures.ts';
import { commentOn } from './support/newsroom.ts';
import { mustBeJsonFeed, mustBeValid } from './support/valid.ts';

const site = () => process.env.E2E_SITE!;
const forms = ['feed.xml', 'atom.xml', 'feed.json'];
const sampled = ['', '/sections/culture', '/authors/han-sora'];

/** A feed as its bytes stand there, with what its answer says. */
async function feedAt(ask: APIRequestContext, path: string) {
  const answer = await ask.get(path);
  expect(answer.status(), path).toBe(200);
  return { text: await answer.text(), headers: answer.headers() };
}

test('each page that lists articles has a feed in three forms, and names them in its head', async ({ ask }) => {
  for (const page of sampled) {
    const html = await (await ask.get(page || '/')).text();
    for (const form of forms) {
      const { text, headers } = await feedAt(ask, `${page}/${form}`);
      const { format, feed } = parseFeed(text);
      expect(format).toBe({ 'feed.xml': 'rss', 'atom.xml': 'atom', 'feed.json': 'json' }[form]);
      if (format === 'rss' || format === 'atom') mustBeValid(format, text);
      else mustBeJsonFeed(text);
      const items = ('items' in feed ? feed.items : 'entries' in feed ? feed.entries : []) ?? [];
      expect(items.length, page).toBeGreaterThan(0);
      const type = {
        'feed.xml': 'application/rss+xml',
        'atom.xml': 'application/atom+xml',
        'feed.json': 'application/feed+json',
      }[form]!;
      expect(headers['content-type'], 'as a browser shows it').toBe(
        `${form.endsWith('xml') ? 'application/xml' : type}; charset=utf-8`,
      );
      expect(html).toContain(`<link rel="alternate" type="${type}" href="${site()}${page}/${form}" title="`);
      expect(headers['cross-origin-resource-policy']).toBe('cross-origin');
    }
  }
  const html = await (await ask.get('/about')).text();
  expect(html.match(/rel="alternate" type="application\/rss\+xml"/g), 'that of all is named everywhere').toHaveLength(
    1,
  );
});

test('a new article is in every feed it belongs to, by one id, with its whole text', async ({ ask, article }) => {
  await expect.poll(async () => (await ask.get('/feed.xml')).text()).toContain(article.headline);
  const ids = new Set<string>();
  for (const form of forms) {
    const { text } = await feedAt(ask, `/${form}`);
    expect(text).toContain(article.paragraphs[1]);
    ids.add(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(text.slice(text.search(/<item>|<entry |"items"/)))![0]);
  }
  expect(ids.size, 'the newest is the same in each').toBe(1);
  const byline = /\/authors\/[^"]+/.exec(await (await ask.get(article.path)).text())![0];
  expect((await feedAt(ask, `${byline}/feed.xml`)).text).toContain(article.headline);
  const read = await new RssParser().parseString((await feedAt(ask, '/feed.xml')).text);
  const item = read.items.find(({ title }) => title === article.headline)!;
  expect(item.link).toBe(site() + article.path);
  expect(article.deskPath).toContain(item.guid!);
});

test('who has a feed already is told that nothing is new, by either of the two ways to ask', async ({ ask }) => {
  const path = '/sections/culture/feed.xml';
  const { headers } = await feedAt(ask, path);
  const known = await ask.get(path, { headers: { 'if-none-match': headers.etag! } });
  expect([known.status(), (await known.body()).length]).toEqual([304, 0]);
  const dated = async () => (await ask.get(path)).headers()['last-modified'];
  await expect.poll(dated, 'said when the second is over in which it was made').toBeDefined();
  const since = await ask.get(path, { headers: { 'if-modified-since': (await dated())! } });
  expect([since.status(), since.headers()['last-modified']]).toEqual([304, await dated()]);
  const earlier = new Date(Date.parse((await dated())!) - 1000).toUTCString();
  expect((await ask.get(path, { headers: { 'if-modified-since': earlier } })).status()).toBe(200);
  const both = { 'if-modified-since': (await dated())!, 'if-none-match': '"other"' };
  expect((await ask.get(path, { headers: both })).status(), 'the ETag counts').toBe(200);
});

test('comments under an article are a feed, and its item says where', async ({ ask, article }) => {
  const slug = decodeURIComponent(article.path.split('/').at(-1)!);
  const words = `The fog lifts at nine: ${randomUUID()}`;
  const path = `${article.path}/comments.xml`;
  expect((await new RssParser().parseString((await feedAt(ask, path)).text)).items).toEqual([]);
  await commentOn(slug, [words, '안개는 아홉 시에 걷힌다.']);
  await expect.poll(async () => (await ask.get(path)).text()).toContain(words);
  const { text } = await feedAt(ask, path);
  mustBeValid('rss', text);
  const { items } = await new RssParser().parseString(text);
  expect(items.map(({ title }) => title).toSorted()).toEqual(['Comment by 독자 1', 'Comment by 독자 2']);
  const place = new URL(items[0]!.link!);
  expect(await (await ask.get(article.path)).text()).toContain(`id="${place.hash.slice(1)}"`);
  await expect.poll(async () => (await ask.get('/feed.xml')).text()).toContain(`<wfw:commentRss>${site()}${path}<`);
});

test('a feed of what is nowhere is not there', async ({ ask }) => {
  for (const path of ['/sections/no-such/feed.xml', '/articles/no-such/comments.xml', '/sections/culture/other.xml'])
    expect((await ask.get(path)).status(), path).toBe(404);
});

for (const form of ['feed.xml', 'atom.xml']) {
  test(`a person who opens ${form} reads a page of the magazine`, async ({ page }) => {
    const stopped: string[] = [];
    page.on('console', (message) => {
      // Chromium sets a banner over it that its own policy does not let it style: it is not shown
      if (/Content[- ]Security[- ]Policy|Refused to/i.test(message.text()) && !/inline/.test(message.text()))
        stopped.push(message.text());
    });
    const answer = await page.goto(`/sections/culture/${form}`);
    expect(answer!.headers()['content-security-policy']).toMatch(/^default-src 'none'; /);
    await expect(page.getByText('Copy the address of this page into your feed reader')).toBeVisible();
    const headline = page.getByRole('article').first().getByRole('link');
    await expect(headline).toBeVisible();
    await expect(page.locator('xslt-warning-banner')).toBeHidden();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await expectAccessible(page);
    }
    expect(stopped).toEqual([]);
    const name = (await headline.textContent())!;
    await headline.click();
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  });
}
