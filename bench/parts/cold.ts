import { mustAsk } from '../ask.ts';
import { type Bench, type Found, size, withServers } from '../bench.ts';
import { median, percentile } from '../figures.ts';
import { articlePaths } from '../magazine/measured.ts';
import { startMagazine } from '../servers.ts';

/** What the first reader of an article waits for: one render, with nothing of it kept anywhere. */
export async function measureCold({ home, quick }: Bench): Promise<Found> {
  const count = quick ? 60 : 500;
  const before = 50; // Node has compiled the way by then
  const databaseUrl = await home.copy(size, 'bench_cold');
  const asked = await articlePaths(databaseUrl, 1000, before + count);
  return withServers(async (keep) => {
    const { url } = await keep(startMagazine({ dataDir: home.newDataDir('cold'), databaseUrl }));
    const times: number[] = [];
    for (const path of asked) {
      const began = performance.now();
      await mustAsk(url + path);
      times.push(performance.now() - began);
    }
    const cold = times.slice(before);
    const how = `first request of ${count} articles that nobody asked for before, one after another, after ${before} others`;
    return {
      figures: [
        { name: 'cold render of an article, median', value: median(cold), unit: 'ms', how },
        { name: 'cold render of an article, p99', value: percentile(cold, 99), unit: 'ms', how },
        { name: 'first page of a fresh process', value: times[0]!, unit: 'ms', how: 'an article, Node still cold' },
      ],
    };
  });
}
