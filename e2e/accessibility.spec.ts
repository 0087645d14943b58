import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { writeDraft } from './support/desk.ts';
import { expect, test } from './support/fixtures.ts';

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  expect(serious, page.url()).toEqual([]);
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`readers’ pages, ${colorScheme}`, async ({ page, article }) => {
    await page.emulateMedia({ colorScheme });
    const sample = await sampleArticle(page);
    for (const path of [
      '/',
      sample,
      article.path,
      '/contact',
      '/follow',
      '/about',
      '/privacy',
      '/nothing',
      '/sign-in',
    ]) {
      await page.goto(path);
      await expectAccessible(page);
    }
  });
}

test('the desk', async ({ signInAs }) => {
  test.slow();
  const owner = await signInAs('owner');
  await writeDraft(owner);
  await expectAccessible(owner);
  const names = [
    '',
    '/articles',
    '/comments',
    '/messages',
    '/followers',
    '/mails',
    '/people',
    '/settings',
    '/profile',
    '/sections',
    '/pages/about',
  ];
  for (const name of names) {
    await owner.goto(`/desk${name}`);
    await expectAccessible(owner);
  }
});

/** An article of the sample, which has figures, a standfirst and comments. */
async function sampleArticle(page: Page): Promise<string> {
  const feed = await (await page.request.get('/feed.xml')).text();
  return new URL([...feed.matchAll(/<link>([^<]+\/articles\/[^<]+)<\/link>/g)].at(-1)![1]!).pathname;
}
