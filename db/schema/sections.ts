import { index, integer, pgEnum, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { createdAt, id } from './columns.ts';

const columns = () => ({
  id: id(),
  slug: text().notNull().unique(),
  name: text().notNull(),
  hangulName: text(),
  description: text().notNull().default(''),
  position: integer().notNull().default(0),
  createdAt: createdAt(),
});

/** Where an article belongs: one, in the navigation of every page. */
export const sections = pgTable('sections', columns());

/** What an article is about: any number. */
export const topics = pgTable('topics', columns());

/** Articles that follow one another. */
export const series = pgTable('series', columns());

export const groupKind = pgEnum('group_kind', ['section', 'topic', 'series']);

/** Addresses that sections, topics and series once had: each leads to the one of today, for ever. */
export const movedGroups = pgTable(
  'moved_groups',
  {
    kind: groupKind().notNull(),
    slug: text().notNull(),
    /** Without a reference: it names a row of one of three tables. Whoever deletes that row deletes these. */
    groupId: uuid().notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.slug] }), index('moved_groups_group').on(table.groupId)],
);
