import { findChromium } from '../../e2e/support/chromium.ts';
import { mustAsk } from '../ask.ts';
import { type Bench, type Found, size, withServers } from '../bench.ts';
import { type Figure, median } from '../figures.ts';
import { measuredPaths } from '../magazine/measured.ts';
import { Program } from '../programs.ts';
import { startMagazine } from '../servers.ts';
import { npmTool } from '../tools.ts';

const version = '13.5.0';
const flags =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';
/** Lighthouse's names, and ours in the table. */
const categories = {
  performance: 'performance',
  accessibility: 'accessibility',
  'best-practices': 'best practices',
  seo: 'SEO',
};

/** Lighthouse's simulated mid-range phone on the front page and on an article. */
export async function measureLighthouse({ home, quick, say }: Bench): Promise<Found> {
  const runs = quick ? 1 : 3;
  const chromium = findChromium();
  if (!chromium) throw new Error('There is no Chromium here. Install one, or set CHROMIUM to its path.');
  const tool = await npmTool('lighthouse', version, 'cli/index.js');
  const databaseUrl = await home.copy(size, 'bench_lighthouse');
  return withServers(async (keep) => {
    const { url } = await keep(startMagazine({ dataDir: home.newDataDir('lighthouse'), databaseUrl }));
    const all = await measuredPaths(databaseUrl, url);
    const figures: Figure[] = [];
    for (const page of ['front page', 'article']) {
      await mustAsk(url + all[page]!);
      const results: Result[] = [];
      for (let run = 0; run < runs; run++) results.push(await runLighthouse(tool, chromium, url + all[page]!));
      figures.push(...figuresOf(page, results));
      say(
        `${page}: ${Object.keys(categories).map((key) => figures.find(({ name }) => name.includes(page) && name.endsWith(categories[key as keyof typeof categories]))!.value)}`,
      );
    }
    return { figures };
  });
}

type Result = {
  /** Now and then it misses the beginning of a page (NO_NAVSTART), and there is no score. */
  runtimeError?: { message: string };
  categories: Record<string, { score: number | null }>;
  audits: Record<string, { numericValue?: number } | undefined>;
};

async function runLighthouse(tool: string, chromium: string, address: string): Promise<Result> {
  const only = `--only-categories=${Object.keys(categories).join(',')}`;
  const args = [
    tool,
    address,
    '--output=json',
    '--quiet',
    '--no-enable-error-reporting',
    only,
    `--chrome-flags=${flags}`,
  ];
  for (let tries = 1; ; tries++) {
    const program = new Program(process.execPath, args, { place: 'all', env: { CHROME_PATH: chromium } });
    const result = JSON.parse(await program.result()) as Result;
    if (!result.runtimeError) return result;
    if (tries === 3) throw new Error(`Lighthouse could not measure ${address}: ${result.runtimeError.message}`);
  }
}

function figuresOf(page: string, results: Result[]): Figure[] {
  const how = `Lighthouse ${version}, median of ${results.length}`;
  const scores = Object.entries(categories).map(
    ([key, name]): Figure => ({
      name: `Lighthouse mobile, ${page}: ${name}`,
      value: median(results.map((result) => Math.round((result.categories[key]?.score ?? 0) * 100))),
      unit: 'score',
      how,
    }),
  );
  const audit = (name: string) => median(results.map((result) => result.audits[name]?.numericValue ?? Number.NaN));
  return [
    ...scores,
    { name: `layout shift, ${page}`, value: audit('cumulative-layout-shift'), unit: 'count', how },
    {
      name: `largest contentful paint, ${page}`,
      value: audit('largest-contentful-paint'),
      unit: 'ms',
      how: `${how}, simulated`,
    },
  ];
}
