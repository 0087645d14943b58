import { eq, or, type SQL, sql } from 'drizzle-orm';
import { articles, revisions, revisionTopics } from '#db/schema/articles';
import { sections, series, topics } from '#db/schema/sections';
import type { GroupKind } from './rules.ts';

/** Three tables with the same columns: what is asked of one is asked of all in the same words. */
export const groupTables = {
  section: sections,
  topic: topics as unknown as typeof sections,
  series: series as unknown as typeof sections,
} satisfies Record<GroupKind, typeof sections>;

/** The group of a revision. That of a topic needs `topicsOf` joined. */
export const groupIdOf = {
  section: revisions.sectionId,
  topic: revisionTopics.topicId,
  series: revisions.seriesId,
} as const satisfies Record<GroupKind, unknown>;

/** Joins the topics of a revision where they are asked for, and nothing where not. */
export const topicsOf = (kind: GroupKind): SQL =>
  kind === 'topic' ? eq(revisionTopics.revisionId, revisions.id) : sql`false`;

/** The revisions of an article that count: what is written, what is read, what will be read. */
export const countingRevisions = (): SQL | undefined =>
  or(
    eq(revisions.id, articles.draftRevisionId),
    eq(revisions.id, articles.publishedRevisionId),
    eq(revisions.id, articles.scheduledRevisionId),
  );
