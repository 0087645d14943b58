import 'server-only';
import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { cacheLife, cacheTag } from 'next/cache';
import { db } from '#db/client';
import { articles, revisionAuthors } from '#db/schema/articles';
import { authors } from '#db/schema/people';
import { cacheTags } from '#lib/cache-tags';
import { getPictures } from '#lib/media/queries';

/** The author with that handle and something to read, or null: a profile without an article is nobody's business yet. */
export async function getAuthor(handle: string) {
  'use cache';
  cacheTag(cacheTags.authors, cacheTags.articles);
  cacheLife('max');
  const [author] = await db
    .select({
      id: authors.id,
      handle: authors.handle,
      name: authors.name,
      hangulName: authors.hangulName,
      bio: authors.bio,
      pictureId: authors.pictureId,
    })
    .from(authors)
    .where(and(eq(authors.handle, handle), inArray(authors.id, authorsWithArticles())));
  if (!author) return null;
  const { pictureId, ...rest } = author;
  return { ...rest, picture: (pictureId && (await getPictures([pictureId])).get(pictureId)) || null };
}

/** Everyone who has something to read, for the sitemap and the about page. */
export async function listAuthors() {
  'use cache';
  cacheTag(cacheTags.authors, cacheTags.articles);
  cacheLife('max');
  return db
    .select({ handle: authors.handle, name: authors.name, hangulName: authors.hangulName, bio: authors.bio })
    .from(authors)
    .where(inArray(authors.id, authorsWithArticles()))
    .orderBy(asc(authors.position), asc(authors.name));
}

/** Those in the byline of a live article. */
export const authorsWithArticles = () =>
  db
    .select({ id: revisionAuthors.authorId })
    .from(articles)
    .innerJoin(revisionAuthors, eq(revisionAuthors.revisionId, articles.publishedRevisionId))
    .where(and(sql`${articles.publishedAt} <= now()`, isNull(articles.removedAt)));
