import 'server-only';
import {
  aliasedTable,
  and,
  asc,
  desc,
  eq,
  exists,
  inArray,
  isNotNull,
  isNull,
  lte,
  ne,
  not,
  or,
  type SQL,
  sql,
} from 'drizzle-orm';
import { db } from '#db/client';
import { articleState, articles, revisionAuthors, revisions, revisionTopics } from '#db/schema/articles';
import { authors, users } from '#db/schema/people';
import { sections, series, topics } from '#db/schema/sections';
import { settings } from '#db/schema/settings';
import { isLive } from '#lib/articles/live';
import { type ArticleState, type DeskState, groupOf, type Language } from '#lib/articles/rules';
import { hasRole, type User } from '#lib/auth/roles';
import { articlesPerPage, type ListFilter, type ListOrder, type ListPart } from './rules.ts';
import { freshenTexts, wordsStandIn } from './search-texts.ts';

export type ArticleInDeskList = Awaited<ReturnType<typeof selectRows>>[number];
export type ListChoices = Awaited<ReturnType<typeof listFilterChoices>>;

/**
 * A page of the articles that this user may see and `filter` asks for, with how many there are in each part of the list.
 * `total` is of the part that is shown; without one, of all but the trash.
 */
export async function listArticlesForDesk(user: User, filter: ListFilter) {
  if (filter.q) await freshenTexts();
  const wanted = and(visibleTo(user), ...conditionsOf(user, filter));
  const [rows, counts] = await Promise.all([
    selectRows(and(wanted, partCondition(filter.state)), {
      order: orderings[filter.order],
      most: articlesPerPage,
      skip: (filter.page - 1) * articlesPerPage,
    }),
    countParts(wanted),
  ]);
  const { all, ...parts } = counts;
  const total = filter.state ? (parts[filter.state] ?? 0) : all;
  return { rows, counts: parts, all, total, pages: Math.max(1, Math.ceil(total / articlesPerPage)) };
}

/** What waits for this user's reading: for an editor every submitted draft, for anyone else nothing. Latest change first. */
export async function listInReview(user: User) {
  if (!hasRole(user, 'editor')) return [];
  return selectRows(and(isNull(articles.removedAt), eq(articles.state, 'in_review')), { most: articlesPerPage });
}

/** What this user has begun and not finished, latest change first. */
export const listUnfinished = (user: User) =>
  selectRows(and(isNull(articles.removedAt), belongsTo(user), inArray(articles.state, ['draft', 'changes_asked'])), {
    most: articlesPerPage,
  });

/**
 * What is asked for: of this user, and of anybody until the day `until` ('2026-11-21') among the articles that they see. What
 * is published is done. First due first.
 */
export async function listAsked(user: User, until: string) {
  const open = and(isNull(articles.removedAt), visibleTo(user), ne(articles.state, 'published'));
  const isAsked = eq(articles.assigneeId, user.id);
  const cut = { order: orderings.due, most: articlesPerPage };
  const [assigned, due] = await Promise.all([
    selectRows(and(open, isAsked), cut),
    selectRows(and(open, lte(articles.dueOn, until), sql`(${isAsked}) is not true`), cut),
  ]);
  return { assigned, due };
}

/** What the list can be narrowed to: what there is, as the newest revisions name it or may come to. */
export async function listFilterChoices(_user: User) {
  const group = (table: typeof sections | typeof topics | typeof series) =>
    db
      .select({ id: table.id, slug: table.slug, name: table.name, hangulName: table.hangulName })
      .from(table)
      .orderBy(asc(table.position), asc(table.name));
  const [sectionChoices, topicChoices, seriesChoices, authorChoices, people] = await Promise.all([
    group(sections),
    group(topics),
    group(series),
    db
      .select({ id: authors.id, slug: authors.handle, name: authors.name, hangulName: authors.hangulName })
      .from(authors)
      .orderBy(asc(authors.name)),
    db
      .select({ id: users.id, name: users.name, email: users.email })
      .from(users)
      .where(isNull(users.disabledAt))
      .orderBy(asc(users.name), asc(users.email)),
  ]);
  return {
    sections: sectionChoices,
    topics: topicChoices,
    series: seriesChoices,
    authors: authorChoices,
    people: people.map(({ id, name, email }) => ({ id, name: name || email })),
  };
}

/** Accounts behind the byline of the newest revision, as a column of `articles`. */
export const accountsInByline = sql<string[]>`array(
  select ${authors.userId} from ${revisionAuthors} join ${authors} on ${authors.id} = ${revisionAuthors.authorId}
  where ${revisionAuthors.revisionId} = ${articles.draftRevisionId} and ${authors.userId} is not null)`;

/** What this user may see: an editor all, anyone else their own. */
export const visibleTo = (user: User): SQL | undefined => (hasRole(user, 'editor') ? undefined : belongsTo(user));

/** What this user made or is named in. */
function belongsTo(user: User): SQL | undefined {
  const named = db
    .select({ one: sql`1` })
    .from(revisionAuthors)
    .innerJoin(authors, eq(authors.id, revisionAuthors.authorId))
    .where(and(eq(revisionAuthors.revisionId, articles.draftRevisionId), eq(authors.userId, user.id)));
  return or(eq(articles.createdBy, user.id), exists(named));
}

/** All that `filter` asks for but the part of the list. */
function conditionsOf(user: User, filter: ListFilter): (SQL | undefined)[] {
  const { section, author, topic, language, whose } = filter;
  const byline = db
    .select({ id: revisionAuthors.revisionId })
    .from(revisionAuthors)
    .innerJoin(authors, eq(authors.id, revisionAuthors.authorId))
    .where(eq(authors.handle, author ?? ''));
  const about = db
    .select({ id: revisionTopics.revisionId })
    .from(revisionTopics)
    .innerJoin(topics, eq(topics.id, revisionTopics.topicId))
    .where(eq(topics.slug, topic ?? ''));
  const inSeries = db
    .select({ id: series.id })
    .from(series)
    .where(eq(series.slug, filter.series ?? ''));
  return [
    ...wordsStandIn(filter.q),
    section ? eq(sections.slug, section) : undefined,
    author ? inArray(articles.draftRevisionId, byline) : undefined,
    topic ? inArray(articles.draftRevisionId, about) : undefined,
    filter.series ? inArray(revisions.seriesId, inSeries) : undefined,
    language ? eq(revisions.language, language) : undefined,
    whose === 'mine' ? belongsTo(user) : undefined,
    whose === 'assigned' ? eq(articles.assigneeId, user.id) : undefined,
  ];
}

const isPublic = sql<boolean>`coalesce(${isLive()}, false)`;

/** A sample that was removed as a whole is put back as a whole, in the settings. */
const isInTrash = and(
  isNotNull(articles.removedAt),
  sql`not (${articles.isSample} and ${articles.removedAt} is not distinct from
    (select ${settings.sampleRemovedAt} from ${settings}))`,
);

/** Set for a time to come, whether or not the draft has gone on since. */
const isScheduled = sql<boolean>`coalesce(${articles.scheduledAt} > now(), false)`;

/**
 * The articles of one part of the list, by the same rule that says where one article stands. What is scheduled while its
 * draft goes on stands in two parts.
 */
function partCondition(part: ListPart | null): SQL | undefined {
  if (part === 'trash') return isInTrash;
  if (!part) return isNull(articles.removedAt);
  const standings = [true, false].flatMap((isNowPublic) => {
    const states = articleState.enumValues.filter((state) => groupOf({ state, isPublic: isNowPublic }) === part);
    if (states.length === 0) return [];
    return and(inArray(articles.state, states), isNowPublic ? isPublic : not(isPublic));
  });
  return and(isNull(articles.removedAt), or(...standings, part === 'scheduled' ? isScheduled : undefined));
}

/** How many there are in each part, and in all but the trash. */
async function countParts(wanted: SQL | undefined): Promise<{ all: number } & Partial<Record<ListPart, number>>> {
  const rows = await db
    .select({
      state: articles.state,
      isPublic,
      isScheduled,
      isRemoved: sql<boolean>`${isNotNull(articles.removedAt)}`,
      count: sql`count(*)`.mapWith(Number),
    })
    .from(articles)
    .innerJoin(revisions, eq(revisions.id, articles.draftRevisionId))
    .leftJoin(sections, eq(sections.id, revisions.sectionId))
    .where(and(wanted, or(isNull(articles.removedAt), isInTrash)))
    .groupBy(sql`1, 2, 3, 4`);
  const counts: Awaited<ReturnType<typeof countParts>> = { all: 0 };
  for (const { isRemoved, isScheduled, count, ...standing } of rows) {
    const parts = new Set<ListPart>(isRemoved ? ['trash'] : [groupOf(standing)]);
    if (isScheduled && !isRemoved) parts.add('scheduled');
    for (const part of parts) counts[part] = (counts[part] ?? 0) + count;
    if (!isRemoved) counts.all += count;
  }
  return counts;
}

/** Each ends in the id, so that leafing through pages neither repeats nor skips any. */
const orderings: Record<ListOrder, SQL[]> = {
  changed: [desc(articles.changedAt), desc(articles.id)],
  published: [sql`${articles.publishedAt} desc nulls last`, desc(articles.changedAt), desc(articles.id)],
  due: [sql`${articles.dueOn} asc nulls last`, desc(articles.changedAt), desc(articles.id)],
};

type Cut = { order?: SQL[]; most: number; skip?: number };

async function selectRows(condition: SQL | undefined, { order = orderings.changed, most, skip = 0 }: Cut) {
  const [savedBy, assignee] = [aliasedTable(users, 'saved_by'), aliasedTable(users, 'assignee')];
  const byline = sql<string[]>`array(
    select ${authors.name} from ${revisionAuthors} join ${authors} on ${authors.id} = ${revisionAuthors.authorId}
    where ${revisionAuthors.revisionId} = ${revisions.id} order by ${revisionAuthors.position})`;
  const rows = await db
    .select({
      id: articles.id,
      state: articles.state,
      slug: articles.slug,
      createdBy: articles.createdBy,
      isPublic,
      publishedAt: articles.publishedAt,
      scheduledAt: articles.scheduledAt,
      unpublishAt: articles.unpublishAt,
      changedAt: articles.changedAt,
      removedAt: articles.removedAt,
      dueOn: articles.dueOn,
      headline: revisions.headline,
      language: revisions.language,
      section: sections.name,
      authors: byline,
      authorUserIds: accountsInByline,
      savedBy: savedBy.name,
      assignee: assignee.name,
    })
    .from(articles)
    .innerJoin(revisions, eq(revisions.id, articles.draftRevisionId))
    .leftJoin(sections, eq(sections.id, revisions.sectionId))
    .leftJoin(savedBy, eq(savedBy.id, revisions.createdBy))
    .leftJoin(assignee, eq(assignee.id, articles.assigneeId))
    .where(condition)
    .orderBy(...order)
    .limit(most)
    .offset(skip);
  return rows.map(({ createdBy, authorUserIds, ...row }) => ({
    ...row,
    language: row.language as Language,
    group: groupOf(row) satisfies DeskState,
    standing: {
      state: row.state satisfies ArticleState,
      createdBy,
      authorUserIds,
      isPublic: row.isPublic,
      wasPublic: row.slug !== null,
      isScheduled: row.scheduledAt !== null,
    },
  }));
}
