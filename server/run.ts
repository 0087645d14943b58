import { existsSync, watch } from 'node:fs';
import { join, relative } from 'node:path';
import { everything, expire } from '#lib/cache/expiry';
import { type Env, readEnv } from '#lib/env';
import { type Build, buildSite, bundleReaderFiles, findBuild } from './build.ts';
import { authSecret, lockDataDir, openDataDir } from './data-dir.ts';
import { type Cluster, startCluster } from './embedded-postgres.ts';
import { refreshMasthead } from './error-documents.ts';
import { exitWith, StartError } from './fail.ts';
import { createFront } from './front.ts';
import { collectWhenIdle } from './idle.ts';
import { createSite, type Site } from './listening.ts';
import { createStaticFiles, keepStaticFiles } from './static-files.ts';
import { upgradeCluster } from './upgrade.ts';

/**
 * `npm start` and `npm run dev`: from nothing to a magazine that answers. Each step either works or ends the process with
 * one sentence. With `--dev` Next reloads what is edited; everything else is the same.
 */
const root = join(import.meta.dirname, '..');
const isDev = process.argv.includes('--dev');
/** What of readers' files esbuild makes in development, in a folder that is called as a build would be. */
const devFiles = join(root, '.next/unbuilt/dev');
const say = (sentence: string) => console.log(sentence);
const secondsSince = (began: number) => `${((Date.now() - began) / 1000).toFixed(1)} s`;

/** What is running, in the order in which it was started; stopped in reverse. */
const running: { name: string; stop: () => Promise<unknown> | unknown }[] = [];
let stopping: Promise<void> | undefined;
/** Cuts off the answers under way: what a second Ctrl-C asks for. */
let abandonRequests = () => {};

process.chdir(root);
// Whoever read what we say may go away first. That is no fault, and to say so would be the next one.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
process.on('SIGINT', () => void stop(0));
process.on('SIGTERM', () => void stop(0));
process.on('unhandledRejection', (error) => console.error('A rejection that nobody caught:', error));
let faults = 0;
process.on('uncaughtException', (error) => {
  console.error('A fault that nobody caught:', error);
  // One request's fault must not take the magazine from everyone else; a run of them means that something is broken.
  faults += 1;
  setTimeout(() => (faults -= 1), 60_000).unref();
  if (faults > 20) void stop(1);
});
await start().catch(async (error) => {
  if (stopping) return stopping; // cut short by a signal: what follows from that is no fault
  await stopAll();
  exitWith(error);
});

async function start(): Promise<void> {
  const began = Date.now();
  if (existsSync('.env')) process.loadEnvFile('.env');
  const settings = readEnv(process.env);
  if ('faults' in settings) throw new StartError(settings.faults.join('\n'));
  const { env } = settings;

  Object.assign(process.env, { NODE_ENV: isDev ? 'development' : 'production', NEXT_TELEMETRY_DISABLED: '1' });
  const dataDir = openDataDir(env.DATA_DIR);
  process.env.DATA_DIR = dataDir;
  const lock = await lockDataDir(dataDir);
  running.push({ name: 'lock', stop: () => lock.close() });

  const site = createSite({
    siteUrl: env.SITE_URL ?? null,
    port: env.PORT,
    trustedProxies: env.TRUSTED_PROXIES,
    isDevelopment: isDev,
  });
  await site.listen(env.PORT, env.HOST);
  running.push({ name: 'site', stop: site.close });
  abandonRequests = site.close;

  process.env.AUTH_SECRET = authSecret(dataDir, env.AUTH_SECRET);
  // What Next encrypts for its actions, every instance can read.
  process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY ??= await actionsKey(process.env.AUTH_SECRET);
  // A build needs no database: both get ready at the same time. Whichever fails, the other is waited for, then all stops.
  const building = prepareBuild(began);
  const outcomes = await Promise.allSettled([building, prepareData(dataDir, env.DATABASE_URL)]);
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;

  await startNext(site, env, await building);
  const address = env.SITE_URL ?? `http://localhost:${env.PORT}`;
  say(`\nThe magazine is at ${address} (started in ${secondsSince(began)}).`);
  await offerFirstSignIn(address).catch((error) => console.error('Whether it has an owner is not known:', error));
  say('Ctrl-C stops it.');
}

async function prepareBuild(began: number): Promise<Build | null> {
  if (isDev) {
    await bundleReaderFiles(devFiles);
    return null;
  }
  const isBuilt = findBuild() !== null;
  if (!isBuilt) say('Building the site; this takes about half a minute and is only done once.');
  const built = await buildSite();
  if (!isBuilt) say(`Built in ${secondsSince(began)}.`);
  return built;
}

async function prepareData(dataDir: string, ownDatabase: string | undefined): Promise<void> {
  if (!ownDatabase) {
    const starting: Promise<Cluster> = startCluster(dataDir, say);
    // noted before it runs: a signal that comes meanwhile waits for it, and stops it
    running.push({ name: 'database', stop: async () => (await starting.catch(() => null))?.stop() });
    const cluster = await starting;
    process.env.DATABASE_URL = cluster.url;
    await upgradeCluster(cluster, dataDir, say);
  }
  const { closeDatabase } = await import('#db/client');
  running.push({ name: 'connections', stop: closeDatabase });
  const { prepare } = await import('./prepare.ts');
  await prepare(say);
}

/** Starts Next, and the front before it. */
async function startNext(site: Site, settings: Env, built: Build | null): Promise<void> {
  if (built) process.env.NEXT_DIST_DIR = relative(root, built.folder);
  process.env.BUILD_ID = built?.id ?? 'dev';
  const { default: createNext } = await import('next');
  const app = createNext({ dev: isDev, dir: root, hostname: 'localhost', port: settings.PORT, quiet: true });
  const next = app.getRequestHandler();
  await app.prepare();
  running.push({ name: 'Next', stop: () => app.close() });
  running.push({ name: 'background', stop: stopBackground });

  await refreshMasthead();
  const [{ readiness }, { isSignedIn }] = await Promise.all([import('./ready.ts'), import('./signed-in.ts')]);
  const kept = join(process.env.DATA_DIR!, 'builds');
  const front = createFront({
    next,
    staticFiles: createStaticFiles(
      join(root, 'public'),
      built ? await keepStaticFiles(built.folder, built.id, kept) : [devFiles],
    ),
    pageCacheBytes: settings.PAGE_CACHE_MB * 1024 * 1024,
    siteUrl: settings.SITE_URL ?? null,
    port: settings.PORT,
    trustedProxies: settings.TRUSTED_PROXIES,
    documents: !isDev || process.argv.includes('--documents'),
    isDevelopment: isDev,
    readiness,
    isSignedIn,
  });
  const upgrade = app.getUpgradeHandler();
  site.serve(front, (request, socket, head) => void upgrade(request, socket, head));
  running.push({ name: 'requests', stop: site.drain });
  running.push({ name: 'collecting', stop: collectWhenIdle() });
  if (isDev) forgetPagesWhenEdited();
}

/** Left on `globalThis` by lib/background.ts, which runs in Next's module graph. */
function stopBackground(): unknown {
  return (globalThis as Record<symbol, (() => unknown) | undefined>)[Symbol.for('mansudae.stop-background')]?.();
}

/** With `--documents` pages are kept in development too: until a file that they, or readers' script, may be made of changes. */
function forgetPagesWhenEdited(): void {
  let soon: NodeJS.Timeout | undefined;
  let bundling = Promise.resolve(); // one after the other: they share a process
  const bundle = () => {
    bundling = bundling
      .then(() => bundleReaderFiles(devFiles))
      .then(
        () => expire([everything]),
        (error) => console.error(error.message),
      );
  };
  for (const folder of ['app', 'components', 'lib']) {
    const watcher = watch(join(root, folder), { recursive: true }, () => {
      expire([everything]);
      clearTimeout(soon);
      soon = setTimeout(bundle, 100); // an editor writes a file in several steps
    });
    running.push({ name: 'watching', stop: () => watcher.close() });
  }
}

/** A publication that nobody has set up yet is set up by whoever reads this terminal. */
async function offerFirstSignIn(address: string): Promise<void> {
  const { needsOwner, ownerSignInLink } = await import('#lib/people/mutations');
  if (!(await needsOwner())) return;
  const { path } = await ownerSignInLink();
  say(
    `\nOpen this to make it yours (valid for an hour, once; \`npm run owner -- sign-in\` makes another):\n\n    ${address}${path}\n`,
  );
}

// ---- small things

/** A 256-bit key derived from the secret, in the form Next takes. */
async function actionsKey(secret: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`server actions\n${secret}`));
  return Buffer.from(digest).toString('base64');
}

/** Stops everything in order: answers under way first, the database last. A second signal does not wait for answers. */
function stop(code: number): Promise<void> {
  if (stopping) abandonRequests();
  else say('\nStopping.');
  stopping ??= stopAll().then(() => process.exit(code));
  return stopping;
}

async function stopAll(): Promise<void> {
  for (const part of running.splice(0).reverse()) {
    try {
      await part.stop();
    } catch (error) {
      console.error(`${part.name} did not stop cleanly:`, error);
    }
  }
}
