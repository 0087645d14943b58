import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { exitWith, StartError } from './fail.ts';
import { takeLock } from './locks.ts';

/**
 * Builds of the site. Each has a folder of its own, `.next/builds/<id>`, where its id is the hash of its sources, so that
 * machines with the same files agree on it. `.next/current` leads to the one in use, and is switched when a build is complete.
 */
const root = join(import.meta.dirname, '..');
const buildsFolder = join(root, '.next/builds');
const currentLink = join(root, '.next/current');
/** What a build is made of. */
const sources = [
  'app',
  'components',
  'lib',
  'db',
  'public',
  'instrumentation.ts',
  'instrumentation-client.ts',
  'next.config.mjs',
  'server/page-shells.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
];
/** Read at run time only. */
const readLater = /^db\/(migrations|sample)\//;
const builderFile = 'server/build.ts';

/**
 * Ids of server actions are derived from this at build time: the same for everyone, so that a form in a page of one build,
 * or of one machine, names an action of another. It keeps no secret: no action of ours closes over anything.
 */
const actionsSalt = createHash('sha256').update('mansudae-korea actions').digest('base64');

export type Build = { id: string; folder: string };

/** A name for the state of the sources: machines with the same files agree on it. */
export function sourceId(): string {
  const hash = createHash('sha256');
  for (const file of [...sourceFiles(), builderFile]) hash.update(`${file}\0`).update(readFileSync(join(root, file)));
  return hash.digest('hex').slice(0, 16);
}

/** The files that a build is made of, from the root. */
export const sourceFiles = (): string[] => sources.flatMap(filesOf);

function filesOf(path: string): string[] {
  if (!existsSync(join(root, path))) return [];
  const entries = path.includes('.') ? null : readdirSync(join(root, path), { withFileTypes: true, recursive: true });
  if (!entries) return [path];
  return entries
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((file) => !readLater.test(file))
    .sort();
}

const folderOf = (id: string): string => join(buildsFolder, id);
const isComplete = (id: string): boolean => existsSync(join(folderOf(id), 'complete'));

/** The complete build of the sources as they are, or null when there is none. */
export function findBuild(): Build | null {
  const id = sourceId();
  return isComplete(id) ? { id, folder: folderOf(id) } : null;
}

/** The build of the sources as they are, made when there is none yet, and switched to. Needs no database. Throws StartError. */
export async function buildSite(): Promise<Build> {
  const lock = await waitForLock();
  try {
    const built = findBuild() ?? (await makeBuild(sourceId()));
    switchTo(built.id);
    removeOld(built.id);
    return built;
  } finally {
    lock.close();
  }
}

/** Processes that share these files build one after the other, and all but the first find it done. */
async function waitForLock() {
  for (;;) {
    const lock = await takeLock(`building ${buildsFolder}`);
    if (lock) return lock;
    await sleep(200);
  }
}

async function makeBuild(id: string): Promise<Build> {
  const folder = folderOf(id);
  rmSync(folder, { recursive: true, force: true }); // one that was killed half-way
  mkdirSync(folder, { recursive: true });
  rmSync(join(root, '.next/compile-cache'), { recursive: true, force: true }); // of files of builds before (start.ts)
  // What the bundler remembers from one build to the next, it looks for within the folder of the build.
  mkdirSync(join(root, '.next/cache'), { recursive: true });
  symlinkSync('../../cache', join(folder, 'cache'));
  writeTypesConfig();
  const output: Buffer[] = [];
  const code = await new Promise<number | null>((done, fail) => {
    const child = spawn(process.execPath, [join(root, 'node_modules/next/dist/bin/next'), 'build'], {
      cwd: root,
      env: {
        ...process.env,
        NODE_ENV: 'production',
        NEXT_DIST_DIR: relative(root, folder),
        BUILD_ID: id,
        NEXT_TELEMETRY_DISABLED: '1',
        NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: actionsSalt,
        DATABASE_URL: '',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
    child.once('error', fail);
    child.once('exit', done);
  });
  if (code !== 0)
    throw new StartError(`The site could not be built:\n\n${Buffer.concat(output).toString('utf8').trim()}`);
  await bundleReaderFiles(folder);
  writeFileSync(join(folder, 'complete'), '');
  return { id, folder };
}

/** Next writes the folder of a build into the type checker's settings: into these, then, and not into the repository's. */
function writeTypesConfig(): void {
  const file = join(root, '.next/tsconfig.json');
  if (!existsSync(file)) writeFileSync(file, '{ "extends": "../tsconfig.json" }\n');
}

/** At no moment does the link lead nowhere. */
function switchTo(id: string): void {
  const now = new Date();
  utimesSync(folderOf(id), now, now);
  const target = join('builds', id);
  if (existsSync(currentLink) && readlinkSync(currentLink) === target) return;
  const link = `${currentLink}.${process.pid}`;
  rmSync(link, { force: true });
  symlinkSync(target, link);
  renameSync(link, currentLink);
}

/** The two last used are kept: a process may still run on the one before. */
function removeOld(id: string): void {
  const lastUsed = (name: string) => statSync(folderOf(name)).mtimeMs;
  const others = readdirSync(buildsFolder)
    .filter((name) => name !== id)
    .sort((a, b) => lastUsed(b) - lastUsed(a));
  for (const name of others.slice(1)) rmSync(folderOf(name), { recursive: true, force: true });
}

/**
 * The scripts of readers' pages, plain TypeScript, and the style sheets of what they show below the first screen and of
 * what few articles have: made into the static files of the build in `folder`, and asked for at `readerFiles` with its id.
 */
export async function bundleReaderFiles(folder: string): Promise<void> {
  const { build, stop } = await import('esbuild');
  await build({
    entryPoints: {
      reader: join(root, 'components/reader.enhance.ts'),
      later: join(root, 'app/(site)/later.css'),
      quote: join(root, 'components/articles/quote-offer.enhance.ts'),
      card: join(root, 'components/articles/card.enhance.ts'),
      article: join(root, 'components/articles/article.enhance.ts'),
      blocks: join(root, 'components/articles/blocks.css'),
      feed: join(root, 'app/(site)/feed.css'),
    },
    outdir: join(folder, 'static'),
    external: ['/typefaces/*'],
    bundle: true,
    minify: true,
    format: 'iife',
    target: ['es2020', 'chrome111', 'safari16.4', 'firefox120'],
    logLevel: 'error',
  });
  await stop(); // or its process stays for as long as this one
}

if (import.meta.main) {
  const began = Date.now();
  const { id } = await buildSite().catch(exitWith);
  console.log(`Built ${id} in ${((Date.now() - began) / 1000).toFixed(1)} s.`);
}
