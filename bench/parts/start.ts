import { answers } from '../ask.ts';
import { type Bench, type Found, size } from '../bench.ts';
import { median } from '../figures.ts';
import { homeDatabase } from '../magazine/home.ts';
import { startMagazine } from '../servers.ts';

/** From `npm start`'s first instruction to the first byte of the front page, on the magazine's own cluster. */
export async function measureStart({ home, quick, say }: Bench): Promise<Found> {
  const rounds = quick ? 2 : 5;
  await home.copy(size, homeDatabase);
  await home.close(); // this time the magazine starts its database itself
  const times: number[] = [];
  try {
    for (let round = 0; round <= rounds; round++) {
      const began = performance.now();
      const server = await startMagazine({ dataDir: home.dataDir }, (url) => answers(`${url}/`));
      const seconds = (performance.now() - began) / 1000;
      await server.stop();
      if (round > 0) times.push(seconds); // the first may have built the site, and has copied a database
      say(`started in ${seconds.toFixed(2)} s`);
    }
  } finally {
    await home.open();
  }
  const how = `median of ${rounds}, database included, all on one core`;
  return { figures: [{ name: 'second start to the first page', value: median(times), unit: 's', how }] };
}
