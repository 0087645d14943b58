import { and, eq, gt, isNotNull, isNull, type SQL, sql } from 'drizzle-orm';
import { db } from '#db/client';
import { articleSlugs, articles } from '#db/schema/articles';
import { noteValidUntil } from '#lib/cache/noting';

/**
 * Notes, for the read under way, when the next article will be shown, changed or taken down: no job has to make it so. To be
 * asked before the rows are read: an article that falls due in between is then in the rows or after the noted time, never
 * in neither. The time is counted from the database's clock, which decides what is live.
 */
export const noteNextDue = (): Promise<void> => note(undefined);

/** The same for the one article that has, or had, or will have the address `slug`. */
export const noteDueAt = (slug: string): Promise<void> =>
  note(
    sql`${articles.id} = (${db.select({ id: articleSlugs.articleId }).from(articleSlugs).where(eq(articleSlugs.slug, slug))})`,
  );

/** The same for one article. */
export const noteDueOf = (articleId: string): Promise<void> => note(eq(articles.id, articleId));

async function note(which: SQL | undefined): Promise<void> {
  const asked = Date.now();
  // One look along one index for each: hardly anything lies ahead, among however many articles.
  const firstOf = (column: typeof articles.scheduledAt | typeof articles.unpublishAt | typeof articles.publishedAt) => {
    const isShown = column === articles.publishedAt ? isNotNull(articles.publishedRevisionId) : undefined;
    return sql`(select min(${column}) from ${articles} where ${and(gt(column, sql`now()`), isShown, isNull(articles.removedAt), which)})`;
  };
  const first = sql`least(${firstOf(articles.scheduledAt)}, ${firstOf(articles.unpublishAt)}, ${firstOf(articles.publishedAt)})`;
  const [row] = await db.execute<{ inSeconds: number | null }>(
    sql`select extract(epoch from ${first} - now())::float8 as "inSeconds"`,
  );
  if (row?.inSeconds != null) noteValidUntil(asked + row.inSeconds * 1000);
}
