import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { db } from '#db/client';
import { articleEvents, articleSlugs, articles, corrections } from '#db/schema/articles';
import { authors, users } from '#db/schema/people';
import { collectAnnouncements } from '#lib/announce';
import { getDraft } from '#lib/articles/desk-queries';
import { createDraft, publishArticle, saveDraft, unpublishArticle } from '#lib/articles/mutations';
import { getArticle } from '#lib/articles/queries';
import { emptyWords } from '#lib/articles/rules';
import { cancelSchedule, moveSchedule, restoreSchedule } from '#lib/articles/schedules/mutations';
import { settleDue } from '#lib/articles/schedules/settling';
import { type Role, roles, type User } from '#lib/auth/roles';
import { bodyOf } from '#lib/body/body';
import { cacheTags } from '#lib/cache-tags';
import { ConflictError, ForbiddenError, InvalidInputError, NotFoundError } from '#lib/errors';
import { getSiteFeed } from '#lib/feeds/queries';
import { rssFeed } from '#lib/feeds/rss';
import { newsArticleJson } from '#lib/json-ld/article';
import { getPublication } from '#lib/settings/queries';
import { hire } from '../../e2e/support/newsroom.ts';
import { addCorrection, editCorrection, publishChanges, removeCorrection, scheduleChanges } from './mutations.ts';
import { listCorrectionsForDesk, listCorrectionsOf } from './queries.ts';

process.env.SITE_URL = 'https://magazine.example';

async function save(user: User, id: string, text: string): Promise<number> {
  const { version } = (await getDraft(user, id))!;
  const body = bodyOf({ type: 'paragraph', content: [{ type: 'text', text }] });
  const words = { ...emptyWords, headline: `The ferry ${id.slice(0, 8)}`, body };
  return (await saveDraft(user, { ...words, id, session: randomUUID(), sequence: 1, version })).version;
}

/** An article that `user` wrote and an owner published. */
async function published(user: User): Promise<string> {
  const { id } = await createDraft(user);
  await save(user, id, 'It carried 12 people.');
  await publishArticle(await hire('owner'), id);
  return id;
}

const bodiesOf = async (user: User, id: string) => (await listCorrectionsForDesk(user, id)).map(({ body }) => body);
const slugOf = async (id: string) => (await db.select().from(articles).where(eq(articles.id, id)))[0]!.slug!;

beforeEach(async () => {
  await db.delete(articles);
  await db.delete(articleSlugs);
  await db.delete(authors);
  await db.delete(users);
});

describe('who may', () => {
  const may: Record<'own' | 'others', Role[]> = { own: ['author', 'editor', 'owner'], others: ['editor', 'owner'] };
  const doing: Record<string, (user: User, articleId: string, id: string) => Promise<unknown>> = {
    add: (user, articleId) => addCorrection(user, { articleId, body: 'It carried 14.' }),
    edit: (user, _, id) => editCorrection(user, { id, body: 'It carried 15.' }),
    remove: (user, _, id) => removeCorrection(user, id),
    'publish with': async (user, id) => {
      const { version } = (await getDraft(await hire('owner'), id))!;
      return publishChanges(user, { id, version, correction: 'It carried 14.' });
    },
  };
  const cases = Object.keys(doing).flatMap((verb) =>
    roles.flatMap((role) => (['own', 'others'] as const).map((whose) => ({ verb, role, whose }))),
  );
  test.each(cases)('$verb: a $role, $whose', async ({ verb, role, whose }) => {
    const user = await hire(role);
    const owner = await hire('owner');
    const id = await published(whose === 'own' ? user : await hire('author'));
    const correction = await addCorrection(owner, { articleId: id, body: 'It carried 13.' });
    const before = await bodiesOf(owner, id);
    const done = doing[verb]!(user, id, correction.id);
    if (may[whose].includes(role)) {
      await done;
      expect(await bodiesOf(owner, id)).not.toEqual(before);
    } else {
      await expect(done).rejects.toThrow(whose === 'own' ? ForbiddenError : NotFoundError);
      expect(await bodiesOf(owner, id)).toEqual(before);
    }
  });

  test('what no reader ever saw cannot be corrected; what was taken from them can', async () => {
    const editor = await hire('editor');
    const { id } = await createDraft(editor);
    await expect(addCorrection(editor, { articleId: id, body: 'Wrong.' })).rejects.toThrow(ForbiddenError);
    const taken = await published(editor);
    await unpublishArticle(editor, taken);
    await addCorrection(editor, { articleId: taken, body: 'Wrong.' });
    expect(await bodiesOf(editor, taken)).toEqual(['Wrong.']);
  });
});

test('corrections are on the page, in the feed and in what search engines read, the newest first', async () => {
  const editor = await hire('editor');
  const id = await published(editor);
  await db
    .update(articles)
    .set({ publishedAt: new Date('2026-01-01T00:00:00Z') })
    .where(eq(articles.id, id));
  await addCorrection(editor, { articleId: id, body: '열두 명이 아니라 <열네> 명이다.', on: '2026-02-01' });
  await addCorrection(editor, { articleId: id, body: 'The captain was Lee.', on: '2026-03-01' });
  const [article, publication, byArticle] = [
    (await getArticle(await slugOf(id)))!,
    await getPublication(),
    await listCorrectionsOf([id]),
  ];
  expect(byArticle[id]!.map(({ body }) => body)).toEqual(['The captain was Lee.', '열두 명이 아니라 <열네> 명이다.']);
  const feed = rssFeed(await getSiteFeed('feed.xml'));
  expect(feed).toContain('&lt;h2&gt;Corrections&lt;/h2&gt;');
  expect(feed).toContain('<atom:updated>2026-03-01T12:00:00');
  expect(feed.indexOf('The captain was Lee.')).toBeLessThan(feed.indexOf('열두 명이'));
  const json = JSON.parse(newsArticleJson(publication, article, undefined, byArticle[id]));
  expect(json.dateModified).toMatch(/^2026-03-01T12:00:00/);
  expect(json.correction).toMatchObject([
    { '@type': 'CorrectionComment', text: 'The captain was Lee.' },
    { '@type': 'CorrectionComment', text: '열두 명이 아니라 <열네> 명이다.' },
  ]);
  expect(JSON.parse(newsArticleJson(publication, article))).not.toHaveProperty('correction');
});

test('a day that is still to come, or before the article, is refused', async () => {
  const editor = await hire('editor');
  const id = await published(editor);
  for (const on of ['2999-01-01', '1999-01-01'])
    await expect(addCorrection(editor, { articleId: id, body: 'Wrong.', on })).rejects.toThrow(InvalidInputError);
  expect(await bodiesOf(editor, id)).toEqual([]);
});

test('one that is removed can be put back, one that is changed keeps its moment, and the history knows', async () => {
  const author = await hire('author');
  const id = await published(author);
  const { id: correctionId } = await addCorrection(author, { articleId: id, body: 'First.' });
  const [before] = await db.select().from(corrections);
  await editCorrection(author, { id: correctionId, body: 'Second.' });
  expect((await db.select().from(corrections))[0]).toEqual({ ...before, body: 'Second.' });
  const removed = await removeCorrection(author, correctionId);
  await expect(removeCorrection(author, correctionId)).rejects.toThrow(NotFoundError);
  await addCorrection(author, removed);
  expect(await bodiesOf(author, id)).toEqual(['Second.']);
  const events = await db.select().from(articleEvents).where(eq(articleEvents.kind, 'corrected'));
  expect(events.map(({ detail }) => detail.split('\n')[0]).sort()).toEqual(['added', 'added', 'changed', 'removed']);
});

describe('publishing with a correction', () => {
  test('is both or neither', async () => {
    const author = await hire('author');
    const id = await published(author);
    const version = await save(author, id, 'It carried 14 people.');
    const stale = { id, version: version - 1, correction: 'It carried 14 people, not 12.' };
    await expect(publishChanges(author, stale)).rejects.toThrow(ConflictError);
    expect(await bodiesOf(author, id)).toEqual([]);
    await save(author, id, '');
    const empty = { id, version: version + 1, correction: stale.correction };
    await expect(publishChanges(author, empty), 'nor when the text cannot be published').rejects.toThrow();
    expect(await bodiesOf(author, id)).toEqual([]);
    const last = await save(author, id, 'It carried 14 people.');
    const { tags } = await collectAnnouncements(() => publishChanges(author, { ...stale, version: last }));
    expect(tags).toEqual(expect.arrayContaining([cacheTags.article(id), cacheTags.articles]));
    expect(await bodiesOf(author, id)).toEqual(['It carried 14 people, not 12.']);
    expect(JSON.stringify((await getArticle(await slugOf(id)))!.body)).toContain('14 people');
  });

  test('goes without one', async () => {
    const author = await hire('author');
    const id = await published(author);
    const version = await save(author, id, 'It carried 14 people.');
    await publishChanges(author, { id, version, correction: '' });
    expect(await bodiesOf(author, id)).toEqual([]);
  });
});

describe('changes that are scheduled with a correction', () => {
  const hours = (count: number) => new Date(Date.now() + count * 3_600_000);
  const readers = async (id: string) => (await listCorrectionsOf([id]))[id]?.map(({ body }) => body) ?? [];
  const scheduled = async (author: User) => {
    const id = await published(author);
    const version = await save(author, id, 'It carried 14 people.');
    await scheduleChanges(author, { id, version, at: hours(2), correction: 'It carried 14 people, not 12.' });
    return id;
  };

  test('show it to readers with the changes, and not before; the history has it once', async () => {
    const author = await hire('author');
    const id = await scheduled(author);
    expect(await readers(id)).toEqual([]);
    expect(await listCorrectionsForDesk(author, id)).toMatchObject([{ isPending: true }]);
    await db.execute(sql`update articles set scheduled_at = scheduled_at - interval '3 hours' where id = ${id}`);
    await db.execute(sql`update corrections set corrected_at = corrected_at - interval '3 hours'`);
    expect(await listCorrectionsOf([id, randomUUID()]), 'before anything is settled').toMatchObject({
      [id]: [{ body: 'It carried 14 people, not 12.' }],
    });
    await settleDue();
    await settleDue();
    const events = await db.select().from(articleEvents).where(eq(articleEvents.kind, 'corrected'));
    expect(events.map(({ detail, userId }) => [detail, userId])).toEqual([
      ['added\nIt carried 14 people, not 12.', author.id],
    ]);
  });

  test('move, go and come back with them', async () => {
    const author = await hire('author');
    const id = await scheduled(author);
    const momentOf = async () => (await db.select().from(corrections))[0]?.correctedAt;
    const { at } = await moveSchedule(author, { id, what: 'show', at: hours(5) });
    expect(await momentOf()).toEqual(at);
    const cancelled = await cancelSchedule(author, { id, what: 'show' });
    expect(await momentOf()).toBeUndefined();
    await restoreSchedule(author, { id, cancelled });
    expect(await momentOf()).toEqual(at);
    const [pending] = await listCorrectionsForDesk(author, id);
    await expect(removeCorrection(author, pending!.id)).rejects.toThrow(/scheduled/);
    await expect(editCorrection(author, { id: pending!.id, body: 'Other.' })).rejects.toThrow(/scheduled/);
    await publishArticle(author, id);
    expect(await momentOf(), 'overtaken by a publication without it').toBeUndefined();
    const events = await db.select().from(articleEvents).where(eq(articleEvents.kind, 'schedule_cancelled'));
    expect(events.at(-1)!.detail, 'its words are in the history').toContain('It carried 14 people, not 12.');
  });

  test('are overtaken by a publication with a correction of its own, which stays', async () => {
    const author = await hire('author');
    const id = await scheduled(author);
    const version = await save(author, id, 'It carried 15 people.');
    await publishChanges(author, { id, version, correction: 'It carried 15 people.' });
    expect(await readers(id)).toEqual(['It carried 15 people.']);
  });

  test('have none where no reader has seen the article', async () => {
    const author = await hire('author');
    const { id } = await createDraft(author);
    const version = await save(author, id, 'It carried 14 people.');
    const asked = { id, version, at: hours(2), correction: 'Wrong.' };
    await expect(scheduleChanges(author, asked)).rejects.toThrow(/nothing to correct/);
    await scheduleChanges(author, { ...asked, correction: '' });
    expect((await db.select().from(articles))[0]!.state).toBe('scheduled');
  });
});
