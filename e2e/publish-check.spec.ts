import AxeBuilder from '@axe-core/playwright';
import { addPicture } from './support/add-picture.ts';
import { publish, save, someDraft, textOf, typeText, writeDraft } from './support/desk.ts';
import { expect, test } from './support/fixtures.ts';

const publishButton = { name: 'Publish', exact: true } as const;

test('what blocks is listed before publishing, and leads to where it is', async ({ signInAs, ask }) => {
  test.slow();
  const author = await signInAs('author');
  await writeDraft(author, { headline: '' });
  const figure = await addPicture(author, { alt: '' });
  await expect(figure.locator('img[src^="/media/"]')).toBeVisible();
  await save(author);
  await author.getByRole('button', publishButton).click();
  const dialog = author.getByRole('dialog', { name: 'Not yet' });
  await expect(dialog.getByRole('button', { name: /Give the article a headline/ })).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Publish anyway' })).toHaveCount(0);
  const { violations } = await new AxeBuilder({ page: author }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);

  await dialog.getByRole('button', { name: 'Go to the first' }).click();
  const headline = author.getByRole('textbox', { name: 'Headline' });
  await expect(headline).toBeFocused();
  await author.keyboard.insertText(someDraft().headline);
  await author.getByRole('button', publishButton).click();
  await dialog.getByRole('button', { name: /no alternative text/ }).click();
  await expect(figure.getByLabel('Alternative text')).toBeFocused();
  await author.keyboard.insertText('A green river');
  await author.getByRole('button', publishButton).click();
  await dialog.getByRole('button', { name: /no credit/ }).click();
  await expect(figure.getByLabel('Credit')).toBeFocused();
  await author.keyboard.insertText('Drawn here');
  expect((await ask.get(await publish(author))).status()).toBe(200);
});

test('what is worth a look is listed beside the text and can be passed over', async ({ signInAs }) => {
  test.slow();
  const author = await signInAs('author');
  await writeDraft(author, { standfirst: '' });
  await textOf(author).click();
  await author.keyboard.press('Control+End');
  await author.keyboard.press('Enter');
  await typeText(author, ['nowhere']);
  await author.keyboard.press('Shift+Home');
  await author.keyboard.press('Control+k');
  await author.getByLabel('Address').last().fill('/articles/there-is-no-such-article');
  await author.getByRole('button', { name: 'Set link' }).click();
  await save(author);

  await author.getByRole('tab', { name: /^Check/ }).click();
  const panel = author.getByRole('tabpanel', { name: /^Check/ });
  await expect(panel.getByRole('button', { name: /belongs to no section/ })).toBeVisible();
  await expect(panel.getByRole('button', { name: /there-is-no-such-article/ })).toBeVisible();
  await panel.getByRole('button', { name: /no standfirst/ }).click();
  await expect(author.getByRole('textbox', { name: 'Standfirst' })).toBeFocused();
  await author.keyboard.insertText('It is there now.');
  await expect(panel.getByRole('button', { name: /no standfirst/ })).toHaveCount(0);
  await panel.getByRole('button', { name: /belongs to no section/ }).click();
  await expect(author.getByRole('combobox', { name: 'Section' })).toBeFocused();

  await author.getByRole('button', publishButton).click();
  const dialog = author.getByRole('dialog', { name: 'Publish as it is?' });
  await expect(dialog.getByRole('button', { name: /there-is-no-such-article/ })).toBeVisible();
  await author.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(author.getByRole('button', publishButton)).toBeFocused();
  await author.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Publish anyway' }).click();
  await expect(author.getByText('Published.', { exact: true })).toBeVisible();
});

test('an address that is another article’s is refused where it is typed', async ({ signInAs, article }) => {
  const author = await signInAs('author');
  await writeDraft(author);
  const address = author.getByRole('textbox', { name: 'Address', exact: true });
  await address.fill(article.path.split('/').at(-1)!);
  await save(author);
  await author.getByRole('tab', { name: /^Notes/ }).click();
  await author.getByRole('button', publishButton).click();
  await author
    .getByRole('dialog')
    .getByRole('button', { name: /Another article has/ })
    .click();
  await expect(address).toBeFocused();
});
