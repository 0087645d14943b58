import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import postgres from 'postgres';
import { type Cluster, startCluster } from '../server/embedded-postgres.ts';
import { migrationLock } from '../server/migrate.ts';
import { clearAway, freePort, type Site, startSite } from './support/site.ts';
import { ask, formHeaders } from './support/sockets.ts';

/** What must be true of every start that cannot succeed: it ends by itself, and says why in words. */
async function expectRefusal(site: Site, sentence: RegExp): Promise<void> {
  expect(await site.ended).toBe(1);
  expect(site.output).toMatch(sentence);
  expect(site.output, 'no stack trace').not.toMatch(/^\s+at .+:\d+/m);
}

test.afterEach(clearAway);

const small = { SAMPLE_CONTENT: '0' };

test.describe('a start that cannot succeed says so in a sentence', () => {
  test('settings: a sentence for each fault', async () => {
    const site = await startSite({ PORT: 'many', SITE_URL: 'https://example.org/magazine', SAMPLE_CONTENT: 'no' });
    await expectRefusal(
      site,
      /PORT must be a whole number.*\n.*SITE_URL must have no user, path.*\n.*SAMPLE_CONTENT must be 0 or 1/,
    );
  });

  test('settings: mail needs a sender', async () => {
    await expectRefusal(await startSite({ SMTP_URL: 'smtp://localhost:2525' }), /MAIL_FROM is needed beside SMTP_URL/);
  });

  test('settings: trusted proxies must be addresses', async () => {
    const site = await startSite({ TRUSTED_PROXIES: 'proxy.example' });
    await expectRefusal(site, /TRUSTED_PROXIES must be addresses or subnets .*"proxy.example" is not/);
  });

  test('a port in use', async () => {
    const port = await freePort();
    const other = createServer().listen(port, '127.0.0.1');
    await expectRefusal(await startSite(small, { port }), new RegExp(`Port ${port} on 127.0.0.1 is in use`));
    other.close();
  });

  test('a folder where nothing can be kept', async () => {
    await expectRefusal(
      await startSite(small, { dataDir: '/proc/magazine' }),
      /DATA_DIR \/proc\/magazine cannot be written to/,
    );
  });

  test('a database that is not there', async () => {
    const port = await freePort();
    const site = await startSite({ DATABASE_URL: `postgres://someone:secret@127.0.0.1:${port}/magazine` });
    await expectRefusal(site, /The database magazine at 127\.0\.0\.1:\d+ refuses/);
    expect(site.output).not.toContain('secret');
  });
});

test.describe('a database of the owner’s own', () => {
  let folder: string;
  let cluster: Cluster;
  test.beforeAll(async () => {
    test.setTimeout(240_000);
    folder = mkdtempSync(join(tmpdir(), 'mansudae-cluster-'));
    chmodSync(folder, 0o755);
    cluster = await startCluster(folder, () => {});
  });
  test.afterAll(async () => {
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** A database made as `how` says, with `statements` run in it. Returns its address. */
  async function database(name: string, how = '', statements: string[] = []): Promise<string> {
    const url = new URL(cluster.url);
    const admin = postgres(url.href, { max: 1 });
    await admin.unsafe(`create database ${name} ${how}`);
    await admin.end();
    url.pathname = `/${name}`;
    const sql = postgres(url.href, { max: 1 });
    for (const statement of statements) await sql.unsafe(statement);
    await sql.end();
    return url.href;
  }

  test('is refused when it is not encoded in UTF8', async () => {
    const url = await database('ascii', "template template0 encoding 'SQL_ASCII' locale_provider libc locale 'C'");
    await expectRefusal(await startSite({ DATABASE_URL: url }), /encoded in SQL_ASCII.*Hangul cannot be kept/);
  });

  test('is refused when its locale knows no Hangul', async () => {
    const url = await database('old', "template template0 encoding 'UTF8' locale_provider libc locale 'C'");
    await expectRefusal(await startSite({ DATABASE_URL: url }), /locale does not know Hangul/);
  });

  test('is refused when a newer version has used it, and when a migration fails', async () => {
    const newer = await database('newer', '', [
      'create schema drizzle',
      'create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)',
      "insert into drizzle.__drizzle_migrations (hash, created_at) values ('later', 99999999999999)",
    ]);
    await expectRefusal(await startSite({ DATABASE_URL: newer }), /used by a newer version of the magazine/);
    const taken = await database('taken', '', ['create table articles (id int)']);
    await expectRefusal(
      await startSite({ DATABASE_URL: taken }),
      /could not be brought up to date.*nothing in it was changed/,
    );
  });

  test('while it gets ready, what a reader posts comes back to be sent again', async ({ page }) => {
    const url = await database('slow');
    const other = postgres(url, { max: 1 });
    await other`select pg_advisory_lock(${migrationLock})`;
    const site = await startSite({ ...small, DATABASE_URL: url });
    await expect.poll(() => site.answers('/healthz'), { timeout: 60_000 }).toBe(true);
    expect((await fetch(`${site.url}/readyz`)).status).toBe(503);
    const form = `<form method="post" action="${site.url}/contact">
      <input type="hidden" name="form" value="contact"><input name="name" value="Ada"><input name="email" value="ada@mail.example">
      <input name="subject" value="Fog"><textarea name="body">\nTyped while &lt;it&gt; started.\n안녕.</textarea><button>Send</button></form>`;
    await page.route(`${site.url}/contact`, (route) => route.fulfill({ contentType: 'text/html', body: form }), {
      times: 1, // as it was there before
    });
    await page.goto(`${site.url}/contact`);
    const [answer] = await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: 'Send' }).click()]);
    expect(answer!.status()).toBe(503);
    expect(Number(answer!.headers()['retry-after'])).toBeGreaterThan(0);
    await expect(page.getByRole('definition').filter({ hasText: 'Typed while <it> started.' })).toBeVisible();
    const foreign = { origin: 'https://elsewhere.example', ...formHeaders };
    for (const asked of [
      { headers: foreign, body: 'body=Put+into+our+mouth' },
      { headers: { 'content-type': 'application/json' }, body: '{}' },
      { headers: formHeaders, body: `body=${'x'.repeat(300_000)}` },
    ]) {
      const answer = await ask(site.url, '/desk/people', { method: 'POST', ...asked });
      expect(answer.status).toBe(503);
      expect(answer.text).not.toMatch(/<form|Put into/);
    }
    await other.end();
    await site.ready();
    await page.getByRole('button', { name: 'Send again' }).click();
    await expect(page.getByRole('heading', { name: 'Your message has arrived' })).toBeVisible();
    const sql = postgres(url, { max: 1 });
    expect((await sql`select body from messages`).map(({ body }) => body)).toEqual([
      'Typed while <it> started.\n안녕.',
    ]);
    await sql.end();
  });

  test('holds the magazine when it can', async () => {
    const site = await startSite({ ...small, DATABASE_URL: await database('own') });
    await site.ready();
    expect(existsSync(join(site.dataDir, 'postgres')), 'no embedded database beside it').toBe(false);
    expect(await site.stop()).toBe(0);
  });
});

test('a second start on the same folder is refused, Ctrl-C stops all in order, and after kill -9 the next start recovers', async () => {
  const site = await startSite(small);
  await site.ready();
  const { dataDir } = site;
  const second = await startSite(small, { dataDir });
  await expectRefusal(second, /Another process is already running on/);
  expect(await site.answers('/'), 'the first is untouched').toBe(true);

  site.process.kill('SIGKILL');
  await site.ended;
  const leftover = databaseProcess(dataDir);
  expect(isRunning(leftover), 'kill -9 leaves the database running').toBe(true);

  const again = await startSite(small, { dataDir, port: site.port });
  await again.ready();
  expect(again.output, 'nothing is built or filled twice').not.toMatch(/Building|Filling/);
  expect(isRunning(leftover)).toBe(false);
  const database = databaseProcess(dataDir);
  expect(await again.answers('/')).toBe(true);

  expect(await again.stop()).toBe(0);
  expect(isRunning(database), 'the database has stopped too').toBe(false);
  expect(await again.answers('/healthz')).toBe(false);
  expect(again.output).not.toMatch(/did not stop cleanly|fault/);
});

test('a database whose password is gone is neither opened nor thrown away', async () => {
  const site = await startSite(small);
  await site.ready();
  await site.stop();
  rmSync(join(site.dataDir, 'postgres-password'));
  await expectRefusal(await startSite(small, { dataDir: site.dataDir }), /database of an earlier magazine.*is gone/);
  expect(existsSync(join(site.dataDir, 'postgres/PG_VERSION'))).toBe(true);
});

test('whoever has taken the number of a crashed database is left alone', async () => {
  const site = await startSite(small);
  await site.ready();
  const pidFile = join(site.dataDir, 'postgres/postmaster.pid');
  const lines = readFileSync(pidFile, 'utf8').split('\n');
  await site.stop();
  const stranger = spawn('sleep', ['100']);
  writeFileSync(pidFile, [stranger.pid, ...lines.slice(1)].join('\n'));
  const again = await startSite(small, { dataDir: site.dataDir });
  await again.ready();
  expect(isRunning(stranger.pid!)).toBe(true);
  stranger.kill();
});

test('a terminated start leaves nothing behind', async () => {
  const site = await startSite(small);
  await expect.poll(() => existsSync(join(site.dataDir, 'postgres/postmaster.pid')), { timeout: 40_000 }).toBe(true);
  const database = databaseProcess(site.dataDir);
  site.process.kill('SIGTERM');
  await site.ended;
  expect(isRunning(database)).toBe(false);
});

test('it stops as ever when nobody reads any more what it says', async () => {
  const site = await (await startSite(small)).ready();
  site.process.stdout!.destroy();
  site.process.stderr!.destroy();
  expect(await Promise.race([site.stop(), sleep(30_000)])).toBe(0);
});

const databaseProcess = (dataDir: string) =>
  Number(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);

/** Whether it runs. Where process 1 reaps nobody, a process that has ended keeps its number. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !existsSync(`/proc/${pid}/stat`) || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
