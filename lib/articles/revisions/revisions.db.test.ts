import { randomUUID } from 'node:crypto';
import { and, asc, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { db } from '#db/client';
import { articleEvents, articleSlugs, articles, revisions } from '#db/schema/articles';
import { authors, users } from '#db/schema/people';
import { sections } from '#db/schema/sections';
import { getDraft } from '#lib/articles/desk-queries';
import { createDraft, keepAside, publishArticle, saveDraft } from '#lib/articles/mutations';
import { getDraftPreview } from '#lib/articles/queries';
import { submitArticle } from '#lib/articles/review/workflow-mutations';
import { emptyWords, type Words } from '#lib/articles/rules';
import { type Role, roles, type User } from '#lib/auth/roles';
import { bodyOf } from '#lib/body/body';
import { ForbiddenError, NotFoundError } from '#lib/errors';
import { hire } from '../../../e2e/support/newsroom.ts';
import { nameRevision, restoreRevision } from './mutations.ts';
import { getComparison, getHistory, getUnpublishedChanges, listRevisionChoices } from './queries.ts';
import { revisionsPerPage } from './rules.ts';

const textOf = (...lines: string[]): Words => ({
  ...emptyWords,
  headline: 'The ferry timetable',
  body: bodyOf(...lines.map((text) => ({ type: 'paragraph' as const, content: [{ type: 'text' as const, text }] }))),
});

/** Saves as a window of its own, so that each is a revision. Returns its id. */
async function save(user: User, id: string, words: Words): Promise<string> {
  const draft = await getDraft(user, id);
  const session = { session: randomUUID(), sequence: 1, version: draft!.version };
  return (await saveDraft(user, { ...words, id, ...session })).revisionId;
}

async function write(user: User, ...versions: Words[]): Promise<{ id: string; revisionIds: string[] }> {
  const { id } = await createDraft(user);
  const revisionIds: string[] = [];
  for (const words of versions) revisionIds.push(await save(user, id, words));
  return { id, revisionIds };
}

const rowOf = async (id: string) => (await db.select().from(articles).where(eq(articles.id, id)))[0]!;
const headlineOf = async (user: User, id: string) => (await getDraft(user, id))!.words.headline;

beforeEach(async () => {
  await db.delete(articles);
  await db.delete(articleSlugs);
  await db.delete(authors);
  await db.delete(users);
});

describe('restoring', () => {
  test('makes a draft of an earlier version, and keeps both in the history', async () => {
    const author = await hire('author');
    const [first, second] = [textOf('Two boats.'), { ...textOf('No boats.'), headline: 'Gone' }];
    const { id, revisionIds } = await write(author, first, second);
    const before = await rowOf(id);
    const { undo, version } = await restoreRevision(author, { id, revisionId: revisionIds[0]! });
    expect((await getDraft(author, id))!.words).toEqual(first);
    expect(version, 'an open window notices').toBe(before.draftVersion + 1);
    expect((await getHistory(author, id))!.revisions.map(({ number }) => number)).toEqual([4, 3, 2, 1]);
    const [event] = await db.select().from(articleEvents).where(eq(articleEvents.articleId, id));
    expect(event).toMatchObject({ kind: 'restored', detail: '2', userId: author.id });

    expect(undo).toBe(revisionIds[1]);
    await restoreRevision(author, { id, revisionId: undo! });
    expect((await getDraft(author, id))!.words, 'and back').toEqual(second);
  });

  test('the words that are the draft already changes nothing', async () => {
    const author = await hire('author');
    const { id, revisionIds } = await write(author, textOf('Two boats.'));
    const before = await rowOf(id);
    expect(await restoreRevision(author, { id, revisionId: revisionIds[0]! })).toMatchObject({ undo: null });
    expect(await rowOf(id)).toEqual(before);
  });

  test('changes nothing for readers, and the next save begins a revision of its own', async () => {
    const author = await hire('author');
    const { id, revisionIds } = await write(author, textOf('Two boats.'), textOf('Three boats.'));
    await publishArticle(author, id);
    await restoreRevision(author, { id, revisionId: revisionIds[0]! });
    expect(await rowOf(id)).toMatchObject({ state: 'draft', publishedRevisionId: revisionIds[1] });
    await save(author, id, textOf('Four boats.'));
    const words = await db.select().from(revisions).where(eq(revisions.articleId, id)).orderBy(asc(revisions.number));
    expect(words.map(({ body }) => JSON.stringify(body).match(/(\w+) boats/)?.[1])).toEqual([
      undefined,
      'Two',
      'Three',
      'Two',
      'Four',
    ]);
  });

  test('a section that was deleted meanwhile is no hindrance', async () => {
    const author = await hire('author');
    const [section] = await db.insert(sections).values({ slug: randomUUID(), name: 'Gone', position: 9 }).returning();
    const { id, revisionIds } = await write(author, { ...textOf('One.'), sectionId: section!.id }, textOf('Two.'));
    await db.delete(sections).where(eq(sections.id, section!.id));
    await restoreRevision(author, { id, revisionId: revisionIds[0]! });
    expect((await getDraft(author, id))!.words.sectionId).toBeNull();
  });
});

test('a named version stays as it is; an empty name takes the name away and not the rest', async () => {
  const author = await hire('author');
  const { id } = await createDraft(author);
  const window = { id, session: randomUUID(), version: 1 };
  const { revisionId, version } = await saveDraft(author, { ...textOf('One.'), ...window, sequence: 1 });
  await nameRevision(author, { id, revisionId, name: '첫 원고' });
  const next = await saveDraft(author, { ...textOf('Two.'), ...window, version, sequence: 2 });
  expect(next.revisionId, 'the same window goes on in another revision').not.toBe(revisionId);
  await nameRevision(author, { id, revisionId, name: '' });
  const [row] = await db.select().from(revisions).where(eq(revisions.id, revisionId));
  expect(row).toMatchObject({ name: null, isSealed: true });
});

describe('who may', () => {
  const may: Record<'restore' | 'name', { own: Role[]; others: Role[] }> = {
    restore: { own: [...roles], others: ['editor', 'owner'] },
    name: { own: [...roles], others: ['editor', 'owner'] },
  };
  const cases = (['restore', 'name'] as const).flatMap((verb) =>
    roles.flatMap((role) => (['own', 'others'] as const).map((whose) => ({ verb, role, whose }))),
  );
  test.each(cases)('$verb: a $role, $whose', async ({ verb, role, whose }) => {
    const user = await hire(role);
    const writer = whose === 'own' ? user : await hire('author');
    const { id, revisionIds } = await write(writer, textOf('One.'), textOf('Two.'));
    const input = { id, revisionId: revisionIds[0]!, name: 'First' };
    const done = verb === 'restore' ? restoreRevision(user, input) : nameRevision(user, input);
    if (may[verb][whose].includes(role)) await done;
    else await expect(done).rejects.toThrow(NotFoundError);
    const history = await getHistory(user, id);
    if (may[verb][whose].includes(role)) expect(history).not.toBeNull();
    else {
      expect(history, 'nor is the history seen').toBeNull();
      expect(await getComparison(user, id, revisionIds[1]!)).toBeNull();
      expect(await getUnpublishedChanges(user, id)).toBeNull();
    }
  });

  test('what a contributor submitted rests, and is still read', async () => {
    const contributor = await hire('contributor');
    const { id, revisionIds } = await write(contributor, textOf('One.'), textOf('Two.'));
    await submitArticle(contributor, { id });
    const input = { id, revisionId: revisionIds[0]!, name: 'First' };
    await expect(restoreRevision(contributor, input)).rejects.toThrow(ForbiddenError);
    await expect(nameRevision(contributor, input)).rejects.toThrow(ForbiddenError);
    expect(await getHistory(contributor, id)).not.toBeNull();
  });

  test('a revision of another article is not found, whoever asks', async () => {
    const owner = await hire('owner');
    const [one, other] = [await write(owner, textOf('One.')), await write(owner, textOf('Other.'))];
    const input = { id: one.id, revisionId: other.revisionIds[0]!, name: 'First' };
    const before = await rowOf(one.id);
    await expect(restoreRevision(owner, input)).rejects.toThrow(NotFoundError);
    await expect(nameRevision(owner, input)).rejects.toThrow(NotFoundError);
    expect(await rowOf(one.id)).toEqual(before);
    expect(await getComparison(owner, one.id, other.revisionIds[0]!)).toBeNull();
    expect(await getComparison(owner, one.id, one.revisionIds[0]!, other.revisionIds[0]!)).toBeNull();
    expect(await getDraftPreview(owner, one.id, other.revisionIds[0]!)).toBeNull();
  });
});

describe('the history', () => {
  test('says of each version what it is and how much it changed', async () => {
    const author = await hire('author');
    const { id } = await write(author, textOf('Two boats a day.'), textOf('Three boats a day, and rain.'));
    await publishArticle(author, id);
    await save(author, id, textOf('Three boats a day.'));
    await keepAside(author, { ...textOf('Set aside, and of no account.'), id });
    const { revisions: shown, events } = (await getHistory(author, id))!;
    expect(shown.map(({ number, added, removed }) => [number, added, removed]).slice(1, 4)).toEqual([
      [4, 0, 2],
      [3, 3, 1],
      [2, 7, 0],
    ]);
    expect(shown[0]).toMatchObject({ isAside: true, isDraft: false });
    expect(shown[1]).toMatchObject({ isDraft: true, isLive: false, by: author.name });
    expect(shown[2]).toMatchObject({ isLive: true });
    expect(events.map(({ kind }) => kind)).toEqual(['published']);
  });

  test('compares with the version before, not with what was set aside between', async () => {
    const author = await hire('author');
    const { id } = await write(author, textOf('One boat.'));
    await keepAside(author, { ...textOf('Something else.'), id });
    const last = await save(author, id, textOf('One red boat.'));
    const compared = await getComparison(author, id, last);
    expect(compared).toMatchObject({ earlier: { number: 2 }, comparison: { added: 1, removed: 0 } });
    expect((await getHistory(author, id))!.revisions[0]).toMatchObject({ added: 1, removed: 0 });
  });

  test('comes in pages that leave nothing out', async () => {
    const author = await hire('author');
    const { id } = await createDraft(author);
    const many = Array.from({ length: revisionsPerPage + 5 }, (_, index) => textOf(`Boat ${index}.`));
    for (const words of many) await save(author, id, words);
    const first = (await getHistory(author, id))!;
    expect(first).toMatchObject({ older: 6, newer: null });
    const second = (await getHistory(author, id, first.older))!;
    expect(second).toMatchObject({ older: null, newer: revisionsPerPage + 6 });
    expect([...first.revisions, ...second.revisions].map(({ number }) => number)).toEqual(
      Array.from({ length: revisionsPerPage + 6 }, (_, index) => revisionsPerPage + 6 - index),
    );
    expect(first.revisions.at(-1), 'the last of a page has its size too').toMatchObject({ added: 1, removed: 1 });
    expect(await listRevisionChoices(author, id)).toHaveLength(revisionsPerPage + 6);
  });

  test('names authors in a comparison', async () => {
    const author = await hire('author');
    const [byline] = await db.insert(authors).values({ handle: 'kim', name: 'Kim' }).returning();
    const { id, revisionIds } = await write(author, textOf('One.'), { ...textOf('One.'), authorIds: [byline!.id] });
    const compared = await getComparison(author, id, revisionIds[1]!);
    expect(compared?.comparison?.fields).toEqual([
      { name: 'authors', pieces: [{ is: 'added', text: 'Kim', marks: [] }] },
    ]);
  });
});

test('publishing again would change what differs from what readers see', async () => {
  const author = await hire('author');
  const { id } = await write(author, textOf('One boat.'));
  expect(await getUnpublishedChanges(author, id), 'nothing is public yet').toBeNull();
  await publishArticle(author, id);
  expect((await getUnpublishedChanges(author, id))!.comparison.isSame).toBe(true);
  await save(author, id, textOf('Two boats.'));
  await save(author, id, textOf('Three boats.'));
  const { comparison } = (await getUnpublishedChanges(author, id))!;
  expect(comparison).toMatchObject({ added: 2, removed: 2 });
  expect(await headlineOf(author, id)).toBe('The ferry timetable');
  const sealed = and(eq(revisions.articleId, id), eq(revisions.isSealed, true));
  expect(await db.select().from(revisions).where(sealed), 'looking seals nothing').toHaveLength(1);
});
