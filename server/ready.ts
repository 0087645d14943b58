import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sqlClient } from '#db/client';
import { overdueAfter } from '#lib/articles/schedules/rules';

const journal = JSON.parse(readFileSync(join(import.meta.dirname, '../db/migrations/meta/_journal.json'), 'utf8')) as {
  entries: unknown[];
};
const patience = 2000;

/** Whether this instance can do all that it should; where not, what is the matter. */
export type Readiness = { isReady: boolean; says: string };

/**
 * Whether the database answers within two seconds, has every migration of this code, and nothing that was scheduled is left
 * lying (docs/decisions/schedules.md).
 */
export async function readiness(): Promise<Readiness> {
  const away = { isReady: false, says: 'not ready: the database does not answer' };
  const late = new Promise<Readiness>((done) => setTimeout(() => done(away), patience).unref());
  return Promise.race([look().catch(() => away), late]);
}

async function look(): Promise<Readiness> {
  const sql = sqlClient();
  const [applied] = await sql<{ count: number }[]>`select count(*)::int as count from drizzle.__drizzle_migrations`;
  if (applied!.count < journal.entries.length) {
    return { isReady: false, says: 'not ready: the database is behind this code' };
  }
  const since = sql`now() - make_interval(secs => ${overdueAfter})`;
  const [overdue] = await sql<{ count: number }[]>`
    select count(*)::int as count from articles
    where removed_at is null and (scheduled_at < ${since} or unpublish_at < ${since})`;
  if (overdue!.count > 0) {
    return {
      isReady: false,
      says: `overdue: ${overdue!.count} of what is scheduled, see /desk. Readers see it as scheduled`,
    };
  }
  return { isReady: true, says: 'ready' };
}
