import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { emptyBody } from '#lib/body/body';
import { hire } from '../../e2e/support/newsroom.ts';

process.env.DATA_DIR = mkdtempSync(join(tmpdir(), 'share-'));
const { db } = await import('#db/client');
const { articleSlugs, articles, revisionAuthors, revisions, shareImages } = await import('#db/schema/articles');
const { settings } = await import('#db/schema/settings');
const { authors } = await import('#db/schema/people');
const { sections } = await import('#db/schema/sections');
const { changeGroup, mergeGroups, addGroup } = await import('#lib/groups/mutations');
const { getShareImage, getShareImageAt, getShareImageOf } = await import('./queries.ts');
const { home, issueShareImage, layOutScheduled } = await import('./mutations.ts');

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
  expect(await getShareImageAt('more-mud', digestIn(now.path))).toMatchObject({ isCurrent: true, name: found!.name });
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

test('home has an image, which changes with the publication and keeps its former addresses', async () => {
  const before = await getShareImage(home);
  expect(before).toMatchObject({ path: expect.stringMatching(/^\/share\/home\/front\/[0-9a-f]{24}\.jpg$/) });
  const digest = before.path.slice(-28, -4);
  await db.update(settings).set({ tagline: 'Both sides of the river' });
  const now = await getShareImage(home);
  expect(now.path).not.toBe(before.path);
  expect(now.alt).toBe('Mansudae Korea – Both sides of the river');
  expect(await getShareImageOf('home', 'front', digest)).toMatchObject({ isCurrent: false });
  expect(await getShareImageOf('home', 'front', now.path.slice(-28, -4))).toMatchObject({ isCurrent: true });
  expect(await getShareImageOf('home', 'front', '0'.repeat(24))).toBeNull();
  expect(await getShareImageOf('home', 'back', digest)).toBeNull();
});

test('a section keeps the addresses of its images through another name, another address and a merger', async () => {
  const editor = await hire('editor');
  const given = { kind: 'section', hangulName: '경제', description: 'Money.', slug: '' } as const;
  const { id } = await addGroup(editor, { ...given, name: 'Economy' });
  const first = await getShareImage({ kind: 'section', id });
  const digest = first.path.slice(-28, -4);
  expect(first.path).toMatch(/^\/share\/section\/economy\//);
  await changeGroup(editor, { ...given, id, name: 'Business', slug: 'business' });
  const second = await getShareImage({ kind: 'section', id });
  expect(second.path).toMatch(/^\/share\/section\/business\//);
  expect(await getShareImageOf('section', 'economy', digest)).toMatchObject({ isCurrent: false });

  const other = await addGroup(editor, { ...given, name: 'Society' });
  expect(await getShareImageOf('section', 'society', digest), 'a digest of another').toBeNull();
  expect(await getShareImageOf('topic', 'economy', digest)).toBeNull();
  await mergeGroups(editor, { kind: 'section', id, into: other.id });
  const merged = await getShareImageOf('section', 'economy', digest);
  expect(merged?.digest).toBe((await getShareImage({ kind: 'section', id: other.id })).path.slice(-28, -4));
  expect(await db.select().from(sections)).toHaveLength(1);
});

test('an author has one', async () => {
  const [author] = await db
    .insert(authors)
    .values({ handle: 'han-sora', name: 'Han Sora', hangulName: '한소라', email: 'han@example.org' })
    .returning();
  const image = await getShareImage({ kind: 'author', id: author!.id });
  expect(image).toMatchObject({
    path: expect.stringMatching(/^\/share\/author\/han-sora\//),
    alt: 'Han Sora – Mansudae Korea',
  });
});

test('an author chooses what is shown: the picture, type alone, or a sentence of the text', async () => {
  const id = await publish('choosing', 'A choice');
  const layoutOf = async () => (await issueShareImage({ kind: 'article', id }))!;
  const set = (values: Partial<typeof revisions.$inferInsert>) =>
    db.update(revisions).set(values).where(eq(revisions.articleId, id));
  const said = 'Nobody had been told.';
  await set({
    body: { ...emptyBody, content: [{ type: 'paragraph', content: [{ type: 'text', text: `Late. ${said}` }] }] },
  });
  expect((await layoutOf()).layout).toMatchObject({ isQuote: false, headline: { lines: ['A choice'] } });
  await set({ shareLayout: 'quote', shareQuote: said });
  expect((await layoutOf()).layout).toMatchObject({ isQuote: true, below: ['A choice'] });
  expect((await layoutOf()).alt).toBe(`“${said}” – A choice, Mansudae Korea`);
  await set({ shareQuote: 'Everybody had been told.' });
  expect((await layoutOf()).layout, 'what does not stand in the text is not shown').toMatchObject({ isQuote: false });
});

test('a Korean article names its section and its authors by their Hangul names', async () => {
  const id = await publish('korean', '안개');
  const [section] = await db.insert(sections).values({ slug: 'sea', name: 'Sea', hangulName: '바다' }).returning();
  const [author] = await db.insert(authors).values({ handle: 'ki-go', name: 'Ki Go', hangulName: '기고' }).returning();
  const [revision] = await db
    .update(revisions)
    .set({ sectionId: section!.id })
    .where(eq(revisions.articleId, id))
    .returning();
  await db.insert(revisionAuthors).values({ revisionId: revision!.id, authorId: author!.id, position: 1 });
  const said = async () => (await issueShareImage({ kind: 'article', id }))!.layout;
  expect(await said()).toMatchObject({ section: 'SEA', below: ['By Ki Go'] });
  await db.update(revisions).set({ language: 'ko' }).where(eq(revisions.articleId, id));
  expect(await said()).toMatchObject({ section: '바다', below: ['글 기고'] });
});

test('what is scheduled has its image laid out before its time, and nobody can ask for it', async () => {
  const id = await publish('coming', 'Now');
  const [next] = await db
    .insert(revisions)
    .values({ articleId: id, number: 2, headline: 'Soon', slug: 'coming', body: emptyBody })
    .returning();
  const scheduledAt = new Date(Date.now() + 60_000);
  await db
    .update(articles)
    .set({ scheduledRevisionId: next!.id, scheduledAt, scheduledSlug: 'coming' })
    .where(eq(articles.id, id));
  const coming = (await layOutScheduled(id))!;
  expect(coming.layout.headline.lines).toEqual(['Soon']);
  expect(await getShareImageAt('coming', coming.digest)).toBeNull();
  await db
    .update(articles)
    .set({ scheduledAt: new Date(Date.now() - 1) })
    .where(eq(articles.id, id));
  expect((await getShareImage({ kind: 'article', id })).path).toContain(coming.digest);
});
