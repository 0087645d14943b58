import { integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/** How often somebody did something lately: `points` since the window began that ends at `expire`. */
export const limits = pgTable('limits', {
  key: text().primaryKey(),
  points: integer().notNull(),
  expire: timestamp({ withTimezone: true, mode: 'date' }),
});
