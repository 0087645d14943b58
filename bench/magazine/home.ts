import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { type Cluster, startCluster } from '../../server/embedded-postgres.ts';
import { moveTo } from '../machine.ts';
import { Program, root } from '../programs.ts';
import { startMagazine } from '../servers.ts';
import { fillMagazine } from './fill.ts';

/** All that the bench keeps between two runs. Ignored by git; may be removed at any time. */
export const benchFolder = join(root, 'data/bench');

/**
 * A DATA_DIR with a cluster of its own, in which magazines of several sizes are kept as templates. What is measured works on
 * copies of them, so that each run begins with the same.
 */
export type Home = {
  dataDir: string;
  /** Starts the cluster, on the server's core. */
  open: () => Promise<void>;
  close: () => Promise<void>;
  /** Process number of the cluster. */
  pid: () => number;
  /** A fresh copy of the magazine with so many articles, and its address. Whatever had that name is gone. */
  copy: (articles: number, name: string) => Promise<string>;
  /** A fresh DATA_DIR with the sample's pictures; with `sharing`, those of that folder. */
  newDataDir: (name: string, sharing?: string) => string;
};

/** The database in which a magazine that is started on the home's DATA_DIR finds itself. */
export const homeDatabase = 'mansudae';

/** Opens the home of this version of the generator, making it at the first time. `say` gets sentences. */
export async function openHome(say: (sentence: string) => void): Promise<Home> {
  const dataDir = join(benchFolder, versionOf());
  const finished = join(dataDir, 'sample-is-there');
  if (!existsSync(finished)) {
    removeOthers();
    say('Starting a magazine for the first time, to have the sample.');
    const magazine = await startMagazine({ dataDir });
    await magazine.stop();
  }
  let cluster: Cluster | undefined;
  const end = () => cluster && process.kill(cluster.pid(), 'SIGINT');
  process.once('exit', end); // also when the bench is cut short

  const home: Home = {
    dataDir,
    async open() {
      cluster = await startCluster(dataDir, () => {});
      moveTo('server', cluster.pid());
    },
    async close() {
      await cluster?.stop();
      cluster = undefined;
    },
    pid: () => cluster!.pid(),
    async copy(articles, name) {
      await makeTemplate(cluster!.url, articles, say);
      await administer(cluster!.url, `drop database if exists ${name} with (force)`);
      await administer(cluster!.url, `create database ${name} template ${templateOf(articles)} strategy file_copy`);
      return addressOf(cluster!.url, name);
    },
    newDataDir(name, sharing) {
      const folder = join(dataDir, 'instances', name);
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder, { recursive: true });
      if (sharing) symlinkSync(join(sharing, 'media'), join(folder, 'media'));
      else cpSync(join(dataDir, 'media'), join(folder, 'media'), { recursive: true });
      return folder;
    },
  };
  await home.open();
  if (!existsSync(finished)) {
    await administer(cluster!.url, 'create database sample template mansudae');
    writeFileSync(finished, '');
  }
  return home;
}

/** A name for what the generator makes: its own code, the sample's and the schema's. */
function versionOf(): string {
  const hash = createHash('sha256');
  const files = globSync(['bench/magazine/*.ts', 'db/{sample,migrations}/**/*.*', 'db/seed.ts'], { cwd: root });
  for (const file of files.filter((name) => !name.endsWith('.test.ts')).sort())
    hash.update(`${file}\0`).update(readFileSync(join(root, file)));
  return hash.digest('hex').slice(0, 12);
}

/** Homes of other versions, which nobody will open again. */
function removeOthers(): void {
  if (!existsSync(benchFolder)) return;
  for (const name of readdirSync(benchFolder).filter((entry) => /^[0-9a-f]{12}$/.test(entry)))
    rmSync(join(benchFolder, name), { recursive: true, force: true });
}

const templateOf = (articles: number): string => `magazine_${articles}`;

/** Made under another name, and renamed when it is whole. */
async function makeTemplate(url: string, articles: number, say: (sentence: string) => void): Promise<void> {
  const name = templateOf(articles);
  const admin = postgres(url, { max: 1, onnotice: () => {} });
  const [found] = await admin`select 1 from pg_database where datname = ${name}`.finally(() => admin.end());
  if (found) return;
  const began = Date.now();
  await administer(url, 'drop database if exists unfinished with (force)');
  await administer(url, 'create database unfinished template sample');
  const sql = postgres(addressOf(url, 'unfinished'), { max: 1, onnotice: () => {} });
  await fillMagazine(sql, articles).finally(() => sql.end());
  // What a first start would do for a minute, while something else is measured.
  const env = { DATABASE_URL: addressOf(url, 'unfinished') };
  const args = ['--conditions=react-server', 'bench/magazine/ready-texts.ts'];
  await new Program(process.execPath, args, { place: 'all', env, cwd: root }).result();
  await administer(url, `alter database unfinished rename to ${name}`);
  say(`Made a magazine of ${articles.toLocaleString('en')} articles in ${((Date.now() - began) / 1000).toFixed(1)} s.`);
}

async function administer(url: string, statement: string): Promise<void> {
  const admin = postgres(addressOf(url, 'postgres'), { max: 1, onnotice: () => {} });
  await admin.unsafe(statement).finally(() => admin.end());
}

function addressOf(url: string, database: string): string {
  const address = new URL(url);
  address.pathname = `/${database}`;
  return address.href;
}
