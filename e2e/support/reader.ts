import { expect, type Locator, type Page } from '@playwright/test';

export type Comment = { name: string; email: string; body: string };

/** Nobody fills a form in within two seconds of getting it, and the site knows. */
export const takeTime = (page: Page) => page.waitForTimeout(2100);

/** An old browser, or a program: nothing is checked before it is sent. */
export const withoutBrowserChecks = (page: Page) =>
  page.locator('form').evaluateAll((forms) => {
    for (const form of forms) form.setAttribute('novalidate', '');
  });

/** Writes a comment under the article that `reader` has open, without sending it. */
export async function writeComment(reader: Page, { name, email, body }: Comment): Promise<void> {
  const form = commentForm(reader);
  await form.getByLabel('Name').fill(name);
  await form.getByLabel(/^E-mail/).fill(email);
  await form.getByLabel('Your comment').fill(body);
}

export async function sendComment(reader: Page): Promise<void> {
  await takeTime(reader);
  await reader.getByRole('button', { name: 'Send comment' }).click();
}

/** Opens an article, comments on it, and sees that the comment was received. */
export async function postComment(reader: Page, path: string, comment: Comment): Promise<void> {
  await reader.goto(path);
  await writeComment(reader, comment);
  await sendComment(reader);
  await expect(reader.getByRole('heading', { name: 'Your comment has arrived' })).toBeVisible();
}

export const commentForm = (reader: Page) =>
  reader.locator('form').filter({ has: reader.getByRole('button', { name: 'Send comment' }) });

/** What the button of `form` would send, for a program to send in its place. */
export const fieldsOf = (form: Locator): Promise<Record<string, string>> =>
  form.evaluate((element) => {
    const fields = [...new FormData(element as HTMLFormElement)];
    return Object.fromEntries(fields.map(([name, value]) => [name, String(value)]));
  });
