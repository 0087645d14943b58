import { setTimeout as sleep } from 'node:timers/promises';
import { ask, mustAsk } from '../ask.ts';
import { type Bench, type Found, size, withServers } from '../bench.ts';
import { type Figure, median } from '../figures.ts';
import { calm, memoryOf } from '../machine.ts';
import { articlePaths } from '../magazine/measured.ts';
import { startMagazine } from '../servers.ts';

/** How long nobody asks for anything before it counts: the magazine tidies up when it has nothing to do. */
const rest = 30_000;

/** Nobody waits longer for the last of them; what is then cached is what the figures are about. */
const mostSeconds = 540;

/** What the processes hold when every article of the magazine was asked for once. This server has all cores for it. */
export async function measureMemory({ home, quick, say }: Bench): Promise<Found> {
  const count = quick ? 100 : size;
  const databaseUrl = await home.copy(size, 'bench_memory');
  const paths = await articlePaths(databaseUrl, 0, count);
  return withServers(async (keep) => {
    const server = await keep(startMagazine({ dataDir: home.newDataDir('memory'), databaseUrl, place: 'all' }));
    await mustAsk(`${server.url}/`);
    const before = memoryOf(server.pid);
    const began = performance.now();
    const asked = await askAll(server.url, paths, began + mostSeconds * 1000);
    const seconds = (performance.now() - began) / 1000;
    say(`${asked} articles asked for in ${seconds.toFixed(0)} s`);
    const isCalm = await calm(server.pid, quick ? 5 : 60);
    const busy = memoryOf(server.pid);
    if (!quick) await sleep(rest);
    const [own, database] = [memoryOf(server.pid), memoryOf(home.pid())];
    if (before === null || busy === null || own === null || database === null)
      throw new Error('The system does not tell how much memory is used.');

    const again: number[] = [];
    for (let index = 0; index < 100; index++) {
      const from = performance.now();
      await mustAsk(server.url + paths[(index * 7919) % asked]!);
      again.push(performance.now() - from);
    }
    const how = `proportional set size of the processes${isCalm ? '' : ', still at work'}`;
    const later = quick ? 'at once' : `${rest / 1000} s later`;
    const pages = asked.toLocaleString('en');
    const figures: Figure[] = [
      { name: 'memory with the front page cached, server', value: before, unit: 'MB', how },
      { name: `memory with ${pages} pages just made, server`, value: busy, unit: 'MB', how },
      { name: `memory with ${pages} cached pages, server`, value: own, unit: 'MB', how: `${how}, ${later}` },
      {
        name: `memory with ${pages} cached pages, with its database`,
        value: own + database,
        unit: 'MB',
        how: `${how}, ${later}`,
      },
      {
        name: 'one of those pages, asked for again',
        value: median(again),
        unit: 'ms',
        how: 'median of 100; shows whether it was kept',
      },
      {
        name: `cold renders, ${readers} at a time`,
        value: asked / seconds,
        unit: '/s',
        how: 'each article of the magazine once',
      },
    ];
    return { figures };
  });
}

/** Enough that the server always has something to do, and nobody waits so long that the answer is 503. */
const readers = 4;

/** Asks for each once until `deadline`. Returns how many were asked for. */
async function askAll(url: string, paths: string[], deadline: number): Promise<number> {
  let asked = 0;
  const reader = async () => {
    while (asked < paths.length && performance.now() < deadline) await askPatiently(url + paths[asked++]!);
  };
  await Promise.all(Array.from({ length: readers }, reader));
  return asked;
}

/** A server that has too much to do says 503; what counts here is that the page is made in the end. */
async function askPatiently(url: string): Promise<void> {
  for (let tries = 1; tries < 5; tries++) {
    if ((await ask(url)).status === 200) return;
    await sleep(1000 * tries);
  }
  await mustAsk(url);
}
