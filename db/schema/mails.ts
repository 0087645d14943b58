import { index, integer, jsonb, pgEnum, pgTable, text } from 'drizzle-orm/pg-core';
import { createdAt, id, moment } from './columns.ts';

export const mailState = pgEnum('mail_state', ['queued', 'sent', 'failed']);

/** A mail, written in the transaction of its cause; lib/mails/jobs.ts sends it. */
export const mails = pgTable(
  'mails',
  {
    id: id(),
    state: mailState().notNull().default('queued'),
    recipient: text().notNull(),
    replyTo: text(),
    subject: text().notNull(),
    text: text().notNull(),
    html: text().notNull(),
    headers: jsonb().$type<Record<string, string>>().notNull().default({}),
    attempts: integer().notNull().default(0),
    lastError: text(),
    createdAt: createdAt(),
    sentAt: moment(),
  },
  (table) => [index('mails_state').on(table.state, table.createdAt)], // the desk shows what could not be sent
);
