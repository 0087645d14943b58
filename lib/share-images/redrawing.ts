import { and, desc, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { db, type Transaction } from '#db/client';
import { articles, revisionAuthors, revisions } from '#db/schema/articles';
import { media } from '#db/schema/media';
import { isLive, shownRevisionId } from '#lib/articles/live';
import { enqueue } from '#lib/jobs';
import { picturesIn } from '#lib/media/uses';

/** What the share images of many articles show: one of these, or the publication's own name and look. */
export type Shared = { of: 'picture' | 'section' | 'author'; id: string } | { of: 'publication'; id: '' };
/** What has changed, and the article behind which the drawing goes on. */
export type Redrawing = Shared & { after?: { at: string; id: string } };

/** Articles that are drawn before others have their turn. */
const atOnce = 50;

/**
 * Has the share images of all articles that show something drawn when the transaction commits, in the background. Whatever
 * looks as before costs a look-up.
 */
export const orderRedrawing = (tx: Transaction, changed: Redrawing[]): Promise<void> =>
  enqueue(
    tx,
    'redraw',
    changed.map((data) => ({ data, key: [data.of, data.id, data.after?.id].filter(Boolean).join(':') })),
  );

/** The next articles, the newest first, that readers see or that are scheduled, and where to go on; null at the end. */
export async function listShowing({ after, ...shared }: Redrawing): Promise<{ ids: string[]; next: Redrawing | null }> {
  const isOfArticle = sql`${revisions.id} in (${shownRevisionId}, ${articles.scheduledRevisionId})`;
  const at = sql<string>`coalesce(${articles.publishedAt}, ${articles.scheduledAt})`;
  const rows = await db
    .selectDistinct({ id: articles.id, at: sql<string>`${at}::text`, order: at })
    .from(articles)
    .innerJoin(revisions, and(eq(revisions.articleId, articles.id), isOfArticle))
    .where(
      and(
        isNull(articles.removedAt),
        sql`(${isLive()} or ${articles.scheduledRevisionId} is not null)`,
        shows(shared),
        after && sql`(${at}, ${articles.id}) < (${after.at}::timestamptz, ${after.id}::uuid)`,
      ),
    )
    .orderBy(desc(at), desc(articles.id))
    .limit(atOnce);
  const last = rows.at(-1);
  return {
    ids: rows.map(({ id }) => id),
    next: last && rows.length === atOnce ? { ...shared, after: { at: last.at, id: last.id } } : null,
  };
}

/** Of a revision: it has that in its text, its section, its byline. A picture stands where those do that it replaces. */
function shows({ of, id }: Shared): SQL | undefined {
  switch (of) {
    case 'picture':
      return sql`${picturesIn(revisions.body)} ?| array(select ${media.id} from ${media} where ${media.id} = ${id} or ${media.shownAs} = ${id})`;
    case 'section':
      return eq(revisions.sectionId, id);
    case 'author':
      return sql`exists (select 1 from ${revisionAuthors} where ${revisionAuthors.revisionId} = ${revisions.id} and ${revisionAuthors.authorId} = ${id})`;
    case 'publication':
      return undefined;
    default:
      return of satisfies never;
  }
}
