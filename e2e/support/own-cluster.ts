import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { startCluster } from '../../server/embedded-postgres.ts';

/** A PostgreSQL of a spec's own, which it can lock, break and stop under the sites that run on it. */
export type OwnCluster = {
  url: string;
  sql: postgres.Sql;
  /** The server and every process it has started. */
  processes: () => number[];
  /** To be called when the sites on it have ended. */
  stop: () => Promise<void>;
};

export async function openCluster(): Promise<OwnCluster> {
  const folder = mkdtempSync(join(tmpdir(), 'mansudae-cluster-'));
  chmodSync(folder, 0o755); // started as root, PostgreSQL runs under an account of its own
  const cluster = await startCluster(folder, () => {});
  const sql = postgres(cluster.url, { max: 3, onnotice: () => {} });
  return {
    url: cluster.url,
    sql,
    processes: () => processesOf(cluster.pid()),
    stop: async () => {
      await sql.end({ timeout: 1 });
      await cluster.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The process with number `pid` and those it has started. */
export function processesOf(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  return [pid, ...(children === '' ? [] : children.split(' ').map(Number))];
}

/** A lock on tables under which nobody can read or write them: whatever wants to, waits. */
export type Hold = {
  /** How many wait. */
  waiting: () => Promise<number>;
  release: () => Promise<void>;
};

/** Locks `tables` until released. */
export async function hold(sql: postgres.Sql, ...tables: string[]): Promise<Hold> {
  const own = await sql.reserve();
  await own`begin`;
  await own.unsafe(`lock table ${tables.join(', ')} in access exclusive mode`);
  return {
    waiting: async () => {
      const [row] = await sql<{ count: number }[]>`
        select count(*)::int as count from pg_locks where not granted and relation = any(${tables}::regclass[])`;
      return row!.count;
    },
    release: async () => {
      await own`rollback`;
      own.release();
    },
  };
}

/** Runs `work` while `table` has another name, so that every query of it fails. */
export async function without(sql: postgres.Sql, table: string, work: () => Promise<void>): Promise<void> {
  await sql.unsafe(`alter table ${table} rename to mislaid`);
  try {
    await work();
  } finally {
    await sql.unsafe(`alter table mislaid rename to ${table}`);
  }
}
