import {
  chownSync,
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type BackupInfo, backupFormat, backupInfo, expectSpace, infoName, secretFiles, stamp } from './backups.ts';
import { restoreMark } from './data-dir.ts';
import { type Place, stopLeftover } from './embedded-postgres.ts';
import { StartError } from './fail.ts';
import { newestMigration } from './migrate.ts';
import { DamagedError, readTar, type TarEntry } from './tar.ts';

/** Reads a backup to its end and compares every digest. Returns what it is. Throws StartError. */
export async function checkBackup(file: string, major: number): Promise<BackupInfo> {
  return readBackup(file, major, async () => {});
}

/**
 * Puts a backup in the place of what is in DATA_DIR, where nothing may run. It is unpacked and checked beside it first;
 * what was there is put aside. Returns what the backup is, and where things were put. Throws StartError.
 */
export async function restore(
  file: string,
  dataDir: string,
  place: Place,
  ownDatabase: boolean,
): Promise<{ info: BackupInfo; aside: string[] }> {
  const targets: Record<string, string> = {
    postgres: place.folder,
    media: join(dataDir, 'media'),
    ...Object.fromEntries(secretFiles.map((name) => [name, join(dataDir, name)])),
  };
  const unpacked = (part: string) => `${targets[part]}.restored`;
  const clear = () => Object.keys(targets).map((part) => rmSync(unpacked(part), { recursive: true, force: true }));
  clear(); // of one that was cut short
  const parts = new Set<string>();
  const paths: string[] = [];
  try {
    const info = await readBackup(file, place.major, async (entry, known) => {
      if (parts.size === 0) {
        refuseOtherDatabase(known, ownDatabase);
        await expectSpace(dataDir, known.bytes);
      }
      const [part, ...path] = entry.name.split('/');
      if (!Object.hasOwn(targets, part!)) throw new DamagedError(`${entry.name} does not belong in it`);
      parts.add(part!);
      paths.push(join(unpacked(part!), ...path));
      await unpack(entry, paths.at(-1)!, part === 'postgres' ? place.account : {});
    });
    expectWhole(info, parts);
    await syncAll(paths);
    const suffix = `.before-restore-${stamp(new Date())}`;
    const swap = [...parts].map((part) => ({
      target: targets[part]!,
      from: unpacked(part),
      aside: targets[part] + suffix,
    }));
    stopLeftover(place);
    const mark = join(dataDir, restoreMark);
    writeFileSync(
      mark,
      `A restore of ${file} was cut short. Run \`npm run restore -- ${file}\` again; what was there before it is kept under names that end in ${suffix}.`,
    );
    const aside = swap.filter(({ target, aside }) => putAside(target, aside)).map(({ aside }) => aside);
    for (const { from, target } of swap) renameSync(from, target);
    rmSync(mark);
    return { info, aside };
  } catch (error) {
    clear();
    throw error;
  }
}

type Account = Place['account'];

/** Hands each entry to `take`, and refuses what is damaged, foreign, newer, or of another PostgreSQL. */
async function readBackup(
  file: string,
  major: number,
  take: (entry: TarEntry, info: BackupInfo) => Promise<void>,
): Promise<BackupInfo> {
  let info: BackupInfo | undefined;
  try {
    for await (const entry of readTar(file)) {
      if (info) await take(entry, info);
      else info = await readInfo(entry, major);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' && (error as NodeJS.ErrnoException).path === file)
      throw new StartError(`There is no file ${file}.`);
    if (!(error instanceof DamagedError)) throw error;
    throw new StartError(
      info
        ? `${file} is damaged (${error.message}). Nothing was changed; take another backup.`
        : `${file} is not a backup of a magazine (${error.message}). Nothing was changed.`,
    );
  }
  return info!;
}

async function readInfo(entry: TarEntry, major: number): Promise<BackupInfo> {
  if (entry.name !== infoName || entry.size > 10_000) throw new DamagedError(`it does not begin with ${infoName}`);
  const text = Buffer.concat(await Array.fromAsync(entry.body)).toString('utf8');
  const read = backupInfo.safeParse(parseJson(text));
  if (!read.success) throw new DamagedError(`its ${infoName} is not one of ours`);
  const { format, version, database } = read.data;
  if (format > backupFormat || (database && database.lastMigration > newestMigration()))
    throw new StartError(
      `This backup was made by a newer version of the magazine (${version}). Update the code first; nothing was changed.`,
    );
  if (database && database.postgres !== major)
    throw new StartError(
      `This backup holds a database of PostgreSQL ${database.postgres}, and this version of the magazine brings ${major}. Restore it with version ${version} of the magazine, which made it; nothing was changed.`,
    );
  return read.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refuseOtherDatabase({ database }: BackupInfo, ownDatabase: boolean): void {
  if (database && ownDatabase)
    throw new StartError(
      'This backup holds the embedded database, and DATABASE_URL names one of your own. Take DATABASE_URL away to restore it; nothing was changed.',
    );
  if (!database && !ownDatabase)
    throw new StartError(
      'This backup was made beside a database of your own and holds none. Set DATABASE_URL to that database to restore the rest; nothing was changed.',
    );
}

function expectWhole(info: BackupInfo, parts: Set<string>): void {
  const needed = [...(info.database ? ['postgres', 'postgres-password'] : []), ...(info.pictures ? ['media'] : [])];
  const missing = needed.filter((part) => !parts.has(part));
  if (missing.length > 0) throw new StartError(`The backup holds no ${missing.join(', no ')}. Nothing was changed.`);
}

/** Modes and owners are ours: those of an archive are not taken over. */
async function unpack(entry: TarEntry, path: string, { uid, gid }: Account): Promise<void> {
  const isPublic = entry.name.startsWith('media');
  if (entry.isFolder) mkdirSync(path, { recursive: true, mode: isPublic ? 0o755 : 0o700 });
  else {
    if (!existsSync(dirname(path))) throw new DamagedError(`${entry.name} comes before its folder`);
    await pipeline(entry.body, createWriteStream(path, { flags: 'wx', mode: isPublic ? 0o644 : 0o600 }));
  }
  if (uid !== undefined) chownSync(path, uid, gid!);
}

/** All on the disk before anything changes places. At the end, when the first of them writes out most of the others. */
async function syncAll(paths: string[]): Promise<void> {
  for (const path of paths) {
    const handle = await open(path, 'r');
    await handle.sync();
    await handle.close();
  }
}

/** Returns whether there was anything to keep. */
function putAside(target: string, aside: string): boolean {
  if (!existsSync(target)) return false;
  if (isEmptyFolder(target)) {
    rmdirSync(target);
    return false;
  }
  renameSync(target, aside);
  return true;
}

function isEmptyFolder(path: string): boolean {
  try {
    return readdirSync(path).length === 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return false;
    throw error;
  }
}
