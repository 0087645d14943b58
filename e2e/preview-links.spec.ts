import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { save, textOf, typeText, writeDraft } from './support/desk.ts';
import { expect, test } from './support/fixtures.ts';

async function openDialog(desk: Page) {
  await desk.getByRole('button', { name: 'More', exact: true }).click();
  await desk.getByRole('button', { name: 'Share a preview' }).click();
  const dialog = desk.getByRole('dialog', { name: 'Share a preview' });
  await expect(dialog.getByRole('heading', { name: 'Links that work' })).toBeVisible();
  return dialog;
}

test('a version is shown to people without an account, until its link is ended', async ({
  signInAs,
  newReader,
  ask,
}) => {
  test.slow();
  const author = await signInAs('author');
  const draft = await writeDraft(author);
  let dialog = await openDialog(author);
  await expect(dialog.getByText('No link works at present.')).toBeVisible();
  await dialog.getByLabel('The link ends after').selectOption({ label: '30 days' });
  await dialog.getByRole('button', { name: 'Make a link' }).click();
  await expect(dialog.getByText('The link is made.', { exact: false })).toBeVisible();
  const address = await dialog.getByRole('textbox', { name: /^Address of Version/ }).inputValue();
  const { violations } = await new AxeBuilder({ page: author }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await author.keyboard.press('Escape');
  await expect(author.getByRole('button', { name: 'More', exact: true }), 'the focus is where it was').toBeFocused();

  await typeText(author, [' Written after the link.']);
  await save(author);

  const path = new URL(address).pathname;
  const reader = await newReader();
  expect((await reader.goto(path))?.status()).toBe(200);
  await expect(reader.getByRole('heading', { level: 1 })).toHaveText(draft.headline);
  await expect(reader.getByText('Preview, not published')).toBeVisible();
  await expect(reader.getByText('Written after the link.'), 'what is shown stays').toHaveCount(0);
  for (const part of ['Add comment', 'Share this article', 'Follow us'])
    await expect(reader.getByRole('heading', { name: part })).toHaveCount(0);
  expect((await new AxeBuilder({ page: reader }).analyze()).violations.map(({ id }) => id)).toEqual([]);

  const answer = await ask.get(path);
  const headers = answer.headers();
  expect(headers['x-robots-tag']).toContain('noindex');
  expect(headers['cache-control']).toContain('no-store');
  expect(await answer.text()).toMatch(/<meta name="robots" content="noindex/);
  expect(await answer.text()).toContain('<meta name="referrer" content="no-referrer"');
  expect((await ask.get('/sitemap.xml?part=pages').then((map) => map.text())).includes('/preview/')).toBe(false);
  expect((await ask.post(path, { form: { a: 'b' } })).status(), 'nothing is posted there').toBe(405);

  dialog = await openDialog(author);
  await dialog.getByRole('button', { name: 'End this link' }).click();
  await expect(dialog.getByText('The link has ended.')).toBeVisible();
  expect((await reader.goto(path))?.status()).toBe(404);
  await expect(reader.getByRole('heading', { name: 'This link has ended' })).toBeVisible();
  expect((await ask.get(path)).headers()['cache-control']).toContain('no-store');
});

test('a link that was made by mistake can be ended while the draft is in review', async ({ signInAs, ask }) => {
  const contributor = await signInAs('contributor');
  await writeDraft(contributor);
  let dialog = await openDialog(contributor);
  await dialog.getByRole('button', { name: 'Make a link' }).click();
  const address = await dialog.getByRole('textbox', { name: /^Address of Version/ }).inputValue();
  await contributor.keyboard.press('Escape');
  await contributor.getByRole('button', { name: 'Submit for review' }).click();
  await contributor.getByRole('dialog').getByRole('button', { name: 'Submit for review' }).click();
  await expect(contributor.getByText('Submitted. The editors have been told.')).toBeVisible();
  dialog = await openDialog(contributor);
  await expect(dialog.getByRole('button', { name: 'Make a link' })).toHaveCount(0);
  await dialog.getByRole('button', { name: 'End this link' }).click();
  await expect(dialog.getByText('No link works at present.')).toBeVisible();
  expect((await ask.get(new URL(address).pathname)).status()).toBe(404);
});

test('a link that nobody made is told the same', async ({ newReader }) => {
  const reader = await newReader();
  for (const token of [`${crypto.randomUUID()}.${'A'.repeat(32)}`, 'nothing', '%00', 'a'.repeat(4000)]) {
    const answer = await reader.goto(`/preview/${token}`);
    expect([400, 404, 414], token.slice(0, 20)).toContain(answer?.status());
  }
  await reader.goto(`/preview/${crypto.randomUUID()}.${'A'.repeat(32)}`);
  await expect(reader.getByRole('heading', { name: 'This link has ended' })).toBeVisible();
});

test('the draft stands beside the editor as a phone, a tablet and a desk show it, and follows what is written', async ({
  signInAs,
}) => {
  test.slow();
  const author = await signInAs('author');
  await author.setViewportSize({ width: 1440, height: 900 });
  const draft = await writeDraft(author);
  await author.getByRole('button', { name: 'Preview beside the text' }).click();
  const frame = author.frameLocator('iframe[title="Preview of the draft"]');
  await expect(frame.getByRole('heading', { level: 1 })).toHaveText(draft.headline);
  const widthInside = () => frame.locator('html').evaluate(() => innerWidth);
  for (const [name, width] of [
    ['Tablet', 768],
    ['Desktop', 1280],
    ['Phone', 360],
  ] as const) {
    await author.getByRole('radio', { name }).check();
    await expect.poll(widthInside, name).toBe(width);
  }
  await typeText(author, [' Seen beside.']);
  await expect(frame.getByText('Seen beside.', { exact: false })).toBeVisible();
  await expect(textOf(author), 'and the editor keeps the focus').toBeFocused();
  const { violations } = await new AxeBuilder({ page: author }).exclude('iframe').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await author.getByRole('button', { name: 'Close the preview' }).click();
  await expect(author.locator('iframe')).toHaveCount(0);
  await expect(author.getByRole('button', { name: 'Preview beside the text' })).toBeFocused();
});
