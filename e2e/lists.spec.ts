import { randomUUID } from 'node:crypto';
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { cast } from './support/cast.ts';
import { someDraft, textOf } from './support/desk.ts';
import { expect, test } from './support/fixtures.ts';
import { KoreanAuthor } from './support/korean-author.ts';
import { draftAs, publishAs } from './support/newsroom.ts';

/** A word that stands in the headlines of one test only: what others do at the same time is not looked at. */
const newWord = () => `word${randomUUID().replaceAll('-', '').slice(0, 8)}`;

/** Drafts with this word in their headlines, the last the newest. Returns the headlines. */
async function draftsOf(email: string, word: string, names: string[]): Promise<string[]> {
  const headlines = names.map((name) => `${name} ${word}`);
  for (const headline of headlines) await draftAs(email, someDraft({ headline }));
  return headlines;
}

const rows = (page: Page): Locator =>
  page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ has: page.getByRole('checkbox') });
const row = (page: Page, headline: string): Locator => rows(page).filter({ hasText: headline });

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  expect(found, page.url()).toEqual([]);
}

test('articles are found by part of a Hangul word, narrowed at once, and Back undoes each step', async ({
  signInAs,
}) => {
  const editor = await signInAs('editor');
  const word = newWord();
  await draftAs(cast.editor.email, someDraft({ headline: `평양냉면의 여름 ${word}` }));
  await draftAs(cast.author.email, someDraft({ headline: `The winter of ${word}` }));
  await publishAs(cast.editor.email, someDraft({ headline: `Noodles in ${word}` }));

  await editor.goto('/desk/articles');
  const search = editor.getByRole('searchbox', { name: 'Search articles' });
  await expect(async () => {
    await editor.keyboard.press('/'); // nothing hears it before the script is there
    await expect(search).toBeFocused({ timeout: 500 });
  }).toPass();
  await search.pressSequentially(word);
  await expect(rows(editor)).toHaveCount(3);
  await expect(search, 'the list comes without taking the focus').toBeFocused();
  await search.press('Space');
  await search.pressSequentially('양냉');
  await expect(rows(editor)).toHaveCount(1);
  await expect(row(editor, '평양냉면의 여름')).toBeVisible();
  await expectAccessible(editor);

  await search.fill(word);
  await expect(rows(editor)).toHaveCount(3);
  await editor.getByRole('link', { name: /^Drafts \d/ }).click();
  await expect(rows(editor)).toHaveCount(2);
  await editor.getByLabel('Whose').selectOption('Yours');
  await expect(rows(editor)).toHaveCount(1);
  await editor.goBack();
  await expect(rows(editor)).toHaveCount(2);
  await expect(editor.getByLabel('Whose')).toHaveValue('');
  await editor.goBack();
  await expect(rows(editor)).toHaveCount(3);
  await editor.reload();
  await expect(rows(editor), 'all of it stands in the address').toHaveCount(3);
  await expect(search).toHaveValue(word);

  await search.fill(`${word} nowhere`);
  await expect(editor.getByText('No article matches.')).toBeVisible();
  await editor.getByRole('link', { name: 'Show all articles' }).click();
  await expect(editor).toHaveURL(/\/desk\/articles$/);
  await expect(rows(editor).first()).toBeVisible();
  await expect(search).toHaveValue('');
});

test('a syllable that is still open is looked for, and stays open', async ({ signInAs }) => {
  const word = newWord();
  const editor = await signInAs('editor');
  await draftsOf(cast.editor.email, word, ['한국의 철도', '한강의 다리']);
  await editor.goto(`/desk/articles?q=${word}`);
  await expect(rows(editor)).toHaveCount(2);
  const search = editor.getByRole('searchbox', { name: 'Search articles' });
  await search.press('End');
  await search.press('Space');
  const author = await KoreanAuthor.at(editor);
  await author.type('한구'); // and no further
  await expect(rows(editor)).toHaveCount(1);
  await expect(row(editor, '한국의 철도')).toBeVisible();
  await author.takeBack('국');
  await author.press('Enter', { syllable: '국', finishedFirst: true });
  await expect(search).toHaveValue(`${word} 한국`);
  await expect(rows(editor)).toHaveCount(1);
});

test('the list is searched and narrowed before any script', async ({ signInAs, browser, baseURL }) => {
  const word = newWord();
  await draftsOf(cast.editor.email, word, ['Cranes', 'Noodles']);
  const editor = await signInAs('editor');
  const context = await browser.newContext({
    baseURL,
    javaScriptEnabled: false,
    storageState: await editor.context().storageState(),
  });
  const page = await context.newPage();
  await page.goto('/desk/articles');
  await page.getByRole('searchbox').fill(`noodles ${word}`);
  await page.getByLabel('Language').selectOption('English');
  await page.getByRole('button', { name: 'Search' }).click();
  await expect(rows(page)).toHaveCount(1);
  await row(page, 'Noodles').getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Move to trash' }).click();
  await expect(page.getByText('Moved 1 article to the trash.')).toBeVisible();
  await context.close();
});

test('many are changed together, by keys, and it is taken back', async ({ signInAs }) => {
  const word = newWord();
  const [oldest, middle, newest] = await draftsOf(cast.author.email, word, ['Oldest', 'Middle', 'Newest']);
  const editor = await signInAs('editor');
  await editor.goto(`/desk/articles?q=${word}`);
  await expect(rows(editor)).toHaveCount(3);
  await expect(async () => {
    await editor.keyboard.press('k'); // the first, as long as none is
    await expect(row(editor, newest!)).toBeFocused({ timeout: 500 });
  }).toPass();
  await editor.keyboard.press('x');
  await editor.keyboard.press('j');
  await editor.keyboard.press('x');
  await expect(editor.getByText('2 selected')).toBeVisible();
  await expectAccessible(editor);

  await editor.getByLabel('What to do with those selected').selectOption({ label: 'Culture' });
  await editor.getByRole('button', { name: 'Apply' }).click();
  await expect(editor.getByText('Moved 2 articles to Culture.')).toBeVisible();
  await expect(row(editor, newest!)).toContainText('Culture');
  await expect(row(editor, middle!)).toContainText('Culture');
  await expect(row(editor, oldest!)).not.toContainText('Culture');
  await editor.getByRole('button', { name: 'Undo' }).click();
  await expect(row(editor, newest!)).not.toContainText('Culture');

  const boxes = rows(editor).getByRole('checkbox');
  await boxes.first().check();
  await boxes.last().click({ modifiers: ['Shift'] });
  await expect(editor.getByText('3 selected')).toBeVisible();
  await editor.getByLabel('What to do with those selected').selectOption({ label: cast.author.name });
  await editor.getByRole('button', { name: 'Apply' }).click();
  await expect(editor.getByText(`Assigned 3 articles to ${cast.author.name}.`)).toBeVisible();

  const author = await signInAs('author');
  await author.goto('/desk');
  const asked = author.getByRole('region', { name: 'Assigned to you' });
  await expect(asked.getByRole('link', { name: middle! })).toBeVisible();
});

test('what may not be moved is left, with a reason; the rest goes to the trash and comes back', async ({
  signInAs,
}) => {
  const word = newWord();
  const editor = await signInAs('editor');
  const [draft] = await draftsOf(cast.editor.email, word, ['Draft']);
  const published = `Published ${word}`;
  await publishAs(cast.editor.email, someDraft({ headline: published }));
  await editor.goto(`/desk/articles?q=${word}`);
  await editor.getByLabel('Select all on this page').check();
  await editor.getByRole('button', { name: 'Move to trash' }).click();
  await expect(editor.getByText('Moved 1 article to the trash.')).toBeVisible();
  await expect(editor.getByText(`“${published}”: It is public. Unpublish it first.`)).toBeVisible();
  await expect(row(editor, draft!)).toHaveCount(0);
  await expect(row(editor, published).getByRole('checkbox'), 'what was left stays selected').toBeChecked();

  await editor.getByRole('button', { name: 'Unpublish and move to trash' }).click();
  await editor.getByRole('dialog').getByRole('button', { name: 'Unpublish and move to trash' }).click();
  await expect(editor.getByText('Unpublished 1 article and moved it to the trash.')).toBeVisible();
  await expect(rows(editor)).toHaveCount(0);

  await editor.getByRole('link', { name: /^Trash \d/ }).click();
  await expect(rows(editor)).toHaveCount(2);
  await expect(row(editor, draft!)).toContainText('deleted for good on');
  await expectAccessible(editor);
  await row(editor, draft!)
    .getByRole('button', { name: /^What to do with/ })
    .click();
  await editor.getByRole('button', { name: 'Restore', exact: true }).last().click();
  await expect(editor.getByText('Restored 1 article.')).toBeVisible();
  await row(editor, published)
    .getByRole('button', { name: /^What to do with/ })
    .click();
  await editor.getByRole('button', { name: 'Delete for good…' }).last().click();
  await editor.getByRole('dialog').getByRole('button', { name: 'Delete for good' }).click();
  await expect(editor.getByText('Deleted 1 article for good.')).toBeVisible();
  await editor.goto(`/desk/articles?q=${word}`);
  await expect(rows(editor)).toHaveCount(1);
});

test('a draft is thrown away in the editor, and taken back at once', async ({ signInAs }) => {
  const word = newWord();
  const contributor = await signInAs('contributor');
  const [draft] = await draftsOf(cast.contributor.email, word, ['Draft']);
  await contributor.goto(`/desk/articles?q=${word}`);
  await contributor.getByRole('link', { name: draft! }).click();
  await contributor.getByRole('button', { name: 'More', exact: true }).click();
  await contributor.getByRole('button', { name: 'Move to trash' }).click();
  await contributor.getByRole('dialog').getByRole('button', { name: 'Move to trash' }).click();
  await expect(contributor.getByText('Moved to the trash.')).toBeVisible();
  await contributor.getByRole('button', { name: 'Bring it back' }).click();
  await expect(contributor.getByRole('textbox', { name: 'Headline' })).toHaveValue(draft!);
});

test('a copy of an article is opened, and says that it is one', async ({ signInAs }) => {
  const word = newWord();
  const author = await signInAs('author');
  const headline = `Once ${word}`;
  await publishAs(cast.author.email, someDraft({ headline }));
  await author.goto(`/desk/articles?q=${word}`);
  await row(author, headline)
    .getByRole('button', { name: /^What to do with/ })
    .click();
  await author.getByRole('button', { name: 'Duplicate' }).click();
  await expect(author.getByRole('textbox', { name: 'Headline' })).toHaveValue(`${headline} (copy)`);
  await author.goto(`/desk/articles?q=${word}`);
  await expect(rows(author)).toHaveCount(2);
  await expect(row(author, '(copy)')).toContainText('Draft');
});

test('one goes to anything by keys alone, and back to where one was', async ({ signInAs }) => {
  const word = newWord();
  const owner = await signInAs('owner');
  await draftAs(cast.owner.email, someDraft({ headline: `한자 사전 ${word}` }));
  await owner.goto('/desk/articles');
  const palette = owner.getByRole('dialog', { name: 'Go to anything' });
  const field = palette.getByRole('combobox');
  const open = async () => {
    await expect(async () => {
      await owner.keyboard.press('Control+k'); // nothing hears it before the script is there
      await expect(field).toBeFocused({ timeout: 500 });
    }).toPass();
  };

  const search = owner.getByRole('searchbox', { name: 'Search articles' });
  await search.focus();
  await open();
  await expect(palette.getByRole('option', { name: `한자 사전 ${word}` }), 'what was worked on last').toBeVisible();
  await expectAccessible(owner);
  await owner.keyboard.press('Escape');
  await expect(palette).toBeHidden();
  await expect(search).toBeFocused();

  await open();
  await owner.keyboard.insertText(`ㅎㅈ ${word}`);
  const found = palette.getByRole('option', { name: new RegExp(`^한자 사전 ${word}`) });
  await expect(found).toHaveAttribute('aria-selected', 'true');
  await owner.keyboard.press('ArrowDown');
  await expect(palette.getByRole('option', { name: /^All articles with/ })).toHaveAttribute('aria-selected', 'true');
  await owner.keyboard.press('ArrowUp');
  await owner.keyboard.press('Enter');
  await expect(owner.getByRole('textbox', { name: 'Headline' })).toHaveValue(`한자 사전 ${word}`);

  await open();
  await owner.keyboard.insertText('설정');
  await expect(palette.getByRole('option', { name: 'Settings', exact: true })).toHaveAttribute('aria-selected', 'true');
  await owner.keyboard.press('Enter');
  await expect(owner.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible();

  await open();
  await owner.keyboard.insertText('culture');
  await expect(palette.getByRole('option', { name: /^Culture.*Section$/ })).toBeVisible();
  await owner.keyboard.press('Control+k');
  await expect(palette, 'the same keys close it').toBeHidden();
});

test('the palette shows nobody what is not theirs', async ({ signInAs, ask }) => {
  const word = newWord();
  const [draft] = await draftsOf(cast.editor.email, word, ['Secret']);
  const contributor = await signInAs('contributor');
  await contributor.goto('/desk');
  await contributor.getByRole('button', { name: /^Go to/ }).click();
  const palette = contributor.getByRole('dialog', { name: 'Go to anything' });
  await contributor.keyboard.insertText(word);
  await expect(palette.getByText('Nothing is called like this.')).toBeVisible();
  await palette.getByRole('combobox').fill('settings');
  await expect(palette.getByText('Nothing is called like this.')).toBeVisible();

  const answer = await contributor.context().request.get(`/desk/search?q=${word}`);
  expect(answer.headers()['cache-control']).toContain('no-store');
  expect(await answer.text()).not.toContain(draft);
  expect((await ask.get(`/desk/search?q=${word}`)).status()).toBe(401);
});

test('where words are selected the keys of the palette make a link', async ({ signInAs }) => {
  const author = await signInAs('author');
  const { deskPath } = await draftAs(cast.author.email, someDraft());
  await author.goto(deskPath);
  const palette = author.getByRole('dialog', { name: 'Go to anything' });
  const text = textOf(author);
  await expect(text).toHaveAttribute('contenteditable', 'true');
  await text.click();
  await author.keyboard.press('Control+a');
  await author.keyboard.press('Control+k');
  await expect(author.getByRole('dialog', { name: 'Link' })).toBeVisible();
  await author.keyboard.press('Escape');
  await expect(text).toBeFocused();

  await author.keyboard.press('Control+End');
  await author.keyboard.press('Control+k');
  await expect(palette).toBeVisible();
  await author.keyboard.press('Escape');
  await expect(text, 'one goes on where one was').toBeFocused();
  await author.keyboard.insertText(' And on.');
  await expect(text).toContainText('The second waits for the tide. And on.');

  await author.keyboard.press('Control+k');
  await expect(palette).toBeVisible();
  await author.keyboard.insertText('new art');
  await expect(palette.getByRole('option', { name: 'New article' })).toHaveAttribute('aria-selected', 'true');
  await author.keyboard.press('Enter');
  await expect(author).not.toHaveURL(new RegExp(`${deskPath}$`));
  await expect(author.getByRole('textbox', { name: 'Headline' })).toHaveValue('');
});
