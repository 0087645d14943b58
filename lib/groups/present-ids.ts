import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client';
import { movedGroups } from '#db/schema/sections';
import type { GroupKind } from './rules.ts';
import { groupTables } from './tables.ts';

/**
 * What those with these ids are now: themselves, or what they were merged into, in the order asked for and each once. Those
 * that were deleted are left out.
 */
export async function presentIds(tx: Transaction, kind: GroupKind, ids: string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const table = groupTables[kind];
  const there = await tx.select({ id: table.id }).from(table).where(inArray(table.id, ids));
  const present = new Map(there.map(({ id }) => [id, id]));
  const missing = ids.filter((id) => !present.has(id));
  const merged =
    missing.length === 0
      ? []
      : await tx
          .select({ id: movedGroups.slug, into: movedGroups.groupId })
          .from(movedGroups)
          .innerJoin(table, eq(table.id, movedGroups.groupId))
          .where(and(eq(movedGroups.kind, kind), inArray(sql`${movedGroups.slug}`, missing)));
  for (const { id, into } of merged) present.set(id, into);
  return [...new Set(ids.flatMap((id) => present.get(id) ?? []))];
}
