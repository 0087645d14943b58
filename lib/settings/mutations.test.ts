import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { db } from '#db/client';
import { articleSlugs, articles, revisionAuthors, revisions, revisionTopics } from '#db/schema/articles';
import { comments } from '#db/schema/comments';
import { authors, users } from '#db/schema/people';
import { series, topics } from '#db/schema/sections';
import { pages, settings } from '#db/schema/settings';
import { collectAnnouncements } from '#lib/announce';
import { makeSignInLink } from '#lib/auth/mutations';
import { getUserOfSignInLink } from '#lib/auth/queries';
import { roles } from '#lib/auth/roles';
import { emptyBody } from '#lib/body/body';
import { withdraw } from '#lib/cache/expiry';
import { cacheTags } from '#lib/cache-tags';
import { changeGroup } from '#lib/groups/mutations';
import { initialPages } from '#lib/pages/initial';
import { savePage } from '#lib/pages/mutations';
import { getPage } from '#lib/pages/queries';
import { ensureOwner } from '#lib/people/mutations';
import { hire, printArticle } from '../../e2e/support/newsroom.ts';
import { getSampleState } from './desk-queries.ts';
import { changeSettings, purgeRemovedSample, removeSample, restoreSample, setUpPublication } from './mutations.ts';
import { settingsInput, setUpInput } from './rules.ts';

beforeEach(async () => {
  await db.delete(articles);
  await db.delete(authors);
  await db.delete(users);
  await db.delete(pages);
  await db.update(settings).set({ setUpAt: null, sampleRemovedAt: null, timeZone: 'UTC' });
});

const firstPage = {
  name: 'The Ferry Post',
  hangulName: '나루 신문'.normalize('NFD'),
  language: 'en',
  timeZone: 'Asia/Seoul',
  contactEmail: 'Post@Ferry.example',
  ownerName: 'Oh Won-ja',
  ownerEmail: 'Owner@Ferry.example',
  sample: 'keep',
} as const;

/** The owner as made at the first start, with the link that was printed. */
async function firstOwner() {
  const token = await db.transaction(
    async (tx) => (await makeSignInLink(tx, await ensureOwner(tx))).split('/').at(-1)!,
  );
  return { token, owner: (await getUserOfSignInLink(token))! };
}

test('the owner sets the publication up once; the link goes on working under the new address', async () => {
  const { token, owner } = await firstOwner();
  const { tags } = await collectAnnouncements(() => setUpPublication(owner, setUpInput.parse(firstPage)));
  expect(tags).toEqual(expect.arrayContaining(['settings', 'articles', 'authors', 'sections']));
  expect(await db.select().from(settings)).toMatchObject([
    { name: 'The Ferry Post', hangulName: '나루 신문', timeZone: 'Asia/Seoul', contactEmail: 'post@ferry.example' },
  ]);
  expect(await getUserOfSignInLink(token)).toMatchObject({ id: owner.id, email: 'owner@ferry.example' });
  expect(await db.select().from(authors)).toMatchObject([{ handle: 'oh-won-ja', userId: owner.id }]);
  await expect(setUpPublication(owner, setUpInput.parse(firstPage))).rejects.toMatchObject({ status: 409 });
});

test('a first page that is refused changes nothing', async () => {
  const editor = await hire('editor');
  const { token, owner } = await firstOwner();
  const input = setUpInput.parse({ ...firstPage, ownerEmail: editor.email });
  await expect(setUpPublication(owner, input)).rejects.toMatchObject({ fields: { ownerEmail: expect.any(String) } });
  expect(await db.select().from(settings)).toMatchObject([{ setUpAt: null, timeZone: 'UTC' }]);
  expect(await getUserOfSignInLink(token)).toEqual(owner);
});

test('a zone that no calendar knows is refused, and so is a colour', () => {
  const issues = settingsInput.safeParse({
    ...firstPage,
    tagline: '',
    timeZone: 'Asia/Atlantis',
    accent: 'pink',
  }).error;
  expect(issues?.issues.map(({ path }) => path[0]).toSorted()).toEqual(['accent', 'timeZone']);
});

test('only an owner changes settings and the sample', async () => {
  const input = settingsInput.parse({ ...firstPage, tagline: '', accent: 'green' });
  for (const role of roles.filter((candidate) => candidate !== 'owner')) {
    const user = await hire(role);
    const refused = { status: 403 };
    await expect(setUpPublication(user, setUpInput.parse(firstPage))).rejects.toMatchObject(refused);
    await expect(changeSettings(user, input)).rejects.toMatchObject(refused);
    await expect(removeSample(user)).rejects.toMatchObject(refused);
    await expect(restoreSample(user)).rejects.toMatchObject(refused);
    await expect(getSampleState(user)).rejects.toMatchObject(refused);
  }
  const { tags } = await collectAnnouncements(async () => changeSettings(await hire('owner'), input));
  expect(tags).toContain('settings');
});

/** A sample of two articles by one invented author; somebody has worked on the second. */
async function printSample(workedOnBy: string) {
  const [author] = await db
    .insert(authors)
    .values({ handle: 'invented', name: 'Invented', isSample: true })
    .returning();
  const untouched = await printArticle('Untouched');
  const workedOn = await printArticle('Worked on');
  for (const article of [untouched, workedOn]) {
    await db.update(articles).set({ isSample: true }).where(eq(articles.id, article.id));
    await db.insert(articleSlugs).values({ slug: article.slug, articleId: article.id });
    const [revision] = await db.select().from(revisions).where(eq(revisions.articleId, article.id));
    await db.insert(revisionAuthors).values({ revisionId: revision!.id, authorId: author!.id, position: 0 });
    await db.insert(comments).values({
      articleId: article.id,
      name: 'Reader',
      email: 'reader@mail.example',
      body: 'Hm.',
      isSample: true,
    });
  }
  await db.insert(revisions).values({
    articleId: workedOn.id,
    number: 2,
    headline: 'Worked on',
    slug: workedOn.slug,
    body: { ...emptyBody, content: [] },
    createdBy: workedOnBy,
  });
  return { untouched, workedOn };
}

const inSight = async () =>
  (await db.select().from(articles)).filter(({ removedAt }) => removedAt === null).map(({ id }) => id);

test('the sample goes and comes back; what was removed by hand stays away, what was worked on stays', async () => {
  const owner = await hire('owner');
  const { untouched, workedOn } = await printSample(owner.id);
  const own = await printArticle('Our own');
  const byHand = await printArticle('Removed by hand');
  await db
    .update(articles)
    .set({ isSample: true, removedAt: new Date(2026, 1) })
    .where(eq(articles.id, byHand.id));
  expect(await getSampleState(owner)).toEqual({ is: 'there', articles: 2 });

  const { tags } = await collectAnnouncements(() => removeSample(owner));
  expect(tags).toEqual(
    expect.arrayContaining(['articles', withdraw(`article:${untouched.id}`), `slug:${untouched.slug}`]),
  );
  expect(tags).not.toContain(`article:${own.id}`);
  expect((await inSight()).toSorted()).toEqual([own.id, workedOn.id].toSorted());
  expect(await getSampleState(owner)).toMatchObject({ is: 'removed' });
  expect(await purgeRemovedSample(), 'the day is not over').toBe(0);

  await restoreSample(owner);
  expect((await inSight()).toSorted()).toEqual([own.id, untouched.id, workedOn.id].toSorted());
  expect(await getSampleState(owner)).toEqual({ is: 'there', articles: 2 });
});

test('the sample’s text about itself goes and comes back with it; what somebody has written there stays', async () => {
  const owner = await hire('owner');
  const text = (words: string) => ({
    ...emptyBody,
    content: [{ type: 'paragraph' as const, content: [{ type: 'text' as const, text: words }] }],
  });
  await db.insert(pages).values({ name: 'about', body: text('A sample.'), isSample: true });
  const { tags } = await collectAnnouncements(() => removeSample(owner));
  expect(tags).toContain(cacheTags.page('about'));
  expect((await getPage('about')).body).toEqual(initialPages.about);
  await restoreSample(owner);
  expect((await getPage('about')).body).toEqual(text('A sample.'));

  await removeSample(owner);
  await savePage(owner, { name: 'about', body: text('Who we are.'), baseChangedAt: null });
  await restoreSample(owner);
  expect((await getPage('about')).body).toEqual(text('Who we are.'));
});

test('after a day the sample is deleted for good', async () => {
  const owner = await hire('owner');
  const { untouched, workedOn } = await printSample(owner.id);
  await removeSample(owner);
  const longAgo = new Date(Date.now() - 25 * 3_600_000);
  await db.update(settings).set({ sampleRemovedAt: longAgo });
  await db.update(articles).set({ removedAt: longAgo }).where(eq(articles.id, untouched.id));

  await expect(restoreSample(owner)).rejects.toThrow('deleted for good');
  const { tags, result } = await collectAnnouncements(purgeRemovedSample);
  expect(result).toBe(1);
  expect(tags).toContain(`slug:${untouched.slug}`);
  expect(await inSight()).toEqual([workedOn.id]);
  expect(await db.select().from(comments)).toEqual([]);
  expect(await db.select().from(authors), 'still named above what was worked on').toHaveLength(1);
  expect(await purgeRemovedSample()).toBe(0);
  expect(await getSampleState(owner)).toEqual({ is: 'gone' });
});

test('with the sample go the topics and series that stood for nothing else', async () => {
  const owner = await hire('owner');
  const { untouched, workedOn } = await printSample(owner.id);
  const group = (name: string) => ({ slug: name.toLowerCase(), name });
  const about = await db
    .insert(topics)
    .values([group('Alone'), group('Shared'), group('Renamed'), group('Unused')])
    .returning();
  const [part] = await db.insert(series).values(group('Parts')).returning();
  const revisionOf = async (id: string) =>
    (await db.select().from(revisions).where(eq(revisions.articleId, id)))[0]!.id;
  for (const topic of about.slice(0, 3))
    await db
      .insert(revisionTopics)
      .values({ revisionId: await revisionOf(untouched.id), topicId: topic.id, position: topic.position });
  await db
    .insert(revisionTopics)
    .values({ revisionId: await revisionOf(workedOn.id), topicId: about[1]!.id, position: 0 });
  await db.update(revisions).set({ seriesId: part!.id }).where(eq(revisions.articleId, untouched.id));
  await changeGroup(owner, {
    kind: 'topic',
    id: about[2]!.id,
    name: 'Ours',
    slug: 'ours',
    hangulName: '',
    description: '',
  });

  await removeSample(owner);
  const longAgo = new Date(Date.now() - 25 * 3_600_000);
  await db.update(settings).set({ sampleRemovedAt: longAgo });
  await db.update(articles).set({ removedAt: longAgo }).where(eq(articles.id, untouched.id));
  const { tags } = await collectAnnouncements(purgeRemovedSample);
  expect(tags).toEqual(expect.arrayContaining(['topics', 'series']));
  expect((await db.select().from(topics)).map(({ name }) => name).toSorted()).toEqual(['Ours', 'Shared', 'Unused']);
  expect(await db.select().from(series)).toEqual([]);
});
