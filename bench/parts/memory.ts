import { mustAsk } from '../ask.ts';
import { type Bench, type Found, size, withServers } from '../bench.ts';
import { type Figure, median } from '../figures.ts';
import { calm, memoryOf } from '../machine.ts';
import { articlePaths } from '../magazine/measured.ts';
import { startMagazine } from '../servers.ts';

/** What the processes hold when every article of the magazine was asked for once. */
export async function measureMemory({ home, quick, say }: Bench): Promise<Found> {
  const count = quick ? 300 : size;
  const databaseUrl = await home.copy(size, 'bench_memory');
  const asked = await articlePaths(databaseUrl, 0, count);
  return withServers(async (keep) => {
    const server = await keep(startMagazine({ dataDir: home.newDataDir('memory'), databaseUrl }));
    await mustAsk(`${server.url}/`);
    const before = memoryOf(server.pid);
    const began = performance.now();
    await inParallel(asked, 16, (path) => mustAsk(server.url + path));
    const seconds = (performance.now() - began) / 1000;
    say(`${count} articles asked for in ${seconds.toFixed(0)} s.`);
    const isCalm = await calm(server.pid, quick ? 15 : 180);
    const [own, database] = [memoryOf(server.pid), memoryOf(home.pid())];
    if (before === null || own === null || database === null)
      throw new Error('The system does not tell how much memory is used.');

    const again: number[] = [];
    for (let index = 0; index < 100; index++) {
      const from = performance.now();
      await mustAsk(server.url + asked[(index * 7919) % count]!);
      again.push(performance.now() - from);
    }
    const how = `proportional set size of the processes${isCalm ? '' : ', still at work'}`;
    const pages = count.toLocaleString('en');
    const figures: Figure[] = [
      { name: 'memory with the front page cached, server', value: before, unit: 'MB', how },
      { name: `memory with ${pages} cached pages, server`, value: own, unit: 'MB', how },
      { name: `memory with ${pages} cached pages, with its database`, value: own + database, unit: 'MB', how },
      {
        name: 'one of those pages, asked for again',
        value: median(again),
        unit: 'ms',
        how: 'median of 100; shows whether it was kept',
      },
      {
        name: 'cold renders, 16 at a time',
        value: count / seconds,
        unit: '/s',
        how: 'each article of the magazine once',
      },
    ];
    return { figures };
  });
}

async function inParallel<T>(things: T[], width: number, work: (thing: T) => Promise<unknown>): Promise<void> {
  const left = things.values();
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (const thing of left) await work(thing);
    }),
  );
}
