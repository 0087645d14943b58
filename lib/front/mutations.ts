import { desc, eq, sql } from 'drizzle-orm';
import { db, type Transaction } from '#db/client';
import { lock } from '#db/locks';
import { type FrontArrangement, frontArrangements } from '#db/schema/front';
import { users } from '#db/schema/people';
import { announce } from '#lib/announce';
import type { User } from '#lib/auth/roles';
import { cacheTags } from '#lib/cache-tags';
import { ConflictError, ForbiddenError, NotFoundError } from '#lib/errors';
import { frontRefusals as refusals } from '#lib/words/front';
import { byItself, canArrangeFront } from './rules.ts';

/**
 * Shows readers this arrangement of the front page. `basedOn` is the one that was public when arranging began: when somebody
 * published another since, nothing is changed. Throws ConflictError, ForbiddenError.
 */
export async function publishFront(
  user: User,
  { arrangement, basedOn }: { arrangement: FrontArrangement; basedOn: string | null },
): Promise<{ id: string }> {
  demandEditor(user);
  return db.transaction(async (tx) => {
    await demandNewest(tx, basedOn);
    return add(tx, user, arrangement);
  });
}

/**
 * Shows readers an earlier arrangement again; without an id, what was before any. Throws ConflictError, ForbiddenError,
 * NotFoundError.
 */
export async function restoreFront(
  user: User,
  { id, basedOn }: { id: string | null; basedOn: string | null },
): Promise<{ id: string }> {
  demandEditor(user);
  return db.transaction(async (tx) => {
    await demandNewest(tx, basedOn);
    if (id === null) return add(tx, user, byItself);
    const [earlier] = await tx
      .select({ arrangement: frontArrangements.arrangement })
      .from(frontArrangements)
      .where(eq(frontArrangements.id, id));
    if (!earlier) throw new NotFoundError(refusals.gone);
    return add(tx, user, earlier.arrangement);
  });
}

function demandEditor(user: User): void {
  if (!canArrangeFront(user)) throw new ForbiddenError(refusals.editorsOnly);
}

/** Until the transaction ends nobody else publishes one. */
async function demandNewest(tx: Transaction, basedOn: string | null): Promise<void> {
  await lock(tx, 'front');
  const [newest] = await tx
    .select({ id: frontArrangements.id, by: users.name })
    .from(frontArrangements)
    .leftJoin(users, eq(users.id, frontArrangements.createdBy))
    .orderBy(desc(frontArrangements.createdAt))
    .limit(1);
  if ((newest?.id ?? null) !== basedOn) throw new ConflictError(refusals.stale(newest?.by || null));
}

async function add(tx: Transaction, user: User, arrangement: FrontArrangement): Promise<{ id: string }> {
  const [added] = await tx
    .insert(frontArrangements)
    // Of two in one moment, the later one counts: the clock of the statement, not of the transaction.
    .values({ arrangement, createdBy: user.id, createdAt: sql`clock_timestamp()` })
    .returning({ id: frontArrangements.id });
  await announce(tx, [cacheTags.front]);
  return added!;
}
