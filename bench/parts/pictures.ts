import sharp from 'sharp';
import { paths } from '#lib/paths';
import { landscape } from '../../e2e/support/picture-files.ts';
import { type Bench, type Found, size, withServers } from '../bench.ts';
import { median } from '../figures.ts';
import { calm, memoryOf } from '../machine.ts';
import { withDatabase } from '../magazine/measured.ts';
import { openSession } from '../magazine/session.ts';
import { startMagazine } from '../servers.ts';

/** How many come at once where memory is measured, and how many in all. */
const [atOnce, all] = [10, 50];

/**
 * What an author waits for who sends a photograph as a phone takes it, and what the magazine holds while many come. It has
 * one core for all of it.
 */
export async function measurePictures({ home, quick, say }: Bench): Promise<Found> {
  const databaseUrl = await home.copy(size, 'bench_pictures');
  const token = await withDatabase(databaseUrl, openSession);
  const photographs = await photographsOf(quick ? 2 : atOnce);
  return withServers(async (keep) => {
    const { url, pid } = await keep(startMagazine({ dataDir: home.newDataDir('pictures'), databaseUrl }));
    await calm(pid);
    const send = async (body: Buffer) => {
      const began = performance.now();
      const headers = {
        cookie: `authjs.session-token=${token}`,
        origin: url,
        'content-type': 'application/octet-stream',
      };
      const answer = await fetch(url + paths.desk.upload, { method: 'PUT', headers, body: new Uint8Array(body) });
      if (!answer.ok) throw new Error(`A picture was answered with ${answer.status}: ${await answer.text()}`);
      await answer.arrayBuffer();
      return (performance.now() - began) / 1000;
    };
    const first = await send(photographs[0]!);
    const times: number[] = [];
    for (const photograph of photographs) times.push(await send(photograph));
    say(`${times.length} pictures of 12 megapixels in ${times.map((time) => time.toFixed(1)).join(', ')} s`);

    let most = memoryOf(pid) ?? 0;
    const watch = setInterval(() => {
      most = Math.max(most, memoryOf(pid) ?? 0);
    }, 50);
    const count = quick ? atOnce : all;
    let sent = 0;
    const sender = async () => {
      while (sent < count) await send(photographs[sent++ % photographs.length]!);
    };
    await Promise.all(Array.from({ length: atOnce }, sender));
    clearInterval(watch);

    const megabytes = (photographs.reduce((sum, { length }) => sum + length, 0) / photographs.length / 1e6).toFixed(1);
    const how = `JPEG of ${megabytes} MB over HTTP, to AVIF, WebP and JPEG in five widths and a row in the database, on one core`;
    return {
      figures: [
        {
          name: 'picture of 12 megapixels, sent to all that readers get, median',
          value: median(times),
          unit: 's',
          how,
        },
        { name: 'the first of them, with the start of the process that develops', value: first, unit: 's', how },
        {
          name: `memory while ${count} pictures come, ten at once`,
          value: most,
          unit: 'MB',
          how: 'most that was seen, every 50 ms: proportional set size of the site and what it starts, without its database',
        },
      ],
    };
  });
}

/** Photographs of which no two are the same. */
async function photographsOf(count: number): Promise<Buffer[]> {
  const plain = await (await landscape(4000, 3000)).png({ compressionLevel: 1 }).toBuffer();
  const tinted = (hue: number) => sharp(plain).modulate({ hue });
  return Promise.all(
    Array.from({ length: count }, (_, index) =>
      tinted(index * 7)
        .jpeg({ quality: 92 })
        .toBuffer(),
    ),
  );
}
