import 'server-only';
import { and, count, desc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { db } from '#db/client';
import { articles, revisions } from '#db/schema/articles';
import { isLive, shownRevisionId } from '#lib/articles/live';
import { type ArticleInList, listArticlesNamed } from '#lib/articles/queries';
import { plainText } from '#lib/body/rules';
import { arePublishedTextsReady, standsInHeadline, wordsArePublishedIn } from './published-texts.ts';
import { foundPerPage, holdsAll, markFound, type Piece, passageAround } from './rules.ts';

/** An article that was found, with the words that were looked for marked in its headline and in a place of its text. */
export type FoundArticle = Omit<ArticleInList, 'headline'> & { headline: Piece[]; passage: Piece[] };

/**
 * Published articles in which every word of `q` stands, those with all of them in the headline first, then the newest.
 * `count` is how many there are on all pages; `isWhole` says whether all of the archive was looked through. Not kept: there are
 * more queries than memory.
 */
export async function searchPublished(
  q: string,
  page: number,
): Promise<{ count: number; isWhole: boolean; found: FoundArticle[] }> {
  const wanted = and(isLive(), wordsArePublishedIn(q));
  const matching = db
    .select({ id: articles.id, count: sql<number>`count(*) over ()`.mapWith(Number) })
    .from(articles)
    .innerJoin(revisions, eq(revisions.id, shownRevisionId))
    .where(wanted)
    .orderBy(desc(sql`(${standsInHeadline(q)})`), desc(articles.publishedAt), desc(articles.id))
    .limit(foundPerPage)
    .offset((page - 1) * foundPerPage);
  const [rows, isWhole] = await Promise.all([matching, arePublishedTextsReady()]);
  const found = await shown(
    rows.map(({ id }) => id),
    q,
  );
  return { count: rows[0]?.count ?? (page > 1 ? await countAll(wanted) : 0), isWhole, found };
}

/** For a page behind the last. */
async function countAll(wanted: SQL | undefined): Promise<number> {
  const [all] = await db
    .select({ count: count() })
    .from(articles)
    .innerJoin(revisions, eq(revisions.id, shownRevisionId))
    .where(wanted);
  return all?.count ?? 0;
}

async function shown(ids: string[], q: string): Promise<FoundArticle[]> {
  if (ids.length === 0) return [];
  const [list, bodies] = await Promise.all([
    listArticlesNamed(ids.join(',')),
    db
      .select({ id: articles.id, body: revisions.body })
      .from(articles)
      .innerJoin(revisions, eq(revisions.id, shownRevisionId))
      .where(and(isLive(), inArray(articles.id, ids))),
  ]);
  return ids.flatMap((id) => {
    const article = list.find((candidate) => candidate.id === id);
    const body = bodies.find((candidate) => candidate.id === id)?.body;
    if (!article || !body) return []; // taken from readers in this moment
    const inStandfirst = holdsAll(article.standfirst, q) && article.standfirst;
    const passage =
      inStandfirst || passageAround(plainText(body), q) || article.standfirst || article.opening.slice(0, 200);
    return { ...article, headline: markFound(article.headline, q), passage: markFound(passage, q) };
  });
}
