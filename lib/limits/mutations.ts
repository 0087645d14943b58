import { RateLimiterDrizzle, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { db } from '#db/client';
import { limits } from '#db/schema/limits';
import { sign } from '#lib/auth/secrets';
import { LimitError } from '#lib/errors';
import { refusals, waitingTime } from '#lib/words/refusals';
import { type LimitKind, limitsOf } from './rules.ts';

/**
 * Counts one more of `kind` for `subject`: a sender's hash, or an e-mail address. Only a keyed hash of it is kept. The
 * counts are in PostgreSQL, so all instances count together; while it is away each counts for itself. Do not call this
 * inside a transaction: it needs a connection of its own. Throws LimitError.
 */
export async function takeLimit(kind: LimitKind, subject: string): Promise<void> {
  const seconds = await secondsToWait(kind, subject);
  if (seconds > 0) throw new LimitError(refusals.tooMuch(waitingTime(seconds)), seconds);
}

/** The same without a refusal: whether `subject` may do it once more. */
export const isWithinLimit = async (kind: LimitKind, subject: string): Promise<boolean> =>
  (await secondsToWait(kind, subject)) === 0;

async function secondsToWait(kind: LimitKind, subject: string): Promise<number> {
  const key = sign('limit', subject);
  for (const limiter of limitersOf(kind)) {
    try {
      await limiter.consume(key);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
    }
  }
  return 0;
}

const made = new Map<LimitKind, RateLimiterDrizzle[]>();

function limitersOf(kind: LimitKind): RateLimiterDrizzle[] {
  const limiters = made.get(kind) ?? limitsOf[kind].map((limit) => makeLimiter(kind, limit));
  made.set(kind, limiters);
  return limiters;
}

function makeLimiter(kind: LimitKind, { points, seconds }: { points: number; seconds: number }): RateLimiterDrizzle {
  const options = { keyPrefix: `${kind}/${seconds}`, points, duration: seconds };
  return new RateLimiterDrizzle({
    ...options,
    storeClient: db,
    schema: limits,
    clearExpiredByTimeout: false, // the daily tidying does it, once for all instances
    insuranceLimiter: new RateLimiterMemory(options),
  });
}
