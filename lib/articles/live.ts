import { and, isNull, lte, or, type SQL, sql } from 'drizzle-orm';
import { articles } from '#db/schema/articles';

/*
 * What readers see, as SQL over `articles`: a question put to the clock of the database. What was scheduled counts from its
 * time on, whether it is settled into the columns of what is public yet (lib/articles/schedules/settling.ts) or not. Every public read
 * is made of these.
 */

const isDue = sql`${articles.scheduledAt} <= now()`;

/** The revision that readers see, or null. */
export const shownRevisionId = sql<
  string | null
>`case when ${isDue} then ${articles.scheduledRevisionId} else ${articles.publishedRevisionId} end`;

/** The address of today, or null where there is none yet. */
export const shownSlug = sql<
  string | null
>`case when ${isDue} then ${articles.scheduledSlug} else ${articles.slug} end`.mapWith(articles.slug);

/** When a changed text last went public, or null. */
export const shownRepublishedAt = sql<Date | null>`case
  when ${isDue} and ${articles.publishedAt} < ${articles.scheduledAt} then ${articles.scheduledAt}
  else ${articles.republishedAt} end`.mapWith(articles.republishedAt);

/** It was to be taken from readers by now, and nothing was to be shown again later than that. */
const isTakenDown = sql`(${articles.unpublishAt} <= now()
  and (${articles.scheduledAt} is null or ${articles.scheduledAt} > now() or ${articles.scheduledAt} <= ${articles.unpublishAt}))`;

/** Readers may see it. */
export const isLive = (): SQL | undefined =>
  and(
    sql`(${shownRevisionId}) is not null`,
    lte(articles.publishedAt, sql`now()`),
    isNull(articles.removedAt),
    or(isNull(articles.unpublishAt), sql`not ${isTakenDown}`),
  );

/** Something scheduled lies in the past and is not settled. */
export const hasFallenDue = (): SQL | undefined =>
  and(isNull(articles.removedAt), or(lte(articles.scheduledAt, sql`now()`), lte(articles.unpublishAt, sql`now()`)));
