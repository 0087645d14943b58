import 'server-only';
import { and, count, desc, eq, gt, or } from 'drizzle-orm';
import { db } from '#db/client';
import { mails } from '#db/schema/mails';
import type { User } from '#lib/auth/roles';
import { ForbiddenError } from '#lib/errors';
import { canHandleMails } from './rules.ts';

/** What could not be sent: given up (`failed`), or refused at least once and still being tried (`queued`). Newest first. */
export async function listUnsentMails(user: User) {
  if (!canHandleMails(user)) throw new ForbiddenError('Only an editor can see the mails that were not sent.');
  return db
    .select({
      id: mails.id,
      state: mails.state,
      recipient: mails.recipient,
      subject: mails.subject,
      attempts: mails.attempts,
      lastError: mails.lastError,
      createdAt: mails.createdAt,
    })
    .from(mails)
    .where(isUnsent)
    .orderBy(desc(mails.createdAt))
    .limit(200);
}

export async function countUnsentMails(user: User): Promise<number> {
  if (!canHandleMails(user)) return 0;
  const [row] = await db.select({ count: count() }).from(mails).where(isUnsent);
  return row?.count ?? 0;
}

const isUnsent = or(eq(mails.state, 'failed'), and(eq(mails.state, 'queued'), gt(mails.attempts, 0)));
