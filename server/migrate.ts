import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import { StartError } from './fail.ts';

const folder = join(import.meta.dirname, '../db/migrations');
/** Any number will do, as long as it is always the same: it stands for 'migrating' among advisory locks. */
export const migrationLock = 7_264_101;

/**
 * Checks that the database at `url` can hold a magazine and brings its schema up to date, one process at a time.
 * Throws StartError with a sentence for each thing that is wrong.
 */
export async function prepareDatabase(url: string): Promise<void> {
  const client = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} });
  try {
    await connectable(client, url);
    const [server] = await client<{ version: number; encoding: string }[]>`
      select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding`;
    if (server!.version < 150_000)
      throw new StartError(
        `This PostgreSQL is version ${Math.floor(server!.version / 10_000)}; the magazine needs 15 or newer.`,
      );
    if (server!.encoding !== 'UTF8')
      throw new StartError(
        `This database is encoded in ${server!.encoding}; make one with encoding UTF8, or Hangul cannot be kept.`,
      );

    const db = drizzle(client);
    await db.execute(sql`select pg_advisory_lock(${migrationLock})`);
    await readState(client); // refuses before anything is changed
    await prepareTrigrams(client);
    try {
      await migrate(db, { migrationsFolder: folder });
    } catch (error) {
      const cause = (error as Error).cause instanceof Error ? ((error as Error).cause as Error) : (error as Error);
      throw new StartError(
        `The database could not be brought up to date, and nothing in it was changed: ${cause.message}.`,
      );
    }
  } finally {
    await client.end({ timeout: 2 }); // ends the session, and with it the lock
  }
}

async function connectable(client: postgres.Sql, url: string): Promise<void> {
  try {
    await client`select 1`;
  } catch (error) {
    const { host, pathname } = new URL(url);
    throw new StartError(
      `The database ${pathname.slice(1)} at ${host} refuses: ${(error as Error).message || (error as { code?: string }).code}.`,
    );
  }
}

/** Search needs trigrams of Hangul; a database with a C locale has none. */
async function prepareTrigrams(client: postgres.Sql): Promise<void> {
  try {
    await client`create extension if not exists pg_trgm`;
  } catch (error) {
    throw new StartError(
      `The database has no extension pg_trgm and it could not be added: ${(error as Error).message}.`,
    );
  }
  const [row] = await client<{ count: number }[]>`select cardinality(show_trgm('한')) as count`;
  if (row!.count === 0)
    throw new StartError(
      "This database's locale does not know Hangul (show_trgm('한') is empty). Make it with locale C.UTF-8, en_US.UTF-8 or ko_KR.UTF-8.",
    );
}

/** The migrations that a database has had, by number and by the time of the last, and how many of this code it lacks. */
export type MigrationState = { applied: number; last: number; pending: number };

/** How far the database at `url` is. Throws StartError when a newer version of the magazine has used it. */
export async function migrationState(url: string): Promise<MigrationState> {
  const client = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} });
  try {
    await connectable(client, url);
    return await readState(client);
  } finally {
    await client.end({ timeout: 2 });
  }
}

/** When the newest migration of this code was made; what has had a later one belongs to a newer version. */
export const newestMigration = (): number => Math.max(...migrationTimes());

const migrationTimes = (): number[] =>
  (JSON.parse(readFileSync(join(folder, 'meta/_journal.json'), 'utf8')) as { entries: { when: number }[] }).entries.map(
    (entry) => entry.when,
  );

async function readState(client: postgres.Sql): Promise<MigrationState> {
  const [table] = await client`select to_regclass('drizzle.__drizzle_migrations') as name`;
  const [had] = table!.name
    ? await client<{ applied: number; last: string }[]>`
        select count(*)::int as applied, coalesce(max(created_at), 0) as last from drizzle.__drizzle_migrations`
    : [{ applied: 0, last: '0' }];
  const last = Number(had!.last);
  if (last > newestMigration())
    throw new StartError(
      'This database was used by a newer version of the magazine. Update the code; nothing was changed.',
    );
  return { applied: had!.applied, last, pending: migrationTimes().filter((time) => time > last).length };
}
