import { existsSync, lstatSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { freePort, startArguments } from '../e2e/support/site.ts';
import { answers } from './ask.ts';
import { type Place, Program, root } from './programs.ts';

/** Something that answers at an address, as a process of its own on the server's core. */
export type Server = { url: string; pid: number; output: () => string; stop: () => Promise<void> };

type Settings = { dataDir: string; databaseUrl?: string; place?: Place };

/** The same for all that are measured, so that sessions and forms of one instance count at the others. */
const secret = 'the secret of the bench, which keeps nothing from anybody';

type IsReady = (url: string) => Promise<boolean>;
const at =
  (path: string): IsReady =>
  (url) =>
    answers(url + path);

/**
 * This server, as `npm start` starts it; without `databaseUrl` on the cluster of its DATA_DIR. Builds what is not built.
 * Waits for `isReady`.
 */
export const startMagazine = (settings: Settings, isReady = at('/readyz')): Promise<Server> =>
  start((port) => [startArguments(), environment(port, settings)], isReady, settings.place);

/** Next's own server on the same build. Builds nothing: start this server first. */
export const startNext = (settings: Settings): Promise<Server> =>
  start(
    (port) => [
      ['node_modules/next/dist/bin/next', 'start', '--port', String(port), '--hostname', '127.0.0.1'],
      { ...environment(port, settings), NEXT_DIST_DIR: findBuild() },
    ],
    at('/'),
  );

/** `node:http` with nothing behind it, sending what `file` holds (see bare.ts). */
export const startBare = (file: string): Promise<Server> =>
  start((port) => [['bench/bare.ts', file, String(port)], {}], at('/healthz'));

async function start(
  how: (port: number) => [args: string[], env: Record<string, string>],
  isReady: IsReady,
  place: Place = 'server',
) {
  const port = await freePort();
  const [args, env] = how(port);
  const program = new Program(process.execPath, args, { place, env });
  const url = `http://127.0.0.1:${port}`;
  await program.until(() => isReady(url), { every: 20 });
  return { url, pid: program.pid, output: () => program.output, stop: () => program.stop() };
}

/** What a magazine is told. Every visitor comes through a proxy that says who it is. */
const environment = (port: number, { dataDir, databaseUrl = '' }: Settings): Record<string, string> => ({
  PORT: String(port),
  DATA_DIR: dataDir,
  DATABASE_URL: databaseUrl,
  AUTH_SECRET: secret,
  TRUSTED_PROXIES: '127.0.0.1 ::1',
});

/**
 * The folder of the current build, from the root: where `.next/current` points (a link, or a file with its name), or
 * `.next` itself.
 */
export function findBuild(folder = join(root, '.next')): string {
  const pointer = join(folder, 'current');
  const named = (): string => {
    const name = readFileSync(pointer, 'utf8').trim();
    return [resolve(folder, name), resolve(folder, 'builds', name)].find(existsSync) ?? folder;
  };
  const build = !existsSync(pointer) ? folder : lstatSync(pointer).isFile() ? named() : realpathSync(pointer);
  if (!existsSync(join(build, 'BUILD_ID'))) throw new Error(`There is no build in ${build}.`);
  return relative(dirname(folder), build);
}
