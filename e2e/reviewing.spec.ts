import type { Page } from '@playwright/test';
import { cast } from './support/cast.ts';
import { publish, save, textOf, writeDraft } from './support/desk.ts';
import { expect, test } from './support/fixtures.ts';
import { mailTo } from './support/post-office.ts';

test('a contributor submits, the editor returns it with a note, and later publishes', async ({ signInAs, page }) => {
  test.slow();
  const contributor = await signInAs('contributor');
  const draft = await writeDraft(contributor);
  await expect(contributor.getByRole('button', { name: 'Publish' })).toHaveCount(0);
  await submit(contributor, 'Please check the tide table.');

  const editor = await signInAs('editor');
  await editor.goto('/desk');
  await editor.getByRole('link', { name: draft.headline }).click();
  await expect(editor.getByText('Please check the tide table.')).toBeVisible();
  await editor.getByRole('button', { name: 'Return with a note' }).click();
  const dialog = editor.getByRole('dialog');
  await dialog.getByLabel('What should change?').fill('Say who measured it.');
  await dialog.getByRole('button', { name: 'Return with a note' }).click();
  await expect(editor.getByText('Returned. The writer has been told.')).toBeVisible();

  await contributor.goto('/desk');
  await contributor.getByRole('link', { name: draft.headline }).click();
  await expect(contributor.getByText('Say who measured it.')).toBeVisible();
  await expect(textOf(contributor)).toHaveAttribute('contenteditable', 'true');
  await textOf(contributor).click();
  await contributor.keyboard.press('Control+End');
  await contributor.keyboard.insertText(' The harbour master measured it.');
  await save(contributor);
  await submit(contributor, 'Now it says so.');

  await editor.goto('/desk');
  await editor.getByRole('link', { name: draft.headline }).click();
  await page.goto(await publish(editor));
  await expect(page.getByText('The harbour master measured it.')).toBeVisible();
  await expect(page.getByRole('link', { name: cast.contributor.name }).first()).toBeVisible();
});

test('what goes with a decision is kept when the site does not answer, and when the session has ended', async ({
  signInAs,
}) => {
  test.slow();
  const contributor = await signInAs('contributor');
  await writeDraft(contributor);
  await contributor.getByRole('button', { name: 'Submit for review' }).click();
  const dialog = contributor.getByRole('dialog', { name: 'Submit for review' });
  const note = dialog.getByLabel('Note for the editors (optional)');
  await note.fill('조수표를 봐 주세요.');
  const isAction = (request: { method(): string; headers(): Record<string, string> }) =>
    request.method() === 'POST' && 'next-action' in request.headers();
  await contributor.route('**/desk/articles/*', (route) =>
    isAction(route.request()) ? route.abort() : route.continue(),
  );
  await dialog.getByRole('button', { name: 'Submit for review' }).click();
  await expect(dialog.getByRole('alert')).toHaveText('The site did not answer. Nothing was changed: try again.');
  await contributor.unroute('**/desk/articles/*');

  const cookies = await contributor.context().cookies();
  await contributor.context().clearCookies();
  await dialog.getByRole('button', { name: 'Submit for review' }).click();
  const signIn = contributor.getByRole('dialog', { name: /sign in/i });
  await expect(signIn).toBeVisible();
  await contributor.context().addCookies(cookies); // the link was opened in another tab
  await expect(signIn).toBeHidden({ timeout: 30_000 });
  await expect(note, 'and it still stands there').toHaveValue('조수표를 봐 주세요.');
  await dialog.getByRole('button', { name: 'Submit for review' }).click();
  await expect(contributor.getByText('Submitted. The editors have been told.')).toBeVisible();
  await contributor.reload();
  await expect(contributor.getByText('조수표를 봐 주세요.')).toBeVisible();
});

test('an editor approves a draft, which stays so until its words change', async ({ signInAs }) => {
  test.slow();
  const contributor = await signInAs('contributor');
  const { headline } = await writeDraft(contributor);
  await submit(contributor, '');
  const editor = await signInAs('editor');
  await editor.goto(contributor.url());
  await editor.getByRole('button', { name: 'Approve' }).click();
  const dialog = editor.getByRole('dialog');
  await dialog.getByLabel(/Note for the writer/).fill('Not a word too many.');
  await dialog.getByRole('button', { name: 'Approve' }).click();
  await expect(editor.getByText('Approved. The writer has been told.')).toBeVisible();
  await expect(editor.getByText('Approved', { exact: true }).first()).toBeVisible();
  await editor.goto('/desk');

  const mail = await mailTo(cast.contributor.email, `Approved: ${headline}`);
  expect(mail.text).toContain('Not a word too many.');
  await contributor.goto(mail.link);
  await expect(contributor.getByText('Approved', { exact: true }).first()).toBeVisible();
  await expect(contributor.getByRole('button', { name: /^Publish/ })).toHaveCount(0);
  await expect(textOf(contributor)).toHaveAttribute('contenteditable', 'true');
  await textOf(contributor).click();
  await contributor.keyboard.insertText('One more. ');
  await save(contributor);
  await expect(contributor.getByText('Draft', { exact: true }).first()).toBeVisible();
});

test('a passage is noted on, answered, found again after edits, settled; each hears of it by mail', async ({
  signInAs,
}) => {
  test.slow();
  const contributor = await signInAs('contributor');
  const { headline } = await writeDraft(contributor);
  await submit(contributor, '');
  const address = contributor.url();

  // the editor selects words and says something about them
  const editor = await signInAs('editor');
  await editor.goto(address);
  const passage = 'The second waits for the tide.';
  await textOf(editor).getByText(passage).click({ clickCount: 3 });
  await editor.getByRole('button', { name: 'Note', exact: true }).click();
  await editor.getByLabel('What do you want to say?').fill('Which tide?');
  await editor.getByRole('button', { name: 'Add note' }).click();
  const atEditor = editor.getByRole('article', { name: passage });
  await expect(atEditor).toBeFocused();
  await expect(atEditor).toContainText('Which tide?');
  await expect(textOf(editor).locator('mark')).toHaveText(passage);

  // the writer answers while the text itself rests, by the keyboard alone
  const mail = await mailTo(cast.contributor.email, `Note: ${headline}`);
  expect(mail.text).toContain('Which tide?');
  await contributor.goto(mail.link); // where the article is open already
  const thread = contributor.getByRole('article', { name: passage });
  await expect(thread).toBeFocused();
  await expect(async () => {
    await thread.getByRole('button', { name: 'Answer' }).press('Enter', { timeout: 3_000 });
    await expect(thread.getByLabel('Answer')).toBeFocused({ timeout: 3_000 });
  }).toPass(); // the notes may just be drawn anew
  await contributor.keyboard.insertText('The flood tide.');
  await contributor.keyboard.press('Control+Enter');
  await expect(thread).toContainText('The flood tide.');
  expect((await mailTo(cast.editor.email, `Note: ${headline}`)).text).toContain('The flood tide.');

  // on the whole article, with the keys
  await contributor.keyboard.press('Control+Alt+m');
  await expect(contributor.getByLabel('What do you want to say?')).toBeFocused();
  await contributor.keyboard.insertText('I am at sea until Friday.');
  await contributor.keyboard.press('Control+Enter');
  const onWhole = contributor.getByRole('article', { name: 'On the whole article' });
  await expect(onWhole).toBeFocused();
  await contributor.keyboard.press('Control+Alt+.');
  await expect(thread).toBeFocused();
  await contributor.keyboard.press('Control+Alt+,');
  await expect(onWhole).toBeFocused();
  await onWhole.getByRole('button', { name: 'Settle' }).press('Enter');
  await expect(onWhole).toHaveCount(0);
  await expect(thread, 'the keyboard goes on to the next').toBeFocused();

  // the editor hears of it without loading the page again, and lets the writer go on
  await expect(atEditor).toContainText('The flood tide.', { timeout: 45_000 });
  await editor.getByRole('button', { name: 'Return with a note' }).click();
  await editor.getByRole('dialog').getByLabel('What should change?').fill('Say which tide.');
  await editor.getByRole('dialog').getByRole('button', { name: 'Return with a note' }).click();
  await expect(editor.getByText('Returned. The writer has been told.')).toBeVisible();
  await editor.goto('/desk');

  // the passage is followed through edits around it and in it, and its words are kept when it is gone
  await contributor.goto(address);
  const text = textOf(contributor);
  await expect(text.locator('mark')).toHaveText(passage);
  await expect(text).toHaveAttribute('contenteditable', 'true');
  await text.click();
  await contributor.keyboard.press('Control+Home');
  await contributor.keyboard.insertText('At dawn. ');
  await save(contributor);
  await contributor.reload();
  await expect(text.locator('mark')).toHaveText(passage);
  await expect(text).toHaveAttribute('contenteditable', 'true');
  await text.getByText(passage).click({ clickCount: 3 });
  await contributor.keyboard.press('Delete');
  await expect(thread.getByText('The passage has gone.')).toBeVisible();
  await expect(thread).toContainText(passage);
  await contributor.keyboard.press('Control+z');
  await expect(text.locator('mark')).toHaveText(passage);
  await save(contributor);
  await thread.getByRole('button', { name: 'Settle' }).press('Enter');
  await expect(thread).toHaveCount(0);
  await expect(onWhole, 'what the editor returned it with').toBeFocused();
  await onWhole.getByRole('button', { name: 'Settle' }).press('Enter');
  await expect(contributor.getByRole('group', { name: 'Notes' }), 'there is no next one').toBeFocused();
  await contributor.getByRole('button', { name: /^Show \d settled threads$/ }).click();
  await expect(thread).toContainText(`Settled by ${cast.contributor.name}`);
  await thread.getByRole('button', { name: 'Open again' }).press('Enter');
  await expect(thread.getByRole('button', { name: 'Settle' })).toBeVisible();
  await expect(thread).toBeFocused();
});

test('somebody is asked to go on until a day: said in the editor, on the desk and by mail', async ({ signInAs }) => {
  const contributor = await signInAs('contributor');
  const { headline } = await writeDraft(contributor);
  await contributor.waitForLoadState();
  const editor = await signInAs('editor');
  await editor.goto(contributor.url());
  await editor.getByRole('button', { name: 'Ask somebody' }).click();
  const dialog = editor.getByRole('dialog');
  await expect(dialog.getByLabel('Ask').getByRole('option', { name: cast.author.name })).toHaveCount(0);
  await dialog.getByLabel('Ask').selectOption(cast.contributor.name);
  await dialog.getByLabel(/^Until/).fill('2000-01-01');
  await dialog.getByRole('button', { name: 'Ask', exact: true }).click();
  await expect(dialog).toBeVisible(); // the browser or the site says that this day has passed
  await dialog.getByLabel(/^Until/).fill('2099-12-31');
  await dialog.getByRole('button', { name: 'Ask', exact: true }).click();
  const line = `with ${cast.contributor.name}, due Thursday`;
  await expect(editor.getByText(line).first()).toBeVisible();

  expect((await mailTo(cast.contributor.email, `Asked of you: ${headline}`)).text).toContain('31 December 2099');
  await contributor.goto('/desk');
  await contributor.getByRole('link', { name: headline }).first().click();
  await expect(contributor.getByText('with you, due Thursday').first()).toBeVisible();
});

async function submit(desk: Page, note: string): Promise<void> {
  await desk.getByRole('button', { name: 'Submit for review' }).click();
  const dialog = desk.getByRole('dialog');
  await dialog.getByLabel(/Note for the editors/).fill(note);
  await dialog.getByRole('button', { name: 'Submit for review' }).click();
  await expect(desk.getByText('Submitted. The editors have been told.')).toBeVisible();
}
