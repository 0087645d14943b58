import { Agent, request as httpRequest } from 'node:http';
import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { newAddress, newNetworkAddress } from './support/cast.ts';
import { hold, type OwnCluster, openCluster } from './support/own-cluster.ts';
import { formIn, isTaken, postForm } from './support/plain-form.ts';
import { clearAway, type Site, startSite } from './support/site.ts';
import { openSocket } from './support/sockets.ts';
import { articlesOf, askPlainly } from './support/wire.ts';

/**
 * A stop loses nothing: what was asked before the signal is answered whole. What is asked after it is answered whole too,
 * or not at all, on a connection that is refused or closed; then nothing of it was done either, and it can be sent again.
 */
test.describe.configure({ mode: 'serial' });

let cluster: OwnCluster;
let site: Site;
let articles: string[];

test.beforeAll(async () => {
  test.setTimeout(240_000);
  cluster = await openCluster();
});
test.beforeEach(async () => {
  test.setTimeout(180_000);
  site = await (await startSite({ DATABASE_URL: cluster.url, TRUSTED_PROXIES: '127.0.0.1 ::1' })).ready();
  articles = await articlesOf(site.url);
});
test.afterEach(clearAway);
test.afterAll(() => cluster.stop());

type Outcome = 'whole' | 'cut off' | 'not begun';

/** Asks over a connection of `agent`. */
function ask(agent: Agent, path: string): Promise<Outcome> {
  return new Promise((done) => {
    const request = httpRequest(site.url + path, { agent }, (response) => {
      response.on('error', () => done('cut off'));
      response.on('close', () => done(response.complete && response.statusCode === 200 ? 'whole' : 'cut off'));
      response.resume();
    });
    request.on('error', () => done('not begun'));
    request.end();
  });
}

const comment = (body: string) => ({ name: 'Ada', email: newAddress(), body, website: '' });
const isRefused = () =>
  askPlainly(`${site.url}/healthz`).then(
    () => false,
    () => true,
  );

test('SIGTERM under load: every request is answered whole, or was never begun', async () => {
  const [path] = articles as [string];
  const form = formIn((await askPlainly(site.url + path)).body.toString(), 'comment');
  const under = new Set<Promise<Outcome>>();
  const later: Promise<Outcome>[] = [];
  let isStopping = false;
  let answers = 0;
  const posts: { body: string; isAnswered: boolean }[] = [];

  /** A browser with one connection that it keeps, until it is told that the connection ends; then it tries another. */
  const read = async (page: string) => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    for (;;) {
      const asked = ask(agent, page);
      if (isStopping) later.push(asked);
      else under.add(asked);
      const outcome = await asked;
      answers += 1;
      if (!isStopping && outcome === 'whole') under.delete(asked);
      if (outcome !== 'whole') break;
    }
    agent.destroy();
  };
  const write = async (writer: number) => {
    for (let time = 0; ; time += 1) {
      const post = { body: `Word ${writer}.${time} before the end.`, isAnswered: false };
      posts.push(post);
      try {
        const answer = await postForm(site.url + path, form, comment(post.body), newNetworkAddress());
        post.isAnswered = isTaken(answer);
      } catch {
        return; // refused, or closed
      }
    }
  };
  const pages = ['/', path, '/feed.xml', '/sign-in', articles[1]!];
  const everyone = [...pages, ...pages, ...pages].map(read).concat([1, 2, 3].map(write));
  await expect.poll(() => answers, { timeout: 60_000 }).toBeGreaterThan(200);

  isStopping = true;
  await turn(); // what is asked so far has been written to its connection
  site.process.kill('SIGTERM');
  expect(await site.ended).toBe(0);
  await Promise.all(everyone);
  expect(new Set(await Promise.all(under)), 'asked before').toEqual(new Set(['whole']));
  expect(await Promise.all(later), 'asked after').not.toContain('cut off');

  const kept = await cluster.sql<{ body: string }[]>`select body from comments where body like 'Word %'`;
  const written = new Set(kept.map(({ body }) => body));
  expect(posts.length).toBeGreaterThan(3);
  for (const { body, isAnswered } of posts) expect(written.has(body), body).toBe(isAnswered);
});

test('SIGTERM while a page is made and a comment is kept: both are answered, then it ends', async () => {
  const [path, unseen] = articles as [string, string];
  const form = formIn((await askPlainly(site.url + path)).body.toString(), 'comment');
  const lock = await hold(cluster.sql, 'revisions', 'comments');
  const page = askPlainly(site.url + unseen);
  const posted = postForm(site.url + path, form, comment('Sent as the lights went out.'), newNetworkAddress());
  try {
    await expect.poll(lock.waiting, { timeout: 30_000 }).toBeGreaterThanOrEqual(2); // a job may wait too
    site.process.kill('SIGTERM');
    await expect.poll(isRefused, { timeout: 30_000 }).toBe(true);
  } finally {
    await lock.release();
  }
  expect((await page).status).toBe(200);
  expect((await page).body.includes('</html>')).toBe(true);
  expect((await page).headers.connection).toBe('close');
  expect(isTaken(await posted)).toBe(true);
  expect(await site.ended).toBe(0);
  const kept = await cluster.sql`select 1 from comments where body = 'Sent as the lights went out.'`;
  expect(kept).toHaveLength(1);
});

test('SIGTERM while a reader takes an answer slowly: it comes to its end', async () => {
  const desk = (await askPlainly(`${site.url}/sign-in`)).body.toString();
  const scripts = [...desk.matchAll(/<script src="([^"]+)"/g)].map(([, path]) => path!);
  const sizes = await Promise.all(scripts.map(async (path) => (await askPlainly(site.url + path)).body.length));
  const [largest] = scripts.toSorted((one, other) => sizes[scripts.indexOf(other)]! - sizes[scripts.indexOf(one)]!);
  const asked = `GET ${largest} HTTP/1.1\r\nhost: ${new URL(site.url).host}\r\n\r\n`;
  const connection = openSocket(site.url, () => connection.write(asked.repeat(99)));
  const chunks: Buffer[] = [];
  connection.on('data', (chunk) => chunks.push(chunk)).on('error', () => {});
  connection.pause();
  await sleep(1000); // until the line is full

  site.process.kill('SIGTERM');
  await expect.poll(isRefused, { timeout: 30_000 }).toBe(true);
  connection.resume();
  await new Promise((done) => connection.once('close', done));
  const answers = Buffer.concat(chunks).toString('latin1').split('HTTP/1.1 200 OK\r\n').slice(1);
  expect(answers.length, 'more than the line holds would be no test').toBeLessThan(99);
  const [head = '', body = ''] = answers.at(-1)!.split('\r\n\r\n');
  expect(head).toMatch(/^connection: close$/im);
  expect(body).toHaveLength(Number(/^content-length: (\d+)$/im.exec(head)![1]));
  expect(await site.ended).toBe(0);
});

test('a second signal does not wait for what is under way', async () => {
  const lock = await hold(cluster.sql, 'revisions');
  const pending = ask(new Agent(), articles[0]!);
  try {
    await expect.poll(lock.waiting, { timeout: 30_000 }).toBeGreaterThan(0);
    site.process.kill('SIGTERM');
    await expect.poll(isRefused, { timeout: 30_000 }).toBe(true);
    site.process.kill('SIGTERM');
    expect(await pending, 'not even told that it took too long').toBe('not begun');
    expect(await site.ended).toBe(0);
  } finally {
    await lock.release();
  }
});
