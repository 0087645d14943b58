import 'server-only';
import { count, desc, eq } from 'drizzle-orm';
import { db } from '#db/client';
import { messages } from '#db/schema/messages';
import type { User } from '#lib/auth/roles';
import { ForbiddenError } from '#lib/errors';
import { canReadMessages, type MessageState } from './rules.ts';

/** Messages from the contact page, latest first; all of them, or those in one state. */
export async function listMessages(user: User, state?: MessageState) {
  if (!canReadMessages(user)) throw new ForbiddenError('Only an editor can read the messages.');
  return db
    .select({
      id: messages.id,
      state: messages.state,
      name: messages.name,
      email: messages.email,
      subject: messages.subject,
      body: messages.body,
      createdAt: messages.createdAt,
      decidedAt: messages.decidedAt,
    })
    .from(messages)
    .where(state && eq(messages.state, state))
    .orderBy(desc(messages.createdAt))
    .limit(500);
}

export async function countNewMessages(user: User): Promise<number> {
  if (!canReadMessages(user)) return 0;
  const [row] = await db.select({ count: count() }).from(messages).where(eq(messages.state, 'new'));
  return row?.count ?? 0;
}
