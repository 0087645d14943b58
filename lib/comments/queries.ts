import 'server-only';
import { and, asc, count, desc, eq, isNull, sql } from 'drizzle-orm';
import { db } from '#db/client';
import { articles, revisions } from '#db/schema/articles';
import { comments } from '#db/schema/comments';
import { isLive, shownRevisionId, shownSlug } from '#lib/articles/live';
import { noteDueOf } from '#lib/articles/schedules/next-due';
import type { User } from '#lib/auth/roles';
import { cachedRead } from '#lib/cache/cached-read';
import { noteTags } from '#lib/cache/noting';
import { cacheTags } from '#lib/cache-tags';
import { ForbiddenError } from '#lib/errors';
import { type CommentState, canModerate } from './rules.ts';

export type CommentInThread = Awaited<ReturnType<typeof listComments>>[number];

/** The approved comments under a public article, oldest first. */
export const listComments = cachedRead('listComments', async (articleId: string) => {
  noteTags(cacheTags.comments(articleId), cacheTags.article(articleId));
  await noteDueOf(articleId);
  return db
    .select({ id: comments.id, name: comments.name, body: comments.body, createdAt: comments.createdAt })
    .from(comments)
    .innerJoin(articles, eq(articles.id, comments.articleId))
    .where(and(eq(comments.articleId, articleId), eq(comments.state, 'approved'), isLive()))
    .orderBy(asc(comments.createdAt), asc(comments.id));
});

/** Comments in one state with the article they belong to: what waits oldest first, what is decided latest first. */
export async function listCommentsForDesk(user: User, state: CommentState) {
  if (!canModerate(user)) throw new ForbiddenError('Only an editor can read the comments that wait.');
  return db
    .select({
      id: comments.id,
      state: comments.state,
      name: comments.name,
      email: comments.email,
      body: comments.body,
      createdAt: comments.createdAt,
      decidedAt: comments.decidedAt,
      articleId: comments.articleId,
      slug: shownSlug,
      headline: revisions.headline,
    })
    .from(comments)
    .innerJoin(articles, eq(articles.id, comments.articleId))
    .leftJoin(revisions, eq(revisions.id, sql`coalesce(${shownRevisionId}, ${articles.draftRevisionId})`))
    .where(and(eq(comments.state, state), isNull(articles.removedAt)))
    .orderBy(state === 'held' ? asc(comments.createdAt) : desc(comments.decidedAt), asc(comments.id))
    .limit(200);
}

export async function countHeldComments(user: User): Promise<number> {
  if (!canModerate(user)) return 0;
  const [row] = await db
    .select({ count: count() })
    .from(comments)
    .innerJoin(articles, eq(articles.id, comments.articleId))
    .where(and(eq(comments.state, 'held'), isNull(articles.removedAt)));
  return row?.count ?? 0;
}
