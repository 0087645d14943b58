import { type SQL, sql } from 'drizzle-orm';
import { fromDrizzle, type JobResult, PgBoss, type Queue } from 'pg-boss';
import type { Transaction } from '#db/client';
import type { PingKind } from '#lib/pings/rules';
import type { Redrawing } from '#lib/share-images/redrawing';
import type { Subject } from '#lib/share-images/rules';

/**
 * What happens later. A job is written in the transaction of its cause (`enqueue`, from anywhere) and done by a worker of
 * any instance (`startJobs`, inside Next). pg-boss keeps both in the schema `pgboss` of our own database.
 */
export type JobData = {
  'send-mail': { mailId: string };
  'comments-waiting': Record<string, never>;
  letter: { articleId: string };
  ping: { kind: PingKind; endpoint: string; articleId: string };
  due: { articleId: string; assigneeId: string; dueOn: string };
  settle: Record<string, never>;
  'share-images': Subject;
  redraw: Redrawing;
  develop: Record<string, never>;
  'search-texts': Record<string, never>;
  tidy: Record<string, never>;
};
export type JobName = keyof JobData;

const minute = 60;
const hour = 60 * minute;

/** Each queue, and how it tries again. `notify` wakes a worker at once; polling is only the net below. */
const queues: Record<JobName, Omit<Queue, 'name'>> = {
  // After 1, 2, 4 … minutes, then every three hours: fourteen tries more, spread over about a day.
  'send-mail': {
    notify: true,
    retryLimit: 14,
    retryDelay: minute,
    retryBackoff: true,
    retryDelayMax: 3 * hour,
    expireInSeconds: 5 * minute,
    deleteAfterSeconds: 24 * hour,
  },
  // 'short': at most one is waiting, however many comments come.
  'comments-waiting': { policy: 'short', notify: true, retryLimit: 5, retryDelay: minute, deleteAfterSeconds: hour },
  letter: {
    retryLimit: 10,
    retryDelay: minute,
    retryBackoff: true,
    retryDelayMax: hour,
    deleteAfterSeconds: 24 * hour,
  },
  // After 1, 2, 4 … minutes, at most an hour. 'short': as long as one waits, what follows is told with it.
  ping: {
    policy: 'short',
    notify: true,
    retryLimit: 8,
    retryDelay: minute,
    retryBackoff: true,
    retryDelayMax: hour,
    expireInSeconds: minute,
    deleteAfterSeconds: 24 * hour,
  },
  // On the morning of the day; 'short': once, though it was asked for twice.
  due: { policy: 'short', retryLimit: 5, retryDelay: 10 * minute, deleteAfterSeconds: 24 * hour },
  // At the time of what is scheduled; and every minute, for what was missed.
  settle: { retryLimit: 0, deleteAfterSeconds: hour },
  // 'short': one is enough for all that changes before it begins.
  'share-images': { policy: 'short', notify: true, retryLimit: 3, retryDelay: minute, deleteAfterSeconds: hour },
  // The same of all articles that show what has changed, some at a time. Nobody waits for it.
  redraw: { policy: 'short', notify: true, retryLimit: 3, retryDelay: minute, deleteAfterSeconds: hour },
  // What is missing of pictures: one look for all of them.
  develop: {
    policy: 'short',
    notify: true,
    retryLimit: 3,
    retryDelay: minute,
    expireInSeconds: 6 * hour,
    deleteAfterSeconds: hour,
  },
  // What cannot be searched yet, by readers and at the desk: one look for all of it.
  'search-texts': {
    policy: 'short',
    retryLimit: 3,
    retryDelay: minute,
    expireInSeconds: hour,
    deleteAfterSeconds: hour,
  },
  tidy: { policy: 'short', retryLimit: 2, retryDelay: 10 * minute, deleteAfterSeconds: 7 * 24 * hour },
};

/** `isBehind`: whatever else waits in its queue comes first, also when it is ordered later. */
type NewJob<Name extends JobName> = { data: JobData[Name]; key?: string; startAfter?: Date; isBehind?: boolean };

/** Adds jobs to `name` in transaction `tx`. They start when it commits, or at their `startAfter`. */
export async function enqueue<Name extends JobName>(tx: Transaction, name: Name, jobs: NewJob<Name>[]): Promise<void> {
  const boss = await senderFor(tx);
  const rows = jobs.map(({ data, key, startAfter, isBehind }) => ({
    data,
    singletonKey: key,
    startAfter,
    priority: isBehind ? -1 : 0,
  }));
  await boss.insert(name, rows, { db: fromDrizzle(tx, sql) });
}

/**
 * The same as part of a larger statement, for a job that needs no data: common table expressions that add one to `name`
 * where `cause` has a row. Their last, `woken`, must be asked for. pg-boss takes rows that are inserted by plain SQL; a
 * test holds them against its own.
 */
export const enqueuing = (name: JobName, cause: SQL): SQL => sql`
    job as (
      insert into pgboss.job (name, data, keep_until, policy, retry_limit, retry_delay, retry_backoff, retry_delay_max,
        expire_seconds, deletion_seconds, dead_letter, heartbeat_seconds)
      select queue.name, '{}', now() + queue.retention_seconds * interval '1s', policy, retry_limit, retry_delay,
        retry_backoff, retry_delay_max, expire_seconds, deletion_seconds, dead_letter, heartbeat_seconds
      from pgboss.queue, ${cause} where queue.name = ${name}
      on conflict do nothing
      returning job.name
    ),
    woken as (select pg_notify('pgboss_' || left(encode(sha224('pgboss'), 'hex'), 24), name) from job)`;

/** Lets the waiting job with `key` start now, or adds it where none waits. */
export async function hurry<Name extends JobName>(
  tx: Transaction,
  name: Name,
  { data, key }: { data: JobData[Name]; key: string },
): Promise<void> {
  const boss = await senderFor(tx);
  await boss.upsert(name, data, { singletonKey: key, startAfter: 0, db: fromDrizzle(tx, sql) });
}

/** Makes pg-boss's tables and our queues in the database at `url`, or brings them up to date. */
export async function prepareJobs(url: string): Promise<void> {
  const boss = new PgBoss({
    connectionString: url,
    max: 1,
    supervise: false,
    schedule: false,
    registerInstance: false,
  });
  boss.on('error', (error) => console.error('Preparing the job queues:', error.message));
  await boss.start();
  try {
    for (const [name, { policy, ...options }] of Object.entries(queues)) {
      await boss.createQueue(name, { policy, ...options }); // leaves one that is there as it is
      const { retryDelayMax = null, deadLetter: _, heartbeatSeconds: __, partition: ___, ...changeable } = options;
      await boss.updateQueue(name, { ...changeable, retryDelayMax });
    }
    // Sample pictures, and those of earlier versions; a little later: who has just started it looks at it.
    await boss.send('develop', {}, { startAfter: 2 * minute });
    await boss.send('search-texts', {});
    await boss.schedule('settle', '* * * * *', {}, { missed: 'once' });
    // At night, where the machine is on then; otherwise at the next start.
    await boss.schedule('tidy', '20 3 * * *', {}, { missed: 'once' });
  } finally {
    await boss.stop({ graceful: false });
  }
}

// ---- the sending side

const senderKey = Symbol.for('mansudae.job-sender');
type SenderHolder = { [senderKey]?: { address: string; boss: Promise<PgBoss> } };

/**
 * A pg-boss that only adds jobs, through whichever transaction it is handed. It is started once, on the first of those
 * transactions, to read the queues; and stopped at once, so that it keeps no timer and no connection.
 */
async function senderFor(tx: Transaction): Promise<PgBoss> {
  const holder = globalThis as SenderHolder;
  const address = process.env.DATABASE_URL ?? '';
  if (holder[senderKey]?.address !== address) {
    const boss = startSender(tx);
    boss.catch(() => (holder[senderKey] = undefined));
    holder[senderKey] = { address, boss };
  }
  return holder[senderKey]!.boss;
}

async function startSender(tx: Transaction): Promise<PgBoss> {
  const boss = new PgBoss({
    db: fromDrizzle(tx, sql),
    migrate: false,
    supervise: false,
    schedule: false,
    registerInstance: false,
    useListenNotify: true, // so that what it adds wakes the workers; it does not listen itself
  });
  boss.on('error', () => {});
  boss.on('warning', () => {});
  await boss.start();
  await boss.stop({ close: false, graceful: false });
  return boss;
}

// ---- the working side

const workerKey = Symbol.for('mansudae.job-workers');
type WorkerHolder = { [workerKey]?: PgBoss };

/**
 * Starts this process's workers. A new job wakes them; what starts later, or again, they find by looking every
 * `pollSeconds`. They go on trying while the database is away.
 */
export async function startJobs(pollSeconds = 15): Promise<void> {
  const holder = globalThis as WorkerHolder;
  if (holder[workerKey]) return;
  const { jobHandlers } = await import('#lib/job-handlers');
  const boss = new PgBoss({
    connectionString: process.env.DATABASE_URL,
    max: 2, // and one more that listens
    application_name: 'mansudae-korea jobs',
    migrate: false, // prepareJobs has done it
    useListenNotify: true,
    registerInstance: false,
  });
  holder[workerKey] = boss;
  boss.on('error', sayOnceAMinute());
  await boss.start({ attempts: 10_000 });
  const poll = { pollingIntervalSeconds: Math.min(2, pollSeconds), notifyPollingIntervalSeconds: pollSeconds };
  // A full batch is followed by the next at once, so that many mails are not one in every `pollSeconds`.
  const batches = { batchSize: 5, burstWhenBatchFull: true, localConcurrency: 2 };
  const options = { ...poll, ...batches, includeMetadata: true, perJobResults: true } as const;
  await boss.work<JobData['send-mail'], unknown, typeof options>('send-mail', options, async (batch) => {
    const results: JobResult[] = [];
    for (const { id, data, retryCount, retryLimit } of batch) {
      const work = jobHandlers['send-mail'](data, retryCount >= retryLimit);
      results.push(
        await work.then(
          () => ({ id, status: 'completed' }) as const,
          (error: Error) => ({ id, status: 'failed', output: { message: error.message } }) as const,
        ),
      );
    }
    return results;
  });
  const single = { ...poll, localConcurrency: 2, includeMetadata: true } as const; // one that is slow holds up no other
  await boss.work('comments-waiting', poll, () => jobHandlers['comments-waiting']());
  await boss.work<JobData['letter']>('letter', poll, async (batch) => {
    for (const { data } of batch) await jobHandlers.letter(data);
  });
  await boss.work<JobData['ping'], unknown, typeof single>('ping', single, async (batch) => {
    for (const { data, retryCount, retryLimit } of batch) await jobHandlers.ping(data, retryCount >= retryLimit);
  });
  await boss.work<JobData['due']>('due', { pollingIntervalSeconds: 60 }, async (batch) => {
    for (const { data } of batch) await jobHandlers.due(data);
  });
  await boss.work('settle', poll, () => jobHandlers.settle());
  await boss.work<JobData['share-images']>('share-images', { ...poll, burstWhenBatchFull: true }, async (batch) => {
    for (const { data } of batch) await jobHandlers['share-images'](data);
  });
  await boss.work<JobData['redraw']>('redraw', { ...poll, burstWhenBatchFull: true }, async (batch) => {
    for (const { data } of batch) await jobHandlers.redraw(data);
  });
  await boss.work('develop', poll, () => jobHandlers.develop());
  await boss.work('search-texts', poll, () => jobHandlers['search-texts']());
  await boss.work('tidy', { pollingIntervalSeconds: 60 }, () => jobHandlers.tidy());
}

/** Stops the workers when what they are doing is done, at most ten seconds later. */
export async function stopJobs(): Promise<void> {
  const holder = globalThis as WorkerHolder;
  const boss = holder[workerKey];
  holder[workerKey] = undefined;
  await boss?.stop({ graceful: true, timeout: 10_000 });
}

/** While the database is away every poll fails; once a minute is enough to read. */
function sayOnceAMinute(): (error: Error) => void {
  let last = 0;
  return (error) => {
    if (Date.now() - last < 60_000) return;
    last = Date.now();
    console.error(`Jobs wait: ${error.message || (error as { code?: string }).code}`);
  };
}
