import { count, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';

const { db, sqlClient } = await import('#db/client');
const { articles } = await import('#db/schema/articles');
const { comments } = await import('#db/schema/comments');
const { media } = await import('#db/schema/media');
const { authors } = await import('#db/schema/people');
const { sections } = await import('#db/schema/sections');
const { getArticle, listArticles } = await import('#lib/articles/queries');
const { listComments } = await import('#lib/comments/queries');
const { needsOwner } = await import('#lib/people/mutations');
const { printArticle } = await import('../../e2e/support/newsroom.ts');
const { fillMagazine, ingredientsOf } = await import('./fill.ts');
const { makeArticle, makeComments } = await import('./magazine.ts');

test('what was there gives way to as many articles as are wanted, which readers find as they were made', async () => {
  await db.insert(sections).values({ slug: 'news', name: 'News' });
  await db.insert(authors).values({ handle: 'han', name: 'Han Sori' });
  await db.insert(media).values({ id: 'a-picture-id', extension: 'jpg', width: 1200, height: 800, bytes: 90_000 });
  await printArticle();
  await fillMagazine(sqlClient(), 30);

  expect(await db.$count(articles)).toBe(30);
  expect(await db.select({ number: count() }).from(comments).where(eq(comments.state, 'approved'))).toEqual([
    { number: 150 },
  ]);
  expect(await needsOwner()).toBe(false);

  const ingredients = await ingredientsOf(sqlClient());
  const made = Array.from({ length: 30 }, (_, number) => makeArticle(number, ingredients));
  expect((await listArticles()).map(({ slug }) => slug)).toEqual(made.map(({ slug }) => slug));
  for (const [number, { slug, ...article }] of made.entries()) {
    const found = await getArticle(slug);
    const { headline, standfirst, language, body, publishedAt } = article;
    expect(found).toMatchObject({ headline, standfirst, language, body, publishedAt });
    expect(found!.authors).toHaveLength(1);
    expect(found!.section).not.toBeNull();
    const thread = await listComments(found!.id);
    expect(thread.map((comment) => comment.body)).toEqual(
      makeComments(number, ingredients).map((comment) => comment.body),
    );
  }
});
