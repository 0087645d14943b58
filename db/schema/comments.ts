import { type AnyPgColumn, boolean, index, pgEnum, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { articles } from './articles.ts';
import { createdAt, id, moment } from './columns.ts';
import { users } from './people.ts';

export const commentState = pgEnum('comment_state', ['held', 'approved', 'rejected']);

export const comments = pgTable(
  'comments',
  {
    id: id(),
    articleId: uuid()
      .notNull()
      .references(() => articles.id, { onDelete: 'cascade' }),
    parentId: uuid().references((): AnyPgColumn => comments.id, { onDelete: 'cascade' }),
    state: commentState().notNull().default('held'),
    name: text().notNull(),
    email: text().notNull(), // never shown
    body: text().notNull(),
    /** Keyed hash of the sender's address, emptied when no abuse check can need it any more. */
    sender: text(),
    /** Digest of the form's once-key and these words: sent again, they are this comment. */
    once: text().unique(),
    isSample: boolean().notNull().default(false),
    decidedBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    decidedAt: moment(),
    createdAt: createdAt(),
  },
  (table) => [
    index('comments_article').on(table.articleId, table.state, table.createdAt), // the thread under an article
    index('comments_state').on(table.state, table.createdAt), // the moderation queue
  ],
);
