import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { connectionName, reconnecting, sqlClient } from '#db/client';
import { type Announcement, contentChanged, isOwnChange, processId } from '#lib/announce';
import { everything } from '#lib/cache/expiry';

/** How often it is checked that this process is still heard, and how long its own word may take, in milliseconds. */
const pulse = { every: 10_000, patience: 5_000 };

/**
 * Hears from PostgreSQL which cache tags have changed, whoever changed them, and hands them to `expire`. What this process
 * has expired itself is passed over. When the connection was lost, changes may have been missed: `everything` has changed.
 * Resolves as soon as it hears, and goes on listening until `stop` is called.
 */
export async function listenForChanges(expire: (tags: string[]) => void): Promise<{ stop: () => Promise<void> }> {
  let stopped = false;
  let connection: Connection | undefined;
  let isFirst = true;
  const heard = () => {
    if (!isFirst) expire([everything]);
    isFirst = false;
  };
  const connect = async (): Promise<void> => {
    for (;;) {
      try {
        connection = await openConnection(expire, heard);
        return;
      } catch {
        isFirst = false; // pages may have been made by the time it succeeds
        if (stopped) return;
        await sleep(1000);
      }
    }
  };
  const keepPulse = async () => {
    while (!stopped) {
      await sleep(pulse.every, undefined, { ref: false });
      if (stopped || (await connection?.isHeard()) !== false) continue;
      console.error('Changes were no longer heard of; listening anew.');
      await connection?.close();
      await connect();
    }
  };
  await connect();
  void keepPulse();
  return {
    stop: async () => {
      stopped = true;
      await connection?.close();
    },
  };
}

type Connection = { isHeard: () => Promise<boolean>; close: () => Promise<void> };

/** One listening connection of its own, which postgres.js opens again when it breaks. Calls `heard` each time it listens. */
async function openConnection(expire: (tags: string[]) => void, heard: () => void): Promise<Connection> {
  const sql = postgres(process.env.DATABASE_URL!, {
    max: 1,
    ...reconnecting,
    onnotice: () => {},
    connection: { application_name: connectionName('listening') },
  });
  let ownWord: (() => void) | undefined;
  const onAnnouncement = (payload: string) => {
    const { tags, by } = JSON.parse(payload) as Announcement;
    if (tags.length === 0 && by === processId()) ownWord?.();
    else if (!isOwnChange(by)) expire(tags);
  };
  try {
    await sql.listen(contentChanged, onAnnouncement, heard);
  } catch (error) {
    await sql.end({ timeout: 0 });
    throw error;
  }
  return {
    /** Whether what this process says comes back to it. A connection can die without either end being told. */
    async isHeard() {
      const came = new Promise<boolean>((done) => {
        ownWord = () => done(true);
      });
      const word = JSON.stringify({ tags: [], by: processId() } satisfies Announcement);
      const said = await sqlClient()`select pg_notify(${contentChanged}, ${word})`.then(
        () => true,
        () => false,
      );
      if (!said) return true; // the database is away: that is another matter, and noticed when it is back
      return Promise.race([came, sleep(pulse.patience, false, { ref: false })]);
    },
    close: () => sql.end({ timeout: 0 }),
  };
}
