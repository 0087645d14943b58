import { expectAccessible } from './support/accessible.ts';
import { writeDraft } from './support/desk.ts';
import { expect, test } from './support/fixtures.ts';

test('readers’ pages', async ({ page }) => {
  const sample = sampleArticle;
  for (const path of ['/', sample, '/contact', '/follow', '/about', '/nothing', '/sign-in']) {
    await page.goto(path);
    await expectAccessible(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    await expectAccessible(page, ['color-contrast']);
    await page.emulateMedia({ colorScheme: 'light' });
  }
});

test('what is printed is read on white paper, also when it is night on the screen', async ({ page }) => {
  await page.goto(sampleArticle);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await expectAccessible(page, ['color-contrast']);
  await expect(page.getByRole('heading', { name: 'Add comment' })).toBeHidden();
});

test('nothing is cut off on the narrowest screen, however many sections there are', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 600 });
  for (const path of ['/', sampleArticle, '/contact', '/follow', '/about', '/nothing', '/sign-in']) {
    await page.goto(path);
    const width = await page.evaluate(() => {
      const list = document.querySelector('nav ul');
      for (const section of [...(list?.children ?? [])]) list!.append(section.cloneNode(true));
      return document.documentElement.scrollWidth;
    });
    expect(width, path).toBe(320);
  }
});

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
    '/front',
    '/sections',
    '/topics',
    '/series',
    '/pages/about',
  ];
  for (const name of names) {
    await owner.goto(`/desk${name}`);
    await expectAccessible(owner);
  }
});

/** An article of the sample, which has figures, a standfirst and comments. */
const sampleArticle = '/articles/the-line-that-stops-at-the-river';
