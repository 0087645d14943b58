import { boolean, index, integer, pgEnum, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { createdAt, id, moment } from './columns.ts';
import { media } from './media.ts';

export const role = pgEnum('role', ['contributor', 'author', 'editor', 'owner']);

/** Staff with an account. `image` and `emailVerified` are next-auth's names for what its adapter writes. */
export const users = pgTable('users', {
  id: id(),
  name: text().notNull().default(''),
  email: text().notNull().unique(), // lower case, see emailAddress in lib/forms/fields.ts
  emailVerified: moment(),
  image: text(),
  role: role().notNull().default('contributor'),
  disabledAt: moment(), // cannot sign in any more; what they wrote stays theirs
  createdAt: createdAt(),
});

export const sessions = pgTable('sessions', {
  sessionToken: text().primaryKey(),
  userId: uuid()
    .notNull()
    .references(() => users.id, { onDelete: 'cascade' }),
  expires: moment().notNull(),
});

/** Accounts with other providers; next-auth's adapter asks for the table. Empty as long as the mailed link is the one way in. */
export const accounts = pgTable(
  'accounts',
  {
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    type: text().$type<'oauth' | 'oidc' | 'email' | 'webauthn'>().notNull(),
    provider: text().notNull(),
    providerAccountId: text().notNull(),
    refresh_token: text(),
    access_token: text(),
    expires_at: integer(),
    token_type: text(),
    scope: text(),
    id_token: text(),
    session_state: text(),
  },
  (table) => [primaryKey({ columns: [table.provider, table.providerAccountId] })],
);

/** Sign-in links that were mailed or printed; `token` is a hash, the link itself is nowhere. */
export const verificationTokens = pgTable(
  'verification_tokens',
  { identifier: text().notNull(), token: text().notNull(), expires: moment().notNull() },
  (table) => [primaryKey({ columns: [table.identifier, table.token] })],
);

/** A public byline. It may belong to an account, or to nobody (guests, sample authors). */
export const authors = pgTable('authors', {
  id: id(),
  handle: text().notNull().unique(),
  name: text().notNull(),
  hangulName: text(),
  email: text(),
  bio: text().notNull().default(''),
  pictureId: text().references(() => media.id, { onDelete: 'set null' }),
  userId: uuid()
    .unique()
    .references(() => users.id, { onDelete: 'set null' }),
  isSample: boolean().notNull().default(false),
  position: integer().notNull().default(0),
  createdAt: createdAt(),
});

/** Addresses that authors' pages once had: each leads to the one of today, for ever. */
export const movedHandles = pgTable(
  'moved_handles',
  {
    handle: text().primaryKey(),
    authorId: uuid()
      .notNull()
      .references(() => authors.id, { onDelete: 'cascade' }),
    createdAt: createdAt(),
  },
  (table) => [index('moved_handles_author').on(table.authorId)],
);
