import { type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client';

/** Waits until no other transaction holds the lock named by `parts`, and holds it until this one ends. */
export const lock = async (tx: Transaction, ...parts: string[]): Promise<void> => {
  await tx.execute(sql`select pg_advisory_xact_lock(${numberOf(parts)})`);
};

/** The same as part of a statement, together with any number of others who also only share it; `lock` waits for all of them. */
export const sharedLock = (...parts: string[]): SQL => sql`pg_advisory_xact_lock_shared(${numberOf(parts)})`;

const numberOf = (parts: string[]): SQL => sql`hashtextextended(${JSON.stringify(parts)}, 0)`;
