import { oneInProcess } from '#lib/one-in-process';

/**
 * What has changed in this process, by cache tag. Everything that keeps a result made from rows (lib/cache/cached-read.ts,
 * server/page-cache.ts) notes when it began and asks here, before it stores or hands out, whether one of its tags has
 * expired since. 'When' is a count of changes, not a clock: two things in one millisecond have an order.
 */
type Ledger = {
  now: number;
  /** When each tag last expired. */
  expired: Map<string, number>;
  /** When what a tag names was last taken away from readers. */
  withdrawn: Map<string, number>;
  /** What began before this counts as taken away, whatever its tags. */
  withdrawnBefore: number;
  /** Whatever began before this is expired, whatever its tags. */
  everything: number;
  /** Nothing may be kept until changes are heard of. */
  isHearing: boolean;
};

/** Stands for every tag: after a time in which changes may have been missed. */
export const everything = '*';

/** Before a tag: what it names has been taken away, and not even the last good page of it may go out. */
const taken = '!';
export const withdraw = (tag: string): string => taken + tag;

/** Past this, the tags are forgotten and everything older counts as expired. */
const mostTags = 100_000;

const ledger = oneInProcess(
  'expiry',
  (): Ledger => ({
    now: 0,
    expired: new Map(),
    withdrawn: new Map(),
    withdrawnBefore: 0,
    everything: 0,
    isHearing: false,
  }),
);

/** The count of changes so far: what is begun now is begun at this. */
export const currentChange = (): number => ledger().now;

/** Expires `tags` here and now. A tag may carry `withdraw`'s mark. */
export function expire(tags: Iterable<string>): void {
  const book = ledger();
  book.now += 1;
  for (const given of tags) {
    const isTaken = given.startsWith(taken);
    const tag = isTaken ? given.slice(taken.length) : given;
    if (tag === everything) forgetTags(book);
    book.expired.set(tag, book.now);
    if (isTaken) book.withdrawn.set(tag, book.now);
  }
  if (book.expired.size > mostTags) forgetTags(book);
  if (book.withdrawn.size > mostTags) {
    book.withdrawnBefore = book.now;
    book.withdrawn.clear();
  }
}

function forgetTags(book: Ledger): void {
  book.everything = book.now;
  book.expired.clear();
}

/** Whether one of `tags` has expired after the change numbered `since`. */
export function hasExpired(tags: Iterable<string>, since: number): boolean {
  const { now, everything, expired } = ledger();
  if (now === since) return false;
  if (everything > since) return true;
  for (const tag of tags) if ((expired.get(tag) ?? 0) > since) return true;
  return false;
}

/** Whether what one of `tags` names was taken away after the change numbered `since`. */
export function isWithdrawn(tags: Iterable<string>, since: number): boolean {
  const { withdrawn, withdrawnBefore } = ledger();
  if (withdrawnBefore > since) return true;
  for (const tag of tags) if ((withdrawn.get(tag) ?? 0) > since) return true;
  return false;
}

/** Told by lib/listen.ts: from now on every change is heard of, so that results may be kept. */
export function beginKeeping(): void {
  ledger().isHearing = true;
}

/** Whether results may be kept: not before changes are heard of, or one could be missed for ever. */
export const mayKeep = (): boolean => ledger().isHearing;
