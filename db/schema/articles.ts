import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { body, createdAt, id, moment } from './columns.ts';
import { authors, users } from './people.ts';
import { sections, series, topics } from './sections.ts';

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

export const commenting = pgEnum('commenting', ['open', 'held', 'closed']);

export const articles = pgTable(
  'articles',
  {
    id: id(),
    state: articleState().notNull().default('draft'),
    /** Its public address; null until it was published once. Kept when unpublished. */
    slug: text().unique(),
    draftRevisionId: uuid().references((): AnyPgColumn => revisions.id),
    /** Rises with every save: what a writer has before them is named by it. */
    draftVersion: integer().notNull().default(1),
    publishedRevisionId: uuid().references((): AnyPgColumn => revisions.id),
    /** First publication, which may lie ahead: the date under the headline, and the order of every list. */
    publishedAt: moment(),
    /** Last publication of a changed text; shown as 'updated' when it differs. */
    republishedAt: moment(),
    /**
     * What is published when, from then on for readers too: whether it is settled into the columns above yet is nothing to
     * them.
     */
    scheduledRevisionId: uuid().references((): AnyPgColumn => revisions.id),
    scheduledAt: moment(),
    /** Its address from then on, reserved. */
    scheduledSlug: text(),
    scheduledBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    /** Where the newest revision stood before it was scheduled, and stands again when that is cancelled. */
    scheduledFrom: articleState(),
    /** When it is taken from readers; set with or without something to publish. */
    unpublishAt: moment(),
    unpublishBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    /** When followers were written to about it; once, whatever is published later. */
    letterAt: moment(),
    commenting: commenting().notNull().default('open'),
    /** Its place in its series; null for the order of publication. */
    seriesPosition: integer(),
    /** Who is asked to go on with it, and until when: a day in the publication's zone. */
    assigneeId: uuid().references(() => users.id, { onDelete: 'set null' }),
    dueOn: date({ mode: 'string' }),
    createdBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    isSample: boolean().notNull().default(false),
    removedAt: moment(), // out of sight, and deleted for good a while later
    removedBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
    changedAt: createdAt(), // last save or change of state; orders the desk's list
  },
  (table) => [
    // Every public list is newest first. Spelled as the lists are, nulls first, or none of them can walk along it.
    index('articles_published').on(table.publishedAt.desc().nullsFirst(), table.id.desc().nullsFirst()),
    index('articles_changed').on(table.changedAt.desc().nullsFirst(), table.id.desc().nullsFirst()),
    // What is due is asked for at every list, and is rarely anything.
    index('articles_scheduled').on(table.scheduledAt).where(sql`${table.scheduledAt} is not null`),
    index('articles_unpublish').on(table.unpublishAt).where(sql`${table.unpublishAt} is not null`),
    index('articles_draft_revision').on(table.draftRevisionId), // deleting a revision looks for who points at it
    index('articles_published_revision').on(table.publishedRevisionId), // also from a section's or author's revisions
    index('articles_scheduled_revision').on(table.scheduledRevisionId),
    check(
      'articles_schedule_whole',
      sql`num_nulls(${table.scheduledAt}, ${table.scheduledRevisionId}, ${table.scheduledSlug}) in (0, 3)`,
    ),
  ],
);

/**
 * One version of an article: what was written in one go. It grows with each save of the window it is written in (`session`)
 * until somebody else saves, or until it is sealed: published, scheduled, submitted, named or shown by a link. From then on
 * it never changes.
 */
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
    body: body().notNull(),
    sectionId: uuid().references(() => sections.id, { onDelete: 'set null' }),
    seriesId: uuid().references(() => series.id, { onDelete: 'set null' }),
    /** The article of which this is the same in another language. */
    translationOf: uuid().references((): AnyPgColumn => articles.id, { onDelete: 'set null' }),
    /** Where the text was first published, when that was elsewhere. */
    canonicalUrl: text().notNull().default(''),
    /** What a share card says, where that is not headline and standfirst. */
    shareHeadline: text().notNull().default(''),
    shareText: text().notNull().default(''),
    /** What its share image shows, and the sentence of the text that is shown as a quote. */
    shareLayout: text({ enum: ['picture', 'type', 'quote'] })
      .notNull()
      .default('picture'),
    shareQuote: text().notNull().default(''),
    /** What somebody called this version. */
    name: text(),
    isSealed: boolean().notNull().default(false),
    /** The window that writes it, and the last of its saves that was taken: they are numbered. */
    session: uuid(),
    sequence: bigint({ mode: 'number' }).notNull().default(0),
    createdBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
    savedAt: createdAt(),
  },
  (table) => [
    unique('revisions_number').on(table.articleId, table.number),
    index('revisions_section').on(table.sectionId), // section pages
    index('revisions_series').on(table.seriesId), // series pages
    index('revisions_translation_of').on(table.translationOf), // the other language of an article
    // where a picture stands; spelled as in lib/media/uses.ts
    index('revisions_pictures').using('gin', sql`jsonb_path_query_array(${table.body}, '$.**.media')`),
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

export const revisionTopics = pgTable(
  'revision_topics',
  {
    revisionId: uuid()
      .notNull()
      .references(() => revisions.id, { onDelete: 'cascade' }),
    topicId: uuid()
      .notNull()
      .references(() => topics.id, { onDelete: 'cascade' }),
    position: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.revisionId, table.topicId] }),
    index('revision_topics_topic').on(table.topicId), // topic pages
  ],
);

/**
 * Every address an article was ever published under, or will be at a time that is set: a changed slug redirects for ever. When the article is deleted for
 * good its addresses stay, without it: what was linked to never leads to something else.
 */
export const articleSlugs = pgTable(
  'article_slugs',
  {
    slug: text().primaryKey(),
    articleId: uuid().references(() => articles.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
    /** Lies ahead while it is reserved for a publication that is scheduled: until then it leads nowhere. */
    publicFrom: moment().notNull().defaultNow(),
  },
  (table) => [index('article_slugs_article').on(table.articleId)],
);

/**
 * What the newest revision of an article says, folded for the desk's search (lib/articles/lists/search-texts.ts): behind its
 * article whenever somebody has saved, and brought up to date by the next search.
 */
export const articleTexts = pgTable(
  'article_texts',
  {
    articleId: uuid()
      .primaryKey()
      .references(() => articles.id, { onDelete: 'cascade' }),
    /** `draftVersion` of the article when this was made. */
    version: integer().notNull(),
    text: text().notNull(),
  },
  (table) => [index('article_texts_trigrams').using('gin', sql`${table.text} gin_trgm_ops`)], // any part of any word
);

/** What readers search: the text of each article as it is published, or will be, folded (lib/search/published-texts.ts). */
export const publishedTexts = pgTable(
  'published_texts',
  {
    articleId: uuid()
      .notNull()
      .references(() => articles.id, { onDelete: 'cascade' }),
    /** Of which it was made; without a reference, for it only tells whether it is the one that readers see. */
    revisionId: uuid().notNull(),
    text: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.articleId, table.revisionId] }),
    index('published_texts_trigrams').using('gin', sql`${table.text} gin_trgm_ops`),
  ],
);

/**
 * What is said at the desk about an article: to a passage of it, to the whole, or in answer to another note. A passage is
 * found again by its words and those around them, so that notes change nothing in the text.
 */
export const reviewNotes = pgTable(
  'review_notes',
  {
    id: id(),
    articleId: uuid()
      .notNull()
      .references(() => articles.id, { onDelete: 'cascade' }),
    /** The note that this one answers. */
    parentId: uuid().references((): AnyPgColumn => reviewNotes.id, { onDelete: 'cascade' }),
    userId: uuid().references(() => users.id, { onDelete: 'set null' }),
    body: text().notNull(),
    /** The passage, and the words before and after it; empty for a note on the whole. */
    quote: text().notNull().default(''),
    before: text().notNull().default(''),
    after: text().notNull().default(''),
    resolvedAt: moment(),
    resolvedBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
  },
  (table) => [
    index('review_notes_article').on(table.articleId, table.createdAt),
    index('review_notes_parent').on(table.parentId),
  ],
);

/** What happened to an article, by whom and when: its history beside its revisions. */
export const articleEvents = pgTable(
  'article_events',
  {
    id: id(),
    articleId: uuid()
      .notNull()
      .references(() => articles.id, { onDelete: 'cascade' }),
    kind: text({
      enum: [
        'submitted',
        'withdrawn',
        'returned',
        'approved',
        'assigned',
        'scheduled',
        'schedule_cancelled',
        'unpublish_scheduled',
        'unpublish_cancelled',
        'published',
        'unpublished',
        'restored',
        'corrected',
        'removed',
        'brought_back',
      ],
    }).notNull(),
    revisionId: uuid().references(() => revisions.id, { onDelete: 'set null' }),
    userId: uuid().references(() => users.id, { onDelete: 'set null' }),
    /** What there is to say beside: to whom it was assigned, until when it was scheduled. */
    detail: text().notNull().default(''),
    createdAt: createdAt(),
  },
  (table) => [index('article_events_article').on(table.articleId, table.createdAt)],
);

/** What was wrong in a published article and is right now; shown under it, the newest first. */
export const corrections = pgTable(
  'corrections',
  {
    id: id(),
    articleId: uuid()
      .notNull()
      .references(() => articles.id, { onDelete: 'cascade' }),
    body: text().notNull(),
    /** The day under it; a moment, because the publication's zone may change. */
    correctedAt: moment().notNull().defaultNow(),
    createdBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
  },
  (table) => [index('corrections_article').on(table.articleId, table.correctedAt)],
);

/** Links by which people without an account read one revision. The token in the address is made from `id`. */
export const previewLinks = pgTable(
  'preview_links',
  {
    id: id(),
    articleId: uuid()
      .notNull()
      .references(() => articles.id, { onDelete: 'cascade' }),
    revisionId: uuid()
      .notNull()
      .references(() => revisions.id, { onDelete: 'cascade' }),
    createdBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
    expiresAt: moment().notNull(),
    revokedAt: moment(),
  },
  (table) => [
    index('preview_links_article').on(table.articleId, table.createdAt),
    index('preview_links_revision').on(table.revisionId),
  ],
);

/** Windows in which an article is open, and which of them writes. A row that was not seen for a while is nobody. */
export const presences = pgTable(
  'presences',
  {
    session: uuid().primaryKey(),
    articleId: uuid()
      .notNull()
      .references(() => articles.id, { onDelete: 'cascade' }),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    isWriting: boolean().notNull().default(false),
    openedAt: createdAt(),
    seenAt: createdAt(),
  },
  (table) => [
    index('presences_article').on(table.articleId, table.seenAt),
    index('presences_user').on(table.userId),
    uniqueIndex('presences_writing').on(table.articleId).where(sql`${table.isWriting}`), // one window writes at a time
  ],
);

/**
 * Sentences of articles that readers have made a card of: each stood in the published article, word for word, when it was
 * made. Whether it still does is asked whenever it is shown.
 */
export const quotes = pgTable(
  'quotes',
  {
    digest: text().primaryKey(), // of the article and the words: the same sentence is one quote
    articleId: uuid()
      .notNull()
      .references(() => articles.id, { onDelete: 'cascade' }),
    text: text().notNull(),
    createdAt: createdAt(),
  },
  (table) => [index('quotes_article').on(table.articleId)],
);

/** Digests of share images that were ever given out, and of what: each keeps answering, any other is 404. */
export const shareImages = pgTable(
  'share_images',
  {
    digest: text().primaryKey(),
    kind: text({ enum: ['article', 'quote', 'home', 'section', 'topic', 'series', 'author'] })
      .notNull()
      .default('article'),
    articleId: uuid().references(() => articles.id, { onDelete: 'cascade' }),
    quoteDigest: text().references(() => quotes.digest, { onDelete: 'cascade' }),
    authorId: uuid().references(() => authors.id, { onDelete: 'cascade' }),
    groupId: uuid(), // no reference: it may be in any of three tables
    createdAt: createdAt(),
  },
  (table) => [
    index('share_images_article').on(table.articleId, table.createdAt),
    index('share_images_quote').on(table.quoteDigest),
    index('share_images_author').on(table.authorId),
    index('share_images_group').on(table.groupId),
    check(
      'share_images_of_one',
      sql`(${table.kind} = 'article') = (${table.articleId} is not null) and (${table.kind} = 'author') = (${table.authorId} is not null)
        and (${table.kind} = 'quote') = (${table.quoteDigest} is not null)
        and (${table.kind} in ('section', 'topic', 'series')) = (${table.groupId} is not null)`,
    ),
  ],
);
