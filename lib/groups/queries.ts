import 'server-only';
import { and, asc, eq, sql } from 'drizzle-orm';
import { db } from '#db/client';
import { articles, revisions, revisionTopics } from '#db/schema/articles';
import { movedGroups } from '#db/schema/sections';
import { isLive, shownRevisionId } from '#lib/articles/live';
import { noteNextDue } from '#lib/articles/schedules/next-due';
import { cachedRead } from '#lib/cache/cached-read';
import { noteTags } from '#lib/cache/noting';
import { cacheTags } from '#lib/cache-tags';
import type { GroupKind } from './rules.ts';
import { groupIdOf, groupTables, topicsOf } from './tables.ts';

const columnsOf = (kind: GroupKind) => {
  const { id, slug, name, hangulName, description } = groupTables[kind];
  return { id, slug, name, hangulName, description };
};

/** Those of a kind in their order, with whether each has anything to read. */
export const listGroups = cachedRead('listGroups', async (kind: GroupKind) => {
  noteTags(cacheTags.groups(kind), cacheTags.articles);
  await noteNextDue();
  const table = groupTables[kind];
  const read = db
    .select({ one: sql`1` })
    .from(articles)
    .innerJoin(revisions, eq(revisions.id, shownRevisionId))
    .leftJoin(revisionTopics, topicsOf(kind))
    .where(and(eq(groupIdOf[kind], table.id), isLive()));
  return db
    .select({ ...columnsOf(kind), hasArticles: sql<boolean>`exists ${read}` })
    .from(table)
    .orderBy(asc(table.position), asc(table.name));
});
export type GroupInList = Awaited<ReturnType<typeof listGroups>>[number];

export const getGroup = cachedRead('getGroup', async (kind: GroupKind, slug: string) => {
  noteTags(cacheTags.groups(kind));
  const table = groupTables[kind];
  const [group] = await db.select(columnsOf(kind)).from(table).where(eq(table.slug, slug));
  return group ?? null;
});

/** Where an address that one of a kind once had leads to now: the slug of today, or null. */
export const getMovedGroup = cachedRead('getMovedGroup', async (kind: GroupKind, slug: string) => {
  noteTags(cacheTags.groups(kind));
  const table = groupTables[kind];
  const [group] = await db
    .select({ slug: table.slug })
    .from(movedGroups)
    .innerJoin(table, eq(table.id, movedGroups.groupId))
    .where(and(eq(movedGroups.kind, kind), eq(movedGroups.slug, slug)));
  return group?.slug ?? null;
});
