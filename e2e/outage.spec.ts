import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import postgres from 'postgres';
import { databaseUrlFile } from '../server/embedded-postgres.ts';
import { expectAway, expectRecovery, openTo, type Readership, readOn } from './support/outage.ts';
import { processesOf } from './support/own-cluster.ts';
import { clearAway, startSite } from './support/site.ts';
import { askPlainly } from './support/wire.ts';

// A magazine as most will run it, with its own PostgreSQL, which hangs and then crashes. A full minute of each is slow/outage.spec.ts.
test.describe.configure({ mode: 'serial' });

let readership: Readership;

test.beforeAll(async () => {
  test.setTimeout(240_000);
  readership = await openTo(await (await startSite({ TRUSTED_PROXIES: '127.0.0.1 ::1' })).ready());
});
test.afterAll(clearAway);

const pidFile = () => join(readership.site.dataDir, 'postgres/postmaster.pid');
const postmaster = () => Number(readFileSync(pidFile(), 'utf8').split('\n')[0]);

test('a database that hangs: kept pages go on, the rest is told to come again, and all is well by itself', async () => {
  test.setTimeout(120_000);
  const processes = processesOf(postmaster());
  const stopReading = readOn(readership, 4);
  for (const pid of processes) process.kill(pid, 'SIGSTOP');
  try {
    await expectAway(readership, 'Written while it hung.');
  } finally {
    for (const pid of processes) process.kill(pid, 'SIGCONT');
  }
  await expectRecovery(readership, 'Written while it hung.');
  expect([...(await stopReading()).keys()]).toEqual([200]);
});

test('a database that crashes: kept pages go on, it is started again, and changes are heard of again', async () => {
  test.setTimeout(120_000);
  const { site, seen } = readership;
  const before = postmaster();
  const stopReading = readOn(readership, 4);
  process.kill(before, 'SIGQUIT'); // PostgreSQL's 'immediate': nothing is finished, and the next start has to recover
  await expect.poll(() => site.output.includes('The database stopped by itself'), { timeout: 30_000 }).toBe(true);
  await expect.poll(() => existsSync(pidFile()) && postmaster() !== before, { timeout: 60_000 }).toBe(true);
  await expectRecovery(readership, 'Written after the crash.');
  expect([...(await stopReading()).keys()]).toEqual([200]);

  const sql = postgres(readFileSync(join(site.dataDir, databaseUrlFile), 'utf8'), { max: 1 });
  await sql.begin(async (tx) => {
    await tx`update settings set tagline = 'Still here'`;
    await tx`select pg_notify('content_changed', '{"tags":["settings"],"by":null}')`;
  });
  await sql.end();
  for (const path of seen.slice(0, 1))
    await expect
      .poll(async () => (await askPlainly(site.url + path)).body.includes('Still here'), { timeout: 30_000 })
      .toBe(true);
});
