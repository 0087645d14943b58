import { and, eq, isNotNull, isNull, lt } from 'drizzle-orm';
import { db } from '#db/client';
import { comments } from '#db/schema/comments';
import { followers } from '#db/schema/followers';
import { limits } from '#db/schema/limits';
import { mails } from '#db/schema/mails';
import { messages } from '#db/schema/messages';
import { sessions, verificationTokens } from '#db/schema/people';
import { emptyTrash } from '#lib/articles/trash-mutations';
import { clearIncoming } from '#lib/media/darkroom';
import { purgePictures } from '#lib/media/mutations';
import { purgeRemovedSample } from '#lib/settings/mutations';

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);

/**
 * Once a day: lets go of what nobody needs any more, personal data first. The privacy page promises these times.
 */
export async function tidy(): Promise<void> {
  const aMonthAgo = daysAgo(30);
  const now = new Date();
  await purgeRemovedSample(); // before the trash, in which it would lie otherwise
  await db
    .update(comments)
    .set({ sender: null })
    .where(and(isNotNull(comments.sender), lt(comments.createdAt, aMonthAgo)));
  await db
    .update(messages)
    .set({ sender: null })
    .where(and(isNotNull(messages.sender), lt(messages.createdAt, aMonthAgo)));
  await db.delete(followers).where(and(isNull(followers.confirmedAt), lt(followers.tokenExpires, now)));
  await emptyTrash();
  await purgePictures();
  await clearIncoming();
  await db.delete(mails).where(and(eq(mails.state, 'sent'), lt(mails.sentAt, aMonthAgo)));
  await db.delete(verificationTokens).where(lt(verificationTokens.expires, now));
  await db.delete(sessions).where(lt(sessions.expires, now));
  await db.delete(limits).where(lt(limits.expire, now));
}
