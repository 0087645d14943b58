import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import { StartError } from './fail.ts';

const folder = join(import.meta.dirname, '../db/migrations');
/** Any number will do, as long as it is always the same: it stands for 'migrating' among advisory locks. */
const migrationLock = 7_264_101;

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
    await refuseNewer(client); // before anything is changed
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

/** A database that a newer version has migrated must not be touched by an older one. */
async function refuseNewer(client: postgres.Sql): Promise<void> {
  const [table] = await client`select to_regclass('drizzle.__drizzle_migrations') as name`;
  if (!table!.name) return;
  const [last] = await client<
    { created_at: string | null }[]
  >`select max(created_at) as created_at from drizzle.__drizzle_migrations`;
  const journal = JSON.parse(readFileSync(join(folder, 'meta/_journal.json'), 'utf8')) as {
    entries: { when: number }[];
  };
  const newest = Math.max(...journal.entries.map((entry) => entry.when));
  if (Number(last!.created_at ?? 0) > newest)
    throw new StartError(
      'This database was used by a newer version of the magazine. Update the code; nothing was changed.',
    );
}
