import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { exitWith, StartError } from './fail.ts';

const root = join(import.meta.dirname, '..');
/** What a build is made of. Texts of the sample and migrations are read at run time. */
const sources = [
  'app',
  'components',
  'lib',
  'db/schema',
  'db/client.ts',
  'public',
  'instrumentation.ts',
  'next.config.mjs',
  'package-lock.json',
  'postcss.config.mjs',
];
const generated = new Set(['public/reader.js', 'public/below.css']);

const distDir = () => join(root, process.env.NEXT_DIST_DIR ?? '.next');
const stampFile = () => join(distDir(), 'source-id');

/** A name for the state of the sources: machines with the same files agree on it. */
export function sourceId(): string {
  const hash = createHash('sha256');
  for (const source of sources) {
    for (const file of filesOf(source)) hash.update(`${file}\0`).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex').slice(0, 16);
}

function filesOf(path: string): string[] {
  if (!existsSync(join(root, path))) return [];
  const entries = path.includes('.') ? null : readdirSync(join(root, path), { withFileTypes: true, recursive: true });
  if (!entries) return [path];
  return entries
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .filter((file) => !generated.has(file))
    .sort();
}

export const isBuilt = (): boolean => existsSync(stampFile()) && readFileSync(stampFile(), 'utf8') === sourceId();

/** Builds the site. Needs no database. Throws StartError with the builder's own words when it fails. */
export async function buildSite(): Promise<void> {
  const id = sourceId();
  rmSync(stampFile(), { force: true }); // a build that is killed half-way must not look complete
  await bundleReaderScript();
  const output: Buffer[] = [];
  const code = await new Promise<number | null>((done, fail) => {
    const child = spawn(process.execPath, [join(root, 'node_modules/next/dist/bin/next'), 'build'], {
      cwd: root,
      env: { ...process.env, NODE_ENV: 'production', BUILD_ID: id, NEXT_TELEMETRY_DISABLED: '1', DATABASE_URL: '' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
    child.once('error', fail);
    child.once('exit', done);
  });
  if (code !== 0)
    throw new StartError(`The site could not be built:\n\n${Buffer.concat(output).toString('utf8').trim()}`);
  writeFileSync(stampFile(), id);
}

/** The one script of readers' pages, plain TypeScript, and the style sheet of what they show below the first screen. */
export async function bundleReaderScript(): Promise<void> {
  await build({
    entryPoints: { reader: join(root, 'components/reader.enhance.ts'), below: join(root, 'app/(site)/below.css') },
    outdir: join(root, 'public'),
    external: ['/typefaces/*'],
    bundle: true,
    minify: true,
    format: 'iife',
    target: ['es2020', 'chrome111', 'safari16.4', 'firefox120'],
    logLevel: 'error',
  });
}

if (import.meta.main) {
  const began = Date.now();
  await buildSite().catch(exitWith);
  console.log(`Built in ${((Date.now() - began) / 1000).toFixed(1)} s.`);
}
