import { type ChildProcess, spawn } from 'node:child_process';
import { readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { newAddress } from './support/cast.ts';
import { type OwnCluster, openCluster } from './support/own-cluster.ts';
import { commentForm, sendComment, takeTime, writeComment } from './support/reader.ts';
import { clearAway, freePort, type Site, startSite, surroundings } from './support/site.ts';
import { articlesOf, askPlainly } from './support/wire.ts';

/** Next is the only renderer: with its own server in place of ours the same site works, slower, and with faults that ours mends. */
test.describe.configure({ mode: 'serial' });

let cluster: OwnCluster;
let site: Site;
let next: ChildProcess;
let url: string;
const root = join(import.meta.dirname, '..');
const secret = 'what both servers know and nobody else does';

test.beforeAll(async () => {
  test.setTimeout(240_000);
  cluster = await openCluster();
  site = await (await startSite({ DATABASE_URL: cluster.url, AUTH_SECRET: secret })).ready();
  const port = await freePort();
  url = `http://localhost:${port}`;
  next = spawn(process.execPath, ['node_modules/next/dist/bin/next', 'start', '--port', String(port)], {
    cwd: root,
    stdio: 'ignore',
    env: {
      NODE_ENV: 'production',
      ...surroundings(),
      NEXT_DIST_DIR: join('.next', readlinkSync(join(root, '.next/current'))),
      DATABASE_URL: cluster.url,
      DATA_DIR: site.dataDir,
      AUTH_SECRET: secret,
    },
  });
  const answers = () =>
    askPlainly(`${url}/about`).then(
      ({ status }) => status,
      () => 0,
    );
  await expect.poll(answers, { timeout: 60_000 }).toBe(200);
});
test.afterAll(async () => {
  next.kill('SIGTERM');
  await clearAway();
  await cluster.stop();
});

test('the same pages come from `next start`', async ({ browser }) => {
  const page = await browser.newPage({ javaScriptEnabled: false }); // as they are sent
  const [article] = await articlesOf(site.url);
  for (const path of ['/', article!, '/sections/economy', '/about', '/contact']) {
    const textAt = async (origin: string) => {
      await page.goto(origin + path);
      return page.locator('main').textContent();
    };
    expect(await textAt(url), path).toBe(await textAt(site.url));
  }
  const feed = async (origin: string) =>
    (await askPlainly(`${origin}/feed.xml`)).body.toString().replaceAll(origin, '');
  expect(await feed(url)).toBe(await feed(site.url));
  await page.close();
});

test('the script and the late style sheet are there, as the pages name them', async () => {
  const [article] = await articlesOf(site.url);
  const html = (await askPlainly(url + article)).text;
  for (const address of [/\/reader\.js\?v=\w+/, /\/later\.css\?v=\w+/].map((named) => named.exec(html)![0])) {
    const [plain, ours] = [await askPlainly(url + address), await askPlainly(site.url + address)];
    expect(plain.status, address).toBe(200);
    expect(plain.text, address).toBe(ours.text);
  }
});

test('and a comment is kept there too', async ({ page }) => {
  const [article] = await articlesOf(site.url);
  await page.goto(url + article, { waitUntil: 'networkidle' }); // React of the plain server takes the form over first
  await expect(commentForm(page)).toBeVisible();
  await writeComment(page, { name: 'Ada Reader', email: newAddress(), body: 'Sent to the plain server.' });
  await takeTime(page);
  await sendComment(page);
  await page.waitForLoadState('networkidle');
  await expect.poll(() => cluster.sql`select 1 from comments where body = 'Sent to the plain server.'`).toHaveLength(1);
});
