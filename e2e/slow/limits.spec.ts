import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { flat } from '../support/picture-files.ts';
import { treeOf } from '../support/process-tree.ts';
import { signInAt } from '../support/sessions.ts';
import { clearAway, type Site, startSite } from '../support/site.ts';
import { askMeanwhile, readNothing, type SlowClient, sendSlowly } from '../support/slow-clients.ts';
import { ask, formHeaders, openSocket } from '../support/sockets.ts';

/** How long slow clients are borne with. Others are answered all the while. */
const article = '/articles/the-line-that-stops-at-the-river';
let site: Site;
test.beforeAll(async () => {
  site = await (await startSite()).ready();
});
test.afterAll(clearAway);

test('headers have 15 seconds, a request a minute, a reader who takes nothing a few', async () => {
  test.setTimeout(400_000);
  const { host } = new URL(site.url);
  const post = `POST /contact HTTP/1.1\r\nhost: ${host}\r\ncontent-length: 100000\r\n`;
  const headers = sendSlowly(site.url, `GET / HTTP/1.1\r\nhost: ${host}\r\nx: `, '127.0.3.1');
  const body = sendSlowly(site.url, `${post}content-type: ${formHeaders['content-type']}\r\n\r\n`, '127.0.3.2');
  const [picture] = /\/media\/[0-9a-f]+\.jpg/.exec((await ask(site.url, article)).text)!;
  const reader = readNothing(site.url, picture, '127.0.3.3', 90);
  const silent = Date.now();
  const nothing = openSocket(site.url, undefined, '127.0.3.4');
  const left = new Promise<number>((done) => nothing.resume().on('close', () => done(Date.now() - silent)));

  let isOver = false;
  const others = (async () => {
    let slowest = 0;
    while (!isOver) {
      const meanwhile = await askMeanwhile(site.url, ['/', article, '/contact', '/sign-in'], 1);
      expect(meanwhile.statuses).toEqual([200]);
      slowest = Math.max(slowest, meanwhile.slowest);
      await new Promise((done) => setTimeout(done, 200));
    }
    return slowest;
  })();

  await expectClosed(headers, 15, 408);
  await expectClosed(body, 60, 408);
  expect(await left, 'one who says nothing').toBeLessThan(90_000);
  const held = () => Date.now() - silent;
  expect(isConnected(site.port, '127.0.3.3'), 'a reader who takes nothing is borne with').toBe(true);
  await expect.poll(() => isConnected(site.port, '127.0.3.3'), { timeout: 250_000 }).toBe(false);
  expect(held()).toBeGreaterThan(100_000);
  reader.leave();
  isOver = true;
  const slowest = await others;
  test.info().annotations.push({ type: 'measured', description: `the slowest of the others: ${slowest} ms` });
  expect(slowest).toBeLessThan(30_000);
});

test('a picture that waits longer than a silence is borne is answered all the same', async () => {
  test.setTimeout(400_000);
  const [cookie] = await signInAt(site, 'author');
  const picture = await flat(6000, 4000).jpeg().toBuffer();
  const send = async () => {
    const headers = {
      cookie: cookie!,
      origin: site.url,
      'content-type': 'application/octet-stream',
      'x-file-name': 'x.jpg',
    };
    const body = new Uint8Array(picture);
    return (await fetch(`${site.url}/desk/pictures/upload`, { method: 'PUT', headers, body })).status;
  };
  const began = Date.now();
  const first = send();
  const darkroom = await expectDarkroom(site);
  process.kill(darkroom, 'SIGSTOP'); // it takes as long as one picture may, and is given up
  const second = send();
  expect(await first).toBe(500);
  expect(await second).toBe(200);
  expect(Date.now() - began).toBeGreaterThan(120_000);
});

async function expectDarkroom(of: Site): Promise<number> {
  let found: number | undefined;
  await expect
    .poll(() => {
      found = treeOf(of).find((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('lib/media/worker.ts'));
      return found;
    })
    .toBeDefined();
  return found!;
}

/** Whether the site's end of a connection from `address` is open: who reads nothing does not hear that it was closed. */
function isConnected(port: number, address: string): boolean {
  const hex = (number: number, length: number) => number.toString(16).toUpperCase().padStart(length, '0');
  const from = address
    .split('.')
    .reverse()
    .map((part) => hex(Number(part), 2));
  return readFileSync('/proc/net/tcp', 'utf8')
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .some(
      ([, own, other, state]) =>
        own?.endsWith(`:${hex(port, 4)}`) && other?.startsWith(from.join('')) && state === '01',
    );
}

async function expectClosed(client: SlowClient, seconds: number, status: number): Promise<void> {
  const after = await client.closed;
  expect(client.heard()).toContain(`HTTP/1.1 ${status}`);
  expect(client.heard()).toContain('That took too long');
  expect(after).toBeGreaterThan((seconds - 1) * 1000);
  expect(after).toBeLessThan((seconds + 30) * 1000);
}
