import { isNotNull, type SQL, sql } from 'drizzle-orm';
import { db } from '#db/client';
import { articles, articleTexts, revisionAuthors, revisions } from '#db/schema/articles';
import { authors } from '#db/schema/people';

/*
 * How the desk searches. Texts and what is looked for are folded alike: lower case, Latin letters without their marks, and
 * each Hangul syllable in its letters. So '한' is three letters, of which PostgreSQL's trigrams make an index where whole
 * syllables, two to a word, have none; 'Choson' finds 'Chosŏn'; and a word that is still being typed, '한구' or '한ㄱ', finds
 * '한국' already.
 */

/** Folds `text`, an expression of SQL. */
export const folded = (text: SQL | SQL.Aliased | unknown): SQL<string> =>
  sql<string>`lower(regexp_replace(normalize(${text}, NFKD), '[\u0300-\u036f]', '', 'g'))`;

/** As many words as are looked for at once; who types more has named the article already. */
const mostTerms = 8;

/** The words in what somebody looks for. */
export const termsOf = (q: string): string[] => q.split(/\s+/).filter(Boolean).slice(0, mostTerms);

/**
 * Articles, `articles.id`, in which every word of `q` stands: in the newest headline, standfirst or text, in an address or an
 * author's name. Words of initial consonants, 'ㅎㅈ', are looked for in headlines and names. Call `freshenTexts` first.
 */
export function wordsStandIn(q: string): SQL[] {
  return termsOf(q).map((term) => {
    const named = sql`select ${articles.id} from ${articles}
      join ${revisionAuthors} on ${revisionAuthors.revisionId} = ${articles.draftRevisionId}
      join ${authors} on ${authors.id} = ${revisionAuthors.authorId}
      where ${standsIn(term, authors.name)} or ${standsIn(term, authors.hangulName)}`;
    const written = isInitials(term)
      ? sql`select ${revisions.articleId} from ${revisions} join ${articles} on ${articles.draftRevisionId} = ${revisions.id}
          where ${standsIn(term, revisions.headline)}`
      : sql`select ${articleTexts.articleId} from ${articleTexts} where ${articleTexts.text} like ${anywhere(term)}`;
    return sql`${articles.id} in (${written} union all ${named})`;
  });
}

/** Whether one word, or the initial consonants of some, stand in a short text. */
export const standsIn = (term: string, text: unknown): SQL =>
  isInitials(term) ? sql`${folded(text)} ~ ${initialsPattern(term)}` : sql`${folded(text)} like ${anywhere(term)}`;

/** The pattern for LIKE of what contains `term`. */
export const anywhere = (term: string): SQL =>
  sql`'%' || ${folded(sql`${term.replace(/[\\%_]/g, '\\$&')}::text`)} || '%'`;

/** Two consonants or more, as one types them in a hurry for a word of as many syllables. */
export const isInitials = (term: string): boolean => /^[ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ]{2,}$/.test(term);

/** Syllables that begin with these consonants one after the other, folded. */
const initialsPattern = (term: string): string => [...term.normalize('NFKD')].join('[\u1161-\u11ff]+');

/**
 * All that is written in a revision, its pictures' words among it. Texts are put together without a gap: a word may be half
 * bold, and what is looked for is any part of one.
 */
export const wordsOfBody = sql`select string_agg(word #>> '{}', '') from jsonb_path_query(${revisions.body},
  'strict $.** ? (@.type() == "object").keyvalue()
    ? (@.key == "text" || @.key == "caption" || @.key == "credit" || @.key == "alt" || @.key == "title").value
    ? (@.type() == "string")') as word`;

/** As many texts as are brought up to date in one statement: each is kept, should whoever searches not wait for all. */
const atOnce = 200;

/**
 * Brings the searched texts up to date with the articles saved since the last search. Saving need not do it, many times a
 * minute for one who writes: it is done for all of them when somebody searches. A whole archive, of a backup or of an earlier
 * version, is made ready by a job at the start.
 */
export async function freshenTexts(): Promise<void> {
  while ((await freshenSome()) === atOnce);
}

/** Returns how many were out of date, whoever brought them up to date meanwhile. */
async function freshenSome(): Promise<number> {
  const [row] = await db.execute<{ count: number }>(sql`
    with wanted as materialized (
      select ${articles.id} as id, ${articles.draftVersion} as version, ${articles.draftRevisionId} as revision_id
      from ${articles} left join ${articleTexts} on ${articleTexts.articleId} = ${articles.id}
      where coalesce(${articleTexts.version}, -1) < ${articles.draftVersion} and ${isNotNull(articles.draftRevisionId)}
      order by ${articles.changedAt} desc limit ${atOnce}
    ), put as (
      insert into ${articleTexts} (article_id, version, text)
      select ${articles.id}, wanted.version, ${folded(sql`concat_ws(E'\n', ${revisions.headline},
        ${revisions.standfirst}, ${revisions.slug}, ${articles.slug}, (${wordsOfBody}))`)}
      from wanted join ${articles} on ${articles.id} = wanted.id join ${revisions} on ${revisions.id} = wanted.revision_id
      on conflict (article_id) do update set version = excluded.version, text = excluded.text
      where article_texts.version < excluded.version
    )
    select count(*)::int as count from wanted`);
  const count = row?.count ?? 0;
  // What waits to be sorted into the index makes it look dear to PostgreSQL, which then reads all texts instead.
  if (count > 0) await db.execute(sql`select gin_clean_pending_list('article_texts_trigrams')`);
  return count;
}
