import { and, count, eq, isNull, lte, sql } from 'drizzle-orm';
import { db } from '#db/client';
import { lock } from '#db/locks';
import { articles } from '#db/schema/articles';
import { comments } from '#db/schema/comments';
import { limits } from '#db/schema/limits';
import { enqueue } from '#lib/jobs';
import { mailboxesOf, queueMail } from '#lib/mails/mutations';
import { paths } from '#lib/paths';
import { mailWords } from '#lib/words/mails';
import { waitingLock } from './mutations.ts';

/** Where the time of the next possible notice is kept: beside the limits on senders, for it is one on us. */
const noticeKey = 'comments-waiting';
const quietTime = sql`now() + interval '15 minutes'`;

/**
 * Tells every editor and owner that comments wait, at most once in fifteen minutes; what comes in between is told when
 * they are over. Says nothing when nothing waits.
 */
export async function mailWaitingComments(): Promise<void> {
  await db.transaction(async (tx) => {
    await lock(tx, waitingLock); // comments on their way are counted, and those that come later make a job of their own
    const [row] = await tx
      .select({ held: count() })
      .from(comments)
      .innerJoin(articles, eq(articles.id, comments.articleId))
      .where(and(eq(comments.state, 'held'), isNull(articles.removedAt)));
    const held = row?.held ?? 0;
    if (held === 0) return;
    const [free] = await tx
      .insert(limits)
      .values({ key: noticeKey, points: 1, expire: quietTime })
      .onConflictDoUpdate({ target: limits.key, set: { expire: quietTime }, setWhere: lte(limits.expire, sql`now()`) })
      .returning({ key: limits.key });
    if (!free) {
      const [quiet] = await tx.select({ until: limits.expire }).from(limits).where(eq(limits.key, noticeKey));
      await enqueue(tx, 'comments-waiting', [{ data: {}, startAfter: quiet?.until ?? undefined }]);
      return;
    }
    const words = mailWords.commentsWaiting;
    await queueMail(tx, {
      to: await mailboxesOf(tx, ['editor', 'owner']),
      subject: words.subject(held),
      blocks: [{ text: words.text(held) }, { link: paths.desk.comments, label: words.button }],
    });
  });
}
