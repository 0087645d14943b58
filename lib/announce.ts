import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Transaction } from '#db/client';
import { everything } from '#lib/cache/expiry';
import { oneInProcess } from '#lib/one-in-process';

/** The PostgreSQL channel on which every instance hears which tags have changed (lib/listen.ts). */
export const contentChanged = 'content_changed';

/** What is sent on it. `by` names the process that has expired the tags itself by the time it answers. */
export type Announcement = { tags: string[]; by: string | null };

/** PostgreSQL carries at most 8,000 bytes in a notification. */
const payloadLimit = 7000;

type Shared = { collectors: AsyncLocalStorage<Set<string>>; processId: string; inDoubtUntil: number };
const shared = oneInProcess(
  'announcements',
  (): Shared => ({ collectors: new AsyncLocalStorage(), processId: randomUUID(), inDoubtUntil: 0 }),
);

/** Names this process among the instances on one database. */
export const processId = (): string => shared().processId;

/**
 * Says, in the transaction that changes rows, which cache tags those rows feed. PostgreSQL delivers it to every
 * instance at commit, or not at all. Within `collectAnnouncements` the tags are also noted, so that the instance
 * that writes can expire them before it answers.
 */
export async function announce(tx: Transaction, tags: string[]): Promise<void> {
  const collected = shared().collectors.getStore();
  for (const tag of tags) collected?.add(tag);
  await tx.execute(sql`select pg_notify(${contentChanged}, ${announcement(tags, collected ? processId() : null)})`);
}

/** The text that is sent for `tags`. Too many for one notification stand for all. */
function announcement(tags: string[], by: string | null): string {
  const payload = JSON.stringify({ tags, by } satisfies Announcement);
  if (Buffer.byteLength(payload) <= payloadLimit) return payload;
  return JSON.stringify({ tags: [everything], by } satisfies Announcement);
}

/**
 * Says that a change of this process failed after it was announced: when the connection broke at its commit, nobody knows
 * whether it was made, or when it will show. For a minute what this process announces expires here as if others had said it.
 */
export function doubtOwnChanges(): void {
  shared().inDoubtUntil = Date.now() + 60_000;
}

/** Whether an announcement by `sender` is of what this process has expired itself. */
export const isOwnChange = (sender: string | null): boolean =>
  sender === processId() && Date.now() >= shared().inDoubtUntil;

/** Runs `work`; returns its result and the tags that were announced in it, which the caller expires. */
export async function collectAnnouncements<T>(work: () => Promise<T>): Promise<{ result: T; tags: string[] }> {
  const tags = new Set<string>();
  const result = await shared().collectors.run(tags, work);
  return { result, tags: [...tags] };
}
