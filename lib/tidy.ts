import { and, eq, isNotNull, isNull, lt } from 'drizzle-orm';
import { db } from '#db/client';
import { comments } from '#db/schema/comments';
import { followers } from '#db/schema/followers';
import { limits } from '#db/schema/limits';
import { mails } from '#db/schema/mails';
import { messages } from '#db/schema/messages';
import { sessions, verificationTokens } from '#db/schema/people';
import { emptyTrash } from '#lib/articles/trash-mutations';
import { enqueue } from '#lib/jobs';
import { clearIncoming } from '#lib/media/incoming';
import { purgePictures } from '#lib/media/library-mutations';
import { purgeRemovedSample } from '#lib/settings/mutations';
import { clearShareImages } from '#lib/share-images/clearing';

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);

/**
 * Once a day: lets go of what nobody needs any more, personal data first. The privacy page promises these times. What fails
 * keeps nothing else from being done; it is told of, and throws at the end, so that the job is tried again.
 */
export async function tidy(): Promise<void> {
  const failed: string[] = [];
  for (const [what, tidyUp] of Object.entries(steps)) {
    try {
      await tidyUp();
    } catch (error) {
      failed.push(what);
      console.error(`Tidying up, ${what}:`, error);
    }
  }
  if (failed.length > 0) throw new Error(`Not all could be tidied up: ${failed.join(', ')}.`);
}

/** In this order; each stands alone. */
const steps: Record<string, () => Promise<unknown>> = {
  'removed sample': purgeRemovedSample, // before the trash, in which it would lie otherwise
  'senders of comments': () =>
    db
      .update(comments)
      .set({ sender: null })
      .where(and(isNotNull(comments.sender), lt(comments.createdAt, daysAgo(30)))),
  'senders of messages': () =>
    db
      .update(messages)
      .set({ sender: null })
      .where(and(isNotNull(messages.sender), lt(messages.createdAt, daysAgo(30)))),
  followers: () =>
    db.delete(followers).where(and(isNull(followers.confirmedAt), lt(followers.tokenExpires, daysAgo(0)))),
  mails: () => db.delete(mails).where(and(eq(mails.state, 'sent'), lt(mails.sentAt, daysAgo(30)))),
  tokens: () => db.delete(verificationTokens).where(lt(verificationTokens.expires, daysAgo(0))),
  sessions: () => db.delete(sessions).where(lt(sessions.expires, daysAgo(0))),
  limits: () => db.delete(limits).where(lt(limits.expire, daysAgo(0))),
  trash: emptyTrash,
  pictures: purgePictures,
  'pictures to be developed': () => db.transaction((tx) => enqueue(tx, 'develop', [{ data: {} }])), // what could not be, whenever that was
  'what was sent': clearIncoming,
  'share images': clearShareImages,
};
