import { randomUUID } from 'node:crypto';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { type Browser, expect, test } from '@playwright/test';
import type postgres from 'postgres';
import { closeDatabase } from '#db/client';
import { unpublishArticle } from '#lib/articles/mutations';
import { hire } from './support/newsroom.ts';
import { hold, type OwnCluster, openCluster, without } from './support/own-cluster.ts';
import { clearAway, type Site, startSite } from './support/site.ts';
import type { Answer, Asked } from './support/sockets.ts';
import { articlesOf, askPlainly } from './support/wire.ts';

// A magazine of its own, under which the database can be locked and broken: a page that goes out while no table can be
// read was not made for that reader.
test.describe.configure({ mode: 'serial' });

let cluster: OwnCluster;
let sql: postgres.Sql;
let site: Site;
/** Not used up yet: most tests take one that no other has asked for. */
let articles: string[];
let watched: string;
let image: string;

test.beforeAll(async () => {
  test.setTimeout(240_000);
  cluster = await openCluster();
  sql = cluster.sql;
  site = await (await startSite({ DATABASE_URL: cluster.url })).ready();
  articles = await articlesOf(site.url);
  watched = articles.shift()!;
  const html = (await ask(watched)).body.toString();
  image = new URL(/<meta property="og:image" content="([^"]+)"/.exec(html)![1]!).pathname;
});

test.afterAll(async () => {
  await clearAway();
  await cluster.stop();
});

const ask = (path: string, asking?: Asked): Promise<Answer> => askPlainly(site.url + path, asking);
const shows = ({ body }: Answer, words: string): boolean => body.includes(words);

/** Makes a change as any program with the database could, and waits until the site has heard of it. */
async function change(tags: string[], work: (tx: postgres.TransactionSql) => Promise<unknown> = async () => {}) {
  const word = randomUUID();
  const body = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: word }] }] };
  await sql.begin(async (tx) => {
    await work(tx);
    await tx`
      insert into pages (name, body) values ('about', ${tx.json(body)}) on conflict (name) do update set body = excluded.body`;
    await tx`select pg_notify('content_changed', ${JSON.stringify({ tags: [...tags, 'page:about'], by: null })})`;
  });
  // what is announced together is heard together
  await expect.poll(async () => shows(await ask('/about'), word), { timeout: 30_000 }).toBe(true);
}

const slugOf = (path: string): string => decodeURIComponent(path.split('/')[2]!);

async function idOf(path: string): Promise<string> {
  const [row] = await sql<{ id: string }[]>`select id from articles where slug = ${slugOf(path)}`;
  return row!.id;
}

/** Gives the article at `path` another headline; only the rows change. */
const retitle = (path: string, headline: string) => (tx: postgres.TransactionSql) =>
  tx`
  update revisions set headline = ${headline}
  where id = (select published_revision_id from articles where slug = ${slugOf(path)})`;

const everyTable = ['settings', 'sections', 'authors', 'articles', 'article_slugs', 'revisions', 'comments', 'pages'];

// ---- what goes out

const kinds = {
  'a page': { path: () => watched, tags: async () => ['settings', `article:${await idOf(watched)}`], packs: true },
  'the feed': { path: () => '/feed.xml', tags: async () => ['settings', 'articles'], packs: true },
  'a share image': { path: () => image, tags: async () => [`article:${await idOf(watched)}`], packs: false },
};

for (const [kind, { path, tags, packs }] of Object.entries(kinds)) {
  test(`${kind}: named by an ETag in each coding, and not sent again to who has it`, async () => {
    const plain = await ask(path());
    expect(plain.status).toBe(200);
    expect(plain.headers.vary).toBe('accept-encoding');
    expect(plain.headers['set-cookie']).toBeUndefined();
    const keys = String(plain.headers['surrogate-key']).split(' ').map(decodeURIComponent);
    expect(keys).toEqual(expect.arrayContaining(await tags()));

    const packed = {
      gzip: await ask(path(), { headers: { 'accept-encoding': 'gzip' } }),
      br: await ask(path(), { headers: { 'accept-encoding': 'br, gzip' } }),
    };
    const etags = [plain, packed.gzip, packed.br].map(({ headers }) => headers.etag!);
    for (const etag of etags) expect(etag, 'strong').toMatch(/^"[^"]+"$/);
    expect(new Set(etags).size, 'one for each form that its bytes have').toBe(packs ? 3 : 1);
    if (packs) {
      expect(gunzipSync(packed.gzip.body)).toEqual(plain.body);
      expect(brotliDecompressSync(packed.br.body)).toEqual(plain.body);
    }

    const own = etags[0]!;
    for (const [coding, answer] of Object.entries(packed)) {
      const known = { 'accept-encoding': coding, 'if-none-match': answer.headers.etag };
      const unchanged = await ask(path(), { headers: known });
      expect([unchanged.status, unchanged.headers.etag], coding).toEqual([304, answer.headers.etag]);
      const plainly = await ask(path(), { headers: { 'if-none-match': answer.headers.etag } });
      expect(plainly.status, 'a strong ETag names these bytes and no others').toBe(packs ? 200 : 304);
    }
    for (const known of [own, `W/${own}`, `"other", ${own}`, '*']) {
      const unchanged = await ask(path(), { headers: { 'if-none-match': known } });
      expect([unchanged.status, unchanged.body.length], known).toEqual([304, 0]);
      for (const name of ['etag', 'vary', 'cache-control', 'surrogate-key'])
        expect(unchanged.headers[name], name).toBe(plain.headers[name]);
      expect(unchanged.headers['content-length']).toBeUndefined();
    }
    for (const unknown of ['"other"', own.slice(1, -1), `"${own.slice(3)}`])
      expect((await ask(path(), { headers: { 'if-none-match': unknown } })).body).toEqual(plain.body);
  });

  test(`${kind}: HEAD answers what GET does, without the body`, async () => {
    const [get, head] = [await ask(path()), await ask(path(), { method: 'HEAD' })];
    expect(head.status).toBe(200);
    expect(head.body.length).toBe(0);
    expect(lasting(head.headers)).toEqual(lasting(get.headers));
    const known = { 'if-none-match': get.headers.etag };
    expect((await ask(path(), { method: 'HEAD', headers: known })).status).toBe(304);
  });
}

test('what a page does not read of a query neither makes another of it nor has it made again', async () => {
  const paths = ['/', watched, '/feed.xml', image];
  const known = new Map<string, Answer>();
  for (const path of paths) known.set(path, await ask(path));
  const lock = await hold(sql, ...everyTable);
  try {
    for (const path of paths) {
      for (const query of [
        '?',
        '?utm_source=x&fbclid=y',
        '?_rsc=abc',
        '?follow=%00&comment=<b>',
        '?a=1&a=2',
        '?%E0%A4%A',
      ]) {
        const answer = await ask(path + query);
        expect(answer.headers.etag, path + query).toBe(known.get(path)!.headers.etag);
        expect(answer.body.equals(known.get(path)!.body), path + query).toBe(true);
      }
    }
    expect(await lock.waiting(), 'nothing was read for them').toBe(0);
  } finally {
    await lock.release();
  }
});

// ---- what cannot be put into it

const evil = 'evil.example';
const poisons: [what: string, asking: (session: string) => Asked][] = [
  [
    'another host in forwarded headers',
    () => ({
      headers: {
        'x-forwarded-host': evil,
        'x-forwarded-proto': 'https',
        'x-forwarded-port': '444',
        'x-forwarded-for': '6.6.6.6',
        'x-host': evil,
        'x-original-url': '/privacy',
        'x-rewrite-url': '/privacy',
        forwarded: `host=${evil};proto=https`,
      },
    }),
  ],
  ['the host in other letters', () => ({ headers: { host: `LOCALHOST:${site.port}` } })],
  ['a wish for flight data', () => ({ headers: { rsc: '1' } })],
  [
    'a wish for a prefetch',
    () => ({
      headers: {
        rsc: '1',
        'next-router-prefetch': '1',
        'next-router-segment-prefetch': '/_tree',
        'next-router-state-tree': encodeURIComponent('["",{"children":["privacy",{}]},null,"refetch"]'),
        'next-url': '/privacy',
      },
    }),
  ],
  [
    'a claim to be Next’s middleware',
    () => ({
      headers: {
        'x-middleware-subrequest': 'middleware:middleware:middleware:middleware:middleware',
        'x-middleware-rewrite': '/privacy',
        'x-middleware-set-cookie': 'a=b',
        'x-middleware-prefetch': '1',
      },
    }),
  ],
  [
    'a claim to be Next’s own server',
    () => ({
      headers: {
        'x-invoke-status': '500',
        'x-invoke-path': '/_error',
        'x-invoke-error': '{}',
        'x-matched-path': '/privacy',
        'x-nextjs-data': '1',
        'x-now-route-matches': '1=privacy',
        'x-prerender-revalidate': '1',
      },
    }),
  ],
  ['an action', () => ({ headers: { 'next-action': 'a'.repeat(42) } })],
  ['a resumed render', () => ({ headers: { 'next-resume': '1', 'x-next-resume-state-length': '1' } })],
  ['a part of it', () => ({ headers: { range: 'bytes=0-9', 'if-range': '"x"' } })],
  [
    'what is newer than tomorrow',
    () => ({ headers: { 'if-none-match': '*', 'if-modified-since': 'Fri, 01 Jan 2100 00:00:00 GMT' } }),
  ],
  [
    'strange tastes',
    () => ({
      headers: {
        accept: 'application/json',
        'accept-language': 'ko',
        'accept-encoding': 'zstd, *;q=0',
        'user-agent': 'Googlebot',
      },
    }),
  ],
  [
    'a stranger’s cookies',
    () => ({
      headers: { cookie: '__prerender_bypass=1; __next_preview_data=1; theme=<script>; authjs.session-token=forged' },
    }),
  ],
  ['a forgotten body', () => ({ headers: { 'content-type': 'application/json' }, body: '{"name":"GET with a body"}' })],
  ['HEAD', () => ({ method: 'HEAD' })],
  ['a method in disguise', () => ({ headers: { 'x-http-method-override': 'POST', 'x-http-method': 'DELETE' } })],
  [
    'a post',
    () => ({
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'name=Ada&body=<script>',
    }),
  ],
  ['somebody signed in', (session) => ({ headers: { cookie: session } })],
  [
    'the desk’s script of somebody signed in',
    (session) => ({ headers: { cookie: session, rsc: '1', 'next-url': '/desk' } }),
  ],
];

test.describe('a page that is asked for first by', () => {
  let session: string;
  let clean: Map<string, Answer>;
  const paths = () => [watched, '/feed.xml', image];

  test.beforeAll(async ({ browser }) => {
    session = await signIn(browser);
    clean = new Map();
    await forget();
    for (const path of paths()) clean.set(path, await ask(path));
  });

  /** So that the next to ask has them made. */
  const forget = async () => change(['articles', 'settings', `article:${await idOf(watched)}`]);

  for (const [what, asking] of poisons) {
    test(what, async () => {
      await forget();
      for (const path of paths()) {
        const answer = await ask(path, asking(session));
        expect(answer.status, path).toBeLessThan(500);
        expect(answer.headers['set-cookie'], path).toBeUndefined();
        expect(shows(answer, evil), path).toBe(false);
      }
      for (const path of paths()) {
        const after = await ask(path);
        expect(after.status, path).toBe(200);
        expect(lasting(after.headers), path).toEqual(lasting(clean.get(path)!.headers));
        expect(after.body.equals(clean.get(path)!.body), `${path} is what it was`).toBe(true);
      }
    });
  }
});

// ---- made once, and made anew

test('many who wait for one page are one making: they share it, and hold up nobody who wants another', async () => {
  const path = articles.shift()!;
  const lock = await hold(sql, 'revisions');
  const asked = Array.from({ length: 40 }, () => ask(path));
  try {
    await expect.poll(lock.waiting, { timeout: 30_000 }).toBe(1);
    // a few pages are made at a time: were each of the forty a making of its own, this one would wait behind them
    expect((await ask('/privacy')).status).toBe(200);
    expect(await lock.waiting(), 'one reads for all').toBe(1);
  } finally {
    await lock.release();
  }
  const answers = await Promise.all(asked);
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect(new Set(answers.map(({ headers }) => headers.etag)).size).toBe(1);
});

test('when a page cannot be made anew the last good one goes out, the log says so, and it is tried again', async () => {
  const path = articles.shift()!;
  const tag = `article:${await idOf(path)}`;
  const good = await ask(path);
  expect(good.status).toBe(200);
  const stale = () =>
    site.output.split('\n').filter((line) => line.includes(path) && line.includes('goes out as it was'));
  await without(sql, 'comments', async () => {
    await change([tag], retitle(path, 'The ferry that came back'));
    const answer = await ask(path);
    expect(answer.status).toBe(200);
    expect(answer.body.equals(good.body)).toBe(true);
    expect(stale(), 'the log says so').toHaveLength(1);
    expect(stale()[0], 'and why').toMatch(/comments/);
  });
  const lock = await hold(sql, 'comments');
  try {
    for (let time = 0; time < 5; time += 1) expect((await ask(path)).body.equals(good.body)).toBe(true);
    expect(await lock.waiting(), 'not tried again for each who asks').toBe(0);
  } finally {
    await lock.release();
  }
  await expect.poll(async () => shows(await ask(path), 'The ferry that came back'), { timeout: 30_000 }).toBe(true);
});

test('what an editor has taken back does not go out as the last good page', async () => {
  const path = articles.shift()!;
  const id = await idOf(path);
  expect((await ask(path)).status).toBe(200);
  process.env.DATABASE_URL = cluster.url;
  const editor = await hire('editor');
  await without(sql, 'revisions', async () => {
    await unpublishArticle(editor, id);
    await expect.poll(async () => (await ask(path)).status, { timeout: 30_000 }).toBe(500);
  });
  await closeDatabase();
  expect((await ask(path)).status).toBe(404);
});

test.describe('a page that was begun before a change', () => {
  test('is not kept after it', async () => {
    const path = articles.shift()!;
    const lock = await hold(sql, 'comments');
    const early = ask(path); // reads the article, then waits for its comments
    try {
      await expect.poll(lock.waiting, { timeout: 30_000 }).toBe(1);
      await change([`article:${await idOf(path)}`], retitle(path, 'What the harbour master changed'));
    } finally {
      await lock.release();
    }
    expect(shows(await early, 'What the harbour master changed'), 'asked before, it may show what was before').toBe(
      false,
    );
    expect(shows(await ask(path), 'What the harbour master changed')).toBe(true);
    expect(shows(await ask(path), 'What the harbour master changed')).toBe(true);
  });

  test('is not what somebody gets who asks after it', async () => {
    const path = articles.shift()!;
    const lock = await hold(sql, 'comments');
    const early = ask(path);
    let late: Promise<Answer>;
    try {
      await expect.poll(lock.waiting, { timeout: 30_000 }).toBe(1);
      await change([`article:${await idOf(path)}`], retitle(path, 'What the pilot changed'));
      late = ask(path);
      await expect.poll(lock.waiting, { timeout: 30_000 }).toBe(2);
    } finally {
      await lock.release();
    }
    expect(shows(await late, 'What the pilot changed')).toBe(true);
    await early;
    expect(shows(await ask(path), 'What the pilot changed'), 'nor does the older one take its place').toBe(true);
  });
});

test('an article that falls due appears by itself, and its 404 ends by itself', async () => {
  test.setTimeout(240_000);
  const path = articles.shift()!;
  const id = await idOf(path);
  const lists = ['/', '/feed.xml', '/sitemap.xml?part=articles-1', '/news-sitemap.xml'];
  const postpone = (seconds: number) =>
    change(
      ['articles', `article:${id}`, `slug:${slugOf(path)}`],
      (tx) => tx`update articles set published_at = now() + make_interval(secs => ${seconds}) where id = ${id}`,
    );
  await postpone(3600);
  expect((await ask(path)).status).toBe(404);
  for (const list of lists) expect(shows(await ask(list), path), list).toBe(false);
  const lock = await hold(sql, ...everyTable);
  try {
    expect((await ask(path)).status, 'kept').toBe(404);
    for (const list of lists) expect(shows(await ask(list), path), `${list}, kept`).toBe(false);
  } finally {
    await lock.release();
  }
  const isDue = async () => {
    const [row] = await sql`select published_at <= now() as "isDue" from articles where id = ${id}`;
    return row!.isDue;
  };
  await postpone(10);
  await ask(path); // and the lists: kept until its time, or made after it
  for (const list of lists) await ask(list);
  await expect.poll(async () => (await ask(path)).status, { timeout: 60_000 }).toBe(200);
  expect(await isDue()).toBe(true);
  for (const list of lists) expect(shows(await ask(list), path), list).toBe(true);
});

/** Headers as they must be the same each time. */
function lasting(headers: Answer['headers']): Answer['headers'] {
  const { date: _, connection: __, 'keep-alive': ___, 'last-modified': ____, ...rest } = headers;
  return rest;
}

/** The owner sets the magazine up. Returns their cookies. */
async function signIn(browser: Browser): Promise<string> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(site.ownerLink);
  await page.getByLabel('Contact address').fill('contact@mansudae.example');
  await page.getByLabel('Your name').fill('Oh Won-ja');
  await page.getByLabel('Your e-mail address').fill('owner@mansudae.example');
  await page.getByLabel('Keep it, to see how things look').check();
  await page.getByRole('button', { name: 'Start the magazine' }).click();
  await page.waitForURL(/\/desk$/);
  const cookies = await context.cookies(site.url);
  await context.close();
  return cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
}
