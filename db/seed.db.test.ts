import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';

process.env.DATA_DIR = mkdtempSync(join(tmpdir(), 'seed-'));
const { db } = await import('#db/client');
const { articleSlugs, articles, revisionAuthors, revisions, revisionTopics } = await import('#db/schema/articles');
const { comments } = await import('#db/schema/comments');
const { media } = await import('#db/schema/media');
const { authors } = await import('#db/schema/people');
const { sections, series, topics } = await import('#db/schema/sections');
const { pages } = await import('#db/schema/settings');
const { bodyInput, figuresOf, plainText } = await import('#lib/body/rules');
const { mediaStore } = await import('#lib/media/store/store');
const { seedBare, seedSample } = await import('./seed.ts');

test('an empty database becomes a magazine, once', async () => {
  const now = new Date('2026-11-23T06:00:00Z');
  await seedSample(now);
  await seedSample(now);
  await seedBare();

  const live = await db.select().from(articles).innerJoin(revisions, eq(articles.publishedRevisionId, revisions.id));
  expect(live).toHaveLength(12);
  expect(await db.$count(sections)).toBe(4);
  for (const topic of await db.select().from(topics)) {
    const about = await db.$count(revisionTopics, eq(revisionTopics.topicId, topic.id));
    expect(about, `articles about ${topic.name}`).toBeGreaterThan(1);
  }
  for (const one of await db.select().from(series)) {
    const parts = live.filter(({ revisions: { seriesId } }) => seriesId === one.id);
    expect(parts.length, `parts of ${one.name}`).toBeGreaterThan(2);
  }
  expect([await db.$count(topics), await db.$count(series)]).toEqual([6, 2]);
  expect(await db.$count(authors)).toBe(4);
  expect(await db.$count(revisionAuthors)).toBe(12);
  expect(await db.$count(articleSlugs)).toBe(12);
  expect(await db.select().from(pages)).toMatchObject([{ name: 'about', isSample: true }]);

  const slugs = new Set(live.map(({ articles: article }) => article.slug));
  expect(slugs).toContain('평양냉면과-서울의-여름'.normalize('NFC'));
  for (const { articles: article, revisions: revision } of live) {
    expect(article.isSample && article.state === 'published' && article.slug === revision.slug).toBe(true);
    expect(article.publishedAt!.getTime()).toBeLessThan(now.getTime());
    expect(bodyInput.parse(revision.body)).toEqual(revision.body);
  }

  const stored = new Map((await db.select().from(media)).map((picture) => [picture.id, picture]));
  const shown = live.flatMap(({ revisions: revision }) => figuresOf(revision.body));
  expect(new Set(shown.map(({ attrs }) => attrs.media)).size).toBe(stored.size);
  for (const { attrs } of shown) {
    const picture = stored.get(attrs.media)!;
    expect(await mediaStore().sizeOf(`${picture.id}.${picture.extension}`)).toBe(picture.bytes);
    expect(picture.bytes).toBeLessThan(300_000);
    expect(attrs.credit).toBe('Drawing: Mansudae Korea');
  }

  const thread = await db.select().from(comments).innerJoin(articles, eq(comments.articleId, articles.id));
  expect(thread.length).toBeGreaterThan(10);
  for (const { comments: comment, articles: article } of thread) {
    expect(comment.createdAt.getTime()).toBeLessThanOrEqual(now.getTime());
    expect(comment.createdAt.getTime()).toBeGreaterThan(article.publishedAt!.getTime());
    expect(comment.decidedAt === null).toBe(comment.state === 'held');
  }
}, 120_000);

test('no paragraph of the sample stands in it twice', async () => {
  const bodies = (await db.select({ body: revisions.body }).from(revisions)).map(({ body }) => plainText(body));
  const paragraphs = bodies.flatMap((text) => text.split('\n')).filter((line) => line.length > 60);
  expect(new Set(paragraphs).size).toBe(paragraphs.length);
});
