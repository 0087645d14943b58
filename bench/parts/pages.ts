import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, ask, mustAsk } from '../ask.ts';
import type { Recorded } from '../bare.ts';
import { type Bench, type Found, size, withServers } from '../bench.ts';
import { median, type PageFigure } from '../figures.ts';
import { type Load, load } from '../load.ts';
import { calm, memoryOf } from '../machine.ts';
import { measuredPaths } from '../magazine/measured.ts';
import { servers as names, ratio } from '../report.ts';
import { type Server, startBare, startMagazine, startNext } from '../servers.ts';

/** Warm pages under load: from bare `node:http` with the same bytes, from `next start`, from this server; in turns. */
export async function measurePages({ home, quick, say }: Bench): Promise<Found> {
  const rounds = quick ? 1 : 5;
  const seconds = quick ? 1 : 4;
  const databaseUrl = await home.copy(size, 'bench_pages');
  const dataDir = home.newDataDir('pages');
  return withServers(async (keep) => {
    const ours = await keep(startMagazine({ dataDir, databaseUrl }));
    const next = await keep(startNext({ dataDir, databaseUrl }));
    const pages = await measuredPaths(databaseUrl, ours.url);
    const file = join(dataDir, 'recorded.json');
    for (const path of Object.values(pages)) await askOften(ours.url + path);
    await record(ours.url, pages, file);
    const bare = await keep(startBare(file));
    await checkSame(ours.url, bare.url, pages);

    const servers = { [names.bare]: bare, [names.next]: next, [names.ours]: ours };
    const loads = new Map<string, Load[]>();
    for (const [page, path] of Object.entries(pages)) {
      for (const server of Object.values(servers)) await loadOne(server, path, quick ? 1 : 3); // warm
      for (let round = 0; round < rounds; round++)
        for (const [name, server] of Object.entries(servers)) {
          const key = `${page} ${name}`;
          loads.set(key, [...(loads.get(key) ?? []), await loadOne(server, path, seconds)]);
        }
      const rates = Object.keys(servers).map(
        (name) => `${name} ${Math.round(loads.get(`${page} ${name}`)!.at(-1)!.rate)}/s`,
      );
      say(`${page}: ${rates.join(', ')}`);
    }

    const rows: PageFigure[] = [];
    for (const [page, path] of Object.entries(pages))
      for (const [server, { url, pid }] of Object.entries(servers)) {
        const rounds = loads.get(`${page} ${server}`)!;
        const middle = (key: keyof Load) => median(rounds.map((round) => round[key]));
        const bytes = (await mustAsk(url + path)).body.length;
        rows.push({
          page,
          server,
          bytes,
          rate: middle('rate'),
          p50: middle('p50'),
          p99: middle('p99'),
          memory: memoryOf(pid),
        });
      }
    const how = `median of ${rounds} × ${seconds} s, in turns, 64 connections`;
    const value = ratio(rows, 'article', names.ours, names.bare)!;
    return {
      pages: rows,
      figures: [{ name: 'article, warm, of bare node:http with the same bytes', value, unit: 'ratio', how }],
    };
  });
}

/** Loads one server; the next then has the core to itself. */
const loadOne = ({ url, pid }: Server, path: string, seconds: number): Promise<Load> =>
  load(url + path, seconds, () => calm(pid));

/** Until it is packed at its best: what is read often goes out smaller after the first seconds. */
async function askOften(url: string): Promise<void> {
  const first = (await mustAsk(url)).headers.etag;
  for (let seconds = 0; seconds < bestPacking; seconds += 0.2) {
    for (let time = 0; time < 10; time++) if ((await mustAsk(url)).headers.etag !== first) return;
    await sleep(200);
  }
}
/** Longer than the best packing waits and takes, in seconds. */
const bestPacking = 8;

/** What depends on the connection and the moment is each server's own. */
const ownHeaders = /^(date|connection|keep-alive|transfer-encoding)$/i;

/** Keeps in `file` what the site sends for `pages`, for bare.ts to send again. */
async function record(siteUrl: string, pages: Record<string, string>, file: string): Promise<void> {
  const recorded: Recorded = {};
  for (const path of Object.values(pages)) {
    await mustAsk(siteUrl + path);
    const answer = await mustAsk(siteUrl + path); // the second time: whatever is kept is kept now
    recorded[path] = { headers: headersOf(answer).flat(), body: answer.body.toString('base64') };
  }
  writeFileSync(file, JSON.stringify(recorded));
}

/** A ceiling that sent something else would be none. */
async function checkSame(siteUrl: string, bareUrl: string, pages: Record<string, string>): Promise<void> {
  for (const path of Object.values(pages)) {
    const [ours, bare] = await Promise.all([ask(siteUrl + path), ask(bareUrl + path)]);
    const isSame = ours.body.equals(bare.body) && JSON.stringify(headersOf(ours)) === JSON.stringify(headersOf(bare));
    if (!isSame) throw new Error(`${path} is not the same from both servers.`);
  }
}

/** Names and values, in their order. */
function headersOf({ rawHeaders }: Answer): [name: string, value: string][] {
  const pairs: [string, string][] = [];
  for (let index = 0; index < rawHeaders.length; index += 2)
    if (!ownHeaders.test(rawHeaders[index]!)) pairs.push([rawHeaders[index]!, rawHeaders[index + 1]!]);
  return pairs;
}
