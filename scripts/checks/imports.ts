import { existsSync, globSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { build } from 'esbuild';
import { root } from './run-tool.ts';

/** One import that is there when the program runs: imports of types alone are not among them. */
type Import = { from: string; to: string };

/** Which layers each layer may import; a layer that is not named may import anything. */
const mayImport: Record<string, string[]> = {
  app: ['app', 'components', 'lib'],
  components: ['components', 'lib'],
  lib: ['lib', 'db'],
  db: ['db'],
  server: ['server', 'lib', 'db'],
};

/** Files that fill the database, and may ask the subjects how. */
const fillers = /^db\/(seed|sample\/)/;
/** Who may import `next/*`. */
const insideNext =
  /^(app\/|components\/|instrumentation\.ts$|lib\/(forms\/|auth\/(current-user|next-auth|sign-in|actions)\.ts$|.*queries\.ts$|.*actions\.ts$|.*jobs\.tsx?$))/;
/** Who may speak SQL: nobody who draws. */
const mayQuery = /^(db|lib|server|scripts)\//;
/** What plain Node runs, with all that it imports. */
const plainNode = /^(server\/|scripts\/|db\/|lib\/.*(rules|mutations)\.ts$)/;

/** Where an import points the wrong way. */
export async function importFaults(): Promise<string[]> {
  const files = globSync(['*.ts', '{app,components,lib,db,server,scripts}/**/*.{ts,tsx}'], { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !/\.test\.tsx?$|\.d\.ts$|config\.ts$/.test(file));
  return judgeImports(await readImports(files));
}

/** Every import among `files`, as esbuild reads it; a file of our own is named by its path from the root. */
async function readImports(files: string[]): Promise<Import[]> {
  const imports: Import[] = [];
  await build({
    absWorkingDir: root,
    entryPoints: files,
    bundle: true,
    write: false,
    outdir: 'unused',
    format: 'esm',
    platform: 'node',
    logLevel: 'silent',
    plugins: [
      {
        name: 'note imports',
        setup: ({ onResolve }) =>
          onResolve({ filter: /.*/ }, ({ path, importer, kind }) => {
            if (kind === 'entry-point') return undefined;
            const from = importer.slice(root.length + 1).replaceAll('\\', '/');
            imports.push({ from, to: ownFile(path, from) ?? path });
            return { path, external: true };
          }),
      },
    ],
  });
  return imports;
}

/** The file that `specifier` leads to, or undefined when it is a package. */
function ownFile(specifier: string, from: string): string | undefined {
  if (specifier.startsWith('.')) return normalize(join(dirname(from), specifier)).replaceAll('\\', '/');
  const [, folder, path] = /^#(\w+)\/(.+)$/.exec(specifier) ?? [];
  if (!folder) return undefined;
  return `${folder}/${path}${folder === 'components' ? '.tsx' : '.ts'}`;
}

/** The rules, on a list of imports. */
export function judgeImports(imports: Import[], exists = (file: string) => existsSync(join(root, file))): string[] {
  const faults: string[] = [];
  const isOwn = (to: string) => /^(app|components|lib|db|server|scripts|e2e)\//.test(to);
  for (const { from, to } of imports) {
    const say = (sentence: string) => faults.push(`${from} imports ${to}: ${sentence}`);
    const layer = layerOf(from);
    if (isOwn(to) && !exists(to)) say('there is no such file.');
    const allowed = mayImport[layer];
    if (allowed && isOwn(to) && !allowed.includes(layerOf(to)) && !(fillers.test(from) && layerOf(to) === 'lib'))
      say(`${layer} may import ${allowed.join(', ')}.`);
    if (to.startsWith('next/') && !insideNext.test(from) && layer !== 'server') say('this file is not inside Next.');
    if (to === 'next/cache') say('reads are kept by lib/cache, and expired by what is announced.');
    if (/^next-auth(\/|$)|^@auth\//.test(to) && !from.startsWith('lib/auth/') && !from.startsWith('app/api/auth/'))
      say('only lib/auth knows next-auth.');
    if (/^(drizzle-orm|postgres)(\/|$)/.test(to) && !mayQuery.test(from)) say('SQL has its address in lib and db.');
  }
  for (const start of new Set(imports.map(({ from }) => from).filter((from) => plainNode.test(from))))
    for (const [file, way] of reach(start, imports)) {
      const isNext = /^next\//.test(file) && layerOf(way.at(-1)!) !== 'server';
      if (isNext || file.endsWith('.tsx'))
        faults.push(`${[...way, file].join(' → ')}: plain Node runs ${start}, and cannot load this.`);
    }
  return [...new Set(faults)];
}

const layerOf = (file: string) => (file.includes('/') ? file.slice(0, file.indexOf('/')) : '');

/** Everything that loading `start` loads, each with the way there. */
function reach(start: string, imports: Import[]): Map<string, string[]> {
  const ways = new Map<string, string[]>([[start, []]]);
  for (const [file, way] of ways)
    for (const { from, to } of imports) if (from === file && !ways.has(to)) ways.set(to, [...way, file]);
  ways.delete(start);
  return ways;
}
