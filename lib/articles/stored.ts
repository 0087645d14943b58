import { asc, eq, inArray, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client';
import { articles, revisionAuthors, revisions, revisionTopics } from '#db/schema/articles';
import { authors, users } from '#db/schema/people';
import { settleArticle } from '#lib/articles/schedules/settling';
import type { User } from '#lib/auth/roles';
import { ConflictError, NotFoundError } from '#lib/errors';
import { presentIds } from '#lib/groups/present-ids';
import type { GroupKind } from '#lib/groups/rules';
import { hasFallenDue } from './live.ts';
import { type ArticleStanding, type ArticleState, canSeeDraft, type Language, type Words } from './rules.ts';

/*
 * What the mutations of articles share: an article as it is stored, locked while it is changed, and the words of its newest
 * revision.
 */

export type StoredArticle = ArticleStanding & {
  id: string;
  slug: string | null;
  draftRevisionId: string | null;
  draftVersion: number;
  publishedRevisionId: string | null;
  publishedAt: Date | null;
  scheduledRevisionId: string | null;
  scheduledAt: Date | null;
  scheduledFrom: ArticleState | null;
  unpublishAt: Date | null;
  assigneeId: string | null;
  dueOn: string | null;
};
export type StoredDraft = Awaited<ReturnType<typeof draftOf>>;

/**
 * The article, locked until the transaction ends, settled unless it may be 'unsettled'. What this user may not see is not
 * found. Throws NotFoundError.
 */
export async function articleFor(
  tx: Transaction,
  user: User,
  id: string,
  which: 'present' | 'removed' | 'unsettled' = 'present',
): Promise<StoredArticle> {
  let row = await lockedRow(tx, id);
  // What readers see already is settled before anything else is done with it.
  if (row?.isDue && (await settleFirst(tx, id, which === 'unsettled'))) row = await lockedRow(tx, id);
  const missing = new NotFoundError('This article no longer exists.');
  if (!row || (row.removedAt !== null) !== (which === 'removed')) throw missing;
  const byline = await tx
    .select({ userId: authors.userId })
    .from(revisionAuthors)
    .innerJoin(authors, eq(authors.id, revisionAuthors.authorId))
    .where(eq(revisionAuthors.revisionId, row.draftRevisionId ?? row.id));
  const { removedAt: _, isDue: __, ...article } = row;
  const standing = {
    ...article,
    authorUserIds: byline.flatMap(({ userId }) => userId ?? []),
    isPublic: row.publishedRevisionId !== null,
    wasPublic: row.slug !== null,
    isScheduled: row.scheduledAt !== null,
  };
  if (!canSeeDraft(user, standing)) throw missing;
  return standing;
}

/** Settles what fell due, or `isOptional`ly goes on without when that fails: what is typed is kept all the same. */
async function settleFirst(tx: Transaction, id: string, isOptional: boolean): Promise<boolean> {
  try {
    return await tx.transaction((savepoint) => settleArticle(savepoint, id));
  } catch (error) {
    if (!isOptional) throw error;
    return false; // it is red at the desk
  }
}

/** An article as it is stored, locked until the transaction ends. */
async function lockedRow(tx: Transaction, id: string) {
  const [row] = await tx
    .select({
      id: articles.id,
      state: articles.state,
      slug: articles.slug,
      createdBy: articles.createdBy,
      draftRevisionId: articles.draftRevisionId,
      draftVersion: articles.draftVersion,
      publishedRevisionId: articles.publishedRevisionId,
      publishedAt: articles.publishedAt,
      scheduledRevisionId: articles.scheduledRevisionId,
      scheduledAt: articles.scheduledAt,
      scheduledFrom: articles.scheduledFrom,
      unpublishAt: articles.unpublishAt,
      assigneeId: articles.assigneeId,
      dueOn: articles.dueOn,
      removedAt: articles.removedAt,
      isDue: sql<boolean>`coalesce(${hasFallenDue()}, false)`,
    })
    .from(articles)
    .where(eq(articles.id, id))
    .for('update');
  return row;
}

/**
 * The newest revision. `expected` is the version that the person had before them: when somebody saved since, ConflictError.
 */
export async function draftOf(tx: Transaction, article: StoredArticle, expected?: number) {
  const draft = await revisionOf(tx, article.draftRevisionId ?? article.id);
  if (!draft) throw new NotFoundError('This article has no text any more.');
  if (expected !== undefined && article.draftVersion !== expected) {
    throw new ConflictError(
      `${draft.creatorName || 'Somebody else'} saved this draft after you opened it. Read their version first.`,
    );
  }
  return draft;
}

/** What a revision says, but for its authors and topics, which have tables of their own. */
export const wordColumns = {
  headline: revisions.headline,
  standfirst: revisions.standfirst,
  slug: revisions.slug,
  sectionId: revisions.sectionId,
  seriesId: revisions.seriesId,
  language: revisions.language,
  translationOf: revisions.translationOf,
  canonicalUrl: revisions.canonicalUrl,
  shareHeadline: revisions.shareHeadline,
  shareText: revisions.shareText,
  shareLayout: revisions.shareLayout,
  shareQuote: revisions.shareQuote,
  body: revisions.body,
};

/** A revision with its words, or null. */
export async function revisionOf(tx: Transaction, id: string) {
  const [row] = await tx
    .select({
      id: revisions.id,
      articleId: revisions.articleId,
      ...wordColumns,
      isSealed: revisions.isSealed,
      session: revisions.session,
      sequence: revisions.sequence,
      createdAt: revisions.createdAt,
      savedAt: revisions.savedAt,
      createdBy: revisions.createdBy,
      creatorName: users.name,
    })
    .from(revisions)
    .leftJoin(users, eq(users.id, revisions.createdBy))
    .where(eq(revisions.id, id));
  if (!row) return null;
  const byline = await tx
    .select({ authorId: revisionAuthors.authorId })
    .from(revisionAuthors)
    .where(eq(revisionAuthors.revisionId, id))
    .orderBy(asc(revisionAuthors.position));
  const about = await tx
    .select({ topicId: revisionTopics.topicId })
    .from(revisionTopics)
    .where(eq(revisionTopics.revisionId, id))
    .orderBy(asc(revisionTopics.position));
  return {
    ...row,
    language: row.language as Language,
    authorIds: byline.map(({ authorId }) => authorId),
    topicIds: about.map(({ topicId }) => topicId),
  };
}

/** What a revision says, without who and when: two that say the same are equal. */
export const wordsOf = (revision: Words): Words => ({
  headline: revision.headline,
  standfirst: revision.standfirst,
  slug: revision.slug,
  sectionId: revision.sectionId,
  authorIds: revision.authorIds,
  topicIds: revision.topicIds,
  seriesId: revision.seriesId,
  language: revision.language,
  translationOf: revision.translationOf,
  canonicalUrl: revision.canonicalUrl,
  shareHeadline: revision.shareHeadline,
  shareText: revision.shareText,
  shareLayout: revision.shareLayout,
  shareQuote: revision.shareQuote,
  body: revision.body,
});

/**
 * Without a section, topic, series or author that was deleted meanwhile, and with what was merged as what it became: neither
 * is a reason to refuse somebody's words.
 */
export async function onlyKnownChoices(tx: Transaction, articleId: string, words: Words): Promise<Words> {
  const known = async (table: typeof authors | typeof articles, ids: string[]) => {
    if (ids.length === 0) return new Set<string>();
    const rows = await tx.select({ id: table.id }).from(table).where(inArray(table.id, ids));
    return new Set(rows.map(({ id }) => id));
  };
  const one = async (kind: GroupKind, id: string | null) => (await presentIds(tx, kind, id ? [id] : []))[0] ?? null;
  const byline = await known(authors, words.authorIds);
  const original = words.translationOf === articleId ? null : words.translationOf;
  return {
    ...words,
    sectionId: await one('section', words.sectionId),
    seriesId: await one('series', words.seriesId),
    translationOf: original && (await known(articles, [original])).has(original) ? original : null,
    authorIds: words.authorIds.filter((id) => byline.has(id)),
    topicIds: await presentIds(tx, 'topic', words.topicIds),
  };
}

/** Who writes a revision: the person, and the window with the number of its save, where there is one. */
export type Hand = { userId: string; session?: string; sequence?: number };

/** Adds a revision with these words. Returns its id; making it the draft is the caller's. */
export async function addRevision(
  tx: Transaction,
  articleId: string,
  { authorIds, topicIds, ...columns }: Words,
  { userId, session, sequence }: Hand,
  about: { name?: string; isSealed?: boolean } = {},
): Promise<string> {
  const [revision] = await tx
    .insert(revisions)
    .values({
      ...columns,
      ...about,
      articleId,
      number: sql`(select coalesce(max(number), 0) + 1 from revisions where article_id = ${articleId})`,
      createdBy: userId,
      session,
      sequence,
    })
    .returning({ id: revisions.id });
  await addNames(tx, revision!.id, authorIds, topicIds);
  return revision!.id;
}

/** Has a revision that is still being written say these words. */
export async function growRevision(
  tx: Transaction,
  id: string,
  { authorIds, topicIds, ...columns }: Words,
  sequence: number,
): Promise<void> {
  await tx
    .update(revisions)
    .set({ ...columns, sequence, savedAt: sql`now()` })
    .where(eq(revisions.id, id));
  await tx.delete(revisionAuthors).where(eq(revisionAuthors.revisionId, id));
  await tx.delete(revisionTopics).where(eq(revisionTopics.revisionId, id));
  await addNames(tx, id, authorIds, topicIds);
}

async function addNames(tx: Transaction, revisionId: string, authorIds: string[], topicIds: string[]): Promise<void> {
  if (authorIds.length > 0) {
    await tx
      .insert(revisionAuthors)
      .values(authorIds.map((authorId, position) => ({ revisionId, authorId, position })));
  }
  if (topicIds.length > 0) {
    await tx.insert(revisionTopics).values(topicIds.map((topicId, position) => ({ revisionId, topicId, position })));
  }
}

/**
 * Makes a revision the article's newest, and what any open window has before it older than that. Returns the new version.
 */
export async function setDraft(tx: Transaction, articleId: string, revisionId: string): Promise<number> {
  const [row] = await tx
    .update(articles)
    .set({ draftRevisionId: revisionId, draftVersion: sql`${articles.draftVersion} + 1`, changedAt: sql`now()` })
    .where(eq(articles.id, articleId))
    .returning({ version: articles.draftVersion });
  return row!.version;
}

/** From now on this revision stays as it is: the next save begins another. */
export const sealRevision = (tx: Transaction, id: string) =>
  tx.update(revisions).set({ isSealed: true }).where(eq(revisions.id, id));

/** Moves the article to another state of the newsroom, as a change of now. */
export const setState = (tx: Transaction, id: string, state: ArticleStanding['state']) =>
  tx.update(articles).set({ state, changedAt: sql`now()` }).where(eq(articles.id, id));
