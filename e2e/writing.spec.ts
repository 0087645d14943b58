import { publish, save, someDraft, textOf, typeText, writeDraft } from './support/desk.ts';
import { expect, test } from './support/fixtures.ts';

test('an author drafts, previews, publishes, edits, publishes again, and takes it down', async ({
  signInAs,
  newReader,
  page,
}) => {
  test.slow();
  const author = await signInAs('author');
  const draft = await writeDraft(author);
  const deskPath = new URL(author.url()).pathname;

  // the preview is the article as it will be, and nobody else's
  const [preview] = await Promise.all([
    author.waitForEvent('popup').catch(() => author),
    author.getByRole('link', { name: /^Preview/ }).click(),
  ]);
  await expect(preview.getByRole('heading', { level: 1 })).toHaveText(draft.headline);
  for (const paragraph of draft.paragraphs) await expect(preview.getByText(paragraph)).toBeVisible();
  const previewPath = new URL(preview.url()).pathname;
  await page.goto(previewPath);
  await expect(page).toHaveURL(/\/sign-in/);
  if (preview !== author) await preview.close();
  else await author.goto(deskPath);

  // published
  const path = await publish(author);
  const reader = await newReader();
  expect((await reader.goto(path))?.status()).toBe(200);
  await expect(reader.getByRole('heading', { level: 1 })).toHaveText(draft.headline);
  await expect(reader.getByText(draft.standfirst).first()).toBeVisible();
  await reader.goto('/');
  await expect(reader.getByRole('link', { name: draft.headline }).first()).toBeVisible();

  // edited: readers see nothing of it
  const addition = `Since then the pier has been rebuilt, ${draft.headline}.`;
  await author.reload();
  await typeText(author, ['', addition]);
  await save(author);
  await reader.goto(path);
  await expect(reader.getByText(addition)).toHaveCount(0);

  // published again
  await publish(author);
  await reader.goto(path);
  await expect(reader.getByText(addition)).toBeVisible();
  await expect(reader.getByText('Updated')).toBeVisible();

  // unpublished: a true 404, which is cached
  await author.getByRole('button', { name: 'More', exact: true }).click();
  await author.getByRole('button', { name: 'Unpublish', exact: true }).click();
  await author.getByRole('dialog').getByRole('button', { name: 'Unpublish', exact: true }).click();
  await expect(author.getByText('Unpublished. Readers no longer find it.')).toBeVisible();
  for (let time = 0; time < 2; time++) expect((await reader.goto(path))?.status()).toBe(404);
  await expect(reader.getByRole('heading', { name: 'There is nothing here' })).toBeVisible();
  await reader.goto('/');
  await expect(reader.getByRole('link', { name: draft.headline })).toHaveCount(0);

  // and there again, at the address it had
  expect(await publish(author)).toBe(path);
  expect((await reader.goto(path))?.status()).toBe(200);
  await expect(reader.getByText(addition)).toBeVisible();
});

test('an address that was asked for too early works when something is published there', async ({ signInAs, page }) => {
  const author = await signInAs('author');
  const draft = await writeDraft(author, someDraft());
  const slug = draft.headline.toLowerCase().replaceAll(' ', '-');
  const path = `/articles/${slug}`;
  expect((await page.goto(path))?.status()).toBe(404);
  expect(await publish(author)).toBe(path);
  expect((await page.goto(path))?.status()).toBe(200);
});

test('a changed address redirects for ever', async ({ signInAs, ask }) => {
  const author = await signInAs('author');
  const draft = await writeDraft(author);
  const first = await publish(author);
  const change = async (slug: string) => {
    const path = encodeURI(`/articles/${slug}`);
    await author.getByRole('textbox', { name: 'Address', exact: true }).fill(slug);
    await save(author);
    await publish(author);
    await expect(author.getByRole('link', { name: /^View published/ })).toHaveAttribute('href', path);
    return path;
  };
  const word = draft.headline.split(' ').at(-1);
  const second = await change(`fog-of-${word}`);
  const third = await change(`안개-${word}`);
  for (const old of [first, second]) {
    const answer = await ask.get(old);
    expect(answer.status()).toBe(301);
    expect(new URL(answer.headers().location!, process.env.E2E_SITE).pathname).toBe(third);
  }
  expect((await ask.get(third)).status()).toBe(200);
  const decomposed = await ask.get(encodeURI(decodeURI(third).normalize('NFD')));
  expect(decomposed.status(), 'however the syllables were typed').toBe(301);
});

test('every kind of text the editor sets is there for readers', async ({ signInAs, page }) => {
  const author = await signInAs('author');
  await writeDraft(author, { paragraphs: ['Plain.'] });
  const button = (name: string) => author.getByRole('toolbar').getByRole('button', { name, exact: true });
  await textOf(author).click();
  await author.keyboard.press('Control+End');
  await author.keyboard.press('Enter');
  await button('Heading').click();
  await author.keyboard.insertText('What the fog hides');
  await author.keyboard.press('Enter');
  await button('Bold').click();
  await author.keyboard.insertText('heavily');
  await button('Bold').click();
  await author.keyboard.insertText(' and ');
  await button('Italic').click();
  await author.keyboard.insertText('softly');
  await button('Italic').click();
  await author.keyboard.press('Enter');
  await button('List').click();
  await author.keyboard.insertText('a rope');
  await author.keyboard.press('Enter');
  await author.keyboard.insertText('a lamp');
  await author.keyboard.press('Enter');
  await author.keyboard.press('Enter');
  await button('Quote').click();
  await author.keyboard.insertText('Nobody sails on a Friday.');
  await save(author);
  await page.goto(await publish(author));
  const article = page.getByRole('article').first();
  await expect(article.getByRole('heading', { name: 'What the fog hides' })).toBeVisible();
  await expect(article.locator('strong')).toHaveText('heavily');
  await expect(article.locator('em')).toHaveText('softly');
  await expect(article.getByRole('listitem').filter({ hasText: 'a lamp' })).toBeVisible();
  await expect(article.getByRole('blockquote')).toContainText('Nobody sails on a Friday.');
});
