import 'server-only';
import { and, asc, countDistinct, eq, isNull, sql } from 'drizzle-orm';
import { db } from '#db/client';
import { articles, revisions, revisionTopics } from '#db/schema/articles';
import { isLive, shownRevisionId } from '#lib/articles/live';
import type { User } from '#lib/auth/roles';
import { ForbiddenError } from '#lib/errors';
import { groupRefusals } from '#lib/words/groups';
import { canArrangeGroups, type GroupKind } from './rules.ts';
import { countingRevisions, groupIdOf, groupTables, topicsOf } from './tables.ts';

/** Those of a kind in their order, with how many articles stand in each or are being written for it. Throws ForbiddenError. */
export async function listGroupsForDesk(user: User, kind: GroupKind) {
  if (!canArrangeGroups(user)) throw new ForbiddenError(groupRefusals.editorsOnly);
  const table = groupTables[kind];
  const used = db
    .select({
      groupId: sql<string>`${groupIdOf[kind]}`.as('group_id'),
      articles: countDistinct(articles.id).as('articles'),
    })
    .from(articles)
    .innerJoin(revisions, countingRevisions())
    .leftJoin(revisionTopics, topicsOf(kind))
    .where(isNull(articles.removedAt))
    .groupBy(groupIdOf[kind])
    .as('used');
  return db
    .select({
      id: table.id,
      slug: table.slug,
      name: table.name,
      hangulName: table.hangulName,
      description: table.description,
      articles: sql<number>`coalesce(${used.articles}, 0)`.mapWith(Number),
    })
    .from(table)
    .leftJoin(used, eq(used.groupId, table.id))
    .orderBy(asc(table.position), asc(table.createdAt));
}
export type GroupAtDesk = Awaited<ReturnType<typeof listGroupsForDesk>>[number];

/** A series with its articles in their order, those that nobody reads yet among them; null when there is none. Throws ForbiddenError. */
export async function getSeriesForDesk(user: User, id: string) {
  if (!canArrangeGroups(user)) throw new ForbiddenError(groupRefusals.editorsOnly);
  const table = groupTables.series;
  const [series] = await db
    .select({ id: table.id, slug: table.slug, name: table.name, hangulName: table.hangulName })
    .from(table)
    .where(eq(table.id, id));
  if (!series) return null;
  const parts = await db
    .selectDistinctOn([articles.id], {
      id: articles.id,
      headline: revisions.headline,
      language: revisions.language,
      position: articles.seriesPosition,
      publishedAt: articles.publishedAt,
      createdAt: articles.createdAt,
      isPublic: sql<boolean>`coalesce(${isLive()}, false)`,
    })
    .from(articles)
    .innerJoin(revisions, countingRevisions())
    .where(and(eq(revisions.seriesId, id), isNull(articles.removedAt)))
    .orderBy(articles.id, sql`${revisions.id} = ${shownRevisionId} desc`);
  const last = Number.MAX_SAFE_INTEGER;
  const order = (part: (typeof parts)[number]) => [
    part.position ?? last,
    part.publishedAt?.getTime() ?? last,
    part.createdAt.getTime(),
  ];
  return {
    ...series,
    isByHand: parts.some((part) => part.position !== null),
    articles: parts
      .toSorted((one, other) => {
        const [mine, theirs] = [order(one), order(other)];
        const at = mine.findIndex((value, index) => value !== theirs[index]);
        return at < 0 ? 0 : mine[at]! - theirs[at]!;
      })
      .map(({ id: articleId, headline, language, isPublic }) => ({ id: articleId, headline, language, isPublic })),
  };
}
export type SeriesAtDesk = NonNullable<Awaited<ReturnType<typeof getSeriesForDesk>>>;
