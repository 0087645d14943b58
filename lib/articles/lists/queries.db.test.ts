import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { db } from '#db/client';
import { articles, revisionAuthors, revisions, revisionTopics } from '#db/schema/articles';
import { authors } from '#db/schema/people';
import { sections, topics } from '#db/schema/sections';
import { settings } from '#db/schema/settings';
import type { User } from '#lib/auth/roles';
import { bodyOf } from '#lib/body/body';
import { hire } from '../../../e2e/support/newsroom.ts';
import { listArticlesForDesk, listAsked, listUnfinished } from './queries.ts';
import { articlesPerPage, type ListFilter, wholeList } from './rules.ts';

type Made = Partial<typeof revisions.$inferInsert> & {
  article?: Partial<typeof articles.$inferInsert>;
  text?: string;
  isPublic?: boolean;
  authorIds?: string[];
  topicIds?: string[];
};

/** An article with one revision, straight into the database. */
async function make({ article, text = '', isPublic, authorIds = [], topicIds = [], ...revision }: Made) {
  const [{ id }] = (await db
    .insert(articles)
    .values(article ?? {})
    .returning({ id: articles.id })) as [{ id: string }];
  const body = bodyOf({ type: 'paragraph', content: text ? [{ type: 'text', text }] : [] });
  const [{ id: revisionId }] = (await db
    .insert(revisions)
    .values({ headline: 'Untold', slug: '', body, ...revision, articleId: id, number: 1 })
    .returning({ id: revisions.id })) as [{ id: string }];
  await db
    .update(articles)
    .set({ draftRevisionId: revisionId, publishedRevisionId: isPublic ? revisionId : null })
    .where(eq(articles.id, id));
  for (const [position, authorId] of authorIds.entries())
    await db.insert(revisionAuthors).values({ revisionId, authorId, position });
  for (const [position, topicId] of topicIds.entries())
    await db.insert(revisionTopics).values({ revisionId, topicId, position });
  return { id, revisionId };
}

const list = (user: User, filter: Partial<ListFilter> = {}) => listArticlesForDesk(user, { ...wholeList, ...filter });
const found = async (user: User, filter: Partial<ListFilter> = {}) =>
  (await list(user, filter)).rows.map(({ headline }) => headline).toSorted();

let editor: User;
let author: User;

beforeAll(async () => {
  [editor, author] = [await hire('editor'), await hire('author')];
  const [economy] = await db.insert(sections).values({ slug: 'economy', name: 'Economy' }).returning();
  const [rail] = await db.insert(topics).values({ slug: 'rail', name: 'Rail' }).returning();
  const [own, guest] = await db
    .insert(authors)
    .values([
      { handle: 'author', name: 'Kim Jŏng-hŭi', hangulName: '김정희', userId: author.id },
      { handle: 'guest', name: 'Guest' },
    ])
    .returning();
  await make({
    headline: '한국의 철도',
    language: 'ko',
    text: '기차는 강에서 멈춘다.',
    sectionId: economy!.id,
    topicIds: [rail!.id],
    authorIds: [own!.id],
    article: { state: 'in_review', createdBy: editor.id, changedAt: new Date('2026-03-03') },
  });
  await make({
    headline: 'Chosŏn trains',
    standfirst: '100% of them run late_again',
    text: 'Two boats a day.',
    isPublic: true,
    authorIds: [guest!.id],
    article: {
      state: 'published',
      slug: 'trains-of-the-north',
      createdBy: author.id,
      publishedAt: new Date('2026-01-01'),
      changedAt: new Date('2026-03-02'),
    },
  });
  await make({
    headline: 'Draft of changes',
    isPublic: true,
    sectionId: economy!.id,
    article: {
      state: 'draft',
      slug: 'changes',
      createdBy: editor.id,
      publishedAt: new Date('2026-02-01'),
      changedAt: new Date('2026-03-01'),
      dueOn: '2026-03-09',
    },
  });
  await make({
    headline: 'Thrown away',
    article: { createdBy: author.id, removedAt: new Date(), changedAt: new Date('2026-02-28') },
  });
});

describe('searching', () => {
  test.each([
    ['part of a Hangul word', '차는', '한국의 철도'],
    ['one syllable', '멈', '한국의 철도'],
    ['a syllable that is still being typed', '한구', '한국의 철도'],
    ['the letter that begins the next one', '한ㄱ', '한국의 철도'],
    ['text from a Mac, decomposed', '철도'.normalize('NFD'), '한국의 철도'],
    ['initial consonants', 'ㅎㄱㅇ', '한국의 철도'],
    ['initial consonants of an author', 'ㄱㅈㅎ', '한국의 철도'],
    ['an author’s name without its marks', 'kim jong', '한국의 철도'],
    ['an author’s Hangul name', '정희', '한국의 철도'],
    ['words without marks, in any case', 'CHOSON', 'Chosŏn trains'],
    ['two words in any order, one of them in the text', 'boats choson', 'Chosŏn trains'],
    ['the standfirst', 'them run', 'Chosŏn trains'],
    ['an address', 'of-the-north', 'Chosŏn trains'],
    ['signs that mean something to the database', '100%', 'Chosŏn trains'],
    ['and another of them', 'late_a', 'Chosŏn trains'],
  ])('finds %s', async (_what, q, headline) => {
    expect(await found(editor, { q })).toEqual([headline]);
  });

  test.each(['한구이', 'ㅎㅎ', 'boats boots', '1%0', 'latexa', '\\', "'"])('finds nothing with %s', async (q) => {
    expect(await found(editor, { q })).toEqual([]);
  });

  test('finds what was saved a moment ago, and no longer what it said before', async () => {
    const { id, revisionId } = await make({ headline: 'Of lanterns', article: { createdBy: editor.id } });
    expect(await found(editor, { q: 'lanterns' })).toEqual(['Of lanterns']);
    await db.update(revisions).set({ headline: 'Of candles' }).where(eq(revisions.id, revisionId));
    await db.update(articles).set({ draftVersion: 2 }).where(eq(articles.id, id));
    expect(await found(editor, { q: 'candles' })).toEqual(['Of candles']);
    expect(await found(editor, { q: 'lanterns' })).toEqual([]);
    await db.delete(articles).where(eq(articles.id, id));
  });
});

describe('narrowing', () => {
  test('an editor sees all, others their own, in search and counts too', async () => {
    expect(await found(editor)).toEqual(['Chosŏn trains', 'Draft of changes', '한국의 철도']);
    expect(await found(author)).toEqual(['Chosŏn trains', '한국의 철도']);
    expect(await found(await hire('author'))).toEqual([]);
    expect(await found(author, { q: 'changes' })).toEqual([]);
    expect((await list(author)).counts).toEqual({ in_review: 1, published: 1, trash: 1 });
    expect((await list(editor)).counts).toEqual({ in_review: 1, published: 1, pending: 1, trash: 1 });
  });

  test.each<[Partial<ListFilter>, string[]]>([
    [{ state: 'pending' }, ['Draft of changes']],
    [{ state: 'published' }, ['Chosŏn trains']],
    [{ state: 'in_review' }, ['한국의 철도']],
    [{ state: 'draft' }, []],
    [{ state: 'trash' }, ['Thrown away']],
    [{ section: 'economy' }, ['Draft of changes', '한국의 철도']],
    [{ author: 'author' }, ['한국의 철도']],
    [{ topic: 'rail' }, ['한국의 철도']],
    [{ series: 'none' }, []],
    [{ language: 'ko' }, ['한국의 철도']],
    [{ whose: 'mine' }, ['Draft of changes', '한국의 철도']],
    [{ whose: 'assigned' }, []],
    [{ section: 'economy', q: 'changes' }, ['Draft of changes']],
  ])('%o', async (filter, headlines) => {
    expect(await found(editor, filter)).toEqual(headlines);
  });

  test('counts are of the search, in every part of the list', async () => {
    const { counts, total, all } = await list(editor, { q: 'a', state: 'trash' });
    expect({ counts, total, all }).toEqual({
      counts: { published: 1, pending: 1, trash: 1 },
      total: 1,
      all: 2,
    });
  });

  test.each<[ListFilter['order'], string[]]>([
    ['changed', ['한국의 철도', 'Chosŏn trains', 'Draft of changes']],
    ['published', ['Draft of changes', 'Chosŏn trains', '한국의 철도']],
    ['due', ['Draft of changes', '한국의 철도', 'Chosŏn trains']],
  ])('in the order: %s', async (order, headlines) => {
    expect((await list(editor, { order })).rows.map(({ headline }) => headline)).toEqual(headlines);
  });

  test('what is scheduled stands among it while its draft goes on, counted once in all', async () => {
    const { id, revisionId } = await make({ headline: 'Set, and written on', article: { createdBy: editor.id } });
    const plan = { scheduledRevisionId: revisionId, scheduledSlug: 'set', scheduledAt: new Date(Date.now() + 60_000) };
    await db.update(articles).set(plan).where(eq(articles.id, id));
    expect(await found(editor, { state: 'scheduled' })).toEqual(['Set, and written on']);
    expect(await found(editor, { state: 'draft' })).toEqual(['Set, and written on']);
    const { counts, all } = await list(editor);
    expect({ counts, all }).toMatchObject({ counts: { scheduled: 1, draft: 1 }, all: 4 });
    await db.delete(articles).where(eq(articles.id, id));
  });

  test('a sample that was removed as a whole is not in the trash', async () => {
    const removedAt = new Date('2026-03-01');
    const { id } = await make({ headline: 'Sample', article: { isSample: true, removedAt } });
    expect(await found(editor, { state: 'trash' })).toEqual(['Sample', 'Thrown away']);
    await db.update(settings).set({ sampleRemovedAt: removedAt });
    expect(await found(editor, { state: 'trash' })).toEqual(['Thrown away']);
    await db.delete(articles).where(eq(articles.id, id));
    await db.update(settings).set({ sampleRemovedAt: null });
  });

  test('pages show each article once', async () => {
    const reader = await hire('contributor');
    const many = Array.from({ length: articlesPerPage + 3 }, (_, number) => `Page ${number}`);
    for (const headline of many)
      await make({ headline, article: { createdBy: reader.id, changedAt: new Date('2026-01-01') } });
    const [first, second] = [await list(reader), await list(reader, { page: 2 })];
    expect([first.pages, first.total, first.rows.length, second.rows.length]).toEqual([2, 53, articlesPerPage, 3]);
    expect([...first.rows, ...second.rows].map(({ headline }) => headline).toSorted()).toEqual(many.toSorted());
    await db.delete(articles).where(eq(articles.createdBy, reader.id));
  });
});

describe('what waits', () => {
  test('what somebody is asked for, what is due, and what they have begun', async () => {
    const asked = { assigneeId: author.id, createdBy: author.id };
    const { id } = await make({ headline: 'Asked of the author', article: { ...asked, dueOn: '2026-03-20' } });
    const done = await make({ headline: 'Done', article: { ...asked, state: 'published' }, isPublic: true });
    const headlines = (rows: { headline: string }[]) => rows.map(({ headline }) => headline);

    const ofAuthor = await listAsked(author, '2026-03-20');
    expect([headlines(ofAuthor.assigned), headlines(ofAuthor.due)]).toEqual([['Asked of the author'], []]);
    const ofEditor = await listAsked(editor, '2026-03-20');
    expect(headlines(ofEditor.assigned)).toEqual([]);
    expect(headlines(ofEditor.due)).toEqual(['Draft of changes', 'Asked of the author']);
    expect(headlines((await listAsked(editor, '2026-03-19')).due)).toEqual(['Draft of changes']);
    expect(headlines(await listUnfinished(author))).toEqual(['Asked of the author']);
    for (const made of [id, done.id]) await db.delete(articles).where(eq(articles.id, made));
  });
});
