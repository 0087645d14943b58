import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type Env, readEnv } from '#lib/env';
import { buildSite, bundleReaderScript, isBuilt } from './build.ts';
import { authSecret, lockDataDir, openDataDir } from './data-dir.ts';
import { type Cluster, startCluster } from './embedded-postgres.ts';
import { errorDocument, refreshMasthead } from './error-documents.ts';
import { exitWith, StartError } from './fail.ts';
import { createFront } from './front.ts';
import { upgradeCluster } from './upgrade.ts';

/**
 * `npm start` and `npm run dev`: from nothing to a magazine that answers. Each step either works or ends the process with
 * one sentence. With `--dev` Next reloads what is edited; everything else is the same.
 */
const root = join(import.meta.dirname, '..');
const isDev = process.argv.includes('--dev');
const say = (sentence: string) => console.log(sentence);
const secondsSince = (began: number) => `${((Date.now() - began) / 1000).toFixed(1)} s`;

/** What is running, in the order in which it was started; stopped in reverse. */
const running: { name: string; stop: () => Promise<unknown> | unknown }[] = [];
let stopping: Promise<void> | undefined;
/** Cuts off the answers under way: what a second Ctrl-C asks for. */
let abandonRequests = () => {};

process.chdir(root);
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

  const site = createSite();
  await listen(site, env.PORT, env.HOST);
  running.push({ name: 'site', stop: site.close });
  abandonRequests = site.close;

  process.env.AUTH_SECRET = authSecret(dataDir, env.AUTH_SECRET);
  // Actions keep their ids across builds and instances, so that a form in an older page still finds its action.
  process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY ??= await actionsKey(process.env.AUTH_SECRET);
  // A build needs no database: both get ready at the same time. Whichever fails, the other is waited for, then all stops.
  const outcomes = await Promise.allSettled([prepareBuild(began), prepareData(dataDir, env.DATABASE_URL)]);
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;

  await startNext(site, env);
  const address = env.SITE_URL ?? `http://localhost:${env.PORT}`;
  say(`\nThe magazine is at ${address} (started in ${secondsSince(began)}).`);
  await offerFirstSignIn(address);
  say('Ctrl-C stops it.');
}

async function prepareBuild(began: number): Promise<void> {
  if (isDev) return bundleReaderScript();
  if (isBuilt()) return;
  say('Building the site; this takes about half a minute and is only done once.');
  await buildSite();
  say(`Built in ${secondsSince(began)}.`);
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

/** Starts Next behind the front, and an internal server that only this process can use. */
async function startNext(site: Site, settings: Env): Promise<void> {
  const internalSecret = randomBytes(24).toString('hex');
  process.env.INTERNAL_SECRET = internalSecret;
  let next: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  const internal = createServer((request, response) => {
    if (request.headers['x-mansudae-internal'] === internalSecret) return void next(request, response);
    response.writeHead(404).end();
  });
  await new Promise<void>((done) => internal.listen(0, '127.0.0.1', done));
  process.env.INTERNAL_PORT = String((internal.address() as AddressInfo).port);
  running.push({ name: 'internal server', stop: () => close(internal) });

  const { default: createNext } = await import('next');
  const app = createNext({ dev: isDev, dir: root, hostname: 'localhost', port: settings.PORT, quiet: true });
  next = app.getRequestHandler();
  await app.prepare();
  running.push({ name: 'Next', stop: () => app.close() });
  running.push({
    name: 'jobs',
    stop: () => (globalThis as Record<symbol, (() => unknown) | undefined>)[Symbol.for('mansudae.stop-jobs')]?.(),
  });

  await refreshMasthead();
  const { isReady } = await import('./ready.ts');
  const { isSignedIn } = await import('./signed-in.ts');
  const front = createFront({
    next,
    internal: { port: Number(process.env.INTERNAL_PORT), secret: internalSecret },
    siteUrl: settings.SITE_URL ?? null,
    port: settings.PORT,
    trustedProxies: settings.TRUSTED_PROXIES,
    documents: !isDev || process.argv.includes('--documents'),
    isReady,
    isSignedIn,
  });
  const upgrade = app.getUpgradeHandler();
  site.serve(front, (request, socket, head) => void upgrade(request, socket, head));
  running.push({ name: 'requests', stop: site.drain });
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

// ---- the site's own listening sockets

type Front = ReturnType<typeof createFront>;
type Upgrade = (request: IncomingMessage, socket: import('node:stream').Duplex, head: Buffer) => void;
type Site = ReturnType<typeof createSite>;

/** The public server. It listens from the first moment, and says 503 until `serve` gives it a front. */
function createSite() {
  let front: Front | undefined;
  let upgrade: Upgrade | undefined;
  let inFlight = 0;
  let draining = false;
  let drained: (() => void) | undefined;
  const servers: Server[] = [];

  const make = () => {
    const server = createServer(
      {
        maxHeaderSize: 16 * 1024,
        headersTimeout: 15_000,
        requestTimeout: 60_000,
        keepAliveTimeout: 65_000,
        // A request that offers to upgrade (curl --http2) is answered like any other. Only hot reload needs a socket; Next
        // listens for upgrades by itself, in production too.
        shouldUpgradeCallback: () => isDev,
      },
      (request, response) => {
        inFlight += 1;
        response.once('close', () => {
          inFlight -= 1;
          if (inFlight === 0) drained?.();
        });
        if (draining) response.setHeader('connection', 'close');
        if (front) return void front(request, response);
        const body = request.url === '/healthz' ? 'ok\n' : errorDocument(503);
        response.writeHead(request.url === '/healthz' ? 200 : 503, {
          'content-type': 'text/html; charset=utf-8',
          'retry-after': '10',
          'cache-control': 'no-store',
        });
        response.end(body);
      },
    );
    server.on('upgrade', (request, socket, head) => (upgrade ? upgrade(request, socket, head) : socket.destroy()));
    server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
      const status = error.code === 'HPE_HEADER_OVERFLOW' ? 431 : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
      if (!socket.writable || error.code === 'ECONNRESET') return socket.destroy();
      const body = errorDocument(status);
      socket.end(
        `HTTP/1.1 ${status} Refused\r\ncontent-type: text/html; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
      );
    });
    servers.push(server);
    return server;
  };

  return {
    make,
    serve(newFront: Front, newUpgrade: Upgrade) {
      front = newFront;
      upgrade = newUpgrade;
    },
    /** Waits for the answers under way, at most ten seconds. */
    async drain() {
      draining = true;
      for (const server of servers) server.close();
      for (const server of servers) server.closeIdleConnections();
      if (inFlight === 0) return;
      await Promise.race([
        new Promise<void>((done) => (drained = done)),
        new Promise((done) => setTimeout(done, 10_000).unref()),
      ]);
    },
    close() {
      for (const server of servers) {
        server.close();
        server.closeAllConnections();
      }
    },
  };
}

/** Listens on HOST; for the default also on the other loopback address, because `localhost` may mean either. */
async function listen(site: Site, port: number, host: string): Promise<void> {
  await listenOn(site.make(), port, host);
  if (host !== '127.0.0.1') return;
  await listenOn(site.make(), port, '::1').catch((error) => {
    if (error instanceof StartError && error.message.includes('in use')) throw error;
    // a machine without IPv6
  });
}

function listenOn(server: Server, port: number, host: string): Promise<void> {
  return new Promise((done, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE')
        return fail(
          new StartError(`Port ${port} on ${host} is in use. Stop what uses it, or set PORT to another one.`),
        );
      if (error.code === 'EACCES')
        return fail(new StartError(`Port ${port} may not be opened by this user. Set PORT to one above 1023.`));
      fail(new StartError(`HOST ${host} cannot be listened on (${error.code}).`));
    });
    server.listen(port, host, done);
  });
}

const close = (server: Server) =>
  new Promise<void>((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });

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
