import { and, asc, eq, lt, ne, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { db, type Transaction } from '#db/client';
import { presences } from '#db/schema/articles';
import { users } from '#db/schema/people';
import type { User } from '#lib/auth/roles';
import { ConflictError } from '#lib/errors';
import { canEdit } from './rules.ts';
import { articleFor } from './stored.ts';

/** Seconds after which a window that was not heard of is gone. */
const mostSilence = 30;

/**
 * What a window says of itself every few seconds. `read`: it has the article open, and nobody has changed anything there for
 * some time; `write`: somebody has, and it writes if no other window does; `take`: it takes over from whichever does; `leave`: it is being closed.
 */
export const presenceInput = z.object({
  id: z.uuid(),
  window: z.uuid(),
  wish: z.enum(['write', 'take', 'read', 'leave']),
});
export type PresenceInput = z.infer<typeof presenceInput>;

export type WindowPresent = { window: string; userId: string; name: string };
/** Who has an article open: the window that writes, and the others, the longest open first. */
export type Meeting = { writer: WindowPresent | null; others: WindowPresent[]; version: number };

/**
 * Notes that a window has the article open, and tells it who else has. One window writes at a time; the lock is a soft one,
 * which whoever may edit can take over. Throws NotFoundError.
 */
export async function meetAtArticle(user: User, { id, window, wish }: PresenceInput): Promise<Meeting> {
  return db.transaction(async (tx) => {
    const article = await articleFor(tx, user, id); // locked, so that two windows never both begin to write
    const gone = lt(presences.seenAt, sql`now() - ${mostSilence} * interval '1 second'`);
    await tx.delete(presences).where(and(eq(presences.articleId, id), gone));
    if (wish === 'leave')
      await tx.delete(presences).where(and(eq(presences.session, window), eq(presences.userId, user.id)));
    else await note(tx, user, { id, window, wish: canEdit(user, article) ? wish : 'read' });
    const all = await tx
      .select({
        window: presences.session,
        userId: presences.userId,
        name: sql<string>`coalesce(nullif(${users.name}, ''), ${users.email})`,
        isWriting: presences.isWriting,
      })
      .from(presences)
      .innerJoin(users, eq(users.id, presences.userId))
      .where(eq(presences.articleId, id))
      .orderBy(asc(presences.openedAt));
    const people = all.map(({ isWriting, ...person }) => person);
    const at = all.findIndex(({ isWriting }) => isWriting);
    const writer = people[at] ?? null;
    return { writer, others: people.filter((person) => person !== writer), version: article.draftVersion };
  });
}

async function note(tx: Transaction, user: User, { id, window, wish }: PresenceInput): Promise<void> {
  const others = and(eq(presences.articleId, id), ne(presences.session, window));
  if (wish === 'take') await tx.update(presences).set({ isWriting: false }).where(others);
  const [writer] = await tx
    .select({ window: presences.session })
    .from(presences)
    .where(and(others, eq(presences.isWriting, true)));
  const isWriting = wish !== 'read' && !writer;
  await tx
    .insert(presences)
    .values({ session: window, articleId: id, userId: user.id, isWriting })
    .onConflictDoUpdate({
      target: presences.session,
      set: { isWriting, seenAt: sql`now()` },
      setWhere: and(eq(presences.userId, user.id), eq(presences.articleId, id)),
    });
}

/** Throws ConflictError when another window than `window` writes the article: its person has taken over. */
export async function refuseBesideWriter(
  tx: Transaction,
  user: User,
  articleId: string,
  window: string,
): Promise<void> {
  const writer = await writerOf(tx, articleId, ne(presences.session, window));
  if (!writer) return;
  const who = writer.userId === user.id ? 'You are' : `${writer.name || 'Somebody else'} is`;
  throw new ConflictError(`${who} writing this draft in another window. Nothing is lost: your words are still here.`);
}

/** Who has the article open to write just now, or null. `condition` is of their window. */
export async function writerOf(tx: Transaction, articleId: string, condition?: SQL) {
  const [writer] = await tx
    .select({ userId: users.id, name: users.name })
    .from(presences)
    .innerJoin(users, eq(users.id, presences.userId))
    .where(
      and(
        eq(presences.articleId, articleId),
        eq(presences.isWriting, true),
        condition,
        sql`${presences.seenAt} > now() - ${mostSilence} * interval '1 second'`,
      ),
    );
  return writer ?? null;
}
