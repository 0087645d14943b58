import { randomBytes } from 'node:crypto';
import { notInArray } from 'drizzle-orm';
import { db, type Transaction } from '#db/client';
import { pingFailures } from '#db/schema/pings';
import { settings } from '#db/schema/settings';
import { announce } from '#lib/announce';
import type { User } from '#lib/auth/roles';
import { cacheTags } from '#lib/cache-tags';
import { ForbiddenError } from '#lib/errors';
import { enqueue, hurry } from '#lib/jobs';
import { isReachable } from '#lib/site';
import { pingWords } from '#lib/words/pings';
import { canManagePings, indexNowAddress, type PingKind, type PingsInput } from './rules.ts';

type Endpoint = { kind: PingKind; endpoint: string };

/** Decides who is told of what is published. Throws ForbiddenError. */
export async function changePings(user: User, { hubs, indexNow }: PingsInput): Promise<void> {
  demandOwner(user);
  await db.transaction(async (tx) => {
    const [before] = await tx.select({ key: settings.indexNowKey }).from(settings).for('update');
    const indexNowKey = indexNow ? (before?.key ?? randomBytes(16).toString('hex')) : null;
    await tx.update(settings).set({ hubs, indexNowKey });
    // Of whom nothing is wanted any more, nothing is said any more.
    await tx
      .delete(pingFailures)
      .where(notInArray(pingFailures.endpoint, [...hubs, ...(indexNow ? [indexNowAddress] : [])]));
    await announce(tx, [cacheTags.settings]); // feeds name their hubs
  });
}

/**
 * Has all who are to be told hear of an article that was published, changed or taken down, when this transaction is through.
 * Each is told by a job of its own, and of the same article no second time as long as the first waits. What only this machine
 * can reach is told to nobody.
 */
export async function queuePings(tx: Transaction, articleId: string): Promise<void> {
  const endpoints = isReachable() ? await listEndpoints(tx) : [];
  if (endpoints.length === 0) return;
  await enqueue(
    tx,
    'ping',
    endpoints.map((endpoint) => ({ data: { ...endpoint, articleId }, key: keyOf(endpoint, articleId) })),
  );
}

/** Tells those once more who could not be told, of what they have missed last. Throws ForbiddenError. */
export async function retryPings(user: User): Promise<{ count: number }> {
  demandOwner(user);
  return db.transaction(async (tx) => {
    const failures = await tx
      .select({ kind: pingFailures.kind, endpoint: pingFailures.endpoint, articleId: pingFailures.articleId })
      .from(pingFailures);
    for (const { articleId, ...endpoint } of failures)
      await hurry(tx, 'ping', { data: { ...endpoint, articleId }, key: keyOf(endpoint, articleId) });
    return { count: failures.length };
  });
}

/** All who are to be told. */
export async function listEndpoints(tx: Pick<Transaction, 'select'>): Promise<Endpoint[]> {
  const [row] = await tx.select({ hubs: settings.hubs, key: settings.indexNowKey }).from(settings);
  return [
    ...(row?.hubs ?? []).map((endpoint) => ({ kind: 'hub' as const, endpoint })),
    ...(row?.key ? [{ kind: 'indexnow' as const, endpoint: indexNowAddress }] : []),
  ];
}

const keyOf = ({ kind, endpoint }: Endpoint, articleId: string): string => `${kind} ${articleId} ${endpoint}`;

function demandOwner(user: User): void {
  if (!canManagePings(user)) throw new ForbiddenError(pingWords.ownersOnly);
}
