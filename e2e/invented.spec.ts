import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { newAddress, newNetworkAddress } from './support/cast.ts';
import { atEveryKind, invent, inventedQueries, sizesOf, spelledAnew, withReceipt } from './support/invented.ts';
import { memoryOf } from './support/memory.ts';
import { formIn, postForm } from './support/plain-form.ts';
import { clearAway, type Site, startSite } from './support/site.ts';
import { ask } from './support/sockets.ts';
import { askPlainly } from './support/wire.ts';

test.describe.configure({ mode: 'serial' });

/** What does not exist costs an answer and nothing else, however often something new is thought up. */
let site: Site;
test.beforeAll(async () => {
  test.setTimeout(240_000);
  site = await (await startSite({ PAGE_CACHE_MB: '8' })).ready();
});
test.afterAll(clearAway);

test('two thousand invented addresses fill neither memory nor disk', async () => {
  test.setTimeout(240_000);
  const kinds = await atEveryKind(site);
  await invent(site, kinds, { from: 0, to: 400 }); // what is made once is made
  const before = { memory: memoryOf(site), ...sizesOf(site) };
  const counts = await invent(site, kinds, { from: 400, to: 2400 });
  const after = { memory: memoryOf(site), ...sizesOf(site) };
  test.info().annotations.push({ type: 'measured', description: JSON.stringify({ counts, before, after }) });
  expect(Object.keys(counts).sort(), 'nothing but what is right').toEqual(['200', '307', '404']);
  expect(after.memory - before.memory).toBeLessThan(250);
  expect(after.build - before.build).toBe(0);
  expect(after.data - before.data).toBeLessThan(4_000_000);
  expect(await site.answers('/articles/the-line-that-stops-at-the-river')).toBe(true);
});

test('nor do they push out what people read', async () => {
  test.setTimeout(240_000);
  const about = () => ask(site.url, '/about', { headers: { 'accept-encoding': 'br' } });
  // a page that goes out often is packed once more, and keeps that as long as it is kept
  for (let time = 0; time < 25; time++) await about();
  await expect.poll(async () => (await about()).headers.etag, { timeout: 60_000 }).toMatch(/-br-best"$/);
  const counts = await invent(site, inventedQueries, { from: 10_000, to: 10_700 });
  expect(counts, 'more than the eight megabytes for kept pages').toEqual({ 200: 700 });
  expect((await about()).headers.etag).toMatch(/-br-best"$/);

  const other = await ask(site.url, '/articles/The-Line-That-Stops-At-The-River?x=1');
  expect([other.status, other.headers.location]).toEqual([301, '/articles/the-line-that-stops-at-the-river?x=1']);
  const page = `${site.url}/articles/the-line-that-stops-at-the-river`;
  const words = { name: 'Ada', email: newAddress(), body: 'Once, and never again.', website: '' };
  const form = formIn((await askPlainly(page)).text, 'comment');
  await sleep(2100); // faster than anyone types
  const { headers } = await postForm(page, form, words, newNetworkAddress());
  const receipt = new URL(headers.location!, site.url).searchParams.get('comment')!;
  const receipts = await invent(site, withReceipt(receipt), { from: 20_000, to: 23_500 });
  expect(receipts, 'as pages they would be more than eight megabytes').toEqual({ 404: 3500 });
  const spelled = await invent(site, await spelledAnew(site), { from: 1, to: 1201 });
  expect(Object.keys(spelled).sort(), 'to the one spelling').toEqual(['200', '301']);
  expect(spelled[200], 'a name with no letter in capitals').toBeLessThan(20);
  expect((await about()).headers.etag).toMatch(/-br-best"$/);
});

test('an old icon leads to today’s', async () => {
  const html = await (await fetch(site.url)).text();
  const [icon] = /\/icons\/192-[0-9a-f]{10}\.png/.exec(html)!;
  const answer = await fetch(`${site.url}/icons/192-0123456789.png`, { redirect: 'manual' });
  expect([answer.status, answer.headers.get('location')]).toEqual([307, icon]);
  expect((await fetch(join(site.url, icon))).headers.get('content-type')).toBe('image/png');
});
