import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { db } from '#db/client';
import { articleSlugs, articles, reviewNotes, revisions } from '#db/schema/articles';
import { mails } from '#db/schema/mails';
import { media } from '#db/schema/media';
import { authors, users } from '#db/schema/people';
import { sections } from '#db/schema/sections';
import { collectAnnouncements } from '#lib/announce';
import { listArticlesForDesk, listInReview } from '#lib/articles/lists/queries';
import { wholeList } from '#lib/articles/lists/rules';
import { listNotes } from '#lib/articles/review/note-queries';
import { returnArticle, submitArticle, withdrawArticle } from '#lib/articles/review/workflow-mutations';
import { type Role, roles, type User } from '#lib/auth/roles';
import { type Body, emptyBody, type Figure } from '#lib/body/body';
import { cacheTags } from '#lib/cache-tags';
import { ConflictError, ForbiddenError, InvalidInputError, NotFoundError } from '#lib/errors';
import { hire } from '../../e2e/support/newsroom.ts';
import { countInReview, getArticleForDesk } from './desk-queries.ts';
import { createDraft, keepAside, publishArticle, saveDraft, unpublishArticle } from './mutations.ts';
import { getArticle, getMovedSlug } from './queries.ts';
import { type DraftInput, draftInput, emptyWords } from './rules.ts';
import { moveToTrash } from './trash-mutations.ts';

const bodyOf = (words: string, ...figures: Figure[]): Body => ({
  ...emptyBody,
  content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }, ...figures],
});
const figure = (attrs: Partial<Figure['attrs']> = {}): Figure => ({
  type: 'figure',
  attrs: { media: 'c'.repeat(32), alt: 'A boat.', caption: '', credit: 'Drawn here', ...attrs },
});

let made = 0;
/** A draft of `user`, written and saved. Returns what the writer has before them. */
async function write(user: User, about: Partial<DraftInput> = {}): Promise<DraftInput> {
  const { id } = await createDraft(user);
  const headline = about.headline ?? `The ferry timetable ${++made}`;
  const slug = about.slug ?? '';
  const words = { ...emptyWords, body: bodyOf('Two boats a day.') };
  return save(user, { ...words, version: 1, ...newWindow(), ...about, headline, slug, id });
}

/** Saves as the editor does, through the schema. Returns the input for the save that would follow in the same window. */
async function save(user: User, input: DraftInput): Promise<DraftInput> {
  const parsed = draftInput.parse(input);
  const { version } = await saveDraft(user, parsed);
  return { ...parsed, version, sequence: parsed.sequence + 1 };
}

const newWindow = () => ({ session: randomUUID(), sequence: 1 });

async function rowOf(id: string) {
  const [row] = await db.select().from(articles).where(eq(articles.id, id));
  return row!;
}
const newest = async (id: string) => (await rowOf(id)).draftRevisionId!;
const stateOf = async (id: string) => (await rowOf(id)).state;
const countRevisions = async (id: string) =>
  (await db.select().from(revisions).where(eq(revisions.articleId, id))).length;
const mailsSent = () => db.select({ to: mails.recipient, subject: mails.subject, text: mails.text }).from(mails);

beforeEach(async () => {
  await db.delete(articles);
  await db.delete(articleSlugs); // they outlive their articles
  await db.delete(mails);
  await db.delete(authors);
  await db.delete(users);
});

describe('who may', () => {
  // What each role may do with an article of their own, and with one of somebody else.
  const may: Record<string, { own: Role[]; others: Role[]; prepare?: (user: User, id: string) => Promise<unknown> }> = {
    save: { own: [...roles], others: ['editor', 'owner'] },
    submit: { own: [...roles], others: ['editor', 'owner'] },
    publish: { own: ['author', 'editor', 'owner'], others: ['editor', 'owner'] },
    unpublish: { own: ['author', 'editor', 'owner'], others: ['editor', 'owner'] },
    withdraw: { own: [...roles], others: [] },
    return: { own: ['editor', 'owner'], others: ['editor', 'owner'] },
    delete: { own: [...roles], others: ['editor', 'owner'] },
  };
  const doing: Record<string, (user: User, draft: DraftInput) => Promise<unknown>> = {
    save: (user, draft) => saveDraft(user, { ...draft, headline: 'Another' }),
    submit: (user, draft) => submitArticle(user, { id: draft.id }),
    publish: (user, draft) => publishArticle(user, draft.id),
    unpublish: (user, draft) => unpublishArticle(user, draft.id),
    withdraw: (user, draft) => withdrawArticle(user, draft.id),
    return: (user, draft) => returnArticle(user, { id: draft.id, note: 'Say who measured it.' }),
    delete: (user, draft) => moveToTrash(user, draft.id),
  };
  const cases = Object.keys(may).flatMap((verb) =>
    roles.flatMap((role) => (['own', 'others'] as const).map((whose) => ({ verb, role, whose }))),
  );

  test.each(cases)('$verb: a $role, $whose', async ({ verb, role, whose }) => {
    const user = await hire(role);
    const writer = whose === 'own' ? user : await hire('author');
    const draft = await write(writer);
    if (verb === 'withdraw' || verb === 'return') await submitArticle(writer, { id: draft.id });
    if (verb === 'unpublish') await publishArticle(await hire('owner'), draft.id);
    const before = await rowOf(draft.id);
    const done = doing[verb]!(user, draft);
    if (may[verb]![whose].includes(role)) {
      await done;
      expect(await rowOf(draft.id)).not.toEqual(before);
    } else {
      // What somebody may not even see is not found, rather than refused.
      const isSeen = whose === 'own' || role === 'editor' || role === 'owner';
      await expect(done).rejects.toThrow(isSeen ? ForbiddenError : NotFoundError);
      expect(await rowOf(draft.id)).toEqual(before);
    }
  });

  test('an author named in the byline is one of its own', async () => {
    const [writer, second] = [await hire('contributor'), await hire('author')];
    const [profile] = await db
      .insert(authors)
      .values({ handle: 'second', name: 'Second', userId: second.id })
      .returning();
    const draft = await write(writer);
    await expect(publishArticle(second, draft.id)).rejects.toThrow(NotFoundError);
    await save(writer, { ...draft, authorIds: [profile!.id] });
    await publishArticle(second, draft.id);
    expect(await stateOf(draft.id)).toBe('published');
  });

  test('a contributor rests while the draft is in review; an author goes on', async () => {
    for (const [role, goesOn] of [
      ['contributor', false],
      ['author', true],
    ] as const) {
      const writer = await hire(role);
      const draft = await write(writer);
      await submitArticle(writer, { id: draft.id });
      const saving = saveDraft(writer, { ...draft, headline: 'Later thoughts' });
      if (goesOn) await saving;
      else await expect(saving).rejects.toThrow(ForbiddenError);
      expect(await stateOf(draft.id)).toBe('in_review');
    }
  });

  test('the desk lists and opens what one may see, and nothing else', async () => {
    const [one, other, editor] = [await hire('author'), await hire('contributor'), await hire('editor')];
    const draft = await write(one);
    await submitArticle(one, { id: draft.id });
    const seenBy = async (user: User) => (await listArticlesForDesk(user, wholeList)).rows.map(({ id }) => id);
    expect(await seenBy(one)).toEqual([draft.id]);
    expect(await seenBy(other)).toEqual([]);
    expect(await seenBy(editor)).toEqual([draft.id]);
    expect(await getArticleForDesk(other, draft.id)).toBeNull();
    expect(await getArticleForDesk(one, draft.id)).toMatchObject({ version: draft.version });
    expect([await countInReview(editor), await countInReview(one)]).toEqual([1, 0]);
    expect(await listInReview(other)).toEqual([]);
  });
});

describe('saving', () => {
  test('starts with the byline of who writes', async () => {
    const writer = await hire('contributor');
    const [profile] = await db
      .insert(authors)
      .values({ handle: 'writer', name: 'Writer', userId: writer.id })
      .returning();
    const { id } = await createDraft(writer);
    expect(await getArticleForDesk(writer, id)).toMatchObject({
      authorIds: [profile!.id],
      headline: '',
      state: 'draft',
    });
  });

  test('what one window writes in one go is one revision; the same save twice, and a late one, change nothing', async () => {
    const writer = await hire('author');
    const draft = await write(writer);
    expect(await countRevisions(draft.id)).toBe(2); // the empty one, and this
    const input = { ...draft, headline: 'Second thoughts' };
    const [first, again] = [await saveDraft(writer, input), await saveDraft(writer, input)];
    expect(again).toEqual({ ...first, savedAt: expect.any(Date) });
    const third = await saveDraft(writer, { ...input, sequence: input.sequence + 2, headline: 'Third thoughts' });
    await saveDraft(writer, { ...input, sequence: input.sequence + 1, headline: 'Late thoughts' });
    expect(await getArticleForDesk(writer, draft.id)).toMatchObject({
      headline: 'Third thoughts',
      version: third.version,
    });
    expect(await countRevisions(draft.id)).toBe(2);
  });

  test('a window whose answer was lost goes on, whatever version it still names', async () => {
    const writer = await hire('author');
    const draft = await write(writer);
    await save(writer, { ...draft, headline: 'Never answered' });
    await save(writer, { ...draft, sequence: draft.sequence + 1, headline: 'Sent with the old version' });
    expect(await getArticleForDesk(writer, draft.id)).toMatchObject({ headline: 'Sent with the old version' });
  });

  test('a new window, another hand, an hour, a pause, a cut and a publication each begin a revision', async () => {
    const [writer, editor] = [await hire('author'), await hire('editor')];
    let draft = await write(writer, { body: bodyOf('Two boats a day. '.repeat(40)) });
    const counted = async (changed: Partial<DraftInput>, by = writer) => {
      const before = await countRevisions(draft.id);
      draft = await save(by, { ...draft, headline: `Version ${draft.version}`, ...changed });
      return (await countRevisions(draft.id)) - before;
    };
    const age = (column: 'createdAt' | 'savedAt', minutes: number) =>
      db.update(revisions).set({ [column]: new Date(Date.now() - minutes * 60_000) });
    expect(await counted({})).toBe(0);
    expect(await counted(newWindow())).toBe(1);
    expect(await counted({}, editor)).toBe(1);
    expect(await counted({}, editor)).toBe(0);
    await age('createdAt', 61);
    expect(await counted({}, editor)).toBe(1);
    await age('savedAt', 16);
    expect(await counted({}, editor)).toBe(1);
    expect(await counted({ body: bodyOf('Two boats.') }, editor)).toBe(1);
    expect(await counted({ body: bodyOf('Two boats a day.') }, editor)).toBe(0);
    await publishArticle(editor, draft.id, draft.version);
    expect(await counted({}, editor)).toBe(1);
    expect(await stateOf(draft.id)).toBe('draft');
  });

  test('overwrites nothing that was saved since', async () => {
    const [writer, editor] = [await hire('author'), await hire('editor')];
    const draft = await write(writer);
    const theirs = await save(editor, { ...draft, ...newWindow(), headline: 'The editor was here' });
    const mine = { ...draft, headline: 'So was I' };
    await expect(saveDraft(writer, mine)).rejects.toThrow(ConflictError);
    expect(await getArticleForDesk(writer, draft.id)).toMatchObject({ headline: 'The editor was here' });
    await expect(publishArticle(writer, draft.id, draft.version)).rejects.toThrow(ConflictError);
    // with the same words there is nothing to overwrite
    expect(await saveDraft(writer, { ...mine, headline: 'The editor was here' })).toMatchObject({
      version: theirs.version,
    });
    // and what is set aside is kept without becoming the draft
    const { revisionId } = await keepAside(writer, mine);
    expect(await newest(draft.id)).not.toBe(revisionId);
    const [aside] = await db.select().from(revisions).where(eq(revisions.id, revisionId));
    expect(aside).toMatchObject({ headline: 'So was I', name: 'Set aside', isSealed: true });
  });

  test('of two saves at once on the same version one is kept and one refused', async () => {
    const writer = await hire('author');
    const draft = await write(writer);
    const saves = ['here', 'there'].map((place) =>
      saveDraft(writer, { ...draft, ...newWindow(), headline: `Written ${place}` }),
    );
    const outcomes = await Promise.allSettled(saves);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('is not refused because a section or author was deleted meanwhile', async () => {
    const writer = await hire('author');
    const [section] = await db.insert(sections).values({ slug: 'gone', name: 'Gone' }).returning();
    const draft = await write(writer);
    await db.delete(sections);
    const saved = await save(writer, {
      ...draft,
      headline: 'Kept',
      sectionId: section!.id,
      authorIds: [crypto.randomUUID()],
    });
    expect(await getArticleForDesk(writer, saved.id)).toMatchObject({
      headline: 'Kept',
      sectionId: null,
      authorIds: [],
    });
  });

  test('composes what a Mac sends decomposed', async () => {
    const writer = await hire('author');
    const draft = await write(writer, { headline: '평양 냉면'.normalize('NFD'), slug: '평양-냉면'.normalize('NFD') });
    expect(await publishArticle(writer, draft.id)).toEqual({ slug: '평양-냉면' });
    expect((await getArticle('평양-냉면'))?.headline).toBe('평양 냉면');
  });
});

describe('review', () => {
  test('the editors hear of a draft, the writer of their answer', async () => {
    const [writer, editor, owner] = [await hire('contributor'), await hire('editor'), await hire('owner')];
    const gone = await hire('editor');
    await db.update(users).set({ disabledAt: new Date() }).where(eq(users.id, gone.id));
    const draft = await write(writer, { headline: 'Fog' });
    await submitArticle(writer, { id: draft.id, note: 'Please check the tide table.' });
    const asked = await mailsSent();
    expect(asked.map(({ to }) => to).sort()).toEqual([editor.email, owner.email].sort());
    expect(asked[0]).toMatchObject({ subject: 'For review: Fog', text: expect.stringContaining('tide table') });

    await db.delete(mails);
    await returnArticle(editor, { id: draft.id, note: 'Say who measured it.' });
    expect(await mailsSent()).toMatchObject([{ to: writer.email, text: expect.stringContaining('who measured it') }]);
    expect(await stateOf(draft.id)).toBe('changes_asked');
    expect((await listNotes(writer, draft.id))?.map(({ body }) => body)).toEqual([
      'Please check the tide table.',
      'Say who measured it.',
    ]);
  });

  test('asks for a note, and nothing is kept without one', async () => {
    const writer = await hire('contributor');
    const draft = await write(writer);
    await submitArticle(writer, { id: draft.id });
    await expect(returnArticle(await hire('editor'), { id: draft.id, note: ' ' })).rejects.toThrow(InvalidInputError);
    expect(await db.select().from(reviewNotes)).toEqual([]);
    expect(await stateOf(draft.id)).toBe('in_review');
  });

  test('a draft in review is not submitted twice', async () => {
    const writer = await hire('contributor');
    const draft = await write(writer);
    await submitArticle(writer, { id: draft.id });
    await expect(submitArticle(writer, { id: draft.id })).rejects.toThrow(ForbiddenError);
  });
});

describe('publishing', () => {
  test('tells its writer, once, when somebody else makes it public', async () => {
    const writer = await hire('contributor');
    const editor = await hire('editor');
    const draft = await write(writer, { headline: 'Fog' });
    await publishArticle(editor, draft.id);
    expect(await mailsSent()).toMatchObject([
      { to: writer.email, subject: 'Your article is public: Fog', text: expect.stringContaining('/articles/fog') },
    ]);
    await unpublishArticle(editor, draft.id);
    await publishArticle(editor, draft.id);
    await publishArticle(editor, (await write(editor)).id);
    expect(await mailsSent()).toHaveLength(1);
  });

  test('shows the saved text, and what is edited later only when published again', async () => {
    const writer = await hire('author');
    const draft = await write(writer, { headline: 'Fog' });
    const { result, tags } = await collectAnnouncements(() => publishArticle(writer, draft.id));
    expect(result).toEqual({ slug: 'fog' });
    expect(tags).toEqual(
      expect.arrayContaining([cacheTags.articles, cacheTags.article(draft.id), cacheTags.slug('fog')]),
    );
    const first = await rowOf(draft.id);
    expect(first).toMatchObject({ state: 'published', republishedAt: null });

    const edited = await collectAnnouncements(() =>
      save(writer, { ...draft, headline: 'Fog lifts', body: bodyOf('It lifted.') }),
    );
    expect(edited.tags).toEqual([]);
    expect(await getArticle('fog')).toMatchObject({ headline: 'Fog', body: bodyOf('Two boats a day.') });
    expect(await stateOf(draft.id)).toBe('draft');

    await publishArticle(writer, draft.id);
    expect(await getArticle('fog')).toMatchObject({ headline: 'Fog lifts' });
    const second = await rowOf(draft.id);
    expect(second.publishedAt).toEqual(first.publishedAt);
    expect(second.republishedAt!.getTime()).toBeGreaterThan(first.publishedAt!.getTime());
  });

  test('what is already public changes nothing', async () => {
    const writer = await hire('author');
    const draft = await write(writer);
    await publishArticle(writer, draft.id);
    const before = await rowOf(draft.id);
    const { tags } = await collectAnnouncements(() => publishArticle(writer, draft.id));
    expect(await rowOf(draft.id)).toEqual(before);
    expect(tags).toEqual([]);
  });

  test('is refused with a sentence for each thing that is missing', async () => {
    const writer = await hire('author');
    await db
      .insert(media)
      .values({ id: 'c'.repeat(32), extension: 'jpg', width: 10, height: 10, bytes: 1 })
      .onConflictDoNothing();
    const fields = async (about: Partial<DraftInput>) => {
      const { id } = await write(writer, about);
      const error = await publishArticle(writer, id).catch((reason) => reason);
      return error instanceof InvalidInputError ? error.fields : error;
    };
    expect(Object.keys(await fields({ headline: ' ', body: bodyOf(' ') }))).toEqual(['headline', 'body']);
    expect(await fields({ body: bodyOf('x', figure({ alt: ' ' })) })).toEqual({
      body: expect.stringContaining('One picture has no alternative text'),
    });
    expect(await fields({ body: bodyOf('x', figure({ alt: '' }), figure({ alt: '' })) })).toEqual({
      body: expect.stringContaining('2 pictures'),
    });
    expect(await fields({ body: bodyOf('x', figure({ credit: ' ' })) })).toEqual({
      body: expect.stringContaining('One picture has no credit'),
    });
    expect(await fields({ body: bodyOf('x', figure({ media: 'd'.repeat(32) })) })).toEqual({
      body: expect.stringContaining('not stored here'),
    });
    expect(await fields({ canonicalUrl: 'somewhere else' })).toEqual({
      canonicalUrl: expect.stringContaining('whole'),
    });
    expect(await fields({ body: bodyOf('x', figure()) })).toEqual({ slug: expect.any(String) });
  });

  test('an earlier address leads to the article for ever, and may become its address again', async () => {
    const writer = await hire('author');
    let draft = await write(writer, { headline: 'Fog' });
    for (const slug of ['fog', 'thick-fog', '안개']) {
      draft = await save(writer, { ...draft, slug });
      expect(await publishArticle(writer, draft.id)).toEqual({ slug });
    }
    expect([await getMovedSlug('fog'), await getMovedSlug('thick-fog')]).toEqual(['안개', '안개']);
    draft = await save(writer, { ...draft, slug: 'fog' });
    const { tags } = await collectAnnouncements(() => publishArticle(writer, draft.id));
    expect(tags).toEqual(expect.arrayContaining(['fog', 'thick-fog', '안개'].map(cacheTags.slug)));
    expect(await getMovedSlug('안개')).toBe('fog');
  });

  test('another article’s address is never taken: a chosen one is refused, one from the headline gets a number', async () => {
    const writer = await hire('author');
    const first = await write(writer, { headline: 'Fog' });
    await publishArticle(writer, first.id);
    await save(writer, { ...first, slug: 'thick-fog' });
    await publishArticle(writer, first.id);

    const second = await write(writer, { headline: 'Fog', slug: 'fog' });
    expect(await publishArticle(writer, second.id)).toEqual({ slug: 'fog-2' });
    expect(await getArticleForDesk(writer, second.id)).toMatchObject({ slug: 'fog-2' });
    const third = await write(writer, { headline: 'Something else', slug: 'fog' });
    const error = await publishArticle(writer, third.id).catch((reason) => reason);
    expect(error).toBeInstanceOf(InvalidInputError);
    expect(error.fields).toEqual({ slug: expect.stringContaining('Another article') });
    expect(await stateOf(third.id)).toBe('draft');

    // a later publication keeps the number
    await save(writer, { ...second, body: bodyOf('More fog.') });
    expect(await publishArticle(writer, second.id)).toEqual({ slug: 'fog-2' });
    expect(await db.select().from(articleSlugs).where(eq(articleSlugs.articleId, second.id))).toHaveLength(1);
  });

  test('of articles published at once under one headline each gets an address of its own', async () => {
    const writer = await hire('author');
    const drafts = await Promise.all(Array.from({ length: 5 }, () => write(writer, { headline: 'Fog' })));
    const slugs = await Promise.all(drafts.map(({ id }) => publishArticle(writer, id)));
    expect(slugs.map(({ slug }) => slug).sort()).toEqual(['fog', 'fog-2', 'fog-3', 'fog-4', 'fog-5']);
  });

  test('unpublishing takes it from readers and keeps its address for it', async () => {
    const writer = await hire('author');
    const draft = await write(writer, { headline: 'Fog' });
    await publishArticle(writer, draft.id);
    const { tags } = await collectAnnouncements(() => unpublishArticle(writer, draft.id));
    expect(tags).toContain(cacheTags.slug('fog'));
    expect(await getArticle('fog')).toBeNull();
    await expect(unpublishArticle(writer, draft.id)).rejects.toThrow(ForbiddenError);
    const other = await write(writer, { headline: 'Fog' });
    expect(await publishArticle(writer, other.id)).toEqual({ slug: 'fog-2' });
    expect(await publishArticle(writer, draft.id)).toEqual({ slug: 'fog' });
  });
});
