import 'server-only';
import { and, eq, lte, sql } from 'drizzle-orm';
import { db } from '#db/client';
import { articleSlugs, articles, shareImages } from '#db/schema/articles';
import { isLive } from '#lib/articles/live';
import { noteDueOf } from '#lib/articles/schedules/next-due';
import { cachedRead } from '#lib/cache/cached-read';
import { noteTags } from '#lib/cache/noting';
import { cacheTags } from '#lib/cache-tags';
import { NotFoundError } from '#lib/errors';
import { paths } from '#lib/paths';
import { canonicalName } from '#lib/route-params';
import { drawAhead, drawnShareImage } from './drawn.ts';
import { type IssuedShareImage, issueShareImage } from './mutations.ts';
import { shareImageSize, shareImageType } from './rules.ts';

export type ShareImage = { path: string; width: number; height: number; type: string; alt: string };

/** The share image of a live article, for its page's head. */
export async function getShareImage(articleId: string): Promise<ShareImage> {
  const issued = await getIssued(articleId);
  if (!issued) throw new NotFoundError('This article is not published.');
  return {
    path: paths.shareImage(issued.slug, issued.digest),
    ...shareImageSize,
    type: shareImageType,
    alt: issued.alt,
  };
}

/**
 * What to answer under an address of a share image: the picture as it is now, and whether the digest is that picture's.
 * Null when the digest was never given out for this article, or the article is not live. Former slugs and digests count.
 */
export async function getShareImageAt(slug: string, digest: string) {
  const [row] = await db
    .select({ articleId: shareImages.articleId })
    .from(shareImages)
    .innerJoin(articles, eq(articles.id, shareImages.articleId))
    .innerJoin(articleSlugs, eq(articleSlugs.articleId, articles.id))
    .where(
      and(
        eq(shareImages.digest, digest),
        eq(articleSlugs.slug, canonicalName(slug)),
        lte(articleSlugs.publicFrom, sql`now()`),
        isLive(),
      ),
    );
  const issued = row && (await getIssued(row.articleId));
  if (!issued) return null;
  const drawn = await drawnShareImage(issued.digest, issued.layout);
  return { ...drawn, digest: issued.digest, isCurrent: issued.digest === digest };
}

/** Whoever renders a page with this in its head will soon be asked for the picture, so drawing begins now. */
const getIssued = cachedRead('getIssued', async (articleId: string): Promise<IssuedShareImage | null> => {
  noteTags(cacheTags.article(articleId), cacheTags.settings, cacheTags.sections, cacheTags.authors);
  await noteDueOf(articleId);
  const issued = await issueShareImage(articleId);
  if (issued) drawAhead(issued.digest, issued.layout);
  return issued;
});
