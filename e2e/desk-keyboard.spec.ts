import { randomUUID } from 'node:crypto';
import type { Locator, Page } from '@playwright/test';
import { cast } from './support/cast.ts';
import { someDraft, textOf } from './support/desk.ts';
import { expect, test } from './support/fixtures.ts';
import { choose, expectFocusSeen, fill, press, tabTo } from './support/keys-only.ts';
import { draftAs, publishAs } from './support/newsroom.ts';

/*
 * What the desk is for, done by somebody who has a keyboard and nothing else: nothing here clicks, and after each step the
 * focus can be seen and is where the work goes on.
 */

const newWord = () => `word${randomUUID().replaceAll('-', '').slice(0, 8)}`;

/** By the palette to what `words` find. */
async function goTo(desk: Page, words: string, option: string | RegExp): Promise<void> {
  const palette = desk.getByRole('dialog', { name: 'Go to anything' });
  await expect(async () => {
    await desk.keyboard.press('Control+k'); // nothing hears it before the script is there
    await expect(palette.getByRole('combobox')).toBeFocused({ timeout: 500 });
  }).toPass();
  await desk.keyboard.insertText(words);
  await expect(palette.getByRole('option', { name: option }).first()).toHaveAttribute('aria-selected', 'true');
  await desk.keyboard.press('Enter');
  await expect(palette).toBeHidden();
}

const button = (desk: Page | Locator, name: string | RegExp) =>
  desk.getByRole('button', { name, exact: typeof name === 'string' });
const saved = (desk: Page) => expect(desk.getByText(/^Saved( at .*)?$/)).toBeVisible();
const ready = (desk: Page) => expect(textOf(desk)).toHaveAttribute('contenteditable', 'true');

/** What stands in the bar of an article, under its button for more. */
async function fromMore(desk: Page, name: string, role: 'button' | 'link' = 'button'): Promise<void> {
  await press(desk, button(desk, 'More'));
  await press(desk, desk.getByRole(role, { name, exact: true }));
}

test('an article is written, sent back, approved and published', async ({ signInAs }) => {
  test.slow();
  const [contributor, editor] = [await signInAs('contributor'), await signInAs('editor')];
  const headline = `The ferry of ${newWord()}`;
  await contributor.goto('/desk');
  await goTo(contributor, 'new art', 'New article');
  await contributor.waitForURL(/\/desk\/articles\/[0-9a-f-]{36}$/);
  await ready(contributor);
  await fill(contributor, contributor.getByRole('textbox', { name: 'Headline' }), headline);
  await contributor.keyboard.press('Enter');
  await expect(contributor.getByRole('textbox', { name: 'Standfirst' })).toBeFocused();
  await contributor.keyboard.insertText('하루 두 번.');
  await contributor.keyboard.press('Enter');
  const text = textOf(contributor);
  await expect(text).toBeFocused();
  await contributor.keyboard.type('The first boat leaves at six.');
  await contributor.keyboard.press('Enter');
  await contributor.keyboard.type('/pull');
  await expect(contributor.getByRole('listbox', { name: 'Set here' }).getByRole('option')).toHaveCount(1);
  await contributor.keyboard.press('Enter');
  await contributor.keyboard.insertText('안개가 걷히면.');
  await expect(text.locator('.pull-quote')).toHaveText('안개가 걷히면.');
  await contributor.keyboard.press('Control+s');
  await saved(contributor);

  const submit = async (note: string) => {
    await press(contributor, button(contributor, 'Submit for review'), 'Shift+Tab');
    const dialog = contributor.getByRole('dialog');
    await fill(contributor, dialog.getByLabel(/Note for the editors/), note);
    await press(contributor, button(dialog, 'Submit for review'));
    await expect(contributor.getByText('Submitted. The editors have been told.')).toBeVisible();
    await expectFocusSeen(contributor);
  };
  await submit('');
  await editor.goto('/desk');
  await goTo(editor, headline, new RegExp(`^${headline}`));
  await expect(editor.getByRole('textbox', { name: 'Headline' })).toHaveValue(headline);
  await press(editor, button(editor, 'Return with a note'));
  const dialog = editor.getByRole('dialog');
  await fill(editor, dialog.getByLabel('What should change?'), '누가 쟀습니까?');
  await press(editor, button(dialog, 'Return with a note'));
  await expect(editor.getByText('Returned. The writer has been told.')).toBeVisible();
  await expectFocusSeen(editor);
  await goTo(editor, 'what waits', 'What waits');

  await contributor.reload();
  await ready(contributor);
  await tabTo(contributor, textOf(contributor));
  await contributor.keyboard.press('Control+End');
  await contributor.keyboard.insertText(' The harbour master did.');
  await contributor.keyboard.press('Control+s');
  await saved(contributor);
  await submit('Now it says so.');
  await goTo(contributor, 'what waits', 'What waits');

  await goTo(editor, headline, new RegExp(`^${headline}`));
  await press(editor, button(editor, 'Approve'));
  await fill(editor, dialog.getByLabel(/Note for the writer/), '좋습니다.');
  await press(editor, button(dialog, 'Approve'));
  await expect(editor.getByText('Approved. The writer has been told.')).toBeVisible();
  await expectFocusSeen(editor);
  await press(editor, button(editor, 'Publish'));
  await expect(dialog).toBeVisible();
  await expectFocusSeen(editor);
  await press(editor, button(dialog, 'Publish anyway'));
  await expect(editor.getByText('Published.', { exact: true })).toBeVisible();
  await expectFocusSeen(editor);
});

test('an article is scheduled, moved to another time, cancelled and had again', async ({ signInAs }) => {
  test.slow();
  const author = await signInAs('author');
  const draft = someDraft();
  const { deskPath } = await draftAs(cast.author.email, draft);
  await author.goto(deskPath);
  await ready(author);
  const dialog = author.getByRole('dialog');
  await press(author, button(author, 'Schedule…'));
  await press(author, button(dialog, 'Go on to the time')); // it belongs to no section
  await press(author, button(dialog, 'In 3 hours'));
  await press(author, button(dialog, 'Schedule'));
  const note = author.getByRole('region', { name: 'Schedule', exact: true });
  await expect(note).toContainText('Goes public on');
  await expectFocusSeen(author);
  await press(author, button(note, /^Move/));
  await press(author, button(dialog, 'Tomorrow, 07:00'));
  await press(author, button(dialog, 'Move'));
  await expect(note).toContainText(/Goes public on .*, 07:00\./);
  await expectFocusSeen(author);
  await press(author, button(note, /^Cancel/));
  await expect(button(note, 'Undo')).toBeFocused();
  await author.keyboard.press('Enter');
  await expect(note).toContainText('Goes public on');
  await expectFocusSeen(author);

  await goTo(author, 'schedule', /^Schedule/);
  const row = author.getByRole('listitem').filter({ hasText: draft.headline });
  await press(author, button(row, /^Cancel/));
  await expect(row).toHaveCount(0);
  await expect(button(author, 'Undo')).toBeFocused();
});

test('an earlier version comes back, is shown by a link, and a correction is made', async ({ signInAs }) => {
  test.slow();
  const author = await signInAs('author');
  const { deskPath } = await publishAs(cast.author.email, someDraft());
  await author.goto(deskPath);
  await ready(author);
  await tabTo(author, textOf(author));
  await author.keyboard.press('Control+End');
  await author.keyboard.insertText(' And a late thought.');
  await author.keyboard.press('Control+s');
  await saved(author);

  await tabTo(author, button(author, 'More'), 'Shift+Tab');
  await fromMore(author, 'History', 'link');
  await expect(author.getByRole('heading', { name: /^History of/ })).toBeVisible();
  const versions = author.getByRole('region', { name: 'Versions' });
  await press(author, versions.getByRole('link', { name: /Live now/ }));
  await press(author, button(author, 'Make this the draft again'));
  await expect(author.getByText('These words are the draft now.')).toBeVisible();
  await expectFocusSeen(author);
  await press(author, author.getByRole('link', { name: 'Go on writing' }), 'Shift+Tab');
  await ready(author);
  await expect(textOf(author)).not.toContainText('And a late thought.');

  await fromMore(author, 'Share a preview');
  const dialog = author.getByRole('dialog');
  await expect(dialog.getByText('No link works at present.')).toBeVisible();
  await expectFocusSeen(author);
  await choose(author, dialog.getByLabel('The link ends after'), 'one day');
  await press(author, button(dialog, 'Make a link'));
  await expect(dialog.getByRole('textbox', { name: /^Address of/ })).toBeVisible();
  await expectFocusSeen(author);
  await press(author, button(dialog, 'End this link'), 'Shift+Tab');
  await expect(dialog.getByText('The link has ended.')).toBeVisible();
  await expectFocusSeen(author);
  await author.keyboard.press('Escape');
  await expect(button(author, 'More')).toBeFocused();

  const corrections = author.getByRole('region', { name: 'Corrections' });
  await press(author, button(corrections, 'Add a correction'));
  await fill(author, dialog.getByLabel('What was wrong, and what is right'), '열두 명이 아니라 열네 명.');
  await press(author, button(dialog, 'Save correction'));
  await expect(corrections.getByText('The correction is public.')).toBeVisible();
  await expect(button(corrections, 'Add a correction')).toBeFocused();
  await press(author, button(corrections, /^Remove the correction of/), 'Shift+Tab');
  await expect(corrections.getByText('The correction is removed.')).toBeVisible();
  await expectFocusSeen(author);
  await press(author, button(corrections, 'Undo'));
  await expect(corrections.getByText('The correction is public.')).toBeVisible();
  await expectFocusSeen(author);
});

test('sections are added, renamed, put in order and merged', async ({ signInAs }) => {
  test.slow();
  const editor = await signInAs('editor');
  const [one, other] = [`Boats ${newWord()}`, `Ferries ${newWord()}`];
  await editor.goto('/desk');
  await goTo(editor, 'sections', 'Sections');
  await expect(editor.getByRole('heading', { name: 'Sections', level: 1 })).toBeVisible();
  const form = editor.locator('form').filter({ has: editor.getByRole('button', { name: /^Add / }) });
  for (const name of [one, other]) {
    await fill(editor, form.getByLabel('Name', { exact: true }), name);
    await press(editor, button(form, /^Add /));
    await expect(editor.getByText(`${name} has been added.`)).toBeVisible();
    await expectFocusSeen(editor);
  }
  const handle = (name: string) => button(editor, new RegExp(`^Move ${name}: drag`));
  const row = (name: string) => editor.getByRole('listitem').filter({ has: handle(name) });
  await tabTo(editor, handle(other), 'Shift+Tab');
  await editor.keyboard.press('Alt+ArrowUp');
  await expect(editor.getByText(`${other} is now number`, { exact: false })).toBeVisible();
  await expect(handle(other)).toBeFocused();

  const renamed = `${one} renamed`;
  await press(editor, row(one).getByText('Change', { exact: true }));
  await fill(editor, row(one).getByLabel('Name', { exact: true }), renamed);
  await press(editor, button(row(one), 'Save'));
  await expect(row(renamed).getByText(`${renamed}: saved.`)).toBeVisible();
  await expectFocusSeen(editor);
  await press(editor, row(renamed).getByText('Merge into another …'));
  await choose(editor, row(renamed).getByLabel('Into'), other);
  await press(editor, button(row(renamed), 'Merge'));
  await expect(editor.getByText(`${renamed} is part of ${other} now`, { exact: false })).toBeVisible();
  await expectFocusSeen(editor);
  await tabTo(editor, row(other).getByText('Change', { exact: true }), 'Shift+Tab');
  await editor.keyboard.press('Enter');
  await press(editor, row(other).getByText('Delete …'));
  await press(editor, button(row(other), 'Delete'));
  await expect(row(other)).toHaveCount(0);
  await expectFocusSeen(editor);
});

test('articles are selected, changed together, thrown away, brought back and copied', async ({ signInAs }) => {
  test.slow();
  const word = newWord();
  const editor = await signInAs('editor');
  const headlines = ['Oldest', 'Middle', 'Newest'].map((name) => `${name} ${word}`);
  for (const headline of headlines) await draftAs(cast.editor.email, someDraft({ headline }));
  await editor.goto(`/desk/articles?q=${word}`);
  const rows = editor
    .getByRole('main')
    .getByRole('listitem')
    .filter({ has: editor.getByRole('checkbox') });
  await expect(rows).toHaveCount(3);
  await expect(async () => {
    await editor.keyboard.press('k');
    await expect(rows.first()).toBeFocused({ timeout: 500 });
  }).toPass();
  await editor.keyboard.press('x');
  await editor.keyboard.press('j');
  await editor.keyboard.press('x');
  await expect(editor.getByText('2 selected')).toBeVisible();
  await choose(editor, editor.getByLabel('What to do with those selected'), 'Culture');
  await press(editor, button(editor, 'Apply'));
  await expect(editor.getByText('Moved 2 articles to Culture.')).toBeVisible();
  await expectFocusSeen(editor);
  await editor.keyboard.press('z');
  await expect(rows.first()).not.toContainText('Culture');
  await expectFocusSeen(editor);

  const menuOf = (headline: string) => button(rows.filter({ hasText: headline }), /^What to do with/);
  await press(editor, menuOf(headlines[2]!));
  await press(editor, editor.getByRole('button', { name: 'Move to trash' }).last());
  await expect(editor.getByText('Moved 1 article to the trash.')).toBeVisible();
  await expect(rows).toHaveCount(2);
  await expectFocusSeen(editor);
  await press(editor, editor.getByRole('link', { name: /^Trash \d/ }), 'Shift+Tab');
  await expect(rows).toHaveCount(1);
  await press(editor, menuOf(headlines[2]!));
  await press(editor, button(editor, 'Restore').last());
  await expect(editor.getByText('Restored 1 article.')).toBeVisible();
  await expectFocusSeen(editor);

  await editor.goto(`/desk/articles?q=${word}`);
  await press(editor, menuOf(headlines[2]!));
  await press(editor, button(editor, 'Duplicate'));
  await expect(editor.getByRole('textbox', { name: 'Headline' })).toHaveValue(`${headlines[2]} (copy)`);
});
