import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { db } from '#db/client';
import { followers } from '#db/schema/followers';
import { newAddress } from './support/cast.ts';
import { expect, test } from './support/fixtures.ts';
import { mailsTo, mailTo } from './support/post-office.ts';
import { takeTime, withoutBrowserChecks } from './support/reader.ts';

test.describe('a reader follows', { tag: '@reader' }, () => {
  test('confirms by mail, and leaves by the link in a letter', async ({ page, signInAs, ask }) => {
    const address = newAddress('follower');
    await page.goto('/follow');
    await page.getByLabel('E-mail').fill(address);
    await takeTime(page);
    await page.getByRole('button', { name: 'Follow', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'One more step' })).toBeVisible();
    await expect(page).toHaveURL('/follow?follow=sent#follow');
    expect(await page.content(), 'the address is not repeated').not.toContain(address);

    const editor = await signInAs('editor');
    const row = editor.getByRole('row').filter({ hasText: address });
    const confirmation = await mailTo(address, 'Confirm');
    expect(confirmation.link).toContain(`${process.env.E2E_SITE}/follow/confirm/`);
    await ask.get(confirmation.link); // a scanner looks
    await page.goto(confirmation.link);
    await editor.goto('/desk/followers');
    await expect(row, 'opening the link confirms nothing').toHaveCount(0);

    await page.getByRole('button', { name: 'Yes, send me letters' }).click();
    await expect(page.getByRole('heading', { name: 'You follow us now' })).toBeVisible();
    expect((await page.goto(confirmation.link))?.status(), 'it was good for once').toBe(410);
    await expect(page.getByRole('heading', { name: 'You follow us already' })).toBeVisible();
    await editor.goto('/desk/followers');
    await expect(row).toBeVisible();

    const welcome = await mailTo(address, 'You follow');
    const leave = /https?:\/\/\S+\/unsubscribe\/[^\s<>"]+/.exec(welcome.text!)![0];
    await ask.get(leave);
    await page.goto(leave);
    await editor.goto('/desk/followers');
    await expect(row, 'opening the link removes nobody').toBeVisible();
    const [stopped] = await Promise.all([
      page.waitForResponse((answer) => answer.request().method() === 'POST'),
      page.getByRole('button', { name: 'Stop following' }).click(),
    ]);
    await expect(page.getByRole('heading', { name: 'You get no more letters' })).toBeVisible();
    expect(stopped.status()).toBe(200);
    expect((await page.goto(leave))?.status(), 'nobody is left to stop').toBe(410);
    await expect(page.getByRole('main').getByRole('link', { name: 'Contact' })).toBeVisible();
    await editor.goto('/desk/followers');
    await expect(row).toHaveCount(0);
    const ofFollowing = (await mailsTo(address)).filter(({ subject }) => /^(Confirm|You follow)/.test(subject ?? ''));
    expect(ofFollowing, 'beside letters about articles').toHaveLength(2);
  });

  test('from under an article; a wrong address stays in its field', async ({ page, article }) => {
    await page.goto(article.path);
    const form = page.locator('form').filter({ has: page.getByRole('button', { name: 'Follow', exact: true }) });
    await withoutBrowserChecks(page);
    await form.getByLabel('E-mail').fill('nobody');
    await takeTime(page);
    await form.getByRole('button', { name: 'Follow', exact: true }).click();
    await expect(form.getByLabel('E-mail')).toHaveValue('nobody');
    await expect(form.getByLabel('E-mail')).toHaveAccessibleDescription(/does not look like an e-mail address/);
    const address = newAddress('follower');
    await form.getByLabel('E-mail').fill(address);
    await takeTime(page);
    await form.getByRole('button', { name: 'Follow', exact: true }).click();
    await expect(page.getByText('We have written to the address you gave.')).toBeVisible();
    await expect(page).toHaveURL(`${article.path}?follow=sent#follow`);
    await mailTo(address, 'Confirm');
  });

  test('and a link that is not whole says so, with a way on', async ({ page, ask }) => {
    for (const path of ['/follow/confirm/nothing-of-ours', `/follow/confirm/${'x'.repeat(400)}`]) {
      expect((await page.goto(path))?.status()).toBe(404);
      expect((await ask.head(path)).status()).toBe(404);
      await expect(page.getByRole('heading', { name: 'This link leads nowhere' })).toBeVisible();
      await expect(page.getByRole('main').getByRole('button', { name: 'Follow', exact: true })).toBeVisible();
    }
    for (const path of ['/unsubscribe/nothing-of-ours', `/unsubscribe/${randomUUID()}.${'x'.repeat(32)}`]) {
      expect((await page.goto(path))?.status()).toBe(404);
      expect((await ask.head(path)).status()).toBe(404);
      await expect(page.getByRole('heading', { name: 'Nobody follows us with this link' })).toBeVisible();
      await expect(page.getByRole('main').getByRole('link', { name: 'Contact' })).toHaveAttribute('href', '/contact');
    }
  });

  test('and a link that has had its day says that it is gone', async ({ page, ask }) => {
    const address = newAddress('follower');
    await page.goto('/follow');
    await page.getByLabel('E-mail').fill(address);
    await takeTime(page);
    await page.getByRole('button', { name: 'Follow', exact: true }).click();
    const { link } = await mailTo(address, 'Confirm');
    await growOld(address);
    expect((await page.goto(link))?.status()).toBe(410);
    expect((await ask.head(link)).status()).toBe(410);
    await expect(page.getByRole('heading', { name: 'This link has grown old' })).toBeVisible();
    await expect(page.getByRole('main').getByRole('button', { name: 'Follow', exact: true })).toBeVisible();
  });
});

/** Eight days pass for the link in the mail to `address`. */
async function growOld(address: string): Promise<void> {
  process.env.DATABASE_URL = process.env.E2E_DATABASE;
  const tokenExpires = new Date(Date.now() - 86_400_000);
  await db.update(followers).set({ tokenExpires }).where(eq(followers.email, address));
}

test('a mail program unsubscribes with one click', async ({ page, ask, signInAs }) => {
  const address = newAddress('follower');
  await page.goto('/follow');
  await page.getByLabel('E-mail').fill(address);
  await takeTime(page);
  await page.getByRole('button', { name: 'Follow', exact: true }).click();
  await page.goto((await mailTo(address, 'Confirm')).link);
  await page.getByRole('button', { name: 'Yes, send me letters' }).click();
  await expect(page.getByRole('heading', { name: 'You follow us now' })).toBeVisible();

  const welcome = await mailTo(address, 'You follow');
  const header = (name: string) => welcome.headerLines.find(({ key }) => key === name)?.line.replace(/\s+/g, ' ') ?? '';
  expect(header('list-unsubscribe-post')).toContain('List-Unsubscribe=One-Click');
  const url = /<(http[^>]+)>/.exec(header('list-unsubscribe').replaceAll(' ', ''))![1]!;
  const looked = await ask.get(url);
  expect(looked.status(), 'opened as a page it leads to the one with the button').toBe(303);
  const answer = await ask.post(url, { form: { 'List-Unsubscribe': 'One-Click' } });
  expect(answer.status()).toBe(200);

  const editor = await signInAs('editor');
  await editor.goto('/desk/followers');
  await expect(editor.getByText(address)).toHaveCount(0);
});

test('the owner exports the list', async ({ page, signInAs }) => {
  const address = newAddress('follower');
  await page.goto('/follow');
  await page.getByLabel('E-mail').fill(address);
  await takeTime(page);
  await page.getByRole('button', { name: 'Follow', exact: true }).click();
  await page.goto((await mailTo(address, 'Confirm')).link);
  await page.getByRole('button', { name: 'Yes, send me letters' }).click();
  await expect(page.getByRole('heading', { name: 'You follow us now' })).toBeVisible();

  const owner = await signInAs('owner');
  await owner.goto('/desk/followers');
  const [download] = await Promise.all([
    owner.waitForEvent('download'),
    owner.getByRole('link', { name: 'Export as CSV' }).click(),
  ]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  expect(Buffer.concat(chunks).toString('utf8')).toContain(address);
});
