import { existsSync, readdirSync, statSync } from 'node:fs';
import { cp, readFile, rename, rm, utimes } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { newNoted } from '#lib/cache/noting';
import { isPackable } from './encodings.ts';
import type { Made } from './page-cache.ts';

/** Files that are served as they are: of the build, of earlier builds for a day, and those in public/. */
export type StaticFiles = {
  /** The queries by which pages ask for the files of their own build: `?v=` and its id. */
  versions: ReadonlySet<string>;
  /** The file at `path` as an answer; null when there is none. `search` may be one of `versions`. */
  read: (path: string, search?: string) => Promise<Made | null>;
};

const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.jpg': 'image/jpeg',
  '.txt': 'text/plain; charset=utf-8',
};
/** Their names change with their content. */
const isImmutable = (path: string): boolean => path.startsWith('/_next/static/') || path.startsWith('/typefaces/');
/** The path of a file as we name them: nothing that could lead out of its folder. */
const isFileName = /^(\/[\w~%()[\]-][\w.~%()[\]-]*)+\.\w+$/;

/** What server/build.ts makes beside Next: asked for at the root, because readers' pages name nothing of the framework. */
const readerFiles = new Set([
  '/reader.js',
  '/later.css',
  '/article.js',
  '/card.js',
  '/quote.js',
  '/blocks.css',
  '/feed.css',
]);

/** `builds` are the folders that hold a build's `static`, each called by its id, the current one first. */
export function createStaticFiles(publicFolder: string, builds: string[]): StaticFiles {
  const inPublic = new Set(
    existsSync(publicFolder)
      ? readdirSync(publicFolder, { recursive: true, encoding: 'utf8' }).map((file) => `/${file}`)
      : [],
  );
  const byVersion = new Map(builds.map((build) => [`?v=${basename(build)}`, build]));
  const places = (path: string, version: string): string[] => {
    if (!isFileName.test(path)) return [];
    if (readerFiles.has(path))
      return [byVersion.get(version), builds[0]].flatMap((build) => (build ? join(build, 'static', path) : []));
    if (inPublic.has(path)) return [join(publicFolder, path)];
    if (!path.startsWith('/_next/static/')) return [];
    const name = decodeURIComponent(path.slice('/_next/static/'.length));
    return builds.map((build) => join(build, 'static', name));
  };
  return {
    versions: new Set(byVersion.keys()),
    async read(path, search = '') {
      const asked = byVersion.get(search);
      for (const place of places(path, search)) {
        const isOfThatBuild =
          readerFiles.has(path) && search !== developing && asked !== undefined && place.startsWith(asked);
        const isForever = isImmutable(path) || isOfThatBuild;
        const body = await readFile(place).catch(() => null);
        if (body) return { status: 200, headers: headersOf(path, isForever), body, noted: newNoted(), mayBeKept: true };
      }
      return null;
    },
  };
}

/** There the same name stands for other files after each edit. */
const developing = '?v=dev';

function headersOf(path: string, isForever: boolean): Record<string, string> {
  const type =
    path === '/speculation-rules.json'
      ? 'application/speculationrules+json'
      : (types[extname(path)] ?? 'application/octet-stream');
  return {
    'content-type': type,
    'cache-control': isForever ? 'public, max-age=31536000, immutable' : 'public, max-age=0, must-revalidate',
    ...(isPackable(type) && { vary: 'accept-encoding' }),
    // a card stands in frames of other sites, some of which let it have no origin
    ...(path === '/card.js' && { 'cross-origin-resource-policy': 'cross-origin' }),
  };
}

/** How long pages of an earlier build may still ask for its files, in milliseconds. */
const keepFor = 24 * 3_600_000;

/**
 * Keeps the static files of the build in `folder` as `kept`/<id>, removes those of builds that were last current more than
 * a day ago, and returns the folders to serve from, the current one first. A folder's time is when its build began to be
 * current, or ceased to be.
 */
export async function keepStaticFiles(folder: string, id: string, kept: string): Promise<string[]> {
  const own = join(kept, id);
  if (!existsSync(own)) {
    const unfinished = `${own}.${process.pid}`;
    await cp(join(folder, 'static'), join(unfinished, 'static'), { recursive: true });
    await utimes(unfinished, 0, 0); // not current yet
    await rename(unfinished, own).catch(() => rm(unfinished, { recursive: true, force: true })); // another was first
  }
  const now = new Date();
  const age = (build: string) => now.getTime() - statSync(build).mtimeMs;
  const [latest, ...others] = readdirSync(kept)
    .map((name) => join(kept, name))
    .sort((a, b) => age(a) - age(b));
  if (latest !== own) {
    await utimes(latest!, now, now); // it was current until now, however long ago it started
    await utimes(own, now, now);
  }
  const earlier = [];
  for (const build of [latest!, ...others].filter((build) => build !== own)) {
    if (age(build) > keepFor) await rm(build, { recursive: true, force: true });
    else earlier.push(build);
  }
  return [folder, ...earlier];
}
