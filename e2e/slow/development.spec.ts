import { expect, test } from '@playwright/test';
import { Checkout } from '../support/checkout.ts';
import { clearAway, startSite } from '../support/site.ts';
import { askPlainly } from '../support/wire.ts';

// What `npm run dev` shows: Next's pages, which reload as they are edited; and with --documents the pages that readers get.
test.afterEach(clearAway);

const anEtag = /^"[\w-]{22}/;

test('in development pages are Next’s own, and with --documents those that readers get', async () => {
  test.setTimeout(600_000);
  const checkout = new Checkout();
  const develop = async (...args: string[]) =>
    (await startSite({ NODE_ENV: 'development' }, { checkout: checkout.folder, args: ['--dev', ...args] })).ready(300);

  const plain = await develop();
  const asNext = await askPlainly(`${plain.url}/about`);
  expect(asNext.status).toBe(200);
  expect(asNext.body.toString()).toContain('/_next/static/chunks/');
  expect(asNext.headers.etag).toBeUndefined();
  await plain.stop();

  const site = await develop('--documents');
  const about = () => askPlainly(`${site.url}/about`);
  const asRead = await about();
  expect(asRead.status).toBe(200);
  expect(asRead.body.toString()).not.toMatch(/<script(?! type="application\/ld\+json"| src="\/reader\.js)/);
  expect(asRead.headers.etag).toMatch(anEtag);
  expect((await about()).headers.etag, 'from the page cache').toBe(asRead.headers.etag);

  expect(asRead.body.toString()).toContain('Skip to the text');
  checkout.change('Skip to the text', 'Jump to the text');
  await expect
    .poll(async () => (await about()).body.includes('Jump to the text'), { timeout: 60_000, message: 'made anew' })
    .toBe(true);
});
