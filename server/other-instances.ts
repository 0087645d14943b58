import { setTimeout as sleep } from 'node:timers/promises';
import { connectionName, sqlClient } from '#db/client';
import { StartError } from './fail.ts';

/** An instance that has just been killed is listed for a moment longer, in milliseconds. */
const patience = 5_000;

/**
 * Throws StartError when an instance with another secret runs on this database: the two would sign readers out of each
 * other and refuse each other's links. Asking opens a connection under our own name, so that of two that start at once at
 * least the second to ask sees the other.
 */
export async function refuseAnotherSecret(): Promise<void> {
  const deadline = Date.now() + patience;
  while (await hasAnotherSecret()) {
    if (Date.now() > deadline)
      throw new StartError(
        'Another instance runs on this database with another AUTH_SECRET. Give the same to all, or stop the others first.',
      );
    await sleep(250);
  }
}

async function hasAnotherSecret(): Promise<boolean> {
  const [fingerprint] = connectionName().split(' ').slice(-1);
  const others = await sqlClient()`
    select 1 from pg_stat_activity
    where datname = current_database()
      and application_name ~ '^mansudae-korea( listening)? [0-9a-f]{8}$'
      and application_name not like ${`%${fingerprint}`}`;
  return others.length > 0;
}
