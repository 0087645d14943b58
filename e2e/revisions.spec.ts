import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expectNothingKept, save, textOf, typeText, writeDraft } from './support/desk.ts';
import { expect, test } from './support/fixtures.ts';

/** Leaves the editor for the history of what stands in it. */
async function openHistory(desk: Page): Promise<void> {
  await desk.getByRole('button', { name: 'More', exact: true }).click();
  await desk.getByRole('link', { name: 'History', exact: true }).click();
  await expect(desk.getByRole('heading', { name: /^History of/ })).toBeVisible();
}

const versions = (desk: Page) => desk.getByRole('region', { name: 'Versions' });

/** What is marked in the comparison, as it is read out. */
const marked = async (desk: Page, kind: 'insertion' | 'deletion'): Promise<string[]> =>
  (await desk.getByRole(kind).allTextContents()).map((text) => text.replaceAll(/\[(added|removed):|\]/g, '').trim());

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual(
    [],
  );
}

test('an author finds an earlier version, sees what changed, and brings it back', async ({ signInAs }) => {
  test.slow();
  const author = await signInAs('author');
  const draft = await writeDraft(author, { paragraphs: ['Two boats a day, 안개 속에.', 'A paragraph that stays.'] });
  const editor = author.url();
  await openHistory(author);
  await author.getByLabel('Name of this version').fill('첫 원고');
  await author.getByRole('button', { name: 'Save name' }).click();
  await expect(author.getByText('The name is saved.')).toBeVisible();
  await expect(versions(author).getByRole('link', { name: /첫 원고/ })).toBeVisible();

  await author.goto(editor);
  await author.getByRole('textbox', { name: 'Headline' }).fill('Something else altogether');
  await typeText(author, [' And a late thought.']);
  await save(author);
  await openHistory(author);
  await expect(author.getByText('Something else altogether', { exact: false }).first()).toBeVisible();
  const [address, ...words] = await marked(author, 'insertion');
  expect(address, 'the address follows the headline').toBe('something-else-altogether');
  expect(words).toEqual(['Something else altogether', 'And a late thought.']);
  expect(await marked(author, 'deletion')).toContain(draft.headline);
  await expect(versions(author).getByRole('link').first()).toContainText('7 words added, 5 words removed');
  await expectAccessible(author);

  await versions(author)
    .getByRole('link', { name: /첫 원고/ })
    .click();
  await author.getByRole('button', { name: 'Make this the draft again' }).click();
  await expect(author.getByText('These words are the draft now.')).toBeVisible();
  await expect(versions(author).getByText(/^Restored by/)).toBeVisible();
  await expectAccessible(author);
  await author.getByRole('button', { name: 'Undo' }).click();
  await expect(versions(author).getByText(/^Restored by/)).toHaveCount(2);
  await author.getByRole('button', { name: 'Undo' }).click();
  await expect(versions(author).getByText(/^Restored by/)).toHaveCount(3);
  await author.getByRole('link', { name: 'Go on writing' }).click();
  await expect(author.getByRole('textbox', { name: 'Headline' })).toHaveValue(draft.headline);
  await expect(textOf(author)).not.toContainText('And a late thought.');
});

test('any two versions are compared, and each is opened as a page', async ({ signInAs }) => {
  const author = await signInAs('author');
  await writeDraft(author, { paragraphs: ['One boat.'] });
  await expectNothingKept(author);
  const address = author.url();
  for (const words of [' Two boats.', ' Three boats.']) {
    await author.goto(address); // a window of its own, and so a revision of its own
    await typeText(author, [words]);
    await save(author);
    await expectNothingKept(author);
  }
  await openHistory(author);
  expect(await marked(author, 'insertion')).toEqual(['Three boats.']);
  const choice = author.getByLabel('Compared with');
  await choice.selectOption({ index: 2 });
  await author.getByRole('button', { name: 'Compare', exact: true }).click();
  await expect(author).toHaveURL(/from=[0-9a-f-]{36}/);
  await expect(author.getByRole('insertion')).toHaveText(/Two boats\. Three boats\./);

  await versions(author).getByRole('link').nth(1).click();
  await expect(author.getByRole('insertion')).toHaveText(/^\D*Two boats\.\W*$/);
  const [preview] = await Promise.all([
    author.waitForEvent('popup'),
    author.getByRole('link', { name: 'Open as a preview' }).click(),
  ]);
  await expect(preview.getByText('One boat. Two boats.', { exact: true })).toBeVisible();
  await preview.getByRole('link', { name: 'Back to the history' }).click();
  await expect(preview.getByRole('heading', { name: /^History of/ })).toBeVisible();
});

test('a version of another article, or of none, is told as such', async ({ signInAs, article }) => {
  const editor = await signInAs('editor');
  await editor.goto(`${article.deskPath}/revisions`);
  const other = new URL(
    await versions(editor)
      .getByRole('link')
      .first()
      .evaluate((link) => (link as HTMLAnchorElement).href),
  );
  const foreign = other.searchParams.get('to')!;
  await writeDraft(editor);
  const own = new URL(editor.url()).pathname;
  for (const query of [`to=${foreign}`, 'to=nothing', `to=${foreign}&from=${foreign}`, 'to=', 'newest=1e9&to=%00']) {
    await editor.goto(`${own}/revisions?${query}`);
    await expect(editor.getByRole('alert').filter({ hasText: 'This article has no such version.' })).toBeVisible();
  }
  expect((await editor.goto(`${own}/preview?revision=${foreign}`))?.status()).toBe(404);
});

test('a contributor sees no history of somebody else’s article', async ({ signInAs, article }) => {
  const contributor = await signInAs('contributor');
  await contributor.goto(`${article.deskPath}/revisions`);
  await expect(contributor.getByRole('heading', { name: 'There is nothing here' })).toBeVisible();
});
