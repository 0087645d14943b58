import { randomBytes } from 'node:crypto';
import { and, eq, isNotNull } from 'drizzle-orm';
import { db, type Transaction } from '#db/client';
import { lock } from '#db/locks';
import { followers } from '#db/schema/followers';
import { settings } from '#db/schema/settings';
import type { User } from '#lib/auth/roles';
import { hashToken } from '#lib/auth/secrets';
import { DomainError, ForbiddenError, NotFoundError } from '#lib/errors';
import { isWithinLimit, takeLimit } from '#lib/limits/mutations';
import { queueMail } from '#lib/mails/mutations';
import { paths } from '#lib/paths';
import { absolute } from '#lib/site';
import { mailWords } from '#lib/words/mails';
import { refusals } from '#lib/words/refusals';
import { canManageFollowers, confirmWithin } from './rules.ts';
import { readUnsubscribeToken, unsubscribeToken } from './unsubscribe-token.ts';

const aMinute = 60_000;

/**
 * Somebody gives an address: it gets a mail whose link confirms. What the answer is never depends on whether the address
 * is known. `sender` is a hash, or null when the address is unknown. Throws LimitError.
 */
export async function follow(email: string, sender: string | null): Promise<void> {
  if (sender) await takeLimit('follow', sender);
  await takeLimit('follow-address', email);
  const [known] = await db.select({ id: followers.id }).from(followers).where(isConfirmed(email));
  if (known && !(await isWithinLimit('follow-again', email))) return;

  await db.transaction(async (tx) => {
    await lock(tx, 'follow', email);
    const [follower] = await tx.select().from(followers).where(eq(followers.email, email));
    if (follower?.confirmedAt) return mailAlreadyFollows(tx, email, follower.id);
    const askedAt = (follower?.tokenExpires.getTime() ?? 0) - confirmWithin;
    if (Date.now() - askedAt < aMinute) return; // the same post once more
    await mailConfirmation(tx, email, await newToken(tx, email));
  });
}

/** The button behind the confirmation link. Pressing it again changes nothing. Throws NotFoundError, DomainError. */
export async function confirmFollow(token: string): Promise<void> {
  await db.transaction(async (tx) => {
    const [follower] = await tx
      .select()
      .from(followers)
      .where(eq(followers.tokenHash, hashToken(token)))
      .for('update');
    if (!follower) throw new NotFoundError(refusals.linkUnknown);
    if (follower.confirmedAt) return;
    if (follower.tokenExpires < new Date()) throw new DomainError(refusals.linkExpired);
    await tx.update(followers).set({ confirmedAt: new Date() }).where(eq(followers.id, follower.id));
    await mailWelcome(tx, follower.email, follower.id);
  });
}

/** The button behind an unsubscribe link, or a mail program's own. The row goes; pressing again changes nothing. Throws NotFoundError. */
export async function unsubscribe(token: string): Promise<void> {
  const id = readUnsubscribeToken(token);
  if (!id) throw new NotFoundError(refusals.unsubscribeUnknown);
  await db.delete(followers).where(eq(followers.id, id));
}

/** An editor takes somebody off the list. Throws ForbiddenError, NotFoundError. */
export async function removeFollower(user: User, id: string): Promise<void> {
  if (!canManageFollowers(user)) throw new ForbiddenError('Only an editor can remove a follower.');
  const [removed] = await db.delete(followers).where(eq(followers.id, id)).returning({ id: followers.id });
  if (!removed) throw new NotFoundError('This follower is no longer on the list.');
}

/** Headers with which a mail program shows its own 'Unsubscribe' (RFC 2369, RFC 8058). They belong on all that goes to followers. */
export const unsubscribeHeaders = (followerId: string): Record<string, string> => ({
  'List-Unsubscribe': `<${absolute(`/api/unsubscribe/${unsubscribeToken(followerId)}`)}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
});

const isConfirmed = (email: string) => and(eq(followers.email, email), isNotNull(followers.confirmedAt));

/** A fresh token for `email`, which becomes a follower if it is none. An older link stops working. */
async function newToken(tx: Transaction, email: string): Promise<string> {
  const token = randomBytes(24).toString('base64url');
  const kept = { tokenHash: hashToken(token), tokenExpires: new Date(Date.now() + confirmWithin) };
  await tx
    .insert(followers)
    .values({ email, ...kept })
    .onConflictDoUpdate({ target: followers.email, set: kept });
  return token;
}

async function mailConfirmation(tx: Transaction, email: string, token: string): Promise<void> {
  const words = mailWords.confirmFollow;
  const name = await publicationName(tx);
  await queueMail(tx, {
    to: email,
    subject: words.subject(name),
    blocks: [
      { text: words.text(name) },
      { link: paths.confirmFollow(token), label: words.button },
      { text: words.ignore },
    ],
  });
}

async function mailWelcome(tx: Transaction, email: string, id: string): Promise<void> {
  const words = mailWords.welcome;
  const name = await publicationName(tx);
  await queueMail(tx, {
    to: email,
    subject: words.subject(name),
    blocks: [
      { text: words.text(name) },
      { text: words.how },
      { link: paths.unsubscribe(unsubscribeToken(id)), label: words.button },
    ],
    headers: unsubscribeHeaders(id),
  });
}

async function mailAlreadyFollows(tx: Transaction, email: string, id: string): Promise<void> {
  const words = mailWords.alreadyFollows;
  const name = await publicationName(tx);
  await queueMail(tx, {
    to: email,
    subject: words.subject(name),
    blocks: [
      { text: words.text(name) },
      { text: words.how },
      { link: paths.unsubscribe(unsubscribeToken(id)), label: mailWords.welcome.button },
    ],
    headers: unsubscribeHeaders(id),
  });
}

async function publicationName(tx: Transaction): Promise<string> {
  const [publication] = await tx.select({ name: settings.name }).from(settings);
  return publication?.name ?? '';
}
