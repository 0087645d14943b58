import { type SQL, sql } from 'drizzle-orm';
import { db } from '#db/client';
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
 * consonants, 'ㅎㅈ', are looked for in headlines and names. Call `freshenPublishedTexts` first.
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
      : sql`select ${publishedTexts.articleId} from ${publishedTexts} where ${publishedTexts.text} like ${anywhere(term)}`;
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

/** As many texts as are made ready in one statement: a few seconds of work, which is kept if whoever searches does not wait. */
const atOnce = 500;

/**
 * Makes the texts ready that have been published since the last search: one, as a rule. A published revision never changes,
 * so it is made ready once.
 */
export async function freshenPublishedTexts(): Promise<void> {
  for (;;) {
    const { count } = await db.execute(sql`
      insert into ${publishedTexts} (article_id, revision_id, text)
      select ${articles.id}, ${revisions.id}, ${folded(sql`concat_ws(E'\n', ${revisions.headline}, ${revisions.standfirst}, (${wordsOfBody}))`)}
      from ${articles} join ${revisions} on ${revisions.id} = ${shownRevisionId}
      left join ${publishedTexts} on ${publishedTexts.articleId} = ${articles.id}
      where ${isLive()} and ${publishedTexts.revisionId} is distinct from ${revisions.id}
      order by ${articles.publishedAt} desc limit ${atOnce}
      on conflict (article_id) do update set revision_id = excluded.revision_id, text = excluded.text`);
    // What waits to be sorted into the index makes it look dear to PostgreSQL, which then reads all texts instead.
    if (count > 0) await db.execute(sql`select gin_clean_pending_list('published_texts_trigrams')`);
    if (count < atOnce) return;
  }
}
