import { and, eq, gt, inArray, isNotNull, isNull, lte, sql } from 'drizzle-orm';
import { db, type Transaction } from '#db/client';
import { lock, shareLock } from '#db/locks';
import { articles } from '#db/schema/articles';
import { comments } from '#db/schema/comments';
import { announce } from '#lib/announce';
import type { User } from '#lib/auth/roles';
import { withdraw } from '#lib/cache/expiry';
import { cacheTags } from '#lib/cache-tags';
import { DomainError, ForbiddenError, NotFoundError } from '#lib/errors';
import { enqueue } from '#lib/jobs';
import { takeLimit } from '#lib/limits/mutations';
import { refusals } from '#lib/words/refusals';
import { type CommentDecision, type CommentInput, canModerate, stateAfter } from './rules.ts';

/** Held by those who post while their comment is on its way, and by whoever counts what waits. */
export const waitingLock = 'comments-waiting';

type Receipt = { id: string; name: string; body: string };

/**
 * Keeps a reader's comment until an editor has read it. The same comment posted twice within a minute is one. `sender` is
 * a hash, or null when the address is unknown. Throws DomainError when the article is not public, LimitError.
 */
export async function postComment(input: CommentInput, sender: string | null): Promise<Receipt> {
  const posted = await findTwin(db, input); // a second press of the button does not count against the limit
  if (posted) return posted;
  if (sender) await takeLimit('comment', sender);
  return db.transaction(async (tx) => {
    await lock(tx, 'comment', input.articleId, input.email, input.name, input.body);
    const twin = await findTwin(tx, input);
    if (twin) return twin;
    if (!(await isLive(tx, input.articleId))) throw new DomainError(refusals.articleGone);
    await shareLock(tx, waitingLock);
    const [comment] = await tx
      .insert(comments)
      .values({ ...input, sender })
      .returning(receipt);
    await enqueue(tx, 'comments-waiting', [{ data: {} }]);
    return comment!;
  });
}

/** Approves, rejects or holds comments. Those that no longer exist are passed over. Throws ForbiddenError, NotFoundError. */
export async function decideComments(user: User, ids: string[], decision: CommentDecision): Promise<string[]> {
  if (!canModerate(user)) throw new ForbiddenError('Only an editor can decide about comments.');
  const isDecided = decision !== 'hold';
  return db.transaction(async (tx) => {
    const decided = await tx
      .update(comments)
      .set({
        state: stateAfter[decision],
        decidedBy: isDecided ? user.id : null,
        decidedAt: isDecided ? new Date() : null,
      })
      .where(inArray(comments.id, ids))
      .returning({ id: comments.id, articleId: comments.articleId });
    if (decided.length === 0) throw new NotFoundError('These comments no longer exist.');
    const tags = new Set(decided.map(({ articleId }) => cacheTags.comments(articleId)));
    await announce(tx, decision === 'approve' ? [...tags] : [...tags].map(withdraw));
    return decided.map(({ id }) => id);
  });
}

const receipt = { id: comments.id, name: comments.name, body: comments.body };

async function findTwin(where: Transaction | typeof db, input: CommentInput): Promise<Receipt | undefined> {
  const [twin] = await where
    .select(receipt)
    .from(comments)
    .where(
      and(
        eq(comments.articleId, input.articleId),
        eq(comments.email, input.email),
        eq(comments.name, input.name),
        eq(comments.body, input.body),
        gt(comments.createdAt, sql`now() - interval '1 minute'`),
      ),
    )
    .limit(1);
  return twin;
}

async function isLive(tx: Transaction, articleId: string): Promise<boolean> {
  const [article] = await tx
    .select({ id: articles.id })
    .from(articles)
    .where(
      and(
        eq(articles.id, articleId),
        isNotNull(articles.publishedRevisionId),
        lte(articles.publishedAt, sql`now()`),
        isNull(articles.removedAt),
      ),
    );
  return article !== undefined;
}
