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
    await expect(page.getByText(`We have written to ${address}.`)).toBeVisible();

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
    await editor.goto('/desk/followers');
    await expect(row).toBeVisible();

    const welcome = await mailTo(address, 'You follow');
    const leave = /https?:\/\/\S+\/unsubscribe\/[^\s<>"]+/.exec(welcome.text!)![0];
    await ask.get(leave);
    await page.goto(leave);
    await editor.goto('/desk/followers');
    await expect(row, 'opening the link removes nobody').toBeVisible();
    await page.getByRole('button', { name: 'Stop following' }).click();
    await expect(page.getByRole('heading', { name: 'You get no more letters' })).toBeVisible();
    await editor.goto('/desk/followers');
    await expect(row).toHaveCount(0);
    expect(await mailsTo(address)).toHaveLength(2);
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
    await expect(page.getByText(`We have written to ${address}.`)).toBeVisible();
    await mailTo(address, 'Confirm');
  });

  test('and a link that is not whole says so, with a way on', async ({ page }) => {
    await page.goto('/follow/confirm/nothing-of-ours');
    await expect(page.getByRole('heading', { name: 'This link leads nowhere' })).toBeVisible();
    await page.goto('/unsubscribe/nothing-of-ours');
    await expect(page.getByRole('heading', { name: 'Nobody follows us with this link' })).toBeVisible();
  });
});

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
