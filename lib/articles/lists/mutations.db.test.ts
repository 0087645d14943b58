import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { db } from '#db/client';
import { articleEvents, articleSlugs, articles, revisions } from '#db/schema/articles';
import { authors, users } from '#db/schema/people';
import { sections, topics } from '#db/schema/sections';
import { collectAnnouncements } from '#lib/announce';
import { getDraft } from '#lib/articles/desk-queries';
import { createDraft, publishArticle, saveDraft, unpublishArticle } from '#lib/articles/mutations';
import { meetAtArticle } from '#lib/articles/presence';
import { getMovedSlug } from '#lib/articles/queries';
import { submitArticle } from '#lib/articles/review/workflow-mutations';
import { emptyWords, type Words } from '#lib/articles/rules';
import { bringBack, deleteForGood, emptyTrash, moveToTrash } from '#lib/articles/trash-mutations';
import { type Role, roles, type User } from '#lib/auth/roles';
import { bodyOf } from '#lib/body/body';
import { cacheTags } from '#lib/cache-tags';
import { ConflictError, ForbiddenError, NotFoundError } from '#lib/errors';
import { hire } from '../../../e2e/support/newsroom.ts';
import { changeArticles, duplicateArticle } from './mutations.ts';
import { listArticlesForDesk } from './queries.ts';
import { changeArticlesInput, copyHeadline, type ListChange, wholeList } from './rules.ts';

const text = bodyOf({ type: 'paragraph', content: [{ type: 'text', text: 'Two boats a day.' }] });
let made = 0;

/** A draft of `user` that was saved by a window of theirs. Returns what the next save of this window would send. */
async function write(user: User, about: Partial<Words> = {}) {
  const { id } = await createDraft(user);
  const words = { ...emptyWords, body: text, headline: `Boats ${++made}`, ...about };
  const save = { ...words, id, session: crypto.randomUUID(), sequence: 1, version: 1 };
  const { version } = await saveDraft(user, save);
  return { ...save, sequence: 2, version };
}

const change = (user: User, ids: string[], kind: ListChange['kind'], to: string | null = null) =>
  changeArticles(
    user,
    ids.map((id) => ({ id, change: { kind, to } })),
  );
/** What takes a change back, sent as its form does. */
const undo = (user: User, { done }: Awaited<ReturnType<typeof changeArticles>>) =>
  changeArticles(
    user,
    changeArticlesInput.parse({ id: done.map(({ id }) => id), change: done.map((each) => each.undo) }),
  );
const draftOf = async (user: User, id: string) => (await getDraft(user, id))!;
const rowOf = async (id: string) => (await db.select().from(articles).where(eq(articles.id, id)))[0];
const revisionsOf = async (id: string) => db.select().from(revisions).where(eq(revisions.articleId, id));
const eventsOf = async (id: string) =>
  (await db.select().from(articleEvents).where(eq(articleEvents.articleId, id))).map(({ kind }) => kind).toSorted();
const listed = async (user: User, state: 'trash' | null = null) =>
  (await listArticlesForDesk(user, { ...wholeList, state })).rows.map(({ id }) => id);

let economy: { id: string };
let culture: { id: string };
let rail: { id: string };

beforeEach(async () => {
  await db.delete(articles);
  await db.delete(articleSlugs);
  await db.delete(sections);
  await db.delete(topics);
  await db.delete(authors);
  await db.delete(users);
  [economy, culture] = (await db
    .insert(sections)
    .values([
      { slug: 'economy', name: 'Economy' },
      { slug: 'culture', name: 'Culture' },
    ])
    .returning({ id: sections.id })) as [{ id: string }, { id: string }];
  [rail] = (await db.insert(topics).values({ slug: 'rail', name: 'Rail' }).returning({ id: topics.id })) as [
    { id: string },
  ];
});

describe('who may', () => {
  const everybody = [...roles];
  const editors: Role[] = ['editor', 'owner'];
  const publishers: Role[] = ['author', 'editor', 'owner'];
  const none: Role[] = [];
  // What each role may do with an article of their own; with one of somebody else only editors and owners may anything.
  const may: Record<string, { own: Role[]; state?: 'in review' | 'public' | 'unpublished' | 'trash' }> = {
    section: { own: everybody },
    'section of what is in review': { own: publishers, state: 'in review' },
    topic: { own: everybody },
    untopic: { own: everybody },
    assign: { own: publishers },
    unpublish: { own: publishers, state: 'public' },
    trash: { own: everybody },
    'trash of what is in review': { own: publishers, state: 'in review' },
    'trash of what was public': { own: publishers, state: 'unpublished' },
    'trash of what is public': { own: none, state: 'public' },
    'unpublish-trash': { own: publishers, state: 'public' },
    restore: { own: everybody, state: 'trash' },
    delete: { own: editors, state: 'trash' },
    'delete of what is no trash': { own: none },
  };
  const targets: Record<string, () => string> = {
    section: () => economy.id,
    topic: () => rail.id,
    untopic: () => rail.id,
  };
  const cases = Object.keys(may).flatMap((what) =>
    roles.flatMap((role) => (['own', 'others'] as const).map((whose) => ({ what, role, whose }))),
  );

  test.each(cases)('$what: a $role, $whose', async ({ what, role, whose }) => {
    const user = await hire(role);
    const writer = whose === 'own' ? user : await hire('contributor');
    const kind = what.split(' ')[0] as ListChange['kind'];
    const { id } = await write(writer, { topicIds: kind === 'untopic' ? [rail.id] : [] });
    const { state, own } = may[what]!;
    const owner = await hire('owner');
    if (state === 'in review') await submitArticle(writer, { id });
    if (state === 'public' || state === 'unpublished') await publishArticle(owner, id);
    if (state === 'unpublished') await unpublishArticle(owner, id);
    if (state === 'trash') await moveToTrash(owner, id);
    const before = await rowOf(id);

    const { done, left } = await change(user, [id], kind, targets[kind]?.() ?? (kind === 'assign' ? user.id : null));
    const isAllowed = own.includes(role) && (whose === 'own' || editors.includes(role));
    expect(done.map((each) => each.id)).toEqual(isAllowed ? [id] : []);
    if (isAllowed) expect(await rowOf(id)).not.toEqual(before);
    else {
      expect(await rowOf(id)).toEqual(before);
      const isSeen = whose === 'own' || editors.includes(role);
      if (!isSeen) expect(left).toEqual([{ id, headline: '', why: 'This article no longer exists.', isPublic: false }]);
      else
        expect(left).toEqual([
          { id, headline: expect.any(String), why: expect.any(String), isPublic: expect.any(Boolean) },
        ]);
    }
  });

  const copies = roles.flatMap((role) => (['own', 'others'] as const).map((whose) => ({ role, whose })));
  test.each(copies)('duplicate: a $role, $whose', async ({ role, whose }) => {
    const user = await hire(role);
    const { id } = await write(whose === 'own' ? user : await hire('author'));
    if (whose === 'own' || editors.includes(role)) {
      const copy = await duplicateArticle(user, id);
      expect((await draftOf(user, copy.id)).words.headline).toMatch(/ \(copy\)$/);
    } else {
      await expect(duplicateArticle(user, id)).rejects.toThrow(NotFoundError);
    }
  });
});

describe('many at once', () => {
  test('what may not be changed is left, and said; the others are changed', async () => {
    const [writer, other] = [await hire('contributor'), await hire('contributor')];
    const [draft, reviewed, foreign] = [await write(writer), await write(writer), await write(other)];
    await submitArticle(writer, { id: reviewed.id });
    const gone = crypto.randomUUID();
    const { done, left } = await change(writer, [draft.id, reviewed.id, foreign.id, gone], 'section', economy.id);
    expect(done.map(({ id }) => id)).toEqual([draft.id]);
    expect(left).toEqual([
      { id: reviewed.id, headline: reviewed.headline, why: 'It is in review.', isPublic: false },
      { id: foreign.id, headline: '', why: 'This article no longer exists.', isPublic: false },
      { id: gone, headline: '', why: 'This article no longer exists.', isPublic: false },
    ]);
    expect((await draftOf(writer, draft.id)).words.sectionId).toBe(economy.id);
    expect((await draftOf(writer, reviewed.id)).words.sectionId).toBeNull();
  });

  test('each goes back to the section that it came from', async () => {
    const editor = await hire('editor');
    const [first, second] = [await write(editor, { sectionId: economy.id }), await write(editor)];
    const moved = await change(editor, [first.id, second.id], 'section', culture.id);
    await undo(editor, moved);
    expect((await draftOf(editor, first.id)).words.sectionId).toBe(economy.id);
    expect((await draftOf(editor, second.id)).words.sectionId).toBeNull();
  });

  test('a topic is added once and taken away again, and what had it keeps it when that is undone', async () => {
    const editor = await hire('editor');
    const [had, had_not] = [await write(editor, { topicIds: [rail.id] }), await write(editor)];
    const added = await change(editor, [had.id, had_not.id], 'topic', rail.id);
    expect((await draftOf(editor, had_not.id)).words.topicIds).toEqual([rail.id]);
    expect(added.done.map((each) => each.undo)).toEqual([null, `untopic:${rail.id}`]);
    expect(await revisionsOf(had.id)).toHaveLength(2); // as it was made and as it was written
    await change(editor, [had.id, had_not.id], 'untopic', rail.id);
    expect((await draftOf(editor, had.id)).words.topicIds).toEqual([]);
  });

  test('a section or topic that was removed meanwhile changes nothing', async () => {
    const editor = await hire('editor');
    const { id } = await write(editor, { sectionId: economy.id });
    const { done, left } = await change(editor, [id], 'section', crypto.randomUUID());
    expect([done, left[0]!.why]).toEqual([[], 'This section no longer exists.']);
    expect((await draftOf(editor, id)).words.sectionId).toBe(economy.id);
  });

  test('somebody is asked to go on, and what they are asked for is written down', async () => {
    const [editor, author, gone] = [
      await hire('editor'),
      await hire('author'),
      await hire('author', { disabledAt: new Date() }),
    ];
    const { id } = await write(author);
    const asked = await change(editor, [id], 'assign', author.id);
    expect(await rowOf(id)).toMatchObject({ assigneeId: author.id });
    expect(await eventsOf(id)).toEqual(['assigned']);
    expect((await change(editor, [id], 'assign', gone.id)).left[0]!.why).toMatch('not of the staff any more');
    await undo(editor, asked);
    expect(await rowOf(id)).toMatchObject({ assigneeId: null });
  });
});

describe('words that are changed from the list', () => {
  test('are a revision of their own beside what a window writes, and this window notices', async () => {
    const [writer, editor] = [await hire('author'), await hire('editor')];
    const draft = await write(writer);
    const before = await revisionsOf(draft.id);
    await change(editor, [draft.id], 'section', economy.id);
    expect(await revisionsOf(draft.id)).toHaveLength(before.length + 1);
    await expect(saveDraft(writer, { ...draft, headline: 'More boats' })).rejects.toThrow(ConflictError);
  });

  test('are left while somebody has the article open to write', async () => {
    const [writer, editor] = [await hire('author'), await hire('editor')];
    const draft = await write(writer);
    const window = crypto.randomUUID();
    await meetAtArticle(writer, { id: draft.id, window, wish: 'write' });
    const { left } = await change(editor, [draft.id], 'section', economy.id);
    expect(left).toMatchObject([{ why: 'The author has it open to write.' }]);
    await meetAtArticle(writer, { id: draft.id, window, wish: 'leave' });
    expect((await change(editor, [draft.id], 'section', economy.id)).left).toEqual([]);
  });

  test('grow one revision while the same person goes on changing', async () => {
    const editor = await hire('editor');
    const draft = await write(editor);
    await change(editor, [draft.id], 'section', economy.id);
    const before = await revisionsOf(draft.id);
    const { version } = await draftOf(editor, draft.id);
    await change(editor, [draft.id], 'topic', rail.id);
    expect(await revisionsOf(draft.id)).toHaveLength(before.length);
    expect(await draftOf(editor, draft.id)).toMatchObject({
      version: version + 1,
      words: { sectionId: economy.id, topicIds: [rail.id] },
    });
  });

  test('are not public before they are published', async () => {
    const editor = await hire('editor');
    const draft = await write(editor);
    await publishArticle(editor, draft.id);
    const published = (await rowOf(draft.id))!.publishedRevisionId;
    const { done } = await change(editor, [draft.id], 'section', economy.id);
    expect(done).toMatchObject([{ isUnpublishedChange: true }]);
    expect(await rowOf(draft.id)).toMatchObject({ state: 'draft', publishedRevisionId: published });
    // neither is what is changed next, though the revision is this person's own
    await publishArticle(editor, draft.id);
    const again = (await rowOf(draft.id))!.publishedRevisionId!;
    await change(editor, [draft.id], 'topic', rail.id);
    expect((await rowOf(draft.id))!.draftRevisionId).not.toBe(again);
  });
});

describe('the trash', () => {
  test('takes an article out of every list, and gives it back as it was', async () => {
    const writer = await hire('contributor');
    const draft = await write(writer);
    await moveToTrash(writer, draft.id);
    expect([await listed(writer), await listed(writer, 'trash')]).toEqual([[], [draft.id]]);
    await expect(saveDraft(writer, draft)).rejects.toThrow(NotFoundError);
    await expect(bringBack(await hire('contributor'), draft.id)).rejects.toThrow(NotFoundError);
    await bringBack(writer, draft.id);
    expect([await listed(writer), await listed(writer, 'trash')]).toEqual([[draft.id], []]);
    expect(await eventsOf(draft.id)).toEqual(['brought_back', 'removed']);
  });

  test('takes nothing that is public, unless it is unpublished in the same step', async () => {
    const editor = await hire('editor');
    const draft = await write(editor, { headline: 'Fog' });
    await publishArticle(editor, draft.id);
    const { left } = await change(editor, [draft.id], 'trash');
    expect(left).toMatchObject([{ headline: 'Fog', why: 'It is public. Unpublish it first.', isPublic: true }]);
    const { result, tags } = await collectAnnouncements(() => change(editor, [draft.id], 'unpublish-trash'));
    expect(result.done).toHaveLength(1);
    expect(tags).toContain(cacheTags.slug('fog'));
    expect(await rowOf(draft.id)).toMatchObject({ state: 'unpublished', publishedRevisionId: null });
    await bringBack(editor, draft.id);
    expect(await rowOf(draft.id)).toMatchObject({ state: 'unpublished', removedAt: null });
  });

  test('what was planned for an article is off when it is put there', async () => {
    const editor = await hire('editor');
    const { id } = await write(editor);
    const { draftRevisionId } = (await rowOf(id))!;
    const later = new Date(Date.now() + 3_600_000);
    const plan = {
      state: 'scheduled' as const,
      scheduledRevisionId: draftRevisionId,
      scheduledAt: later,
      scheduledSlug: 'fog',
    };
    await db
      .update(articles)
      .set({ ...plan, unpublishAt: later })
      .where(eq(articles.id, id));
    await moveToTrash(editor, id);
    await bringBack(editor, id);
    expect(await rowOf(id)).toMatchObject({ state: 'draft', scheduledAt: null, unpublishAt: null });
  });

  test('after 30 days an article goes for good, and its addresses are given to no other', async () => {
    const editor = await hire('editor');
    const [old, young] = [await write(editor, { headline: 'Fog' }), await write(editor)];
    await publishArticle(editor, old.id);
    for (const { id } of [old, young]) await moveToTrash(editor, id, { unpublishFirst: true });
    const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
    await db
      .update(articles)
      .set({ removedAt: daysAgo(30.01) })
      .where(eq(articles.id, old.id));
    await db
      .update(articles)
      .set({ removedAt: daysAgo(29.9) })
      .where(eq(articles.id, young.id));
    await emptyTrash();
    expect([await rowOf(old.id), (await rowOf(young.id))?.id]).toEqual([undefined, young.id]);
    expect(await revisionsOf(old.id)).toEqual([]);

    expect(await getMovedSlug('fog')).toBeNull();
    const next = await write(editor, { headline: 'Fog' });
    expect(await publishArticle(editor, next.id)).toEqual({ slug: 'fog-2' });
    const chosen = await write(editor, { headline: 'Other', slug: 'fog' });
    await expect(publishArticle(editor, chosen.id)).rejects.toThrow(/Another article has, or had, this address/);
  });

  test('an editor need not wait so long', async () => {
    const [writer, editor] = [await hire('author'), await hire('editor')];
    const { id } = await write(writer);
    await moveToTrash(writer, id);
    await expect(deleteForGood(writer, id)).rejects.toThrow(ForbiddenError);
    await deleteForGood(editor, id);
    expect(await rowOf(id)).toBeUndefined();
  });
});

describe('a copy', () => {
  test('has the words of the newest revision and nothing of what was planned or said', async () => {
    const [writer, editor] = [await hire('author'), await hire('editor')];
    const [name] = await db.insert(authors).values({ handle: 'kim', name: 'Kim', userId: writer.id }).returning();
    const original = await write(writer, {
      headline: '평양 냉면',
      language: 'ko',
      slug: 'noodles',
      sectionId: economy.id,
      topicIds: [rail.id],
      authorIds: [name!.id],
    });
    await publishArticle(editor, original.id);
    await db.update(articles).set({ assigneeId: writer.id, dueOn: '2026-12-01' }).where(eq(articles.id, original.id));
    const { id } = await duplicateArticle(editor, original.id);
    expect(await draftOf(editor, id)).toMatchObject({
      words: {
        headline: '평양 냉면 (사본)',
        slug: '',
        sectionId: economy.id,
        topicIds: [rail.id],
        authorIds: [name!.id],
        body: text,
      },
    });
    expect(await rowOf(id)).toMatchObject({
      state: 'draft',
      slug: null,
      createdBy: editor.id,
      assigneeId: null,
      dueOn: null,
    });
  });

  test('a headline stays within what a headline may have', () => {
    expect(copyHeadline('', 'en')).toBe('(copy)');
    expect([...copyHeadline('가'.repeat(300), 'ko')].length).toBeLessThanOrEqual(300);
  });
});

describe('what a form may ask for', () => {
  const id = crypto.randomUUID();
  test.each<[Record<string, unknown>, boolean]>([
    [{ id, change: 'trash' }, true],
    [{ id: [id, id], change: ['section:', `section:${id}`] }, true],
    [{ id, change: 'chosen', choice: `assign:${id}` }, true],
    [{ id, change: 'chosen', choice: '' }, false],
    [{ id, change: 'chosen' }, false],
    [{ id, change: 'burn' }, false],
    [{ id, change: 'topic:' }, false],
    [{ id, change: 'trash:1' }, false],
    [{ id, change: 'section:not-an-id' }, false],
    [{ id: [id, id, id], change: ['trash', 'trash'] }, false],
    [{ id: 'no', change: 'trash' }, false],
    [{ change: 'trash' }, false],
    [{ id: Array.from({ length: 51 }, () => id), change: 'trash' }, false],
  ])('%o: %s', (input, isGood) => {
    expect(changeArticlesInput.safeParse(input).success).toBe(isGood);
  });
});
