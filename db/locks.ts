import { sql } from 'drizzle-orm';
import type { Transaction } from '#db/client';

/** Waits until no other transaction holds the lock named by `parts`, and holds it until this one ends. */
export const lock = async (tx: Transaction, ...parts: string[]): Promise<void> => {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${JSON.stringify(parts)}, 0))`);
};

/** The same, together with any number of others who also only share it; `lock` waits for all of them. */
export const shareLock = async (tx: Transaction, ...parts: string[]): Promise<void> => {
  await tx.execute(sql`select pg_advisory_xact_lock_shared(hashtextextended(${JSON.stringify(parts)}, 0))`);
};
