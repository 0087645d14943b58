import { isDeepStrictEqual } from 'node:util';
import { eq, inArray } from 'drizzle-orm';
import { db, type Transaction } from '#db/client';
import { articles, revisions } from '#db/schema/articles';
import { sections, topics } from '#db/schema/sections';
import { unpublishArticle } from '#lib/articles/mutations';
import { writerOf } from '#lib/articles/presence';
import { assignArticle } from '#lib/articles/review/workflow-mutations';
import { canDuplicate, canEdit, isStillGrowing, type Words } from '#lib/articles/rules';
import {
  addRevision,
  articleFor,
  draftOf,
  growRevision,
  onlyKnownChoices,
  setDraft,
  setState,
  wordsOf,
} from '#lib/articles/stored';
import { bringBack, deleteForGood, moveToTrash, PublicError } from '#lib/articles/trash-mutations';
import type { User } from '#lib/auth/roles';
import { isDatabaseAway } from '#lib/database-away';
import { ConflictError, DomainError, ForbiddenError, NotFoundError } from '#lib/errors';
import { type ArticleChange, changeText, copyHeadline, type ListChange } from './rules.ts';

export type ChangedArticles = {
  /** `undo` is the change that takes it back, as a form writes it; null where none does. */
  done: { id: string; undo: string | null; isUnpublishedChange: boolean }[];
  /** What was left as it was, and why. `isPublic`: it could be unpublished first. */
  left: { id: string; headline: string; why: string; isPublic: boolean }[];
};

/**
 * Changes articles one after the other, each wholly or not at all: what this user may not change, or what the change makes no
 * sense for, is left and said. Throws only what is a fault.
 */
export async function changeArticles(user: User, changes: ArticleChange[]): Promise<ChangedArticles> {
  const done: ChangedArticles['done'] = [];
  const left: (Omit<ChangedArticles['left'][number], 'headline'> & { isHidden: boolean })[] = [];
  let isAway = false;
  for (const { id, change } of changes) {
    try {
      if (isAway) throw new DomainError(noAnswer);
      done.push({ id, ...(await changeOne(user, id, change)) });
    } catch (error) {
      isAway ||= isDatabaseAway(error);
      if (!isAway && !(error instanceof DomainError)) throw error;
      const why = error instanceof DomainError ? error.message : noAnswer;
      left.push({ id, why, isPublic: error instanceof PublicError, isHidden: error instanceof NotFoundError });
    }
  }
  // The headline of what this user may not even see is not told.
  const headlines = await headlinesOf(isAway ? [] : left.flatMap(({ id, isHidden }) => (isHidden ? [] : id)));
  return { done, left: left.map(({ isHidden: _, ...each }) => ({ ...each, headline: headlines.get(each.id) ?? '' })) };
}

const noAnswer = 'The database did not answer.';

/**
 * Begins a draft with the words of an article's newest revision, without its address, schedule and notes. It says that it is
 * a copy. Throws ForbiddenError, NotFoundError.
 */
export async function duplicateArticle(user: User, id: string): Promise<{ id: string }> {
  return db.transaction(async (tx) => {
    const original = await articleFor(tx, user, id);
    if (!canDuplicate(user, original)) throw new ForbiddenError('Only who may read an article can copy it.');
    const words = wordsOf(await draftOf(tx, original));
    const headline = copyHeadline(words.headline, words.language);
    const [copy] = await tx.insert(articles).values({ createdBy: user.id }).returning({ id: articles.id });
    const copied = await onlyKnownChoices(tx, copy!.id, { ...words, headline, slug: '', translationOf: null });
    const draftRevisionId = await addRevision(tx, copy!.id, copied, { userId: user.id });
    await tx.update(articles).set({ draftRevisionId }).where(eq(articles.id, copy!.id));
    return { id: copy!.id };
  });
}

type Changed = Omit<ChangedArticles['done'][number], 'id'>;

async function changeOne(user: User, id: string, { kind, to }: ListChange): Promise<Changed> {
  const without = (undo: ListChange | null): Changed => ({
    undo: undo && changeText(undo),
    isUnpublishedChange: false,
  });
  switch (kind) {
    case 'section':
      return moveToSection(user, id, to);
    case 'topic':
      return changeTopics(user, id, to!, 'add');
    case 'untopic':
      return changeTopics(user, id, to!, 'remove');
    case 'assign':
      return without({ kind, to: (await assignArticle(user, { id, assigneeId: to })).before });
    case 'unpublish':
      await unpublishArticle(user, id);
      return without(null);
    case 'trash':
      await moveToTrash(user, id);
      return without({ kind: 'restore', to: null });
    case 'unpublish-trash':
      await moveToTrash(user, id, { unpublishFirst: true });
      return without({ kind: 'restore', to: null });
    case 'restore':
      await bringBack(user, id);
      return without({ kind: 'trash', to: null });
    case 'delete':
      await deleteForGood(user, id);
      return without(null);
    default:
      return kind satisfies never;
  }
}

async function moveToSection(user: User, id: string, sectionId: string | null): Promise<Changed> {
  return db.transaction(async (tx) => {
    if (sectionId) await demand(tx, sections, sectionId, 'This section no longer exists.');
    const { before, isUnpublishedChange } = await changeWords(tx, user, id, (words) => ({ ...words, sectionId }));
    return { undo: changeText({ kind: 'section', to: before.sectionId }), isUnpublishedChange };
  });
}

async function changeTopics(user: User, id: string, topicId: string, how: 'add' | 'remove'): Promise<Changed> {
  return db.transaction(async (tx) => {
    await demand(tx, topics, topicId, 'This topic no longer exists.');
    const { before, isUnpublishedChange } = await changeWords(tx, user, id, (words) => {
      const others = words.topicIds.filter((each) => each !== topicId);
      if (how === 'remove') return { ...words, topicIds: others };
      return words.topicIds.includes(topicId) ? words : { ...words, topicIds: [...others, topicId] };
    });
    const had = before.topicIds.includes(topicId);
    const isChanged = had === (how === 'remove');
    return {
      undo: isChanged ? changeText({ kind: had ? 'topic' : 'untopic', to: topicId }) : null,
      isUnpublishedChange,
    };
  });
}

/**
 * Changes words of the newest revision as a save does, by a hand that has no window: whoever has the article open is told that
 * it has moved on. What this person changed from the list a moment ago grows; anything else stays and is followed by another.
 */
async function changeWords(tx: Transaction, user: User, id: string, change: (words: Words) => Words) {
  const article = await articleFor(tx, user, id);
  if (!canEdit(user, article)) throw new ForbiddenError('It is in review.');
  const draft = await draftOf(tx, article);
  const before = wordsOf(draft);
  const words = await onlyKnownChoices(tx, id, change(before));
  if (isDeepStrictEqual(before, words)) return { before, isUnpublishedChange: false };
  const writer = await writerOf(tx, id);
  if (writer)
    throw new ConflictError(`${writer.userId === user.id ? 'You have' : `${writer.name} has`} it open to write.`);
  const isShown = [article.publishedRevisionId, article.scheduledRevisionId].includes(draft.id);
  const isFromList = draft.session === null && draft.createdBy === user.id;
  let revisionId = draft.id;
  if (isFromList && !isShown && isStillGrowing(draft, words, new Date())) {
    await growRevision(tx, draft.id, words, draft.sequence);
  } else {
    revisionId = await addRevision(tx, id, words, { userId: user.id });
  }
  await setDraft(tx, id, revisionId);
  if (['published', 'approved', 'scheduled'].includes(article.state)) await setState(tx, id, 'draft');
  return { before, isUnpublishedChange: article.isPublic };
}

async function demand(tx: Transaction, table: typeof sections | typeof topics, id: string, otherwise: string) {
  const [row] = await tx.select({ id: table.id }).from(table).where(eq(table.id, id));
  if (!row) throw new DomainError(otherwise);
}

async function headlinesOf(ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: articles.id, headline: revisions.headline })
    .from(articles)
    .innerJoin(revisions, eq(revisions.id, articles.draftRevisionId))
    .where(inArray(articles.id, ids));
  return new Map(rows.map(({ id, headline }) => [id, headline]));
}
