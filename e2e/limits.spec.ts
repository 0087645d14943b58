import type { Socket } from 'node:net';
import { expect, test } from '@playwright/test';
import { memoryOf } from './support/memory.ts';
import { clearAway, type Site, startSite } from './support/site.ts';
import { askMeanwhile, readNothing, sendSlowly } from './support/slow-clients.ts';
import { ask, form, formHeaders, openSocket, say } from './support/sockets.ts';

/** Nobody can have more of the site than their share, and whoever tries is told so. What takes minutes is in slow/. */
test.describe.configure({ mode: 'serial' });

const article = '/articles/the-line-that-stops-at-the-river';
let site: Site;
test.beforeAll(async () => {
  test.setTimeout(240_000);
  site = await (await startSite()).ready(); // no proxy: every connection is a client's own
});
test.afterAll(clearAway);

test('an address of 8,000 characters is read, a longer one is 414', async () => {
  const of = (length: number) => `/about?${'a'.repeat(length - '/about?'.length)}`;
  expect((await ask(site.url, of(8000))).status).toBe(200);
  for (const path of [of(8001), `/${'a'.repeat(12_000)}`, `/desk/${'a'.repeat(9000)}`]) {
    const answer = await ask(site.url, path);
    expect(answer.status).toBe(414);
    expect(answer.text).toContain('This address is too long');
  }
});

test('headers of 16 kB and more are 431, in one piece or in many', async () => {
  const { host } = new URL(site.url);
  for (const headers of [`x: ${'a'.repeat(17_000)}\r\n`, 'x: aaaaaaaa\r\n'.repeat(2000)]) {
    const { bytes, status, isClosed } = await say(site.url, `GET / HTTP/1.1\r\nhost: ${host}\r\n${headers}\r\n`);
    expect(status).toBe(431);
    expect(bytes).toContain('The headers of the request are larger than this site takes.');
    expect(isClosed).toBe(true);
  }
  expect((await ask(site.url, '/about', { headers: { x: 'a'.repeat(14_000) } })).status).toBe(200);
});

test('a body is 413 beyond its bound, announced or not, and what it says is never waited for', async () => {
  const large = Buffer.alloc(300 * 1024, 'a');
  for (const path of ['/contact', article, '/desk', '/sign-in', '/api/unsubscribe/x']) {
    const post = (headers: Record<string, string>) =>
      ask(site.url, path, { method: 'POST', headers: { ...formHeaders, ...headers }, body: large });
    expect((await post({ 'content-length': String(large.length) })).status, path).toBe(413);
    expect((await post({ 'transfer-encoding': 'chunked' })).status, path).toBe(413);
  }
  // announced and never sent: the answer comes all the same
  const head = `POST /contact HTTP/1.1\r\nhost: ${new URL(site.url).host}\r\ncontent-length: 1000000000\r\n`;
  const heard = await say(site.url, `${head}content-type: ${formHeaders['content-type']}\r\n\r\n`, 30);
  expect(heard.status).toBe(413);
  expect(heard.isClosed, 'and nothing more is taken from there').toBe(true);
  const words = form({ body: '한'.repeat(9000) });
  expect((await ask(site.url, '/contact', { method: 'POST', headers: formHeaders, body: words })).status).toBe(400);
});

test('clients who send a byte a second, or read nothing, hold up nobody', async () => {
  test.setTimeout(120_000);
  const { host } = new URL(site.url);
  const [picture] = /\/media\/[0-9a-f]+\.jpg/.exec((await ask(site.url, article)).text)!;
  await askMeanwhile(site.url, ['/', article, '/sign-in'], 5);
  const before = memoryOf(site);
  const headers = `GET / HTTP/1.1\r\nhost: ${host}\r\nx: `;
  const body = `POST /contact HTTP/1.1\r\nhost: ${host}\r\ncontent-length: 100000\r\ncontent-type: ${formHeaders['content-type']}\r\n\r\n`;
  const clients = Array.from({ length: 60 }, (_, number) => {
    const from = `127.0.1.${number + 1}`;
    return [
      sendSlowly(site.url, headers, from),
      sendSlowly(site.url, body, from),
      readNothing(site.url, article, from, 90),
      readNothing(site.url, picture, from, 90),
    ];
  }).flat();
  const { statuses, slowest } = await askMeanwhile(site.url, ['/', article, '/contact', '/feed.xml', '/sign-in'], 5);
  const after = memoryOf(site);
  for (const client of clients) client.leave();
  test.info().annotations.push({
    type: 'measured',
    description: `slowest of the others ${slowest} ms; ${before.toFixed(0)} MB before, ${after.toFixed(0)} MB after`,
  });
  expect(statuses).toEqual([200]);
  expect(slowest).toBeLessThan(30_000);
  expect(after - before, 'answers that nobody takes are not piled up').toBeLessThan(700); // it took 2,000
});

test('requests sent ahead are answered in order, and not without end', async () => {
  const { host } = new URL(site.url);
  const asked = (path: string, more = '') => `GET ${path} HTTP/1.1\r\nhost: ${host}\r\n${more}\r\n`;
  const paths = ['/healthz', '/nothing', '/about', '/%', '/healthz'];
  const last = asked('/about', 'connection: close\r\n');
  const heard = await say(site.url, paths.map((path) => asked(path)).join('') + last, 30);
  expect([...heard.bytes.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => status)).toEqual([
    '200',
    '404',
    '200',
    '400',
    '200',
    '200',
  ]);
  const endless = await say(site.url, asked(article).repeat(3000), 30);
  expect(endless.isClosed).toBe(true);
  expect((await ask(site.url, '/healthz')).status).toBe(200);
});

test('one address has 200 connections, and others are not concerned', async () => {
  const greedy = '127.0.2.1';
  const sockets: Socket[] = [];
  let refused = 0;
  await Promise.all(
    Array.from(
      { length: 230 },
      () =>
        new Promise<void>((done) => {
          const socket = openSocket(site.url, undefined, greedy);
          sockets.push(socket);
          socket.on('error', () => {});
          socket.on('close', () => {
            refused += 1;
            done();
          });
          // one that is refused is closed at once; the others say nothing, so each asks for something
          socket.on('connect', () => socket.write(`GET /healthz HTTP/1.1\r\nhost: ${new URL(site.url).host}\r\n\r\n`));
          socket.on('data', () => done());
        }),
    ),
  );
  expect(refused).toBe(30);
  await expect(ask(site.url, '/', { localAddress: greedy })).rejects.toThrow();
  for (const other of ['127.0.2.2', '127.0.0.1'])
    expect((await ask(site.url, '/', { localAddress: other })).status, other).toBe(200);
  for (const socket of sockets) socket.destroy();
  const again = () =>
    ask(site.url, '/', { localAddress: greedy }).then(
      ({ status }) => status,
      () => 0,
    );
  await expect.poll(again, { message: 'who has let go may come again' }).toBe(200);
});
