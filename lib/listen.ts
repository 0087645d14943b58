import { setTimeout as sleep } from 'node:timers/promises';
import { sqlClient } from '#db/client';
import { contentChanged } from '#lib/announce';

/** Stands for every tag: after a time in which changes may have been missed. */
export const everything = '*';

/**
 * Hears from PostgreSQL which cache tags have changed, whoever changed them, and hands them to `expire`, one call after
 * another. When the connection was lost, `everything` has. Resolves as soon as it hears.
 */
export async function listenForChanges(expire: (tags: string[]) => Promise<void>): Promise<void> {
  const waiting = new Set<string>();
  let working = false;
  const work = async () => {
    if (working) return;
    working = true;
    while (waiting.size > 0) {
      const tags = waiting.has(everything) ? [everything] : [...waiting];
      waiting.clear();
      try {
        await expire(tags);
      } catch {
        for (const tag of tags) waiting.add(tag); // a change must not get lost
        await sleep(250);
      }
    }
    working = false;
  };
  const note = (tags: string[]) => {
    for (const tag of tags) waiting.add(tag);
    void work();
  };

  let connections = 0;
  const listen = () =>
    sqlClient().listen(
      contentChanged,
      (payload) => note(JSON.parse(payload) as string[]),
      () => {
        connections += 1;
        if (connections > 1) note([everything]); // at the first one nothing is cached yet
      },
    );
  for (;;) {
    try {
      await listen();
      return;
    } catch {
      connections = Math.max(connections, 1); // pages may have been made by the time it succeeds
      await sleep(1000);
    }
  }
}
