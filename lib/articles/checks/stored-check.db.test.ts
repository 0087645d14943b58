import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { db } from '#db/client';
import { articleSlugs, articles, revisions } from '#db/schema/articles';
import { media } from '#db/schema/media';
import { authors } from '#db/schema/people';
import { movedGroups, sections } from '#db/schema/sections';
import { emptyWords, type Words } from '#lib/articles/rules';
import { type Block, bodyOf } from '#lib/body/body';
import { siteOrigin } from '#lib/site';
import { checkStored } from './stored-check.ts';

const linking = (...hrefs: string[]): Words => ({
  ...emptyWords,
  headline: 'Fog',
  body: bodyOf(
    ...hrefs.map(
      (href): Block => ({
        type: 'paragraph',
        content: [{ type: 'text', text: 'here', marks: [{ type: 'link', attrs: { href } }] }],
      }),
    ),
  ),
});
const own = { id: crypto.randomUUID(), slug: null };
const check = (words: Words, article: { id: string; slug: string | null } = own) =>
  db.transaction((tx) => checkStored(tx, article, words));

async function makeArticle(slugs: string[], isLive: boolean) {
  const [article] = await db
    .insert(articles)
    .values({ slug: slugs[0], state: isLive ? 'published' : 'unpublished', publishedAt: new Date(Date.now() - 1000) })
    .returning({ id: articles.id });
  const [revision] = await db
    .insert(revisions)
    .values({ articleId: article!.id, number: 1, headline: 'x', slug: slugs[0]!, body: emptyWords.body })
    .returning({ id: revisions.id });
  if (isLive) await db.update(articles).set({ publishedRevisionId: revision!.id });
  await db.insert(articleSlugs).values(slugs.map((slug) => ({ slug, articleId: article!.id })));
  return article!;
}

beforeEach(async () => {
  await db.delete(articles);
  await db.delete(articleSlugs);
  await db.delete(authors);
  await db.delete(sections);
  await db.delete(movedGroups);
});

test('links to pages of ours that are there, were there or stand elsewhere are good; others are dead', async () => {
  await makeArticle(['fog', 'thick-fog', '안개'], true);
  await db.insert(authors).values({ handle: 'kim', name: 'Kim' });
  const [section] = await db.insert(sections).values({ slug: 'society', name: 'Society' }).returning();
  await db.insert(movedGroups).values({ kind: 'section', slug: 'people', groupId: section!.id });
  const good = [
    '/articles/fog',
    '/articles/thick-fog#text',
    `/articles/${encodeURIComponent('안개')}`,
    `${siteOrigin()}/articles/fog`,
    '/authors/kim',
    '/sections/society',
    '/sections/people',
    '/',
    '/about',
    '/feed.xml',
    'https://example.org/articles/nothing',
    'mailto:desk@example.org',
    '#the-pier',
    '#note-1',
  ];
  const words = linking(...good);
  const pier: Block = { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'The pier' }] };
  const noted: Block = { type: 'paragraph', content: [{ type: 'footnote' }] };
  expect(await check({ ...words, body: bodyOf(...words.body.content, pier, noted) })).toEqual([]);
  const dead = [
    '/articles/nothing',
    `${siteOrigin()}/authors/nobody`,
    '/topics/none',
    '/desk',
    '/articles/%00',
    '/nowhere',
    '/archive',
    '/searching?q=fog',
    '/other.xml',
    '/media/nothing.jpg',
    '#a-heading',
    '#note-1',
  ];
  expect(await check(linking('/articles/fog', ...dead))).toEqual(
    dead.map((href, index) => ({
      severity: 'warns',
      what: 'dead-link',
      sentence: expect.stringContaining(href),
      where: { path: [index + 1, 0] },
    })),
  );
});

test('an article that readers do not see is a dead link, unless it is scheduled', async () => {
  const gone = await makeArticle(['gone'], false);
  expect(await check(linking('/articles/gone'))).toMatchObject([{ what: 'dead-link' }]);
  await schedule(gone.id, 'gone');
  expect(await check(linking('/articles/gone'))).toEqual([]);
  await db.update(articles).set({ removedAt: new Date() });
  expect(await check(linking('/articles/gone'))).toMatchObject([{ what: 'dead-link' }]);
});

async function schedule(id: string, slug: string): Promise<void> {
  const [revision] = await db.select({ id: revisions.id }).from(revisions).where(eq(revisions.articleId, id));
  const scheduledAt = new Date(Date.now() + 60_000);
  await db
    .update(articles)
    .set({ scheduledAt, scheduledSlug: slug, scheduledRevisionId: revision!.id })
    .where(eq(articles.id, id));
}

test('a chosen address that another article has or had blocks; one from the headline gets a number', async () => {
  const other = await makeArticle(['fog', 'thick-fog'], true);
  const words = { ...linking('/about'), slug: 'thick-fog' };
  expect(await check(words)).toMatchObject([{ severity: 'blocks', what: 'slug-taken', where: { field: 'slug' } }]);
  expect(await check(words, { id: other.id, slug: 'fog' })).toEqual([]);
  expect(await check({ ...words, slug: 'fog' })).toEqual([]);
  expect(await check({ ...words, slug: 'fog-bank' })).toEqual([]);
  await db.delete(articles); // for good: its addresses stay taken
  expect(await check(words)).toMatchObject([{ what: 'slug-taken' }]);
});

test('a picture that is not stored blocks, at its place', async () => {
  await db
    .insert(media)
    .values({ id: 'c'.repeat(32), extension: 'jpg', width: 10, height: 10, bytes: 1 })
    .onConflictDoNothing();
  const figure = (id: string): Block => ({
    type: 'figure',
    attrs: { media: id, alt: 'A boat.', caption: '', credit: 'Drawn here' },
  });
  const words = { ...emptyWords, headline: 'Fog', body: bodyOf(figure('c'.repeat(32)), figure('d'.repeat(32))) };
  expect(await check(words)).toMatchObject([{ severity: 'blocks', what: 'picture-missing', where: { path: [1] } }]);
});

test('a headline that the share card cuts is worth a look, in Latin and in Hangul; one given for sharing counts', async () => {
  const long = 'The long and winding story of a ferry that never left its harbour on time '.repeat(3);
  const cut = (about: Partial<Words>) => check({ ...linking('/about'), ...about });
  expect(await cut({ headline: long })).toMatchObject([{ what: 'headline-cut', where: { field: 'headline' } }]);
  expect(await cut({ headline: '평양냉면과 서울의 여름 '.repeat(12) })).toMatchObject([{ what: 'headline-cut' }]);
  expect(await cut({ headline: long, shareHeadline: 'A late ferry' })).toEqual([]);
  expect(await cut({ headline: 'Fog', shareHeadline: long })).toMatchObject([{ where: { field: 'shareHeadline' } }]);
});

test('a card with a quote is not said to cut the headline, which it has no room to set as one', async () => {
  const long = 'The long and winding story of a ferry that never left its harbour on time '.repeat(3);
  const words: Words = { ...linking('/about'), headline: long, shareLayout: 'quote', shareQuote: 'here' };
  expect(await check(words)).toEqual([]);
  expect(await check({ ...words, shareQuote: 'nowhere' }), 'then the headline is drawn').toMatchObject([
    { what: 'share-quote-missing' },
    { what: 'headline-cut' },
  ]);
});

test('letters that no font of the share image has are named', async () => {
  const left = (about: Partial<Words>) => check({ ...linking('/about'), ...about });
  expect(await left({ headline: 'ゔ and 々, 안개' })).toEqual([
    {
      severity: 'warns',
      what: 'letters-left-out',
      sentence: 'The share image leaves out ゔ and 々: its fonts do not have them.',
      where: { field: 'headline' },
    },
  ]);
  expect(await left({ headline: 'ゔ', shareHeadline: 'Fog' })).toEqual([]);
});
