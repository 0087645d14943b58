import AxeBuilder from '@axe-core/playwright';
import { publish, save, typeText, writeDraft } from './support/desk.ts';
import { expect, test } from './support/fixtures.ts';

test('what was wrong is corrected in public, changed, removed and put back', async ({
  signInAs,
  article,
  newReader,
  ask,
}) => {
  test.slow();
  const author = await signInAs('author');
  await author.goto(article.deskPath);
  const corrections = author.getByRole('region', { name: 'Corrections' });
  await expect(corrections.getByText('Nothing has been corrected.')).toBeVisible();
  await corrections.getByRole('button', { name: 'Add a correction' }).click();
  const dialog = author.getByRole('dialog', { name: 'Add a correction' });
  await dialog
    .getByLabel('What was wrong, and what is right')
    .fill('배는 여섯 시가 아니라 일곱 시에 떠난다. 7, not 6.');
  await dialog.getByLabel('Day').fill('2001-01-01');
  await dialog.getByRole('button', { name: 'Save correction' }).click();
  await expect(dialog.getByText('On that day the article was not yet published.')).toBeVisible();
  await expect(dialog.getByLabel('What was wrong, and what is right'), 'what was typed stays').toHaveValue(/7, not 6/);
  await dialog.getByLabel('Day').fill((await dialog.getByLabel('Day').getAttribute('max'))!);
  await dialog.getByRole('button', { name: 'Save correction' }).click();
  await expect(corrections.getByText('The correction is public.')).toBeVisible();

  const reader = await newReader();
  await reader.goto(article.path);
  await reader.getByRole('link', { name: /^Corrected on/ }).click();
  const part = reader.getByRole('region', { name: 'Corrections' });
  await expect(part.getByText(/7, not 6/)).toBeVisible();
  await expect(part.locator('time')).toHaveAttribute('datetime', /^\d{4}-\d\d-\d\dT/);
  expect((await new AxeBuilder({ page: reader }).analyze()).violations.map(({ id }) => id)).toEqual([]);
  const page = await (await ask.get(article.path)).text();
  const [, json] = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(page) ?? [];
  expect(JSON.parse(json!).correction).toMatchObject([{ '@type': 'CorrectionComment' }]);
  expect(await (await ask.get('/feed.xml')).text()).toContain('7, not 6');

  await corrections.getByRole('button', { name: /^Change the correction of/ }).click();
  const change = author.getByRole('dialog', { name: 'Change the correction' });
  await change.getByLabel('What was wrong, and what is right').fill('At seven, not at six.');
  await change.getByRole('button', { name: 'Save correction' }).click();
  await expect(corrections.getByText('At seven, not at six.')).toBeVisible();
  await corrections.getByRole('button', { name: /^Remove the correction of/ }).click();
  await expect(corrections.getByText('The correction is removed.')).toBeVisible();
  await reader.goto(article.path);
  await expect(reader.getByRole('region', { name: 'Corrections' })).toHaveCount(0);
  await corrections.getByRole('button', { name: 'Undo' }).click();
  await expect(corrections.getByText('At seven, not at six.')).toBeVisible();
  await reader.goto(article.path);
  await expect(reader.getByText('At seven, not at six.')).toBeVisible();
});

test('publishing changes shows them first, and asks about a correction when they are of substance', async ({
  signInAs,
  newReader,
}) => {
  test.slow();
  const author = await signInAs('author');
  await writeDraft(author, { paragraphs: ['The first boat carried 12 people.'] });
  const path = await publish(author);
  await typeText(author, [' The second carried 40.']);
  await save(author);
  await author.getByRole('button', { name: 'Publish changes' }).click();
  await author.getByRole('button', { name: 'Go on to the changes' }).click(); // it belongs to no section
  const dialog = author.getByRole('dialog', { name: 'Publish changes' });
  await expect(dialog.getByRole('insertion')).toContainText('The second carried 40.');
  expect((await new AxeBuilder({ page: author }).analyze()).violations.map(({ id }) => id)).toEqual([]);
  await dialog.getByRole('button', { name: 'Publish changes' }).click();
  const field = dialog.getByLabel('Correction for readers');
  await expect(field).toBeFocused();
  await expect(field).toHaveAccessibleDescription(/A number has changed\..*or go on without one\./);
  await field.fill('The second boat was missing.');
  await dialog.getByRole('button', { name: 'Publish changes' }).click();
  await expect(author.getByText('The changes are public.')).toBeVisible();
  const reader = await newReader();
  await reader.goto(path);
  await expect(reader.getByText('The second boat was missing.')).toBeVisible();

  // a slip is no matter of correction
  await typeText(author, ['.']);
  await save(author);
  await author.getByRole('button', { name: 'Publish changes' }).click();
  await author.getByRole('button', { name: 'Go on to the changes' }).click(); // it belongs to no section
  await dialog.getByRole('button', { name: 'Publish changes' }).click();
  await expect(author.getByText('The changes are public.')).toBeVisible();
});

test('a contributor sees corrections of their own article and cannot change them', async ({ signInAs }) => {
  test.slow();
  const contributor = await signInAs('contributor');
  await writeDraft(contributor);
  const address = contributor.url();
  await expect(contributor.getByRole('region', { name: 'Corrections' }), 'nobody has read it yet').toHaveCount(0);
  await contributor.goto('/desk');
  const editor = await signInAs('editor');
  await editor.goto(address);
  await publish(editor);
  await editor.goto('/desk');
  await contributor.goto(address);
  const corrections = contributor.getByRole('region', { name: 'Corrections' });
  await expect(corrections.getByText('Nothing has been corrected.')).toBeVisible();
  await expect(corrections.getByRole('button')).toHaveCount(0);
});
