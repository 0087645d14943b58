import {
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
} from 'node:fs';
import { open, rename, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { z } from 'zod';
import { listFolder, runningCluster, sizeOfFolder, stoppedCluster } from './cluster-files.ts';
import { lockDataDir } from './data-dir.ts';
import type { Cluster, Place } from './embedded-postgres.ts';
import { StartError } from './fail.ts';
import { type MigrationState, migrationState } from './migrate.ts';
import { createTar, type TarWriter } from './tar.ts';

/**
 * A backup is one compressed tar archive: what it is (`backup.json`), the embedded cluster, the two secrets, the pictures,
 * and a digest of each file. See docs/decisions/backups.md.
 */
export const infoName = 'backup.json';
/** Without the first the database cannot be opened, without the second every session and link ends. */
export const secretFiles = ['postgres-password', 'auth-secret'];
export const backupFormat = 1;

export const backupInfo = z.object({
  magazine: z.literal('mansudae-korea'),
  format: z.number(),
  /** When it was begun, and by which version. */
  madeAt: z.iso.datetime(),
  version: z.string(),
  /** The major version of PostgreSQL, and the migrations it has had; null when the database is the owner's own. */
  database: z.object({ postgres: z.number(), migrations: z.number(), lastMigration: z.number() }).nullable(),
  pictures: z.boolean(),
  /** About how many bytes it has when unpacked. */
  bytes: z.number(),
});
export type BackupInfo = z.infer<typeof backupInfo>;

/** How many of a kind are kept in DATA_DIR/backups. */
const kept = 3;

/**
 * Writes everything into a new backup in `folder`, or in DATA_DIR/backups, where the oldest beyond three is removed.
 * `database` is the running cluster, which goes on running, or null. Returns the file. Throws StartError.
 */
export async function backUp(
  dataDir: string,
  database: { place: Place; url: string } | null,
  folder?: string,
): Promise<string> {
  const state = database && (await migrationState(database.url));
  const media = realpathSync(join(dataDir, 'media')); // may be a link to another disk
  const bytes = sizeOfFolder(media) + (database ? sizeOfFolder(database.place.folder) : 0);
  const info = describe(database && state && about(database.place.major, state), { pictures: true, bytes });
  return write(folder ?? join(dataDir, 'backups'), '', { info, keepAll: folder !== undefined }, async function* (tar) {
    // The database first: a picture that comes while it is copied is one too many, rather than one too few.
    if (database) yield* runningCluster(tar, database.place.folder, database.url);
    yield* secrets(tar, dataDir);
    yield* pictures(tar, media);
  });
}

/** Stops the cluster and copies it to DATA_DIR/backups, without pictures: no migration touches them. Returns the file. */
export async function copyBeforeUpdate(cluster: Cluster, dataDir: string, state: MigrationState): Promise<string> {
  const { folder, major } = cluster.place;
  const info = describe(about(major, state), { pictures: false, bytes: sizeOfFolder(folder) });
  const backups = join(dataDir, 'backups');
  await expectSpace(backups, info.bytes); // before anything is stopped
  let file = '';
  await cluster.whileStopped(async () => {
    file = await write(backups, '-before-update', { info }, async function* (tar) {
      yield* stoppedCluster(tar, folder);
      yield* secrets(tar, dataDir);
    });
  });
  return file;
}

/** Throws StartError when `folder` has no room for `bytes`. They are counted uncompressed, to be on the safe side. */
export async function expectSpace(folder: string, bytes: number): Promise<void> {
  makePrivate(folder);
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < bytes)
    throw new StartError(
      `There is no room in ${folder}: up to ${inWords(bytes)} are needed, ${inWords(bavail * bsize)} are free. Make room first; nothing was changed.`,
    );
}

export const inWords = (bytes: number): string =>
  bytes < 1e9 ? `${Math.ceil(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;

/** A moment as part of a file's name: `20261125-162004`. */
export const stamp = (moment: Date): string => moment.toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-');

const about = (major: number, { applied, last }: MigrationState): BackupInfo['database'] => ({
  postgres: major,
  migrations: applied,
  lastMigration: last,
});

function describe(database: BackupInfo['database'], more: Pick<BackupInfo, 'pictures' | 'bytes'>): BackupInfo {
  const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8')) as {
    version: string;
  };
  return {
    magazine: 'mansudae-korea',
    format: backupFormat,
    madeAt: new Date().toISOString(),
    version,
    database,
    ...more,
  };
}

type Plan = { info: BackupInfo; keepAll?: boolean };

/** Writes an archive under a name of its own, on the disk whole before it gets its final one. */
async function write(
  folder: string,
  kind: '' | '-before-update',
  { info, keepAll }: Plan,
  contents: (tar: TarWriter) => AsyncGenerator<Buffer>,
): Promise<string> {
  await expectSpace(folder, info.bytes);
  const lock = await lockDataDir(realpathSync(folder)).catch(() => {
    throw new StartError(`Another backup is just being written to ${folder}. Try again when it is done.`);
  });
  try {
    const unfinished = (name: string) => name.startsWith('mansudae-korea-') && name.endsWith('.new');
    for (const name of readdirSync(folder).filter(unfinished)) rmSync(join(folder, name)); // of one that was killed
    const begun = new Date(info.madeAt);
    const file = join(folder, `mansudae-korea-${stamp(begun)}${kind}.tar.gz`);
    const tar = createTar(begun);
    const archive = async function* () {
      yield* tar.bytes(infoName, `${JSON.stringify(info, null, 2)}\n`);
      yield* contents(tar);
      yield* tar.end();
    };
    try {
      // Speed over size: half of it are pictures, which no level makes smaller.
      await pipeline(archive, createGzip({ level: 1 }), createWriteStream(`${file}.new`, { mode: 0o600, flush: true }));
    } catch (error) {
      rmSync(`${file}.new`, { force: true });
      throw inWordsOf(error, folder);
    }
    await rename(`${file}.new`, file);
    await syncFolder(folder);
    if (!keepAll) removeOldest(folder, kind);
    return file;
  } finally {
    lock.close();
  }
}

/** What may come between: the magazine was stopped, or somebody else filled the disk. */
function inWordsOf(error: unknown, folder: string): unknown {
  const code = String((error as { code?: string }).code);
  if (code === 'ENOSPC') return new StartError(`There is no room in ${folder} any more. Nothing was kept.`);
  if (/^(CONNECTION_|ECONN|57P)/.test(code))
    return new StartError('The database was stopped while it was copied, and nothing was kept. Try again.');
  return error;
}

async function* secrets(tar: TarWriter, dataDir: string): AsyncGenerator<Buffer> {
  for (const name of secretFiles) yield* tar.file(name, join(dataDir, name));
}

async function* pictures(tar: TarWriter, media: string): AsyncGenerator<Buffer> {
  yield* tar.folder('media');
  for (const { name, isFolder } of listFolder(media)) {
    if (isFolder) yield* tar.folder(`media/${name}`);
    else if (!name.endsWith('.new')) yield* tar.file(`media/${name}`, join(media, name)); // not those under way
  }
}

function removeOldest(folder: string, kind: string): void {
  const name = new RegExp(`^mansudae-korea-\\d{8}-\\d{6}${kind}\\.tar\\.gz$`);
  const files = readdirSync(folder).filter((file) => name.test(file));
  for (const file of files.sort().slice(0, -kept)) rmSync(join(folder, file));
}

function makePrivate(folder: string): void {
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (!statSync(folder).isDirectory()) throw new StartError(`${folder} is not a folder.`);
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().catch(() => {}); // not every system can
  await handle.close();
}
