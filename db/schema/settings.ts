import { sql } from 'drizzle-orm';
import { boolean, check, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { body, moment } from './columns.ts';
import { users } from './people.ts';

/** The publication. One row. */
export const settings = pgTable(
  'settings',
  {
    id: integer().primaryKey().default(1),
    name: text().notNull().default('Mansudae Korea'),
    hangulName: text().notNull().default('만수대 코리아'),
    tagline: text().notNull().default('Writing on both halves of one peninsula'),
    language: text().notNull().default('en'),
    timeZone: text().notNull().default('UTC'),
    contactEmail: text(),
    accent: text({ enum: ['red', 'green', 'indigo'] })
      .notNull()
      .default('red'),
    /** WebSub hubs that are told of what is published. */
    hubs: text().array().notNull().default([]),
    /** What IndexNow knows this site by; null when it is told nothing. */
    indexNowKey: text(),
    setUpAt: moment(), // null until the owner has filled in the first page
    sampleRemovedAt: moment(), // undoable for a day
  },
  (table) => [check('settings_one_row', sql`${table.id} = 1`)],
);

/** Texts of the publication that are not articles: about, privacy. */
export const pages = pgTable('pages', {
  name: text({ enum: ['about', 'privacy'] }).primaryKey(),
  body: body().notNull(),
  changedBy: uuid().references(() => users.id, { onDelete: 'set null' }),
  changedAt: moment().notNull().defaultNow(),
  isSample: boolean().notNull().default(false),
  removedAt: moment(), // with the sample
});
