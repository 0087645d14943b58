import { setTimeout as sleep } from 'node:timers/promises';
import { beginKeeping, expire } from '#lib/cache/expiry';
import { startJobs, stopJobs } from '#lib/jobs';
import { listenForChanges } from '#lib/listen';
import { closeDarkroom } from '#lib/media/darkroom';
import { checkBucket } from '#lib/media/store/store';
import { closeStudio } from '#lib/studio/studio';

/** What runs beside the answering of requests, in each process of Next: workers, and the listening for changes. */
export async function startBackground(): Promise<void> {
  const listening = listenForChanges(expire).then((listener) => {
    beginKeeping();
    return listener;
  });
  listening.catch((error: Error) => console.error('Nothing hears of changes in the database:', error.message));
  startJobs().catch((error: Error) => console.error('The jobs did not start:', error.message));
  void checkBucket();
  // for server/run.ts, another module graph
  Object.assign(globalThis, {
    [Symbol.for('mansudae.stop-background')]: async () => {
      await stopJobs();
      closeStudio();
      closeDarkroom();
      await (await Promise.race([listening.catch(() => null), sleep(0)]))?.stop();
    },
  });
  await Promise.race([listening, sleep(3000)]); // a database that is away must not keep the site from starting
}
