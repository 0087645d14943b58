import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { copyBeforeUpdate } from './backups.ts';
import type { Cluster } from './embedded-postgres.ts';
import { StartError } from './fail.ts';
import { type MigrationState, migrationState, prepareDatabase } from './migrate.ts';

/**
 * Brings the schema of the embedded cluster up to date. One that has been used before is copied first, and a migration
 * that fails says which copy to go back to. Throws StartError.
 */
export async function upgradeCluster(
  cluster: Cluster,
  dataDir: string,
  say: (sentence: string) => void,
): Promise<void> {
  const state = await migrationState(cluster.url);
  const copy = state.applied > 0 && state.pending > 0 ? await copyOf(cluster, dataDir, state, say) : null;
  const failed = join(dataDir, failedUpdate);
  try {
    await prepareDatabase(cluster.url);
    rmSync(failed, { force: true });
  } catch (error) {
    if (!copy || !(error instanceof StartError)) throw error;
    writeFileSync(failed, JSON.stringify({ copy, state: await fingerprint(cluster.url) }));
    throw new StartError(
      `${error.message} The database as it was is kept in ${copy}: with the version of the magazine that you had before, \`npm run restore -- ${copy}\` brings it back.`,
    );
  }
}

/**
 * In DATA_DIR after a migration that failed: its copy, and the state in which it left the database. Whoever restarts the
 * magazine again and again must not push that copy out of the three that are kept.
 */
const failedUpdate = 'failed-update.json';

async function copyOf(
  cluster: Cluster,
  dataDir: string,
  state: MigrationState,
  say: (sentence: string) => void,
): Promise<string> {
  const file = join(dataDir, failedUpdate);
  if (existsSync(file)) {
    const last = JSON.parse(readFileSync(file, 'utf8')) as { copy: string; state: string };
    if (existsSync(last.copy) && last.state === (await fingerprint(cluster.url))) return last.copy;
  }
  const copy = await copyBeforeUpdate(cluster, dataDir, state);
  say(`The database is brought up to date; as it was, it is kept in ${copy}.`);
  return copy;
}

/** Changes with every transaction that writes. */
async function fingerprint(url: string): Promise<string> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const [row] = await sql<{ next: string }[]>`
      select system_identifier || ' ' || pg_snapshot_xmax(pg_current_snapshot()) as next from pg_control_system()`;
    return row!.next;
  } finally {
    await sql.end({ timeout: 2 });
  }
}
