import { and, eq, gt, isNotNull, isNull, min, type SQL, sql } from 'drizzle-orm';
import { db } from '#db/client';
import { articleSlugs, articles } from '#db/schema/articles';
import { noteValidUntil } from '#lib/cache/noting';

/**
 * Notes, for the read under way, when the next article that is not visible yet will be: no job has to make it so. To be
 * asked before the rows are read: an article that falls due in between is then in the rows or after the noted time, never
 * in neither. The time is counted from the database's clock, which decides what is live.
 */
export const noteNextDue = (): Promise<void> => note(undefined);

/** The same for the one article that has, or had, the address `slug`. */
export const noteDueAt = (slug: string): Promise<void> =>
  note(
    sql`${articles.id} = (${db.select({ id: articleSlugs.articleId }).from(articleSlugs).where(eq(articleSlugs.slug, slug))})`,
  );

async function note(which: SQL | undefined): Promise<void> {
  const asked = Date.now();
  const [row] = await db
    .select({
      inSeconds: sql<number | null>`extract(epoch from ${min(articles.publishedAt)} - now())::float8`,
    })
    .from(articles)
    .where(
      and(
        gt(articles.publishedAt, sql`now()`),
        isNotNull(articles.publishedRevisionId),
        isNull(articles.removedAt),
        which,
      ),
    );
  if (row?.inSeconds != null) noteValidUntil(asked + row.inSeconds * 1000);
}
