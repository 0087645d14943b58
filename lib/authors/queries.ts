import 'server-only';
import { and, eq, inArray } from 'drizzle-orm';
import { db } from '#db/client';
import { articles, revisionAuthors } from '#db/schema/articles';
import { authors, movedHandles } from '#db/schema/people';
import { isLive, shownRevisionId } from '#lib/articles/live';
import { noteNextDue } from '#lib/articles/schedules/next-due';
import { cachedRead } from '#lib/cache/cached-read';
import { noteTags } from '#lib/cache/noting';
import { cacheTags } from '#lib/cache-tags';
import { getPictures } from '#lib/media/queries';

/** The author with that handle and something to read, or null: a profile without an article is nobody's business yet. */
export const getAuthor = cachedRead('getAuthor', async (handle: string) => {
  noteTags(cacheTags.authors, cacheTags.articles);
  await noteNextDue();
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
});

/** Where an address that an author's page once had leads to now: the handle of today, or null. */
export const getMovedAuthor = cachedRead('getMovedAuthor', async (handle: string) => {
  noteTags(cacheTags.authors, cacheTags.articles);
  await noteNextDue();
  const [author] = await db
    .select({ handle: authors.handle })
    .from(movedHandles)
    .innerJoin(authors, eq(authors.id, movedHandles.authorId))
    .where(and(eq(movedHandles.handle, handle), inArray(authors.id, authorsWithArticles())));
  return author?.handle ?? null;
});

/** Those in the byline of a live article. */
export const authorsWithArticles = () =>
  db
    .select({ id: revisionAuthors.authorId })
    .from(articles)
    .innerJoin(revisionAuthors, eq(revisionAuthors.revisionId, shownRevisionId))
    .where(isLive());
