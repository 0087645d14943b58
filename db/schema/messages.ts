import { index, pgEnum, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { createdAt, id, moment } from './columns.ts';
import { users } from './people.ts';

export const messageState = pgEnum('message_state', ['new', 'answered', 'closed']);

/** What came through the contact page. */
export const messages = pgTable(
  'messages',
  {
    id: id(),
    state: messageState().notNull().default('new'),
    name: text().notNull(),
    email: text().notNull(),
    subject: text().notNull(),
    body: text().notNull(),
    sender: text(),
    /** Digest of the form's once-key and these words: sent again, they are this message. */
    once: text().unique(),
    decidedBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    decidedAt: moment(),
    createdAt: createdAt(),
  },
  (table) => [index('messages_state').on(table.state, table.createdAt)],
);
