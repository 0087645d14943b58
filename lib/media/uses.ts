import { and, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client';
import { articles, revisions } from '#db/schema/articles';
import { media } from '#db/schema/media';
import { authors } from '#db/schema/people';
import { pages } from '#db/schema/settings';
import { isLive, shownRevisionId } from '#lib/articles/live';

/** A place where a picture stands: in the newest, the public or the scheduled version of an article, in a page, as a portrait. */
export type PictureUse = { picture: string } & (
  | { in: 'article'; id: string; headline: string; isPublic: boolean }
  | { in: 'page'; name: 'about' | 'privacy' }
  | { in: 'author'; name: string }
);

/** The ids of the pictures in a text. Spelled as in the index of db/schema/articles.ts, or it is not used. */
export const picturesIn = (body: SQL | typeof revisions.body | typeof pages.body): SQL =>
  sql`jsonb_path_query_array(${body}, '$.**.media')`;

/** A revision that somebody sees or works on. */
const isCurrent = sql`${revisions.id} in (${articles.draftRevisionId}, ${articles.publishedRevisionId}, ${articles.scheduledRevisionId})`;

/** Of a row of `media`: it stands nowhere, and was not put in the place of another. */
export const isUsedNowhere: SQL = sql`not exists (
    select 1 from ${revisions} join ${articles} on ${articles.id} = ${revisions.articleId}
    where ${picturesIn(sql`${revisions.body}`)} ? ${media.id} and ${isCurrent} and ${articles.removedAt} is null)
  and not exists (select 1 from ${pages} where ${picturesIn(sql`${pages.body}`)} ? ${media.id} and ${pages.removedAt} is null)
  and not exists (select 1 from ${authors} where ${authors.pictureId} = ${media.id})
  and not exists (select 1 from ${media} replaced where replaced.shown_as = ${media.id})`;

/** Of a row of `media`: readers see it, as itself or in place of another. */
export const isUsedInPublic: SQL = sql`exists (
    select 1 from ${media} as named where (named.id = ${media.id} or named.shown_as = ${media.id}) and (
      exists (
        select 1 from ${revisions} join ${articles} on ${articles.id} = ${revisions.articleId}
          and ${shownRevisionId} = ${revisions.id}
        where ${picturesIn(sql`${revisions.body}`)} ? named.id and ${isLive()})
      or exists (select 1 from ${pages} where ${picturesIn(sql`${pages.body}`)} ? named.id and ${pages.removedAt} is null)
      or exists (select 1 from ${authors} where ${authors.pictureId} = named.id)))`;

/** Where the pictures `ids` stand. Every place once for each picture. */
export async function findUses(tx: Pick<Transaction, 'select'>, ids: string[]): Promise<PictureUse[]> {
  if (ids.length === 0) return [];
  const wanted = new Set(ids);
  const holds = (body: typeof revisions.body | typeof pages.body) =>
    sql`${picturesIn(body)} ?| array[${sql.join(
      ids.map((id) => sql`${id}`),
      sql`, `,
    )}]::text[]`;
  const [inArticles, inPages, portraits] = await Promise.all([
    tx
      .select({
        id: articles.id,
        headline: revisions.headline,
        isPublic: sql<boolean>`coalesce(${isLive()}, false)`,
        pictures: sql<string[]>`${picturesIn(revisions.body)}`,
      })
      .from(articles)
      .innerJoin(revisions, sql`${revisions.articleId} = ${articles.id}`)
      .where(and(holds(revisions.body), isCurrent, isNull(articles.removedAt))),
    tx
      .select({ name: pages.name, pictures: sql<string[]>`${picturesIn(pages.body)}` })
      .from(pages)
      .where(and(holds(pages.body), isNull(pages.removedAt))),
    tx.select({ name: authors.name, picture: authors.pictureId }).from(authors).where(inArray(authors.pictureId, ids)),
  ]);
  const found = new Map<string, PictureUse>();
  for (const { pictures, ...article } of inArticles)
    for (const picture of pictures.filter((id) => wanted.has(id)))
      found.set(`${picture} ${article.id}`, { picture, in: 'article', ...article });
  for (const { pictures, name } of inPages)
    for (const picture of pictures.filter((id) => wanted.has(id)))
      found.set(`${picture} ${name}`, { picture, in: 'page', name });
  for (const { name, picture } of portraits)
    found.set(`${picture} author ${name}`, { picture: picture!, in: 'author', name });
  return [...found.values()];
}
