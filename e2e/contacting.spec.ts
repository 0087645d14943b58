import { newAddress } from './support/cast.ts';
import { expect, test } from './support/fixtures.ts';
import { mailTo } from './support/post-office.ts';
import { takeTime, withoutBrowserChecks } from './support/reader.ts';

test('a reader writes to the magazine', { tag: '@reader' }, async ({ page, signInAs }) => {
  const address = newAddress('lee');
  const subject = `정정 요청: a correction from ${address}`;
  await page.goto('/contact');
  await page.getByLabel('Name').fill('이가람');
  await page.getByLabel('E-mail, for the answer').fill(address);
  await page.getByLabel('Subject').fill(subject);
  await page.getByLabel('Message').fill('The ferry leaves at seven.\n\n감사합니다.');
  await takeTime(page);
  await page.getByRole('button', { name: 'Send message' }).click();
  await expect(page.getByRole('heading', { name: 'Your message has arrived' })).toBeVisible();
  await expect(page.getByText('The ferry leaves at seven.')).toBeVisible();
  await expect(page).toHaveURL(/\/contact\?message=[\w.-]+#message$/);
  await page.reload();
  await expect(page.getByText('The ferry leaves at seven.'), 'and nothing is sent again').toBeVisible();

  const mail = await mailTo('contact@mansudae.example', subject);
  expect(mail.subject).toBe(subject);
  expect(mail.from?.value[0]?.address).toBe('desk@mansudae.example');
  expect(mail.replyTo?.value[0]).toMatchObject({ address, name: '이가람' });
  expect(mail.text).toContain('The ferry leaves at seven.');
  expect(mail.html).toContain('감사합니다.');

  const editor = await signInAs('editor');
  await editor.goto('/desk/messages');
  const message = editor.getByRole('listitem').filter({ hasText: subject });
  await expect(message.getByRole('link', { name: 'Reply by mail' })).toHaveAttribute(
    'href',
    new RegExp(`^mailto:${address}`),
  );
  await message.getByRole('button', { name: 'Mark as answered' }).click();
  await expect(editor.getByText('Marked as answered.')).toBeVisible();
});

test('a message without words is not sent, and what was typed stays', { tag: '@reader' }, async ({ page }) => {
  await page.goto('/contact');
  await withoutBrowserChecks(page);
  await page.getByLabel('Name').fill('Lee');
  await page.getByLabel('Message').fill('Something I thought about for long.');
  await takeTime(page);
  await page.getByRole('button', { name: 'Send message' }).click();
  await expect(page.getByLabel('E-mail, for the answer')).toHaveAccessibleDescription(/Give an e-mail address/);
  await expect(page.getByLabel('Subject')).toHaveAccessibleDescription(/what it is about/);
  await expect(page.getByLabel('E-mail, for the answer')).toBeFocused();
  await expect(page.getByLabel('Name')).toHaveValue('Lee');
  await expect(page.getByLabel('Message')).toHaveValue('Something I thought about for long.');
});
