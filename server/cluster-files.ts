import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { StartError } from './fail.ts';
import type { TarWriter } from './tar.ts';

/**
 * The files of a PostgreSQL cluster for an archive, under `postgres/`. What is left out is what PostgreSQL's own
 * pg_basebackup leaves out: it is made anew at each start, or must not be there.
 */
const emptied = /^(pg_dynshmem|pg_notify|pg_replslot|pg_serial|pg_snapshots|pg_stat_tmp|pg_subtrans)\//;
const leftOut =
  /(^|\/)(postmaster\.(pid|opts)|backup_label(\.old)?|tablespace_map(\.old)?|backup_manifest|pg_internal\.init.*|pgsql_tmp.*|.+\.tmp)$/;
/** The cluster's own account of its state: it must not be older than what it speaks of. */
const control = 'global/pg_control';

type Listed = { name: string; isFolder: boolean };

/** A cluster that does not run: its files as they lie there. */
export async function* stoppedCluster(tar: TarWriter, folder: string): AsyncGenerator<Buffer> {
  yield* entries(tar, folder, clusterFiles(folder));
}

/**
 * A cluster that runs and goes on running: the files in whatever state they are, and the log with which PostgreSQL makes
 * them whole at its first start (https://www.postgresql.org/docs/18/continuous-archiving.html#BACKUP-LOWLEVEL-BASE-BACKUP).
 */
export async function* runningCluster(tar: TarWriter, folder: string, url: string): AsyncGenerator<Buffer> {
  const client = postgres(url, { max: 1, max_lifetime: null, idle_timeout: 0, connect_timeout: 5, onnotice: () => {} });
  const session = await client.reserve(); // the backup is this session's, and ends with it
  try {
    // Keeps the log from here on, however long the copying takes.
    await session`select pg_create_physical_replication_slot(${`backup_${process.pid}`}, true, true)`;
    const [begun] = await session<
      { first: string }[]
    >`select pg_walfile_name(pg_backup_start('magazine', true)) as first`;
    const isLog = ({ name, isFolder }: Listed) => !isFolder && name.startsWith('pg_wal/');
    yield* entries(
      tar,
      folder,
      clusterFiles(folder).filter((entry) => !isLog(entry) && entry.name !== control),
    );
    yield* tar.bytes(`postgres/${control}`, readSettled(join(folder, control)));
    const [ended] = await session<{ last: string; label: string }[]>`
      select pg_walfile_name(lsn - 1) as last, labelfile as label from pg_backup_stop(false)`;
    yield* tar.bytes('postgres/backup_label', ended!.label);
    for (const segment of logSegments(folder, begun!.first, ended!.last))
      yield* tar.file(`postgres/pg_wal/${segment}`, join(folder, 'pg_wal', segment));
  } finally {
    session.release();
    await client.end({ timeout: 1 });
  }
}

/** How many bytes the files of a folder have, at most: what a copy may take. */
export function sizeOfFolder(folder: string): number {
  return listFolder(folder).reduce(
    (sum, { name, isFolder }) => sum + (isFolder ? 0 : sizeOrGone(join(folder, name))),
    0,
  );
}

/** Everything in `folder`, by its path from there. Throws StartError for a link, which would lead out of it. */
export function listFolder(folder: string, inside = ''): Listed[] {
  return readFolder(join(folder, inside)).flatMap((entry) => {
    const name = inside ? `${inside}/${entry.name}` : entry.name;
    if (entry.isDirectory()) return [{ name, isFolder: true }, ...listFolder(folder, name)];
    if (entry.isFile()) return [{ name, isFolder: false }];
    throw new StartError(`${join(folder, name)} is neither a file nor a folder, and cannot be copied.`);
  });
}

const clusterFiles = (folder: string): Listed[] =>
  listFolder(folder).filter(({ name }) => !emptied.test(name) && !leftOut.test(name));

async function* entries(tar: TarWriter, folder: string, listed: Listed[]): AsyncGenerator<Buffer> {
  yield* tar.folder('postgres');
  for (const { name, isFolder } of listed) {
    if (isFolder) yield* tar.folder(`postgres/${name}`);
    else yield* tar.file(`postgres/${name}`, join(folder, name));
  }
}

/** The segments of the log from `first` to `last`. Throws when one is not there. */
function logSegments(folder: string, first: string, last: string): string[] {
  const segments = readdirSync(join(folder, 'pg_wal')).filter(
    (name) => /^[0-9A-F]{24}$/.test(name) && name >= first && name <= last,
  );
  // Names count in 256 steps: 24 digits are the timeline, the file, and the segment of the file.
  const number = (name: string) => Number.parseInt(name.slice(8, 16), 16) * 256 + Number.parseInt(name.slice(16), 16);
  if (segments.length !== number(last) - number(first) + 1)
    throw new Error(`PostgreSQL's log is not complete from ${first} to ${last}.`);
  return segments.sort();
}

/** A file that is written in place by somebody else: read until it is the same twice. */
function readSettled(path: string): Buffer {
  for (let before = readFileSync(path); ; ) {
    const now = readFileSync(path);
    if (now.equals(before)) return now;
    before = now;
  }
}

function readFolder(folder: string): Dirent[] {
  return orGone(() => readdirSync(folder, { withFileTypes: true }), []);
}

const sizeOrGone = (path: string): number => orGone(() => statSync(path).size, 0);

/** A running database removes files at any time. */
function orGone<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return otherwise;
    throw error;
  }
}
