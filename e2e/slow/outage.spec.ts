import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { type Cluster, startCluster } from '../../server/embedded-postgres.ts';
import { DatabaseProxy } from '../support/away.ts';
import { expectAway, expectRecovery, openTo, type Readership, readOn } from '../support/outage.ts';
import { processesOf } from '../support/own-cluster.ts';
import { clearAway, startSite } from '../support/site.ts';

// The database is away for a full minute, under load: once hanging, once stopped.
test.describe.configure({ mode: 'serial' });

const minute = 60_000;
let folder: string;
let cluster: Cluster;
let proxy: DatabaseProxy;
let readership: Readership;

test.beforeAll(async () => {
  test.setTimeout(5 * minute);
  folder = mkdtempSync(join(tmpdir(), 'mansudae-cluster-'));
  chmodSync(folder, 0o755); // started as root, PostgreSQL runs under an account of its own
  cluster = await startCluster(folder, () => {});
  proxy = await DatabaseProxy.to(cluster.url); // one address, though it comes back on another port
  readership = await openTo(
    await (await startSite({ DATABASE_URL: proxy.url, TRUSTED_PROXIES: '127.0.0.1 ::1' })).ready(),
  );
});

test.afterAll(async () => {
  await clearAway();
  await proxy.away();
  await cluster.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A minute without a database, from its first second to its last. */
async function aMinuteAway(): Promise<void> {
  const over = sleep(minute);
  await expectAway(readership, 'Written at its beginning.');
  await over;
  await expectAway(readership, 'Written at its end.');
}

async function underLoad(outage: () => Promise<void>): Promise<void> {
  const stopReading = readOn(readership, 16);
  await outage();
  await expectRecovery(readership, 'Written when it was over.');
  const answers = await stopReading();
  expect([...answers.keys()]).toEqual([200]);
  expect(answers.get(200)).toBeGreaterThan(1000);
}

test('a minute in which the database hangs', async () => {
  test.setTimeout(5 * minute);
  await underLoad(async () => {
    const processes = processesOf(cluster.pid());
    for (const pid of processes) process.kill(pid, 'SIGSTOP');
    try {
      await aMinuteAway();
    } finally {
      for (const pid of processes) process.kill(pid, 'SIGCONT');
    }
  });
});

test('a minute in which the database is stopped', async () => {
  test.setTimeout(5 * minute);
  await underLoad(async () => {
    await cluster.stop();
    await proxy.away();
    await aMinuteAway();
    cluster = await startCluster(folder, () => {});
    await proxy.back(cluster.url);
  });
});
