import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { db } from '#db/client';
import { articleSlugs, articles, revisions } from '#db/schema/articles';
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

test('of what stands elsewhere nothing is said', async () => {
  for (const href of ['https://example.org/articles/fog', 'mailto:a@example.org', '#part', '/about'])
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
