import { and, eq, inArray, isNotNull, notInArray, or, sql } from 'drizzle-orm';
import { db } from '#db/client';
import { articles, quotes, shareImages } from '#db/schema/articles';
import { isLive } from '#lib/articles/live';
import { mediaStore } from '#lib/media/store/store';
import { home, issueShareImage, layOutScheduled } from './mutations.ts';
import { drawnFolder, drawnName, parseShareFile, type Subject } from './rules.ts';

/** Digests that are looked up at once. */
const atOnce = 1000;

/**
 * Deletes drawn share images that nobody is shown any more: of how something looked before, of what is not public, of
 * drafts that were looked at. Their addresses are answered with what is drawn of today. Called once a day.
 */
export async function clearShareImages(): Promise<void> {
  const store = mediaStore();
  const drawn: string[] = [];
  for await (const { name } of store.list(drawnFolder)) {
    const digest = parseShareFile(name.slice(drawnFolder.length));
    if (digest) drawn.push(digest);
  }
  const kept = new Set([...(await publicOf(drawn)), ...(await scheduled())]);
  for (const digest of drawn) if (!kept.has(digest)) await store.remove(drawnName(digest));
}

/** Those in which something that readers see looks as it does now. Where one alone is drawn of it, it is that. */
async function publicOf(drawn: string[]): Promise<string[]> {
  const bySubject = new Map<string, { subject: Subject; digests: string[] }>();
  for (let from = 0; from < drawn.length; from += atOnce) {
    const rows = await db
      .select({
        digest: shareImages.digest,
        kind: shareImages.kind,
        id: sql<string>`coalesce(${shareImages.articleId}::text, ${shareImages.quoteDigest}, ${shareImages.authorId}::text, ${shareImages.groupId}::text, ${home.id})`,
      })
      .from(shareImages)
      .leftJoin(quotes, eq(quotes.digest, shareImages.quoteDigest))
      .leftJoin(articles, eq(articles.id, sql`coalesce(${shareImages.articleId}, ${quotes.articleId})`))
      .where(
        and(
          inArray(shareImages.digest, drawn.slice(from, from + atOnce)),
          or(notInArray(shareImages.kind, ['article', 'quote']), isLive()),
        ),
      );
    for (const { digest, ...subject } of rows) {
      const known = bySubject.get(`${subject.kind}:${subject.id}`) ?? { subject, digests: [] };
      known.digests.push(digest);
      bySubject.set(`${subject.kind}:${subject.id}`, known);
    }
  }
  const found: string[] = [];
  for (const { subject, digests } of bySubject.values()) {
    const [only] = digests;
    const now = digests.length === 1 ? only : (await issueShareImage(subject))?.digest;
    if (now) found.push(now);
  }
  return found;
}

async function scheduled(): Promise<string[]> {
  const rows = await db.select({ id: articles.id }).from(articles).where(isNotNull(articles.scheduledRevisionId));
  const coming = await Promise.all(rows.map(({ id }) => layOutScheduled(id)));
  return coming.flatMap((image) => image?.digest ?? []);
}
