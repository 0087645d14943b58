import 'server-only';
import { and, asc, desc, eq, gte, inArray, isNull, lt, lte, sql } from 'drizzle-orm';
import { db } from '#db/client';
import { articleEvents, articles, revisionAuthors, revisions, revisionTopics } from '#db/schema/articles';
import { authors, users } from '#db/schema/people';
import { sections, series, topics } from '#db/schema/sections';
import { isLive, shownRevisionId, shownSlug } from '#lib/articles/live';
import { type ArticleStanding, canSeeDraft, type Language, type Words } from '#lib/articles/rules';
import { wordColumns, wordsOf } from '#lib/articles/stored';
import type { User } from '#lib/auth/roles';
import { compareWords, type Names } from './compare.ts';
import { revisionsPerPage, setAsideName } from './rules.ts';

export type RevisionInHistory = NonNullable<Awaited<ReturnType<typeof getHistory>>>['revisions'][number];
export type EventInHistory = Awaited<ReturnType<typeof listEvents>>[number];

/**
 * A page of what became of an article, the newest first: its revisions from number `newest` down, each with the size of its
 * change, and what happened beside them. Null when there is no such article that this user may see.
 */
export async function getHistory(user: User, id: string, newest: number | null = null) {
  const article = await getArticleWithHistory(user, id);
  if (!article) return null;
  const rows = await selectRevisions(
    and(eq(revisions.articleId, id), newest === null ? undefined : lte(revisions.number, newest)),
    revisionsPerPage + 1, // one more, for the size of the change that the last one made
  );
  const shown = rows.slice(0, revisionsPerPage);
  const [first, last] = [shown[0], shown.at(-1)];
  const events = await listEvents(id, {
    since: rows.length > shown.length ? last?.savedAt : undefined,
    until: newest !== null && first && first.number < article.newest ? await timeAfter(id, first.number) : undefined,
  });
  return {
    article,
    events,
    revisions: shown.map((row, index) => {
      const before = rows.slice(index + 1).find((other) => !isAside(other, article)) ?? rows[index + 1];
      const { added, removed, isSame } = before
        ? compareWords(wordsOf(before), wordsOf(row))
        : { added: 0, removed: 0, isSame: false };
      return {
        id: row.id,
        number: row.number,
        name: row.name,
        by: row.by,
        createdAt: row.createdAt,
        savedAt: row.savedAt,
        before: before?.id ?? null,
        added,
        removed,
        isSame,
        isLive: row.id === article.publishedRevisionId,
        isScheduled: row.id === article.scheduledRevisionId,
        isDraft: row.id === article.draftRevisionId,
        isAside: isAside(row, article),
      };
    }),
    /** The number from which the next page goes down, and that of the page before; null where there is none. */
    older: rows.length > shown.length ? rows[revisionsPerPage]!.number : null,
    newer: first && first.number < article.newest ? Math.min(article.newest, first.number + revisionsPerPage) : null,
  };
}

/** Words that were kept beside the draft and never were it. */
const isAside = (row: { id: string; name: string | null }, article: { draftRevisionId: string | null }): boolean =>
  row.name === setAsideName && row.id !== article.draftRevisionId;

/**
 * How two revisions of an article differ; without `from`, how `to` differs from the one before it. Null when one of them is
 * not a revision of this article, or the user may not see it.
 */
export async function getComparison(user: User, id: string, to: string, from?: string) {
  const article = await getArticleWithHistory(user, id);
  if (!article) return null;
  const ofArticle = eq(revisions.articleId, id);
  const [later] = await selectRevisions(and(ofArticle, eq(revisions.id, to)), 1);
  if (!later) return null;
  const [earlier] = from
    ? await selectRevisions(and(ofArticle, eq(revisions.id, from)), 1)
    : await selectRevisions(
        and(
          ofArticle,
          lt(revisions.number, later.number),
          sql`(${revisions.name} is distinct from ${setAsideName} or ${revisions.id} = ${article.draftRevisionId})`,
        ),
        1,
      );
  if (!earlier) return from ? null : { later: labelOf(later), earlier: null, comparison: null };
  const [before, after] = [wordsOf(earlier), wordsOf(later)];
  const comparison = compareWords(before, after, await namesIn(before, after));
  return { later: labelOf(later), earlier: labelOf(earlier), comparison };
}

/** Numbers and names of all revisions of an article, the newest first, to choose from; for whoever `getHistory` answers. */
export const listRevisionChoices = (_user: User, id: string) =>
  db
    .select({ id: revisions.id, number: revisions.number, name: revisions.name, savedAt: revisions.savedAt })
    .from(revisions)
    .where(eq(revisions.articleId, id))
    .orderBy(desc(revisions.number))
    .limit(500);

/** What publishing would change for readers: the newest words against those that are public. Null when nothing is public. */
export async function getUnpublishedChanges(user: User, id: string) {
  const article = await getArticleWithHistory(user, id);
  if (!article?.publishedRevisionId || !article.draftRevisionId) return null;
  const rows = await selectRevisions(inArray(revisions.id, [article.publishedRevisionId, article.draftRevisionId]), 2);
  const [published, draft] = [article.publishedRevisionId, article.draftRevisionId].map((revisionId) =>
    rows.find((row) => row.id === revisionId),
  );
  if (!published || !draft) return null;
  const [before, after] = [wordsOf(published), wordsOf(draft)];
  return { language: after.language, comparison: compareWords(before, after, await namesIn(before, after)) };
}

const labelOf = ({ id, number, name, by, savedAt, language }: Row) => ({ id, number, name, by, savedAt, language });

async function getArticleWithHistory(user: User, id: string) {
  const [row] = await db
    .select({
      id: articles.id,
      state: articles.state,
      createdBy: articles.createdBy,
      slug: shownSlug,
      version: articles.draftVersion,
      draftRevisionId: articles.draftRevisionId,
      publishedRevisionId: shownRevisionId,
      isPublic: sql<boolean>`coalesce(${isLive()}, false)`,
      scheduledRevisionId: articles.scheduledRevisionId,
      headline: revisions.headline,
      language: revisions.language,
      newest: sql<number>`(select max(number) from revisions where article_id = ${articles.id})`,
    })
    .from(articles)
    .innerJoin(revisions, eq(revisions.id, articles.draftRevisionId))
    .where(and(eq(articles.id, id), isNull(articles.removedAt)));
  if (!row?.draftRevisionId) return null;
  const byline = await db
    .select({ userId: authors.userId })
    .from(revisionAuthors)
    .innerJoin(authors, eq(authors.id, revisionAuthors.authorId))
    .where(eq(revisionAuthors.revisionId, row.draftRevisionId));
  const standing: ArticleStanding = {
    state: row.state,
    createdBy: row.createdBy,
    authorUserIds: byline.flatMap(({ userId }) => userId ?? []),
    isPublic: row.isPublic,
    wasPublic: row.slug !== null,
    isScheduled: row.scheduledRevisionId !== null,
  };
  return canSeeDraft(user, standing) ? { ...row, standing } : null;
}

/** Revisions with their words, the newest first. */
async function selectRevisions(where: ReturnType<typeof and>, most: number) {
  const rows = await db
    .select({
      id: revisions.id,
      number: revisions.number,
      name: revisions.name,
      ...wordColumns,
      createdAt: revisions.createdAt,
      savedAt: revisions.savedAt,
      by: sql<string | null>`coalesce(nullif(${users.name}, ''), ${users.email})`,
    })
    .from(revisions)
    .leftJoin(users, eq(users.id, revisions.createdBy))
    .where(where)
    .orderBy(desc(revisions.number))
    .limit(most);
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return [];
  const [bylines, about] = await Promise.all([
    db
      .select({ revisionId: revisionAuthors.revisionId, id: revisionAuthors.authorId })
      .from(revisionAuthors)
      .where(inArray(revisionAuthors.revisionId, ids))
      .orderBy(asc(revisionAuthors.position)),
    db
      .select({ revisionId: revisionTopics.revisionId, id: revisionTopics.topicId })
      .from(revisionTopics)
      .where(inArray(revisionTopics.revisionId, ids))
      .orderBy(asc(revisionTopics.position)),
  ]);
  const [authorIds, topicIds] = [bylines, about].map((list) => Map.groupBy(list, ({ revisionId }) => revisionId));
  const idsIn = (map: Map<string, { id: string }[]> | undefined, id: string) =>
    (map?.get(id) ?? []).map((row) => row.id);
  return rows.map((row) => ({
    ...row,
    language: row.language as Language,
    authorIds: idsIn(authorIds, row.id),
    topicIds: idsIn(topicIds, row.id),
  }));
}
type Row = Awaited<ReturnType<typeof selectRevisions>>[number];

/** What happened between two moments, the newest first. */
const listEvents = (id: string, { since, until }: { since?: Date; until?: Date }) =>
  db
    .select({
      id: articleEvents.id,
      kind: articleEvents.kind,
      detail: articleEvents.detail,
      createdAt: articleEvents.createdAt,
      number: revisions.number,
      by: sql<string | null>`coalesce(nullif(${users.name}, ''), ${users.email})`,
    })
    .from(articleEvents)
    .leftJoin(users, eq(users.id, articleEvents.userId))
    .leftJoin(revisions, eq(revisions.id, articleEvents.revisionId))
    .where(
      and(
        eq(articleEvents.articleId, id),
        since && gte(articleEvents.createdAt, since),
        until && lt(articleEvents.createdAt, until),
      ),
    )
    .orderBy(desc(articleEvents.createdAt))
    .limit(200);

/** When the revision after this one was last saved: what happened since stands on the page before. */
async function timeAfter(id: string, number: number): Promise<Date | undefined> {
  const [row] = await db
    .select({ savedAt: revisions.savedAt })
    .from(revisions)
    .where(and(eq(revisions.articleId, id), sql`${revisions.number} > ${number}`))
    .orderBy(asc(revisions.number))
    .limit(1);
  return row?.savedAt;
}

/** What is called how, of all that these words name by id and one of them alone. */
async function namesIn(...words: Words[]): Promise<Names> {
  const ids = (of: (words: Words) => (string | null)[]) => [...new Set(words.flatMap(of))].filter((id) => id !== null);
  const named = (table: typeof sections | typeof topics | typeof series | typeof authors, wanted: string[]) =>
    wanted.length === 0
      ? []
      : db.select({ id: table.id, name: table.name }).from(table).where(inArray(table.id, wanted));
  const translated = ids(({ translationOf }) => [translationOf]);
  const rows = await Promise.all([
    named(
      sections,
      ids(({ sectionId }) => [sectionId]),
    ),
    named(
      authors,
      ids(({ authorIds }) => authorIds),
    ),
    named(
      topics,
      ids(({ topicIds }) => topicIds),
    ),
    named(
      series,
      ids(({ seriesId }) => [seriesId]),
    ),
    translated.length === 0
      ? []
      : db
          .select({ id: articles.id, name: revisions.headline })
          .from(articles)
          .innerJoin(revisions, eq(revisions.id, articles.draftRevisionId))
          .where(inArray(articles.id, translated)),
  ]);
  return Object.fromEntries(rows.flat().map(({ id, name }) => [id, name]));
}
