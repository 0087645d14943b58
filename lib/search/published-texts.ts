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
 * consonants, 'ㅎㅈ', are looked for in headlines and names. To be asked with `revisions` being the shown one. Call
 * `freshenPublishedTexts` first.
 */
export function wordsArePublishedIn(q: string): SQL[] {
  return termsOf(q).map((term) => {
    const named = sql`exists (select from ${revisionAuthors} join ${authors} on ${authors.id} = ${revisionAuthors.authorId}
      where ${revisionAuthors.revisionId} = ${revisions.id}
      and (${standsIn(term, authors.name)} or ${standsIn(term, authors.hangulName)}))`;
    const written = isInitials(term)
      ? standsIn(term, revisions.headline)
      : sql`${articles.id} in (select ${publishedTexts.articleId} from ${publishedTexts} where ${publishedTexts.text} like ${anywhere(term)})`;
    return sql`(${written} or ${named})`;
  });
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
