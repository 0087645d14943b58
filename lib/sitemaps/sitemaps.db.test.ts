import { eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { db } from '#db/client';
import { articles, corrections, revisionAuthors, revisions } from '#db/schema/articles';
import { authors } from '#db/schema/people';
import { sections } from '#db/schema/sections';
import { noting } from '#lib/cache/noting';
import { absolute } from '#lib/site';
import { printArticle } from '../../e2e/support/newsroom.ts';
import { mustBeValid } from '../../e2e/support/valid.ts';
import { readXml } from '../../e2e/support/xml.ts';
import { listArticleFiles, listArticlesInFile, listNews, listPagesOfArticles } from './queries.ts';
import { mostInSitemap, sitemapPart, sitemapPath } from './rules.ts';
import { newsSitemap, sitemapFile, sitemapIndex } from './xml.ts';

process.env.SITE_URL = 'https://magazine.example';

const day = 86_400_000;
const began = Math.floor(Date.now() / 1000) * 1000;
const daysAgo = (days: number) => new Date(began - days * day);
const made: Record<string, { id: string; slug: string }> = {};

async function print(headline: string, days: number) {
  const article = await printArticle(headline);
  await db
    .update(articles)
    .set({ publishedAt: daysAgo(days) })
    .where(eq(articles.id, article.id));
  made[headline] = article;
  return article;
}
const allInFile = async (file = 1) => (await listArticlesInFile(file)).map(({ path }) => path);
const pathOf = (headline: string) => `/articles/${made[headline]!.slug}`;

beforeAll(async () => {
  await db.delete(articles);
  await print('Boat', 1);
  await print('River', 10);
  await print('Tomorrow', -1);
  const removed = await print('Removed', 5);
  await db.update(articles).set({ removedAt: new Date() }).where(eq(articles.id, removed.id));
});

describe('an article is in the sitemap', () => {
  test('when it is live, the oldest first, with its last change: a new text, or a correction', async () => {
    expect(await allInFile()).toEqual([pathOf('River'), pathOf('Boat')]);
    const changes = async () => (await listArticlesInFile(1)).map(({ changedAt }) => changedAt);
    expect(await changes()).toEqual([daysAgo(10), daysAgo(1)]);
    await db
      .update(articles)
      .set({ republishedAt: daysAgo(3) })
      .where(eq(articles.id, made.River!.id));
    const say = (body: string, days: number) =>
      db.insert(corrections).values({ articleId: made.Boat!.id, body, correctedAt: daysAgo(days) });
    await say('It carried 14.', 0);
    await say('It carried 13.', 0.5);
    await say('It goes public with changes that are scheduled.', -1);
    expect(await changes()).toEqual([daysAgo(3), daysAgo(0)]);
    expect(await listArticleFiles(), 'and so is the file').toEqual([{ changedAt: daysAgo(0) }]);
    await db.delete(corrections);
    await db.update(articles).set({ republishedAt: null });
  });

  test('but in none when its text is at home on another site', async () => {
    const listed = async (canonicalUrl: string) => {
      await db.update(revisions).set({ canonicalUrl }).where(eq(revisions.articleId, made.Boat!.id));
      return (await allInFile()).includes(pathOf('Boat'));
    };
    expect(await listed('https://elsewhere.example/boat')).toBe(false);
    expect(await listed('https://magazine.example.evil.example/boat')).toBe(false);
    expect(await listed(absolute(pathOf('Boat')))).toBe(true);
    expect(await listed('')).toBe(true);
  });
});

test('an article in two languages names both at each of them, and the one for everybody else', async () => {
  const korean = await print('나룻배', 4);
  const set = (id: string, values: Partial<typeof revisions.$inferInsert>) =>
    db.update(revisions).set(values).where(eq(revisions.articleId, id));
  await set(korean.id, { language: 'ko', translationOf: made.Boat!.id });
  const languages = async () =>
    Object.fromEntries((await listArticlesInFile(1)).map((entry) => [entry.path, entry.languages]));
  const both = [
    ['en', absolute(pathOf('Boat'))],
    ['ko', absolute(pathOf('나룻배'))],
  ];
  const forOthers = ['x-default', absolute(pathOf('Boat'))];
  expect(await languages()).toEqual({
    [pathOf('River')]: undefined,
    [pathOf('나룻배')]: [...both.toReversed(), forOthers],
    [pathOf('Boat')]: [...both, forOthers],
  });
  mustBeValid('sitemap', sitemapFile(await listArticlesInFile(1), 'Asia/Seoul'));
  await set(korean.id, { canonicalUrl: 'https://elsewhere.example/boat' });
  expect((await languages())[pathOf('Boat')], 'it is at home on another site').toBeUndefined();
  await set(korean.id, { canonicalUrl: '' });
  await db.update(articles).set({ removedAt: new Date() }).where(eq(articles.id, korean.id));
  expect((await languages())[pathOf('Boat')], 'it has gone').toBeUndefined();
});

test('a page of what stands in it changes with the newest there; one with nothing to read is left out', async () => {
  const [full] = await db
    .insert(sections)
    .values([
      { slug: '경제', name: 'Economy' },
      { slug: 'empty', name: 'Empty' },
    ])
    .returning();
  const [author] = await db
    .insert(authors)
    .values([
      { handle: 'han', name: 'Han' },
      { handle: 'nobody', name: 'Nobody' },
    ])
    .returning();
  for (const { id } of [made.Boat!, made.River!]) {
    const [revision] = await db
      .update(revisions)
      .set({ sectionId: full!.id })
      .where(eq(revisions.articleId, id))
      .returning();
    if (id === made.River!.id)
      await db.insert(revisionAuthors).values({ revisionId: revision!.id, authorId: author!.id, position: 0 });
  }
  expect(await listPagesOfArticles()).toEqual([
    { path: '/sections/%EA%B2%BD%EC%A0%9C', changedAt: daysAgo(1) },
    { path: '/authors/han', changedAt: daysAgo(10) },
  ]);
});

test('what was published within two days is news, until it is not any more', async () => {
  await db
    .update(revisions)
    .set({ headline: 'Boats & “trains”', language: 'ko' })
    .where(eq(revisions.articleId, made.Boat!.id));
  const { result, noted } = await noting(listNews);
  expect(result).toEqual([
    { path: pathOf('Boat'), title: 'Boats & “trains”', language: 'ko', publishedAt: daysAgo(1) },
  ]);
  expect(noted.validUntil).toBeGreaterThan(Date.now() + 23 * 3_600_000);
  expect(noted.validUntil, 'or when something else is published, in a day').toBeLessThan(Date.now() + 25 * 3_600_000);
  const xml = newsSitemap('Rails & rivers', result, 'Asia/Seoul');
  mustBeValid('sitemap', xml);
  expect(readXml(xml)).toEqual([
    'urlset',
    'url',
    'loc',
    'news:news',
    'news:publication',
    'news:name',
    'news:language',
    'news:publication_date',
    'news:title',
  ]);
  expect(xml).toContain('<news:title>Boats &amp; “trains”</news:title>');
});

test('a sitemap of no news is one all the same', () => {
  const xml = newsSitemap('Rails & rivers', [], 'Asia/Seoul');
  mustBeValid('sitemap', xml);
  expect(xml).not.toContain('<news:');
});

test('the name of a file is one of ours or none', () => {
  expect(sitemapPart('pages')).toBe('pages');
  expect(sitemapPart('articles-12')).toEqual({ articles: 12 });
  for (const name of ['', 'articles-0', 'articles-01', 'articles-1e9', 'articles-', 'Pages'])
    expect(sitemapPart(name)).toBeNull();
});

test('more than fifty thousand addresses are told in files that each keep to the protocol', {
  timeout: 180_000,
}, async () => {
  await db.delete(articles);
  const count = 50_007;
  // the longest addresses that there can be: eighty syllables
  await db.execute(sql`
    insert into articles (slug, state, published_at)
    select repeat('평양의', 25) || lpad(n::text, 5, '0'), 'published', timestamptz '2000-01-01' + n * interval '1 hour'
    from generate_series(1, ${count}) as n`);
  await db.execute(sql`
    insert into revisions (article_id, number, headline, slug, body)
    select id, 1, slug, slug, '{"type":"doc","content":[]}' from articles`);
  await db.execute(sql`analyze articles, revisions`);
  await db.execute(sql`
    update articles set draft_revision_id = revisions.id, published_revision_id = revisions.id
    from revisions where revisions.article_id = articles.id`);

  await db.execute(sql`analyze articles, revisions`);
  const files = await listArticleFiles();
  expect(files).toHaveLength(Math.ceil(count / mostInSitemap));
  const seen = new Set<string>();
  for (const [index, { changedAt }] of files.entries()) {
    const entries = await listArticlesInFile(index + 1);
    expect(entries.length).toBeLessThanOrEqual(50_000);
    expect(entries.at(-1)!.changedAt, 'the newest is the last').toEqual(changedAt);
    const xml = sitemapFile(entries, 'Asia/Seoul');
    expect(Buffer.byteLength(xml)).toBeLessThan(50 * 1024 * 1024);
    mustBeValid('sitemap', xml);
    const names = readXml(xml);
    expect(names.slice(0, 4)).toEqual(['urlset', 'url', 'loc', 'lastmod']);
    for (const [, address] of xml.matchAll(/<loc>([^<]+)<\/loc>/g)) {
      expect(address!.length, 'in full').toBeLessThan(2048);
      seen.add(address!);
    }
    for (const [, date] of xml.matchAll(/<lastmod>([^<]+)<\/lastmod>/g))
      if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/.test(date!)) throw new Error(`${date} is no W3C date`);
  }
  expect(seen.size, 'each address once').toBe(count);
  expect(await listArticlesInFile(files.length + 1)).toEqual([]);
  const index = sitemapIndex(
    files.map(({ changedAt }, at) => ({ path: sitemapPath({ articles: at + 1 }), changedAt })),
    'Asia/Seoul',
  );
  mustBeValid('sitemapIndex', index);
  expect(readXml(index)).toEqual(['sitemapindex', ...files.flatMap(() => ['sitemap', 'loc', 'lastmod'])]);
  const [first] = await listArticlesInFile(1);
  await db.execute(sql`
    insert into articles (slug, state, published_at, published_revision_id)
    select 'newest', 'published', now(), id from revisions limit 1`);
  expect((await listArticlesInFile(1))[0], 'what is new moves nothing').toEqual(first);
});
