import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Checkout } from '../../e2e/support/checkout.ts';
import { type Bench, type Found, size } from '../bench.ts';
import { type Figure, median } from '../figures.ts';
import { Program } from '../programs.ts';

/** `npm run build` while the database at hand holds few articles, and many: a build asks it nothing, so both are the same. */
export async function measureBuild({ home, quick, say }: Bench): Promise<Found> {
  const rounds = quick ? 1 : 2;
  const sizes = [10, quick ? size : 10 * size]; // so many take a minute to make
  const urls = new Map<number, string>();
  for (const articles of sizes) urls.set(articles, await home.copy(articles, `bench_build_${articles}`));
  const times = new Map<number, number[]>(sizes.map((articles) => [articles, []]));
  const { folder } = new Checkout(); // the build that is served stays
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove); // also when the bench is cut short
  for (let round = 0; round < rounds; round++)
    for (const articles of sizes) {
      rmSync(join(folder, '.next'), { recursive: true, force: true });
      const began = performance.now();
      const env = { DATABASE_URL: urls.get(articles)! };
      await new Program(process.execPath, ['server/build.ts'], { place: 'all', env, cwd: folder }).result();
      times.get(articles)!.push((performance.now() - began) / 1000);
      say(`built in ${times.get(articles)!.at(-1)!.toFixed(1)} s`);
    }
  remove();
  process.off('exit', remove);
  const [few, many] = sizes.map((articles) => median(times.get(articles)!)) as [number, number];
  const how = `${rounds === 1 ? 'once' : `median of ${rounds}, in turns`}, on all cores, nothing kept from before`;
  const named = (articles: number) => `build with ${articles.toLocaleString('en')} articles in the database`;
  const figures: Figure[] = [
    { name: named(sizes[0]!), value: few, unit: 's', how },
    { name: named(sizes[1]!), value: many, unit: 's', how },
  ];
  return { figures };
}
