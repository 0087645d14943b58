import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { db } from '#db/client';
import { articleSlugs, articles, revisions } from '#db/schema/articles';
import { media } from '#db/schema/media';
import { authors } from '#db/schema/people';
import { movedGroups, sections, series, topics } from '#db/schema/sections';
import type { User } from '#lib/auth/roles';
import { bodyOf } from '#lib/body/body';
import { absolute } from '#lib/site';
import { hire } from '../../../e2e/support/newsroom.ts';
import { checkLink, searchLinkTargets } from './link-queries.ts';

let user: User;

/** An article with its addresses, the last of which it has now. */
async function make(headline: string, slugs: string[], isPublic = true): Promise<void> {
  const [article] = await db
    .insert(articles)
    .values({ slug: slugs.at(-1)!, publishedAt: new Date(Date.now() - 60_000) })
    .returning({ id: articles.id });
  const [revision] = await db
    .insert(revisions)
    .values({ headline, slug: slugs.at(-1)!, body: bodyOf({ type: 'paragraph' }), articleId: article!.id, number: 1 })
    .returning({ id: revisions.id });
  await db
    .update(articles)
    .set({ draftRevisionId: revision!.id, publishedRevisionId: isPublic ? revision!.id : null })
    .where(eq(articles.id, article!.id));
  for (const slug of slugs) await db.insert(articleSlugs).values({ slug, articleId: article!.id });
}

beforeAll(async () => {
  user = await hire('author');
  await make('The ferry of 100% fog', ['fog', 'fog-ferry']);
  await make('안개 속의 배', ['안개-속의-배']);
  await make('A ferry nobody sees', ['unseen'], false);
});

test('an own address leads somewhere, has moved, is hidden, or leads nowhere', async () => {
  expect(await checkLink(user, '/articles/fog-ferry#pier')).toEqual({
    is: 'live',
    href: '/articles/fog-ferry#pier',
    title: 'The ferry of 100% fog',
  });
  expect(await checkLink(user, absolute('/articles/fog'))).toMatchObject({ is: 'moved', href: '/articles/fog-ferry' });
  const decomposed = encodeURI(`/articles/${'안개-속의-배'.normalize('NFD')}`);
  expect(await checkLink(user, decomposed)).toMatchObject({ is: 'live', title: '안개 속의 배' });
  const hidden = await checkLink(user, '/articles/unseen');
  expect(hidden).toEqual({ is: 'hidden', href: '/articles/unseen' });
  expect(await checkLink(user, '/articles/nothing')).toEqual({ is: 'absent', href: '/articles/nothing' });
  expect(await checkLink(user, '/articles/%E0%A4%A')).toMatchObject({ is: 'absent' });
});

test('so do sections, topics, series and authors, pages, files and pictures', async () => {
  const [section] = await db.insert(sections).values({ slug: 'tides', name: 'Tides' }).returning();
  await db.insert(movedGroups).values({ kind: 'section', slug: 'waters', groupId: section!.id });
  await db.insert(movedGroups).values({ kind: 'topic', slug: 'merged', groupId: section!.id }); // of no topic there is
  await db.insert(topics).values({ slug: '부두', name: '부두' });
  await db.insert(series).values({ slug: 'eight-days', name: 'Eight days' });
  await db.insert(authors).values({ handle: 'pilot', name: 'A Pilot' });
  const id = 'e'.repeat(32);
  await db.insert(media).values({ id, extension: 'png', width: 10, height: 10, bytes: 1 });
  const found = async (href: string) => {
    const { is, ...more } = await checkLink(user, href);
    return [is, more.href, ...('title' in more ? [more.title] : [])];
  };
  expect(await found('/sections/Tides/?follow=sent')).toEqual(['live', '/sections/tides?follow=sent', 'Tides']);
  expect(await found('/sections/waters#more')).toEqual(['moved', '/sections/tides#more', 'Tides']);
  expect(await found('/topics/부두')).toEqual(['live', encodeURI('/topics/부두'), '부두']);
  expect(await found('/series/eight-days')).toEqual(['live', '/series/eight-days', 'Eight days']);
  expect(await found(absolute('/authors/pilot'))).toEqual(['live', '/authors/pilot', 'A Pilot']);
  for (const href of ['/', '/about', '/feed.xml', '/sitemap.xml', `/media/${id}.png`])
    expect(await found(href)).toEqual(['there', href]);
  for (const href of [
    '/topics/merged',
    '/topics/tides',
    '/authors/nobody',
    '/archive',
    '/searching',
    '/other.xml',
    '/about/us',
    '/articles',
    '/desk/articles',
    `/media/${id}.jpg`,
    `/media/${'f'.repeat(32)}.png`,
  ])
    expect(await found(href)).toEqual(['absent', href]);
});

test('an address that is reserved for a time to come leads nowhere yet', async () => {
  await make('The boat of tomorrow', ['ferry-today', 'ferry-tomorrow']);
  await db
    .update(articleSlugs)
    .set({ publicFrom: new Date(Date.now() + 60_000) })
    .where(eq(articleSlugs.slug, 'ferry-tomorrow'));
  expect(await checkLink(user, '/articles/ferry-tomorrow')).toMatchObject({ is: 'hidden' });
  const [{ id } = { id: '' }] = await db
    .select({ id: articles.id })
    .from(articles)
    .where(eq(articles.slug, 'ferry-tomorrow'));
  const [revision] = await db.select({ id: revisions.id }).from(revisions).where(eq(revisions.articleId, id));
  await db
    .update(articles)
    .set({
      slug: 'ferry-today',
      scheduledAt: new Date(Date.now() + 60_000),
      scheduledSlug: 'ferry-tomorrow',
      scheduledRevisionId: revision!.id,
    })
    .where(eq(articles.id, id));
  expect(await checkLink(user, '/articles/ferry-tomorrow')).toEqual({ is: 'coming', href: '/articles/ferry-tomorrow' });
  expect(await checkLink(user, '/articles/ferry-today')).toMatchObject({ is: 'live' });
});

test('of what stands elsewhere nothing is said', async () => {
  for (const href of ['https://example.org/articles/fog', 'mailto:a@example.org', '#part'])
    expect((await checkLink(user, href)).is, href).toBe('elsewhere');
});

test('own articles are found by words of their headlines, what only the desk sees is not', async () => {
  const found = async (words: string) => (await searchLinkTargets(user, words)).map(({ title }) => title);
  expect(await found('ferry')).toEqual(['The ferry of 100% fog']);
  expect(await found('100%')).toEqual(['The ferry of 100% fog']);
  expect(await found('안개')).toEqual(['안개 속의 배']);
  expect(await found('%')).toEqual(['The ferry of 100% fog']);
  expect(await found(' ')).toEqual([]);
});
