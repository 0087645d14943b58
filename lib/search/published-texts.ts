import { isNull, type SQL, sql } from 'drizzle-orm';
import { db, type Transaction } from '#db/client';
import { articles, publishedTexts, revisionAuthors, revisions } from '#db/schema/articles';
import { authors } from '#db/schema/people';
import { anywhere, folded, isInitials, standsIn, termsOf, wordsOfBody } from '#lib/articles/lists/search-texts';
import { isLive, shownRevisionId } from '#lib/articles/live';

/*
 * How readers search: as the desk does (lib/articles/lists/search-texts.ts), but in what is published. A draft that goes on
 * is in no row of these, nor is what is only scheduled.
 */

/**
 * Live articles in which every word of `q` stands: in headline, standfirst or text, or in an author's name. Words of initial
 * consonants, 'ㅎㅈ', are looked for in headlines and names.
 */
export function wordsArePublishedIn(q: string): SQL {
  const found = termsOf(q).map((term) => {
    // The shown revision is one of these two; found by them, it is found along an index.
    const named = sql`select ${articles.id} from ${authors}
      join ${revisionAuthors} on ${revisionAuthors.authorId} = ${authors.id}
      join ${articles} on ${articles.publishedRevisionId} = ${revisionAuthors.revisionId}
        or ${articles.scheduledRevisionId} = ${revisionAuthors.revisionId}
      where ${shownRevisionId} = ${revisionAuthors.revisionId}
      and (${standsIn(term, authors.name)} or ${standsIn(term, authors.hangulName)})`;
    const written = isInitials(term)
      ? sql`select ${articles.id} from ${articles} join ${revisions} on ${revisions.id} = ${shownRevisionId}
          where ${standsIn(term, revisions.headline)}`
      : sql`select ${publishedTexts.articleId} from ${publishedTexts}
          join ${articles} on ${articles.id} = ${publishedTexts.articleId}
          where ${publishedTexts.text} like ${anywhere(term)} and ${isShown}`;
    return sql`(${written} union all ${named})`;
  });
  // As sets: one condition for each word had PostgreSQL look through the second once for each of the first.
  return sql`${articles.id} in (${sql.join(found, sql` intersect `)})`;
}

/** Whether every word of `q` stands in the headline: what is about it comes before what mentions it. */
export const standsInHeadline = (q: string): SQL =>
  sql.join(
    termsOf(q).map((term) => standsIn(term, revisions.headline)),
    sql` and `,
  );

/** Whether a text is the one that readers see; an article of which it is not ready yet is found by its authors alone. */
const isShown = sql`${publishedTexts.revisionId} = ${shownRevisionId}`;

/**
 * Makes the texts of an article ready that readers see, or will see at a time that is set, in the transaction that decides
 * it; those of before go.
 */
export async function readyPublishedText(tx: Transaction, articleId: string): Promise<void> {
  await tx.execute(sql`
    delete from ${publishedTexts} using ${articles}
    where ${articles.id} = ${articleId} and ${publishedTexts.articleId} = ${articleId}
    and ${publishedTexts.revisionId} is distinct from ${articles.publishedRevisionId}
    and ${publishedTexts.revisionId} is distinct from ${articles.scheduledRevisionId}`);
  await readyTexts(tx, sql`${articles.id} = ${articleId}`);
}

/**
 * Makes ready what was never: the archive of an earlier version, of a backup, the sample. A job, at each start; a published
 * revision never changes, so there is something to do once.
 */
export async function readyPublishedTexts(): Promise<void> {
  if ((await readyTexts(db)) === 0) return;
  console.log('The archive is being made ready to be searched.');
  while ((await readyTexts(db)) > 0);
  await db.execute(sql`analyze ${publishedTexts}`);
}

/** Whether all that readers can see is ready to be searched. */
export async function arePublishedTextsReady(): Promise<boolean> {
  const [row] = await db.execute<{ isReady: boolean }>(sql`select not exists (
    select from ${articles} left join ${publishedTexts} on ${publishedTexts.articleId} = ${articles.id} and ${isShown}
    where ${isLive()} and ${publishedTexts.articleId} is null) as "isReady"`);
  return row?.isReady ?? true;
}

/** As many texts as are made ready in one statement: a fraction of a second, for which nobody who publishes them has to wait. */
const atOnce = 50;

/** Returns how many were made ready. What somebody has in hand, who publishes it or takes it back, is left to them. */
async function readyTexts(on: Pick<Transaction, 'execute'>, which = sql`true`): Promise<number> {
  const { count } = await on.execute(sql`
    with wanted as materialized (
      select ${articles.id} as article_id, meant.revision_id
      from ${articles} cross join lateral
        (values (case when ${isLive()} then ${shownRevisionId} end), (${articles.scheduledRevisionId})) as meant (revision_id)
      left join ${publishedTexts}
        on ${publishedTexts.articleId} = ${articles.id} and ${publishedTexts.revisionId} = meant.revision_id
      where ${which} and ${isNull(articles.removedAt)} and meant.revision_id is not null and ${publishedTexts.articleId} is null
      order by ${articles.publishedAt} desc limit ${atOnce}
      for key share of ${articles} skip locked
    )
    insert into ${publishedTexts} (article_id, revision_id, text)
    select wanted.article_id, ${revisions.id},
      ${folded(sql`concat_ws(E'\n', ${revisions.headline}, ${revisions.standfirst}, (${wordsOfBody}))`)}
    from wanted join ${revisions} on ${revisions.id} = wanted.revision_id
    on conflict do nothing`);
  // What waits to be sorted into the index makes it look dear to PostgreSQL, which then reads all texts instead.
  if (count > 0) await on.execute(sql`select gin_clean_pending_list('published_texts_trigrams')`);
  return count;
}
