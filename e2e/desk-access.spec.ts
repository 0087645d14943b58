import { globSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expectNothingFound } from './support/accessible.ts';
import { textOf, writeDraft } from './support/desk.ts';
import { expect, test } from './support/fixtures.ts';
import { type FullDesk, fillDesk } from './support/full-desk.ts';

/** Every page of the desk, by its folder, and where it is looked at. One that is missing here fails the first test. */
const pages: Record<string, (full: FullDesk) => string[]> = {
  '/desk': () => ['/desk'],
  '/desk/articles': () => ['/desk/articles', '/desk/articles?q=nowhere', '/desk/articles?state=trash'],
  '/desk/articles/[id]': ({ articleId }) => [`/desk/articles/${articleId}`],
  '/desk/articles/[id]/preview': ({ articleId }) => [`/desk/articles/${articleId}/preview`],
  '/desk/articles/[id]/revisions': ({ articleId }) => [`/desk/articles/${articleId}/revisions`],
  '/desk/comments': () => ['/desk/comments', '/desk/comments?state=approved', '/desk/comments?state=rejected'],
  '/desk/followers': () => ['/desk/followers'],
  '/desk/front': () => ['/desk/front'],
  '/desk/front/preview': () => ['/desk/front/preview'],
  '/desk/mails': () => ['/desk/mails'],
  '/desk/messages': () => ['/desk/messages', '/desk/messages?state=answered', '/desk/messages?state=closed'],
  '/desk/pages/[name]': () => ['/desk/pages/about', '/desk/pages/privacy'],
  '/desk/pictures': () => ['/desk/pictures'],
  '/desk/pictures/[id]': ({ pictureId }) => [`/desk/pictures/${pictureId}`],
  '/desk/people': () => ['/desk/people'],
  '/desk/profile': () => ['/desk/profile'],
  '/desk/schedule': () => ['/desk/schedule'],
  '/desk/sections': () => ['/desk/sections'],
  '/desk/series': () => ['/desk/series'],
  '/desk/series/[id]': ({ seriesId }) => [`/desk/series/${seriesId}`],
  '/desk/settings': () => ['/desk/settings'],
  '/desk/topics': () => ['/desk/topics'],
  '/desk/welcome': () => ['/desk/welcome'],
};

const found = globSync('**/desk/**/page.tsx', { cwd: join(import.meta.dirname, '../app') })
  .map((file) => `/${file.replace(/\([^)]*\)\//g, '').replace(/\/page\.tsx$/, '')}`)
  .toSorted();

test('no page of the desk is left out', () => {
  expect(found.filter((page) => !pages[page])).toEqual([]);
  expect(found.length).toBeGreaterThan(15);
});

test('axe finds nothing on any page of the desk, full of everything', async ({ signInAs }) => {
  test.slow();
  const full = await fillDesk();
  const owner = await signInAs('owner');
  for (const path of [
    ...found.flatMap((page) => pages[page]?.(full) ?? []),
    '/desk/nowhere',
    full.path,
    full.previewPath,
  ]) {
    await owner.goto(path);
    await expect(owner.getByRole('heading').first()).toBeVisible();
    await expectNothingFound(owner, path);
  }
});

test('nor on what opens over the list of articles and beside it', async ({ signInAs }) => {
  test.slow();
  const full = await fillDesk();
  const owner = await signInAs('owner');
  const look = (what: string) => expectNothingFound(owner, what);
  await owner.goto('/desk/articles');
  const rows = owner
    .getByRole('main')
    .getByRole('listitem')
    .filter({ has: owner.getByRole('checkbox') });
  const row = rows.filter({ hasText: full.headline });
  await expect(async () => {
    await owner.keyboard.press('Control+k');
    await expect(owner.getByRole('dialog', { name: 'Go to anything' })).toBeVisible({ timeout: 500 });
  }).toPass();
  await look('the palette');
  await owner.keyboard.insertText('나룻배');
  await expect(owner.getByRole('option').first()).toBeVisible();
  await look('the palette with what it found');
  await owner.keyboard.press('Escape');
  await row.getByRole('checkbox').check();
  await look('the list with something selected');
  await row.getByRole('button', { name: /^What to do with/ }).click();
  await look('the menu of a row');
  await owner.getByRole('button', { name: 'Unpublish…' }).click();
  await expect(owner.getByRole('dialog')).toBeVisible();
  await look('the question before many are unpublished');
  await owner.keyboard.press('Escape');
  await owner.getByRole('button', { name: 'Move to trash' }).first().click();
  await expect(owner.getByRole('alert').filter({ hasText: 'Unpublish it first' })).toBeVisible();
  await look('the list with something refused');
});

test('nor on what is asked about an article', async ({ signInAs }) => {
  test.slow();
  const full = await fillDesk();
  const owner = await signInAs('owner');
  const look = (what: string) => expectNothingFound(owner, what);
  const dialog = owner.getByRole('dialog');
  const leave = async () => {
    await owner.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
  };
  await owner.goto(`/desk/articles/${full.articleId}`);
  await expect(textOf(owner)).toHaveAttribute('contenteditable', 'true');

  await owner.getByRole('button', { name: 'Publish changes' }).click();
  const anyway = dialog.getByRole('button', { name: /^(Publish anyway|Go on to the changes)$/ });
  await expect(anyway).toBeVisible();
  await look('the publish check');
  await anyway.click();
  await expect(dialog.getByRole('button', { name: 'Publish changes' })).toBeVisible();
  await look('the changes before they are published');
  await dialog.getByRole('button', { name: 'Publish changes' }).click();
  await expect(dialog.getByLabel('Correction for readers')).toBeVisible();
  await look('the question for a correction');
  await leave();

  await owner.getByRole('button', { name: 'Ask somebody' }).click();
  await look('asking somebody');
  await leave();
  await owner.getByRole('button', { name: 'More', exact: true }).click();
  await look('the menu of the bar');
  await owner.getByRole('button', { name: 'Share a preview' }).click();
  await expect(dialog.getByRole('button', { name: 'End this link' })).toBeVisible();
  await look('the preview links');
  await leave();
  await owner.getByRole('button', { name: 'Schedule…' }).click();
  const goOn = dialog.getByRole('button', { name: 'Go on to the time' });
  await expect(goOn.or(dialog.getByRole('button', { name: 'Schedule', exact: true })).first()).toBeVisible();
  if (await goOn.isVisible()) await goOn.click();
  await expect(dialog.getByRole('button', { name: 'Schedule', exact: true })).toBeVisible();
  await look('scheduling');
  await leave();
  await owner.getByRole('button', { name: 'More', exact: true }).click();
  await owner.getByRole('button', { name: 'Schedule taking down…' }).click();
  await look('scheduling that it is taken down');
  await leave();
  await owner.getByRole('button', { name: 'More', exact: true }).click();
  await owner.getByRole('button', { name: 'Unpublish' }).click();
  await look('the question before it is unpublished');
  await leave();

  await owner.getByRole('tab', { name: 'Details' }).click();
  const corrections = owner.getByRole('region', { name: 'Corrections' });
  await corrections.getByRole('button', { name: 'Add a correction' }).click();
  await look('adding a correction');
  await leave();
  await corrections.getByRole('button', { name: /^Change the correction of/ }).click();
  await look('changing a correction');
  await leave();
  await owner.getByText('Search and sharing').click();
  await owner.getByRole('combobox', { name: 'Topics' }).fill('food');
  await expect(owner.getByRole('option', { name: /^Food/ })).toBeVisible();
  await look('the details, with a list open');
  await owner.keyboard.press('Escape');

  await owner.getByRole('tab', { name: /^Check/ }).click();
  await look('the check beside the text');
  await owner.getByRole('tab', { name: /^Notes/ }).click();
  await expect(owner.getByRole('article', { name: 'carried 14 people' })).toBeVisible();
  await look('the notes');
  await owner.getByRole('button', { name: 'Answer' }).first().click();
  await look('answering a note');
  await owner.keyboard.press('Escape');
  await owner.getByRole('button', { name: 'Settle' }).first().click();
  await owner.getByRole('button', { name: 'Show 1 settled thread' }).click();
  await look('settled notes');
  await owner.keyboard.press('Control+Alt+m');
  await expect(owner.getByLabel('What do you want to say?')).toBeFocused();
  await look('writing a note');
});

test('nor on what helps with writing', async ({ signInAs }) => {
  test.slow();
  const full = await fillDesk();
  const owner = await signInAs('owner');
  const look = (what: string) => expectNothingFound(owner, what);
  const dialog = owner.getByRole('dialog');
  const { keyboard } = owner;
  const leave = async (shown = dialog) => {
    await keyboard.press('Escape');
    await expect(shown).toHaveCount(0);
  };
  const text = textOf(owner);
  await owner.goto(`/desk/articles/${full.articleId}`);
  await expect(text).toHaveAttribute('contenteditable', 'true');
  const takeOut = text.getByRole('button', { name: 'Take out of the gallery' });
  await expect(takeOut, 'of the gallery’s pictures alone').toHaveCount(2);
  await text.getByText('끝. The end.').click();
  await keyboard.press('End');
  await keyboard.press('Enter');
  await keyboard.type('/');
  const slash = owner.getByRole('listbox', { name: 'Set here' });
  await expect(slash).toBeVisible();
  await look('the slash menu');
  await keyboard.type('embed');
  await expect(slash.getByRole('option', { selected: true })).toContainText('Embed');
  await keyboard.press('Enter');
  await dialog.getByLabel('Address').fill('https://youtu.be/dQw4w9WgXcQ');
  await look('an embed');
  await leave();

  await keyboard.type('나룻배 시간표');
  await keyboard.press('Shift+Home');
  await expect(owner.getByRole('group', { name: 'Selected words' })).toBeVisible();
  await look('the menu over selected words');
  await keyboard.press('Control+k');
  await dialog.getByLabel('Address').fill('ferry');
  await look('a link');
  await leave();
  await keyboard.press('Control+Shift+l');
  await expect(dialog).toBeVisible();
  await look('the language of words');
  await leave();
  await keyboard.press('End');

  await keyboard.press('Control+h');
  const bar = owner.getByRole('search', { name: 'Find in the text' });
  await keyboard.type('나루');
  await expect(bar.getByRole('status')).toHaveText(/^\d+ of \d+/);
  await look('finding and replacing');
  await leave(bar);
  await owner.getByRole('button', { name: 'Outline' }).click();
  await expect(owner.getByRole('navigation', { name: 'Headings of the text' })).toBeVisible();
  await look('the outline');
  await keyboard.press('Escape');
  await owner.getByRole('button', { name: 'Blocks', exact: true }).click();
  await expect(owner.getByRole('menu', { name: 'All blocks and marks' }).getByRole('menuitem').first()).toBeVisible();
  await look('all blocks and marks');
  await owner.getByRole('menuitem', { name: 'Keyboard' }).click();
  await expect(dialog).toBeVisible();
  await look('the list of keys');
  await leave();
  await text.getByText('끝. The end.').click();
  await keyboard.press('Shift+Tab');
  await keyboard.press('Enter');
  await expect(owner.getByRole('menu', { name: 'Block' })).toBeVisible();
  await look('the menu of a block');
  await keyboard.press('Escape');
  await text.getByText('340', { exact: true }).click();
  await look('the tools of a table');
  await owner.getByRole('button', { name: 'Full screen' }).click();
  await look('alone with the text');
  await owner.getByRole('button', { name: 'Full screen' }).click();
  await owner.setViewportSize({ width: 1440, height: 900 });
  await owner.getByRole('button', { name: 'Preview beside the text' }).click();
  await expect(owner.frameLocator('iframe').getByRole('heading', { level: 1 })).toBeVisible();
  await look('the preview beside the text');
});

test('nor where the work of somebody waits for somebody else', async ({ signInAs }) => {
  test.slow();
  const [contributor, editor] = [await signInAs('contributor'), await signInAs('editor')];
  const dialog = contributor.getByRole('dialog');
  await writeDraft(contributor);
  await contributor.getByRole('button', { name: 'More', exact: true }).click();
  await contributor.getByRole('button', { name: 'Move to trash' }).click();
  await expectNothingFound(contributor, 'the question before it goes to the trash');
  await contributor.keyboard.press('Escape');
  await contributor.getByRole('button', { name: 'Submit for review' }).click();
  await expectNothingFound(contributor, 'submitting');
  await dialog.getByRole('button', { name: 'Submit for review' }).click();
  await expect(contributor.getByText('Submitted. The editors have been told.')).toBeVisible();
  await expectNothingFound(contributor, 'what is submitted');

  await editor.goto(contributor.url());
  for (const name of ['Return with a note', 'Approve']) {
    await editor.getByRole('button', { name }).click();
    await expectNothingFound(editor, name);
    await editor.keyboard.press('Escape');
    await expect(editor.getByRole('dialog')).toHaveCount(0);
  }
  await expect(textOf(editor)).toHaveAttribute('contenteditable', 'true');
  await textOf(editor).click();
  await editor.keyboard.insertText('그리고 ');
  await expect(editor.getByText(/^Saved at .*$/)).toBeVisible();
  const reading = await signInAs('owner');
  await reading.goto(editor.url());
  await expect(reading.getByRole('button', { name: 'Take over' })).toBeVisible();
  await expectNothingFound(reading, 'what somebody else writes');
});

test('nor where words of two windows meet, or nobody is signed in any more', async ({ signInAs }) => {
  test.slow();
  const [here, there] = [await signInAs('author'), await signInAs('author')];
  const write = async (desk: Page, words: string) => {
    await expect(textOf(desk)).toHaveAttribute('contenteditable', 'true');
    await textOf(desk).click();
    await desk.keyboard.insertText(words);
  };
  await writeDraft(there);
  await there.context().setOffline(true);
  await write(there, ' 저쪽에서 쓴 말.');
  await expect(there.getByText(/^Kept in this browser\./)).toBeVisible();
  await here.goto(there.url());
  await here.getByRole('button', { name: 'Write here instead' }).click();
  await write(here, ' 이쪽에서 쓴 말.');
  await expect(here.getByText(/^Saved( at .*)?$/)).toBeVisible();
  await there.context().setOffline(false);
  await expect(there.getByRole('dialog', { name: 'Two versions' })).toBeVisible();
  await expectNothingFound(there, 'two versions');
  await there.getByRole('button', { name: 'Decide later' }).click();
  await there.reload();
  await expect(there.getByText(/This browser keeps words of yours/)).toBeVisible();
  await expectNothingFound(there, 'words that were kept');

  await here.context().clearCookies();
  await write(here, ' Written by nobody.');
  await expect(here.getByRole('dialog', { name: 'Sign in again' })).toBeVisible();
  await expectNothingFound(here, 'signing in again');
});

test('nor where sections, topics and series, the front page and people are arranged', async ({ signInAs }) => {
  test.slow();
  await fillDesk();
  const owner = await signInAs('owner');
  for (const kind of ['sections', 'topics', 'series']) {
    await owner.goto(`/desk/${kind}`);
    const row = owner.getByRole('listitem').filter({ has: owner.getByRole('button', { name: /^Move .+: drag/ }) });
    await row.first().getByText('Change', { exact: true }).click();
    await row.first().getByText('Merge into another …').click();
    await expect(row.first().getByLabel('Into')).toBeVisible();
    await expectNothingFound(owner, `changing and merging ${kind}`);
    await row.first().getByLabel('Name', { exact: true }).fill('');
    await row.first().getByRole('button', { name: 'Save' }).click();
    await expectNothingFound(owner, `${kind}: a name that is refused`);
  }
  await owner.goto('/desk/front');
  const handle = owner.getByRole('button', { name: /^Move ‘.+’: drag/ }).nth(1);
  await handle.focus();
  await owner.keyboard.press('Space');
  await expectNothingFound(owner, 'an article that is taken up');
  await owner.keyboard.press('ArrowUp');
  await expectNothingFound(owner, 'a front page that is changed');
  await owner.keyboard.press('Enter');
  await owner.getByLabel('Words to look for').fill('a');
  await expectNothingFound(owner, 'articles to place');
  await owner.getByRole('button', { name: 'Preview' }).click();
  await expect(owner.frameLocator('iframe').getByRole('heading').first()).toBeVisible();
  await expectNothingFound(owner, 'the preview of the front page');
});
