import 'server-only';
import { count, desc, eq, isNotNull } from 'drizzle-orm';
import { db } from '#db/client';
import { followers } from '#db/schema/followers';
import type { User } from '#lib/auth/roles';
import { hashToken } from '#lib/auth/secrets';
import { ForbiddenError } from '#lib/errors';
import { canManageFollowers } from './rules.ts';
import { readUnsubscribeToken } from './unsubscribe-token.ts';

/** What a confirmation link leads to, or null when it leads nowhere. Looking changes nothing. */
export async function getFollowerByToken(
  token: string,
): Promise<{ state: 'pending' | 'confirmed' | 'expired' } | null> {
  const [follower] = await db
    .select({ confirmedAt: followers.confirmedAt, tokenExpires: followers.tokenExpires })
    .from(followers)
    .where(eq(followers.tokenHash, hashToken(token)));
  if (!follower) return null;
  if (follower.confirmedAt) return { state: 'confirmed' };
  return { state: follower.tokenExpires < new Date() ? 'expired' : 'pending' };
}

/** What an unsubscribe link leads to: somebody who follows, or who is gone already; null when it is not one of ours. */
export async function getFollowerByUnsubscribeToken(token: string): Promise<{ state: 'following' | 'gone' } | null> {
  const id = readUnsubscribeToken(token);
  if (!id) return null;
  const [follower] = await db.select({ id: followers.id }).from(followers).where(eq(followers.id, id));
  return { state: follower ? 'following' : 'gone' };
}

/** Everybody who has confirmed, latest first: for the desk's list and its export. */
export async function listFollowers(user: User) {
  if (!canManageFollowers(user)) throw new ForbiddenError('Only an editor can see the followers.');
  return db
    .select({ id: followers.id, email: followers.email, confirmedAt: followers.confirmedAt })
    .from(followers)
    .where(isNotNull(followers.confirmedAt))
    .orderBy(desc(followers.confirmedAt), followers.email);
}

export async function countFollowers(user: User): Promise<number> {
  if (!canManageFollowers(user)) return 0;
  const [row] = await db.select({ count: count() }).from(followers).where(isNotNull(followers.confirmedAt));
  return row?.count ?? 0;
}
