import 'server-only';
import { and, eq, lte, sql } from 'drizzle-orm';
import { db } from '#db/client';
import { articleSlugs, articles, quotes, shareImages } from '#db/schema/articles';
import { isLive } from '#lib/articles/live';
import { noteDueOf } from '#lib/articles/schedules/next-due';
import { getAuthor, getMovedAuthor } from '#lib/authors/queries';
import { cachedRead } from '#lib/cache/cached-read';
import { noteTags } from '#lib/cache/noting';
import { cacheTags } from '#lib/cache-tags';
import { NotFoundError } from '#lib/errors';
import { getGroup, getMovedGroup } from '#lib/groups/queries';
import { paths } from '#lib/paths';
import { canonicalName } from '#lib/route-params';
import { drawAhead, drawnShareImage } from './drawn.ts';
import { home, type IssuedShareImage, issueShareImage, layOutRevision } from './mutations.ts';
import { type SharedKind, type Subject, shareImageSize, shareImageType } from './rules.ts';

export type ShareImage = { path: string; width: number; height: number; type: string; alt: string };

/** The share image of a live article, or of what else has one, for the head of its page. */
export async function getShareImage({ kind, id }: Subject): Promise<ShareImage> {
  const issued = await getIssued(kind, id);
  if (!issued) throw new NotFoundError('This is not published.');
  return { path: issued.path, ...shareImageSize, type: shareImageType, alt: issued.alt };
}

/**
 * The share image that a revision of an article would have, at an address of the desk. Whoever asks must know that it may be
 * seen.
 */
export async function getComingShareImage(articleId: string, revisionId?: string): Promise<ShareImage | undefined> {
  const laidOut = await layOutRevision(articleId, revisionId);
  if (!laidOut) return undefined;
  const path = paths.desk.shareImage(articleId, laidOut.digest, revisionId);
  return { path, ...shareImageSize, type: shareImageType, alt: laidOut.alt };
}

/**
 * What to answer under an address of a share image: the picture as it is now, and whether the digest is that picture's.
 * Null when the digest was never given out for this article, or the article is not live. Former slugs and digests count. That
 * of a quote which does not stand in the article any more is the article's.
 */
export async function getShareImageAt(slug: string, digest: string) {
  const [row] = await db
    .select({ articleId: articles.id, quote: shareImages.quoteDigest })
    .from(shareImages)
    .leftJoin(quotes, eq(quotes.digest, shareImages.quoteDigest))
    .innerJoin(articles, eq(articles.id, sql`coalesce(${shareImages.articleId}, ${quotes.articleId})`))
    .innerJoin(articleSlugs, eq(articleSlugs.articleId, articles.id))
    .where(
      and(
        eq(shareImages.digest, digest),
        eq(articleSlugs.slug, canonicalName(slug)),
        lte(articleSlugs.publicFrom, sql`now()`),
        isLive(),
      ),
    );
  if (!row) return null;
  const quoted = row.quote && (await shown({ kind: 'quote', id: row.quote }, digest));
  return quoted || shown({ kind: 'article', id: row.articleId }, digest);
}

/** The same for home, a section, topic, series or author. */
export async function getShareImageOf(kind: SharedKind, slug: string, digest: string) {
  const id = await idOf(kind, canonicalName(slug));
  if (id === null) return null;
  const [row] = await db
    .select({ groupId: shareImages.groupId, authorId: shareImages.authorId })
    .from(shareImages)
    .where(and(eq(shareImages.digest, digest), eq(shareImages.kind, kind)));
  return row && (row.groupId ?? row.authorId ?? home.id) === id ? shown({ kind, id }, digest) : null;
}

async function idOf(kind: SharedKind, slug: string): Promise<string | null> {
  if (kind === 'home') return slug === home.id ? home.id : null;
  if (kind === 'author') return (await getAuthor((await getMovedAuthor(slug)) ?? slug))?.id ?? null;
  const group = await getGroup(kind, (await getMovedGroup(kind, slug)) ?? slug);
  return group?.id ?? null;
}

async function shown({ kind, id }: Subject, digest: string) {
  const issued = await getIssued(kind, id);
  if (!issued) return null;
  const drawn = await drawnShareImage(issued.digest, issued.layout);
  return { ...drawn, digest: issued.digest, isCurrent: issued.digest === digest };
}

/**
 * Whoever renders a page with this in its head will soon be asked for the picture. It was drawn when what it shows was
 * published; when something else in it has changed since, drawing begins now.
 */
const getIssued = cachedRead(
  'getIssued',
  async (kind: Subject['kind'], id: string): Promise<IssuedShareImage | null> => {
    noteTags(cacheTags.settings, ...tagsOf(kind));
    const articleId = kind === 'quote' ? await articleOfQuote(id) : kind === 'article' ? id : null;
    if (articleId) {
      noteTags(cacheTags.article(articleId));
      await noteDueOf(articleId);
    }
    const issued = await issueShareImage({ kind, id } as Subject);
    if (!issued) return null;
    noteTags(...issued.pictures.map(cacheTags.picture));
    drawAhead(issued.digest, issued.layout);
    return issued;
  },
);

async function articleOfQuote(digest: string): Promise<string | null> {
  const [quote] = await db.select({ articleId: quotes.articleId }).from(quotes).where(eq(quotes.digest, digest));
  return quote?.articleId ?? null;
}

function tagsOf(kind: Subject['kind']): string[] {
  switch (kind) {
    case 'article':
    case 'quote':
      return [cacheTags.sections, cacheTags.authors];
    case 'home':
      return [];
    case 'author':
      return [cacheTags.authors];
    case 'section':
    case 'topic':
    case 'series':
      return [cacheTags.groups(kind)];
    default:
      return kind satisfies never;
  }
}
