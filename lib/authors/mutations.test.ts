import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { db } from '#db/client';
import { articles, revisionAuthors } from '#db/schema/articles';
import { authors, users } from '#db/schema/people';
import { collectAnnouncements } from '#lib/announce';
import { listPeople } from '#lib/people/queries';
import { hire, printArticle } from '../../e2e/support/newsroom.ts';
import { getOwnProfile } from './desk-queries.ts';
import { changeProfile } from './mutations.ts';

test('one’s own profile is made when first saved, and keeps its address when the name changes', async () => {
  const contributor = await hire('contributor');
  expect(await getOwnProfile(contributor)).toBeNull();
  const profile = { name: 'Ki Go', hangulName: '기고', bio: 'Writes.', pictureId: null };
  const { tags } = await collectAnnouncements(() => changeProfile(contributor, profile));
  expect(tags.toSorted()).toEqual(['articles', 'authors']);
  await changeProfile(contributor, { ...profile, name: 'Ki Go-ssi', hangulName: '' });

  expect(await getOwnProfile(contributor)).toMatchObject({ handle: 'ki-go', name: 'Ki Go-ssi', hangulName: null });
  expect(await db.select().from(users).where(eq(users.id, contributor.id))).toMatchObject([{ name: 'Ki Go-ssi' }]);
  expect(await db.select().from(authors)).toHaveLength(1);
});

test('a picture that is not stored is refused at its field, and nothing is kept', async () => {
  const author = await hire('author');
  const profile = { name: 'Ki Go', hangulName: '', bio: '', pictureId: 'f'.repeat(32) };
  await expect(changeProfile(author, profile)).rejects.toMatchObject({ fields: { pictureId: expect.any(String) } });
  expect(await getOwnProfile(author)).toBeNull();
});

test('a profile is public from its first live article on', async () => {
  const [author, owner] = [await hire('author'), await hire('owner')];
  await changeProfile(author, { name: 'Ki Go', hangulName: '', bio: '', pictureId: null });
  const isPublic = async () => [
    (await getOwnProfile(author))?.isPublic,
    (await listPeople(owner)).find(({ id }) => id === author.id)?.isPublic,
  ];
  expect(await isPublic()).toEqual([false, false]);
  expect((await listPeople(owner)).find(({ id }) => id === owner.id)?.isPublic).toBe(false);
  const { id } = await printArticle();
  const [article] = await db.select().from(articles).where(eq(articles.id, id));
  const [profile] = await db.select().from(authors).where(eq(authors.userId, author.id));
  await db
    .insert(revisionAuthors)
    .values({ revisionId: article!.publishedRevisionId!, authorId: profile!.id, position: 0 });
  expect(await isPublic()).toEqual([true, true]);
});
