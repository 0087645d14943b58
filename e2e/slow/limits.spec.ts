import { expect, test } from '@playwright/test';
import { clearAway, type Site, startSite } from '../support/site.ts';
import { askMeanwhile, readNothing, type SlowClient, sendSlowly } from '../support/slow-clients.ts';
import { formHeaders, openSocket } from '../support/sockets.ts';

/** How long slow clients are borne with. Others are answered all the while. */
const article = '/articles/the-line-that-stops-at-the-river';
let site: Site;
test.beforeAll(async () => {
  site = await (await startSite()).ready();
});
test.afterAll(clearAway);

test('headers have 15 seconds, a request a minute, a reader who takes nothing two minutes', async () => {
  test.setTimeout(400_000);
  const { host } = new URL(site.url);
  const post = `POST /contact HTTP/1.1\r\nhost: ${host}\r\ncontent-length: 100000\r\n`;
  const headers = sendSlowly(site.url, `GET / HTTP/1.1\r\nhost: ${host}\r\nx: `, '127.0.3.1');
  const body = sendSlowly(site.url, `${post}content-type: ${formHeaders['content-type']}\r\n\r\n`, '127.0.3.2');
  const reader = readNothing(site.url, article, '127.0.3.3', 2000);
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
  const readerLeft = reader.closed;
  expect(await left, 'one who says nothing').toBeLessThan(90_000);
  expect(await readerLeft).toBeLessThan(300_000);
  isOver = true;
  const slowest = await others;
  test.info().annotations.push({ type: 'measured', description: `the slowest of the others: ${slowest} ms` });
  expect(slowest).toBeLessThan(30_000);
});

async function expectClosed(client: SlowClient, seconds: number, status: number): Promise<void> {
  const after = await client.closed;
  expect(client.heard()).toContain(`HTTP/1.1 ${status}`);
  expect(client.heard()).toContain('That took too long');
  expect(after).toBeGreaterThan((seconds - 1) * 1000);
  expect(after).toBeLessThan((seconds + 30) * 1000);
}
