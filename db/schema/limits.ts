import { integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/** How often a sender did something lately; the columns are those that rate-limiter-flexible expects. */
export const limits = pgTable('limits', {
  key: text().primaryKey(),
  points: integer().notNull(),
  expire: timestamp({ withTimezone: true, mode: 'date' }),
});
