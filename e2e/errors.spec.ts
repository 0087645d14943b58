import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { eq } from 'drizzle-orm';
import postgres from 'postgres';
import { closeDatabase, db } from '#db/client';
import { articles as articleTable } from '#db/schema/articles';
import { unpublishArticle } from '#lib/articles/mutations';
import { type Cluster, startCluster } from '../server/embedded-postgres.ts';
import { DatabaseProxy } from './support/away.ts';
import { hire } from './support/newsroom.ts';
import { sendComment, takeTime, writeComment } from './support/reader.ts';
import { clearAway, type Site, startSite } from './support/site.ts';

// A magazine of its own, whose database can be taken away. Readers here have no JavaScript.
test.describe.configure({ mode: 'serial' });
test.use({ javaScriptEnabled: false });

let folder: string;
let cluster: Cluster;
let proxy: DatabaseProxy;
let site: Site;
let articles: string[];

test.beforeAll(async () => {
  test.setTimeout(240_000);
  folder = mkdtempSync(join(tmpdir(), 'mansudae-cluster-'));
  chmodSync(folder, 0o755);
  cluster = await startCluster(folder, () => {});
  proxy = await DatabaseProxy.to(cluster.url);
  site = await (await startSite({ DATABASE_URL: proxy.url })).ready();
  const feed = await (await fetch(`${site.url}/feed.xml`)).text();
  articles = [...feed.matchAll(/<link>[^<]*(\/articles\/[^<]+)<\/link>/g)].map(([, path]) => path!);
  expect(articles.length).toBeGreaterThan(6);
});

test.afterAll(async () => {
  await clearAway();
  await proxy.away();
  await cluster.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** What every page for a mishap has: whose site this is, what happened, and a way on. */
async function expectFinishedPage(page: Page): Promise<void> {
  await expect(page.getByRole('banner')).toContainText('Mansudae Korea');
  await expect(page.getByRole('heading', { level: 1 })).not.toBeEmpty();
  await expect(page.getByRole('main').getByRole('link').first()).toBeVisible();
  await expect(page).toHaveTitle(/\S/);
  expect(await page.locator('title').count()).toBe(1);
}

test('an address where nothing is', async ({ page }) => {
  for (const path of ['/articles/no-such-article', '/sections/none', '/authors/nobody', '/nothing', '/a/b/c']) {
    expect((await page.goto(site.url + path))?.status(), path).toBe(404);
    await expectFinishedPage(page);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is nothing here');
  }
  await page.getByRole('link', { name: 'Go to the front page' }).click();
  await expect(page).toHaveURL(`${site.url}/`);
});

test('a fault of ours', async ({ page }) => {
  const sql = postgres(cluster.url, { max: 1, onnotice: () => {} });
  await sql`alter table revisions rename to mislaid`;
  try {
    expect((await page.goto(site.url + articles[0]!))?.status()).toBe(500);
    await expectFinishedPage(page);
    expect(await page.content(), 'nothing of the fault itself').not.toMatch(/mislaid|relation|select /i);
  } finally {
    await sql`alter table mislaid rename to revisions`;
    await sql.end();
  }
  expect((await page.goto(site.url + articles[0]!))?.status(), 'the fault is not kept').toBe(200);
});

test('a database that hangs: a reader’s words come back, and can be sent again', async ({ page }) => {
  const [seen, unseen] = [articles[2]!, articles[3]!];
  expect((await fetch(site.url + seen)).status).toBe(200);
  await page.goto(`${site.url}/contact`);
  await page.getByLabel('Name').fill('Ada');
  await page.getByLabel('E-mail, for the answer').fill('ada@mail.example');
  await page.getByLabel('Subject').fill('Ice & <snow>');
  await page.getByLabel('Message').fill('Typed while\nnothing moved.');
  await takeTime(page);
  const processes = hangDatabase();
  try {
    const drawing = fetch(site.url + unseen);
    expect((await fetch(site.url + seen)).status, 'a page that is kept').toBe(200);
    expect((await fetch(`${site.url}/readyz`)).status).toBe(503);
    const [answer] = await Promise.all([
      page.waitForResponse((response) => response.request().method() === 'POST'),
      page.getByRole('button', { name: 'Send message' }).click(),
    ]);
    expect(answer.status()).toBe(503);
    expect(Number(answer.headers()['retry-after'])).toBeGreaterThan(0);
    await expectFinishedPage(page);
    await expect(page.getByRole('definition').filter({ hasText: 'Ice & <snow>' })).toBeVisible();
    await expect(page.getByRole('definition').filter({ hasText: 'Typed while\nnothing moved.' })).toBeVisible();

    const undrawn = await drawing; // is answered, if later
    expect(undrawn.status).toBe(503);
    expect(Number(undrawn.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await undrawn.text()).toContain('</html>');
  } finally {
    for (const pid of processes) process.kill(pid, 'SIGCONT');
  }
  await expect.poll(() => site.answers('/readyz'), { timeout: 60_000 }).toBe(true);
  await page.getByRole('button', { name: 'Send again' }).click();
  await expect(page.getByRole('heading', { name: 'Your message has arrived' })).toBeVisible();
  await expect(page.getByText('Typed while\nnothing moved.')).toBeVisible();
  const sql = postgres(cluster.url, { max: 1 });
  const kept = await sql`select body from messages where subject = 'Ice & <snow>'`;
  await sql.end();
  expect(kept).toEqual([{ body: 'Typed while\nnothing moved.' }]);
});

test('a fault of ours while a comment is kept: it comes back, and can be sent again', async ({ page }) => {
  await page.goto(site.url + articles[2]!);
  await writeComment(page, { name: 'Ada', email: 'ada@mail.example', body: 'It is  late.\n\n배가 늦었어요.' });
  const sql = postgres(cluster.url, { max: 1, onnotice: () => {} });
  await sql`alter table comments rename to mislaid`;
  try {
    expect(await statusOfPost(page, () => sendComment(page))).toBe(500);
    await expectFinishedPage(page);
    await expect(page.getByRole('definition').filter({ hasText: 'It is  late.\n\n배가 늦었어요.' })).toBeVisible();
  } finally {
    await sql`alter table mislaid rename to comments`;
  }
  await page.getByRole('button', { name: 'Send again' }).click();
  await expect(page.getByRole('heading', { name: 'Your comment has arrived' })).toBeVisible();
  const kept = await sql`select body from comments where body like 'It is  late%'`;
  await sql.end();
  expect(kept).toEqual([{ body: 'It is  late.\n\n배가 늦었어요.' }]);
});

test('an article that goes while somebody writes under it: the words are there to copy', async ({ page }) => {
  await page.goto(site.url + articles[4]!);
  await writeComment(page, { name: 'Ada', email: 'ada@mail.example', body: 'I was about to say.' });
  await takeBack(articles[4]!);
  await expect.poll(async () => (await fetch(site.url + articles[4]!)).status, { timeout: 30_000 }).toBe(404);
  expect(await statusOfPost(page, () => sendComment(page))).toBe(404);
  await expectFinishedPage(page);
  await expect(page.getByRole('definition').filter({ hasText: 'I was about to say.' })).toBeVisible();
  await expect(page.getByRole('button')).toHaveCount(0);
});

/** The status of the answer to the form that `act` posts. */
async function statusOfPost(page: Page, act: () => Promise<void>): Promise<number> {
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.request().method() === 'POST'),
    act(),
  ]);
  return answer.status();
}

/** An editor takes the article at `path` back. */
async function takeBack(path: string): Promise<void> {
  process.env.DATABASE_URL = cluster.url;
  const [article] = await db
    .select()
    .from(articleTable)
    .where(eq(articleTable.slug, decodeURIComponent(path.split('/').at(-1)!)));
  await unpublishArticle(await hire('editor'), article!.id);
  await closeDatabase();
}

/** Stops the server of the cluster and every process it has started, as if it hung. Returns them. */
function hangDatabase(): number[] {
  process.kill(cluster.pid(), 'SIGSTOP'); // it starts no more
  const children = readFileSync(`/proc/${cluster.pid()}/task/${cluster.pid()}/children`, 'utf8');
  const started = children.trim().split(' ').map(Number);
  for (const pid of started) process.kill(pid, 'SIGSTOP');
  return [cluster.pid(), ...started];
}

test('a database that is away: words are kept, and all is well when it comes back', async ({ page }) => {
  await page.goto(`${site.url}/contact`);
  await page.getByLabel('Name').fill('Ada');
  await page.getByLabel('E-mail, for the answer').fill('ada@mail.example');
  await page.getByLabel('Subject').fill('Fog');
  await page.getByLabel('Message').fill('Typed while the database went away.');
  await takeTime(page);

  await proxy.away();
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.request().method() === 'POST'),
    page.getByRole('button', { name: 'Send message' }).click(),
  ]);
  expect(answer.status()).toBe(503);
  await expect(page.getByText('Typed while the database went away.')).toBeVisible();
  await expect(page.getByText(/could not keep this just now/)).toBeVisible();

  const unseen = await page.context().newPage();
  const uncached = await unseen.goto(site.url + articles[5]!);
  expect(uncached?.status()).toBe(503);
  expect(Number(uncached?.headers()['retry-after'])).toBeGreaterThan(0);
  await expectFinishedPage(unseen);
  expect((await fetch(`${site.url}/readyz`)).status).toBe(503);
  expect((await fetch(`${site.url}/healthz`)).status).toBe(200);

  await proxy.back();
  await expect.poll(async () => (await fetch(`${site.url}/readyz`)).status, { timeout: 20_000 }).toBe(200);
  expect((await unseen.goto(site.url + articles[5]!))?.status()).toBe(200);
  await takeTime(page);
  await page.getByRole('button', { name: 'Send message' }).click();
  await expect(page.getByRole('heading', { name: 'Your message has arrived' })).toBeVisible();
});
