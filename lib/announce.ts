import { AsyncLocalStorage } from 'node:async_hooks';
import { sql } from 'drizzle-orm';
import type { Transaction } from '#db/client';

/** The PostgreSQL channel on which every instance hears which tags have changed (instrumentation.ts listens). */
export const contentChanged = 'content_changed';

/** PostgreSQL carries at most 8,000 bytes in a notification; '*' stands for every tag. */
const payloadLimit = 7000;

const collectorKey = Symbol.for('mansudae.announcements');
type Holder = { [collectorKey]?: AsyncLocalStorage<Set<string>> };
const collectors = () => {
  const holder = globalThis as Holder;
  holder[collectorKey] ??= new AsyncLocalStorage();
  return holder[collectorKey];
};

/**
 * Says, in the transaction that changes rows, which cache tags those rows feed. PostgreSQL delivers it to every
 * instance at commit, or not at all. Within `collectAnnouncements` the tags are also noted, so that the instance
 * that writes can expire them before it answers.
 */
export async function announce(tx: Transaction, tags: string[]): Promise<void> {
  const collected = collectors().getStore();
  for (const tag of tags) collected?.add(tag);
  const payload = JSON.stringify(tags);
  await tx.execute(sql`select pg_notify(${contentChanged}, ${payload.length > payloadLimit ? '["*"]' : payload})`);
}

/** Runs `work`; returns its result and the tags that were announced in it. */
export async function collectAnnouncements<T>(work: () => Promise<T>): Promise<{ result: T; tags: string[] }> {
  const tags = new Set<string>();
  const result = await collectors().run(tags, work);
  return { result, tags: [...tags] };
}
