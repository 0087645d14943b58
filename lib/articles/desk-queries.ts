import 'server-only';
import { aliasedTable, and, asc, count, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import { db } from '#db/client';
import { articles, revisionAuthors, revisions, revisionTopics } from '#db/schema/articles';
import { authors, users } from '#db/schema/people';
import { sections, series, topics } from '#db/schema/sections';
import { hasRole, type User } from '#lib/auth/roles';
import { picturesForEditor } from '#lib/media/desk-queries';
import { isLive, shownRevisionId, shownSlug } from './live.ts';
import { type ArticleStanding, canSeeDraft, type Language } from './rules.ts';
import { isNumberedFrom } from './slugs.ts';
import { wordColumns, wordsOf } from './stored.ts';

export type ArticleInEditor = NonNullable<Awaited<ReturnType<typeof getArticleForDesk>>>;
export type ChoicesForDesk = Awaited<ReturnType<typeof listChoicesForDesk>>;

export async function countInReview(user: User): Promise<number> {
  if (!hasRole(user, 'editor')) return 0;
  const [row] = await db
    .select({ count: count() })
    .from(articles)
    .where(and(eq(articles.state, 'in_review'), isNull(articles.removedAt)));
  return row?.count ?? 0;
}

/** An article with its newest revision, for the editor; null when there is none that this user may see. */
export async function getArticleForDesk(user: User, id: string) {
  const [savedBy, assignee] = [aliasedTable(users, 'saved_by'), aliasedTable(users, 'assignee')];
  const [row] = await db
    .select({
      id: articles.id,
      state: articles.state,
      createdBy: articles.createdBy,
      removedAt: articles.removedAt,
      publicSlug: shownSlug,
      isPublic: sql<boolean>`${isLive()}`,
      publishedRevisionId: shownRevisionId,
      publishedAt: articles.publishedAt,
      scheduledRevisionId: articles.scheduledRevisionId,
      scheduledAt: articles.scheduledAt,
      /** When the version that is scheduled was written. */
      scheduledVersionAt: sql<Date | null>`(
        select scheduled.saved_at from ${revisions} scheduled where scheduled.id = ${articles.scheduledRevisionId})`.mapWith(
        revisions.savedAt,
      ),
      unpublishAt: articles.unpublishAt,
      version: articles.draftVersion,
      revisionId: revisions.id,
      ...wordColumns,
      commenting: articles.commenting,
      session: revisions.session,
      sequence: revisions.sequence,
      savedAt: revisions.savedAt,
      savedBy: savedBy.name,
      assigneeId: articles.assigneeId,
      assignee: assignee.name,
      assigneeEmail: assignee.email,
      dueOn: articles.dueOn,
    })
    .from(articles)
    .innerJoin(revisions, eq(revisions.id, articles.draftRevisionId))
    .leftJoin(savedBy, eq(savedBy.id, revisions.createdBy))
    .leftJoin(assignee, eq(assignee.id, articles.assigneeId))
    .where(eq(articles.id, id));
  if (!row) return null;
  const [byline, about, pictures, [original]] = await Promise.all([
    db
      .select({ id: authors.id, userId: authors.userId })
      .from(revisionAuthors)
      .innerJoin(authors, eq(authors.id, revisionAuthors.authorId))
      .where(eq(revisionAuthors.revisionId, row.revisionId))
      .orderBy(asc(revisionAuthors.position)),
    db
      .select({ id: revisionTopics.topicId })
      .from(revisionTopics)
      .where(eq(revisionTopics.revisionId, row.revisionId))
      .orderBy(asc(revisionTopics.position)),
    picturesForEditor(row.body),
    row.translationOf ? headlineOf(row.translationOf) : [],
  ]);
  const standing: ArticleStanding = {
    state: row.state,
    createdBy: row.createdBy,
    authorUserIds: byline.flatMap(({ userId }) => userId ?? []),
    isPublic: row.isPublic,
    wasPublic: row.publicSlug !== null,
    isScheduled: row.scheduledAt !== null,
  };
  if (!canSeeDraft(user, standing)) return null;
  const { assigneeEmail, ...article } = row;
  return {
    ...article,
    assignee: row.assignee || assigneeEmail,
    language: row.language as Language,
    // The address that publication gave, when it had to add a number to the one in the revision.
    slug: row.publicSlug && isNumberedFrom(row.slug, row.publicSlug) ? row.publicSlug : row.slug,
    authorIds: byline.map((author) => author.id),
    topicIds: about.map((topic) => topic.id),
    standing,
    pictures,
    original: original ?? null,
  };
}

/** The newest words of an article, and the pictures they name; null when there is none that this user may see. */
export async function getDraft(user: User, id: string) {
  const article = await getArticleForDesk(user, id);
  if (!article || article.removedAt) return null;
  const { version, savedAt, savedBy, pictures } = article;
  return { version, savedAt, savedBy, pictures, words: wordsOf(article) };
}

/** Sections and bylines to choose from, in the order readers meet them; and, for who may ask somebody, the staff. */
export async function listChoicesForDesk(user: User) {
  const [sectionChoices, topicChoices, seriesChoices, parts, authorChoices, people] = await Promise.all([
    db
      .select({ id: sections.id, name: sections.name })
      .from(sections)
      .orderBy(asc(sections.position), asc(sections.name)),
    db
      .select({ id: topics.id, name: topics.name, hangulName: topics.hangulName })
      .from(topics)
      .orderBy(asc(topics.position), asc(topics.name)),
    db
      .select({ id: series.id, name: series.name, hangulName: series.hangulName })
      .from(series)
      .orderBy(asc(series.position), asc(series.name)),
    listParts(),
    db
      .select({ id: authors.id, name: authors.name, hangulName: authors.hangulName })
      .from(authors)
      .orderBy(asc(authors.name)),
    !hasRole(user, 'author')
      ? []
      : db
          .select({ id: users.id, name: users.name, email: users.email, role: users.role })
          .from(users)
          .where(isNull(users.disabledAt))
          .orderBy(asc(users.name), asc(users.email)),
  ]);
  return {
    sections: sectionChoices,
    topics: topicChoices,
    series: seriesChoices.map((one) => ({
      ...one,
      /** Ids of the articles that readers have, in their order. */
      parts: parts.filter(({ seriesId }) => seriesId === one.id).map(({ id }) => id),
    })),
    authors: authorChoices,
    people: people.map(({ email, ...person }) => ({ ...person, name: person.name || email })),
  };
}

/** The articles that readers have of every series, each series in its order. */
const listParts = () =>
  db
    .select({ id: articles.id, seriesId: revisions.seriesId })
    .from(articles)
    .innerJoin(revisions, eq(revisions.id, shownRevisionId))
    .where(and(isNotNull(revisions.seriesId), isLive()))
    .orderBy(asc(articles.seriesPosition), asc(articles.publishedAt), asc(articles.id));

const headlineOf = (id: string) =>
  db
    .select({ id: articles.id, headline: revisions.headline, language: revisions.language })
    .from(articles)
    .innerJoin(revisions, eq(revisions.id, sql`coalesce(${shownRevisionId}, ${articles.draftRevisionId})`))
    .where(eq(articles.id, id));
