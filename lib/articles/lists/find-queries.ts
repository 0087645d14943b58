import 'server-only';
import { and, desc, eq, isNull, ne, or, sql } from 'drizzle-orm';
import { db } from '#db/client';
import { articles, revisions } from '#db/schema/articles';
import { isLive } from '#lib/articles/live';
import { listArticlesNamed } from '#lib/articles/queries';
import type { User } from '#lib/auth/roles';
import type { FindInput } from './find-rules.ts';
import { visibleTo } from './queries.ts';
import { freshenTexts, wordsStandIn } from './search-texts.ts';

/** As many as are offered to choose from. */
const mostFound = 12;

/** Live articles in which every word of `q` stands, newest first, as the front page is arranged from. */
export async function findLiveArticles(_user: User, q: string) {
  await freshenTexts();
  // What readers may see is decided where it is read for them.
  const found = await db
    .select({ id: articles.id })
    .from(articles)
    .where(and(isNull(articles.removedAt), ...wordsStandIn(q)))
    .orderBy(sql`${articles.publishedAt} desc nulls last`)
    .limit(5 * mostFound);
  if (found.length === 0) return [];
  const whole = await listArticlesNamed(found.map(({ id }) => id).join(','));
  return whole.slice(0, mostFound).map(({ id, headline, language, section, picture, publishedAt }) => ({
    id,
    headline,
    language,
    section: section && { slug: section.slug, name: section.name },
    picture: picture && { src: picture.src },
    publishedAt,
  }));
}

/** Articles in another language than `language` in which every word of `q` stands: those that are public, and those this user sees. */
export async function findArticles(user: User, { q, not, language }: Omit<FindInput, 'live'>) {
  await freshenTexts();
  return db
    .select({ id: articles.id, headline: revisions.headline, language: revisions.language })
    .from(articles)
    .innerJoin(revisions, eq(revisions.id, articles.draftRevisionId))
    .where(
      and(
        isNull(articles.removedAt),
        visibleTo(user) && or(isLive(), visibleTo(user)),
        language ? ne(revisions.language, language) : undefined,
        not ? ne(articles.id, not) : undefined,
        ...wordsStandIn(q),
      ),
    )
    .orderBy(desc(articles.changedAt))
    .limit(mostFound);
}
