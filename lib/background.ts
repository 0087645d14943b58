import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { startJobs, stopJobs } from '#lib/jobs';
import { listenForChanges } from '#lib/listen';

/** What runs beside the answering of requests, in each process of Next: workers, and the listening for changes. */
export async function startBackground(): Promise<void> {
  Object.assign(globalThis, { [Symbol.for('mansudae.stop-jobs')]: stopJobs }); // for server/start.ts, another module graph
  startJobs().catch((error: Error) => console.error('The jobs did not start:', error.message));
  const listening = listenForChanges(expireTags).catch((error: Error) =>
    console.error('Nothing hears of changes in the database:', error.message),
  );
  await Promise.race([listening, sleep(3000)]); // a database that is away must not keep the site from starting
}

/** Asks our own process to expire cache tags: Next does it within a request only. Throws when it was not done. */
async function expireTags(tags: string[]): Promise<void> {
  // server/start.ts sets both; plain `next start` has one port and no secret yet
  process.env.INTERNAL_SECRET ??= randomBytes(24).toString('hex');
  const port = process.env.INTERNAL_PORT ?? process.env.PORT ?? '3000';
  const answer = await fetch(`http://127.0.0.1:${port}/api/internal/expire`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-mansudae-internal': process.env.INTERNAL_SECRET },
    body: JSON.stringify({ tags }),
    signal: AbortSignal.timeout(10_000),
  });
  if (!answer.ok) throw new Error(`Expiring ${tags.join(', ')} was answered with ${answer.status}.`);
}
