import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sqlClient } from '#db/client';

const journal = JSON.parse(readFileSync(join(import.meta.dirname, '../db/migrations/meta/_journal.json'), 'utf8')) as {
  entries: unknown[];
};
const patience = 2000;

/** Whether the database answers within two seconds and has every migration of this code. */
export async function isReady(): Promise<boolean> {
  const late = new Promise<false>((done) => setTimeout(() => done(false), patience).unref());
  const applied = sqlClient()<{ count: number }[]>`select count(*)::int as count from drizzle.__drizzle_migrations`
    .then(([row]) => row!.count >= journal.entries.length)
    .catch(() => false);
  return Promise.race([applied, late]);
}
