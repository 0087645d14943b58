import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { emptyBody } from '#lib/body/body';

process.env.DATA_DIR = mkdtempSync(join(tmpdir(), 'share-'));
const { db } = await import('#db/client');
const { articleSlugs, articles, revisions, shareImages } = await import('#db/schema/articles');
const { settings } = await import('#db/schema/settings');
const { getShareImage, getShareImageAt } = await import('./queries.ts');

let mud: string;
let tide: string;
beforeAll(async () => {
  mud = await publish('mud', 'Mud');
  tide = await publish('조수', 'Mud');
});

async function publish(slug: string, headline: string): Promise<string> {
  const publishedAt = new Date(Date.now() - 1000);
  const [article] = await db.insert(articles).values({ state: 'published', slug, publishedAt }).returning();
  await db.insert(articleSlugs).values({ slug, articleId: article!.id });
  await write(article!.id, 1, headline);
  return article!.id;
}

async function write(articleId: string, number: number, headline: string): Promise<void> {
  const body = { ...emptyBody, content: [{ type: 'paragraph' as const }] };
  const [revision] = await db.insert(revisions).values({ articleId, number, headline, slug: 'mud', body }).returning();
  await db.update(articles).set({ publishedRevisionId: revision!.id }).where(eq(articles.id, articleId));
}

const digestIn = (path: string) => /\/share\/([0-9a-f]{24})\.jpg$/.exec(path)![1]!;

test('each article has an image at an address of its own, also when two look the same', async () => {
  const image = await getShareImage({ kind: 'article', id: mud });
  expect(image).toMatchObject({ width: 1200, height: 630, type: 'image/jpeg', alt: 'Mud – Mansudae Korea' });
  expect(await getShareImage({ kind: 'article', id: mud })).toEqual(image);
  const other = await getShareImage({ kind: 'article', id: tide });
  expect(digestIn(other.path)).not.toBe(digestIn(image.path));
  expect(await getShareImageAt('mud', digestIn(image.path))).toMatchObject({ isCurrent: true });
  expect(await getShareImageAt('조수'.normalize('NFD'), digestIn(other.path))).toMatchObject({ isCurrent: true });
});

test('a digest that was never given out for this article leads nowhere', async () => {
  const ours = digestIn((await getShareImage({ kind: 'article', id: mud })).path);
  expect(await getShareImageAt('mud', '0'.repeat(24))).toBeNull();
  expect(await getShareImageAt('조수', ours)).toBeNull();
  expect(await getShareImageAt('unknown', ours)).toBeNull();
});

test('a former digest and a former slug keep answering, with the picture of today', async () => {
  const before = digestIn((await getShareImage({ kind: 'article', id: mud })).path);
  await write(mud, 2, 'More mud');
  await db.update(articles).set({ slug: 'more-mud' }).where(eq(articles.id, mud));
  await db.insert(articleSlugs).values({ slug: 'more-mud', articleId: mud });
  const now = await getShareImage({ kind: 'article', id: mud });
  expect(now.path).toMatch(/^\/articles\/more-mud\/share\//);
  expect(digestIn(now.path)).not.toBe(before);
  const found = await getShareImageAt('mud', before);
  expect(found).toMatchObject({ isCurrent: false, digest: digestIn(now.path) });
  expect(await getShareImageAt('more-mud', digestIn(now.path))).toMatchObject({ isCurrent: true, path: found!.path });
});

test('another accent is another address, and the old one again when it is taken back', async () => {
  const red = (await getShareImage({ kind: 'article', id: mud })).path;
  await db.update(settings).set({ accent: 'indigo' });
  expect((await getShareImage({ kind: 'article', id: mud })).path).not.toBe(red);
  await db.update(settings).set({ accent: 'red' });
  expect((await getShareImage({ kind: 'article', id: mud })).path).toBe(red);
  expect(await db.$count(shareImages, eq(shareImages.articleId, mud))).toBe(3);
});

test('what is not live has no image, and its old address is not found', async () => {
  const digest = digestIn((await getShareImage({ kind: 'article', id: tide })).path);
  await db.update(articles).set({ publishedRevisionId: null, state: 'unpublished' }).where(eq(articles.id, tide));
  await expect(getShareImage({ kind: 'article', id: tide })).rejects.toThrow('not published');
  expect(await getShareImageAt('조수', digest)).toBeNull();
});
