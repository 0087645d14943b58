import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { moment } from './columns.ts';

/** Who could not be told of something that was published, though it was tried for hours. Gone when they are told again. */
export const pingFailures = pgTable('ping_failures', {
  endpoint: text().primaryKey(),
  kind: text({ enum: ['hub', 'indexnow'] }).notNull(),
  /** The last of what they have missed. Without a reference: it may be gone. */
  articleId: uuid().notNull(),
  lastError: text().notNull(),
  /** How many things they have missed, since when. */
  count: integer().notNull().default(1),
  since: moment().notNull().defaultNow(),
});
