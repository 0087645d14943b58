import { cast } from './support/cast.ts';
import { publish, save, textOf, writeDraft } from './support/desk.ts';
import { expect, test } from './support/fixtures.ts';

test('a contributor submits, the editor returns it with a note, and later publishes', async ({ signInAs, page }) => {
  test.slow();
  const contributor = await signInAs('contributor');
  const draft = await writeDraft(contributor);
  await expect(contributor.getByRole('button', { name: 'Publish' })).toHaveCount(0);
  const submit = async (note: string) => {
    await contributor.getByRole('button', { name: 'Submit for review' }).click();
    const dialog = contributor.getByRole('dialog');
    await dialog.getByLabel(/Note for the editors/).fill(note);
    await dialog.getByRole('button', { name: 'Submit for review' }).click();
    await expect(contributor.getByText('Submitted. The editors have been told.')).toBeVisible();
  };
  await submit('Please check the tide table.');

  const editor = await signInAs('editor');
  await editor.goto('/desk');
  await editor.getByRole('link', { name: draft.headline }).click();
  await expect(editor.getByText('Please check the tide table.')).toBeVisible();
  await editor.getByRole('button', { name: 'Return with a note' }).click();
  const dialog = editor.getByRole('dialog');
  await dialog.getByLabel('What should change?').fill('Say who measured it.');
  await dialog.getByRole('button', { name: 'Return with a note' }).click();
  await expect(editor.getByText('Returned. The writer has been told.')).toBeVisible();
  await editor.goto('/desk'); // and lets go of the text

  await contributor.goto('/desk');
  await contributor.getByRole('link', { name: draft.headline }).click();
  await expect(contributor.getByText('Say who measured it.')).toBeVisible();
  await textOf(contributor).click();
  await contributor.keyboard.press('Control+End');
  await contributor.keyboard.insertText(' The harbour master measured it.');
  await save(contributor);
  await submit('Now it says so.');

  await editor.goto('/desk');
  await editor.getByRole('link', { name: draft.headline }).click();
  await page.goto(await publish(editor));
  await expect(page.getByText('The harbour master measured it.')).toBeVisible();
  await expect(page.getByRole('link', { name: cast.contributor.name }).first()).toBeVisible();
});
