import {
  type AnyPgColumn,
  boolean,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import type { Body } from '#lib/body/body';
import { createdAt, id, moment } from './columns.ts';
import { authors, users } from './people.ts';
import { sections } from './sections.ts';

/** Where the newest revision stands in the newsroom. What readers see is `publishedRevisionId`, whatever this says. */
export const articleState = pgEnum('article_state', [
  'draft',
  'in_review',
  'changes_asked',
  'approved',
  'scheduled',
  'published',
  'unpublished',
]);

export const articles = pgTable(
  'articles',
  {
    id: id(),
    state: articleState().notNull().default('draft'),
    /** Its public address; null until it was published once. Kept when unpublished. */
    slug: text().unique(),
    draftRevisionId: uuid().references((): AnyPgColumn => revisions.id),
    publishedRevisionId: uuid().references((): AnyPgColumn => revisions.id),
    /** First publication: the date under the headline, and the order of every list. */
    publishedAt: moment(),
    /** Last publication of a changed text; shown as 'updated' when it differs. */
    republishedAt: moment(),
    /** When followers were written to about it; once, whatever is published later. */
    letterAt: moment(),
    createdBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    isSample: boolean().notNull().default(false),
    removedAt: moment(), // out of sight, and deleted for good a while later
    createdAt: createdAt(),
    changedAt: createdAt(), // last save or change of state; orders the desk's list
  },
  (table) => [
    // Every public list is newest first. Spelled as the lists are, nulls first, or none of them can walk along it.
    index('articles_published').on(table.publishedAt.desc().nullsFirst(), table.id.desc().nullsFirst()),
    index('articles_changed').on(table.changedAt.desc().nullsFirst(), table.id.desc().nullsFirst()),
  ],
);

/** One saved version of an article. Never changed after it was written. */
export const revisions = pgTable(
  'revisions',
  {
    id: id(),
    articleId: uuid()
      .notNull()
      .references(() => articles.id, { onDelete: 'cascade' }),
    number: integer().notNull(),
    headline: text().notNull(),
    standfirst: text().notNull().default(''),
    slug: text().notNull(),
    language: text().notNull().default('en'),
    body: jsonb().$type<Body>().notNull(),
    sectionId: uuid().references(() => sections.id, { onDelete: 'set null' }),
    createdBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
  },
  (table) => [
    unique('revisions_number').on(table.articleId, table.number),
    index('revisions_section').on(table.sectionId), // section pages
  ],
);

export const revisionAuthors = pgTable(
  'revision_authors',
  {
    revisionId: uuid()
      .notNull()
      .references(() => revisions.id, { onDelete: 'cascade' }),
    authorId: uuid()
      .notNull()
      .references(() => authors.id, { onDelete: 'cascade' }),
    position: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.revisionId, table.authorId] }),
    index('revision_authors_author').on(table.authorId), // author pages
  ],
);

/** Every address an article was ever published under: a changed slug redirects for ever. */
export const articleSlugs = pgTable(
  'article_slugs',
  {
    slug: text().primaryKey(),
    articleId: uuid()
      .notNull()
      .references(() => articles.id, { onDelete: 'cascade' }),
    createdAt: createdAt(),
  },
  (table) => [index('article_slugs_article').on(table.articleId)],
);

/** What an editor said when sending a draft back, and what a contributor said when submitting it. */
export const reviewNotes = pgTable(
  'review_notes',
  {
    id: id(),
    articleId: uuid()
      .notNull()
      .references(() => articles.id, { onDelete: 'cascade' }),
    userId: uuid().references(() => users.id, { onDelete: 'set null' }),
    body: text().notNull(),
    createdAt: createdAt(),
  },
  (table) => [index('review_notes_article').on(table.articleId, table.createdAt)],
);

/** Digests of share images that were ever given out: each keeps answering, any other is 404. */
export const shareImages = pgTable(
  'share_images',
  {
    digest: text().primaryKey(),
    articleId: uuid()
      .notNull()
      .references(() => articles.id, { onDelete: 'cascade' }),
    createdAt: createdAt(),
  },
  (table) => [index('share_images_article').on(table.articleId, table.createdAt)],
);
