import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { startCluster } from '../../server/embedded-postgres.ts';
import { prepareDatabase } from '../../server/migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A migrated database that nothing is connected to; each test file gets a copy. */
    templateDatabase: string;
  }
}

/** Starts one PostgreSQL for all database tests and makes the migrated database that each of them copies. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'mansudae-tests-'));
  chmodSync(folder, 0o755); // started as root, PostgreSQL runs under an account of its own
  const cluster = await startCluster(folder, console.log);
  const end = () => process.kill(cluster.pid(), 'SIGINT');
  process.once('exit', end); // also when the tests are interrupted
  const stop = async () => {
    process.off('exit', end);
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await forget(cluster.url);
    await prepareDatabase(cluster.url);
    await prepareJobTables(cluster.url);
  } catch (error) {
    await stop();
    throw error;
  }
  project.provide('templateDatabase', cluster.url);
  return stop;
}

/** Nothing here has to survive a power cut. */
async function forget(url: string): Promise<void> {
  const sql = postgres(url, { max: 1 });
  for (const setting of ['fsync', 'full_page_writes', 'synchronous_commit'])
    await sql.unsafe(`alter system set ${setting} = off`);
  await sql`select pg_reload_conf()`;
  await sql.end();
}

async function prepareJobTables(url: string): Promise<void> {
  const file = join(import.meta.dirname, '../../lib/jobs.ts');
  if (!existsSync(file)) return;
  const { prepareJobs } = (await import(file)) as { prepareJobs?: (url: string) => Promise<void> };
  await prepareJobs?.(url);
}
