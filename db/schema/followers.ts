import { index, pgTable, text } from 'drizzle-orm/pg-core';
import { createdAt, id, moment } from './columns.ts';

/** Someone who asked for letters. Unsubscribing deletes the row. */
export const followers = pgTable(
  'followers',
  {
    id: id(),
    email: text().notNull().unique(),
    /** Hash of the token in the confirmation link; a new request replaces it. */
    tokenHash: text().notNull(),
    tokenExpires: moment().notNull(),
    confirmedAt: moment(),
    createdAt: createdAt(),
  },
  (table) => [index('followers_token').on(table.tokenHash)],
);
