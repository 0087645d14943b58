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
import { getAuthor, getMovedAuthor } from './queries.ts';
import { profileInput } from './rules.ts';

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

test('the address of a page is changed, and every earlier one leads to it', async () => {
  const [author, other] = [await hire('author'), await hire('author')];
  const profile = { name: 'Seo Ha-neul', hangulName: '', bio: '', pictureId: null };
  await changeProfile(author, profile);
  const [own] = await db.select().from(authors).where(eq(authors.userId, author.id));
  const { id } = await printArticle();
  const [article] = await db.select().from(articles).where(eq(articles.id, id));
  await db
    .insert(revisionAuthors)
    .values({ revisionId: article!.publishedRevisionId!, authorId: own!.id, position: 0 });

  await changeProfile(author, { ...profile, handle: '서하늘' });
  await changeProfile(author, { ...profile, handle: 'haneul' });
  expect(await getAuthor('haneul')).toMatchObject({ id: own!.id });
  for (const earlier of ['seo-ha-neul', '서하늘']) {
    expect(await getAuthor(earlier)).toBeNull();
    expect(await getMovedAuthor(earlier)).toBe('haneul');
  }
  const refused = { fields: { handle: expect.stringContaining('Seo Ha-neul') } };
  await expect(changeProfile(other, { ...profile, handle: 'haneul' })).rejects.toMatchObject(refused);
  await expect(changeProfile(other, { ...profile, handle: '서하늘' })).rejects.toMatchObject(refused);
  await changeProfile(other, profile);
  expect((await getOwnProfile(other))?.handle, 'what somebody had is not given out again').toBe('seo-ha-neul-2');

  await changeProfile(author, { ...profile, handle: 'seo-ha-neul' });
  expect(await getMovedAuthor('seo-ha-neul'), 'taken back').toBeNull();
  expect(await getMovedAuthor('haneul')).toBe('seo-ha-neul');
});

test('an address is spelled in one way, and has a letter or a figure in it', () => {
  const handleOf = (handle: string) => profileInput.safeParse({ name: 'Ki Go', bio: '', handle });
  expect(handleOf(' Seo Ha-neul ').data?.handle).toBe('seo-ha-neul');
  expect(handleOf('서하늘'.normalize('NFD')).data?.handle).toBe('서하늘');
  expect(handleOf('').data?.handle).toBe('');
  expect(handleOf('–!?').success).toBe(false);
});
