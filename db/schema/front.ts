import { index, jsonb, pgTable, uuid } from 'drizzle-orm/pg-core';
import { createdAt, id } from './columns.ts';
import { users } from './people.ts';

/** What an editor wants where on the front page; what is left open arranges itself. */
export type FrontArrangement = {
  /** The lead; null for the newest with a picture. */
  lead: string | null;
  /** What stands beside it, in order; null for the newest that is free. */
  seconds: (string | null)[];
  /** Sections in the order of their columns; those not named follow in their own order. */
  sections: string[];
  /** Sections that have no column. */
  hidden: string[];
  /** Articles that stay first in the column of their section. */
  pinned: string[];
};

/** Every arrangement that was ever set; the newest counts. Undoing one sets the one before it again. */
export const frontArrangements = pgTable(
  'front_arrangements',
  {
    id: id(),
    arrangement: jsonb().$type<FrontArrangement>().notNull(),
    createdBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
  },
  (table) => [index('front_arrangements_newest').on(table.createdAt.desc())],
);
