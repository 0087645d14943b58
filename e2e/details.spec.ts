import { randomUUID } from 'node:crypto';
import AxeBuilder from '@axe-core/playwright';
import { cast } from './support/cast.ts';
import { publish, save, someDraft } from './support/desk.ts';
import { expect, test } from './support/fixtures.ts';
import { publishAs } from './support/newsroom.ts';

test('what goes with a text is chosen by keyboard beside it, and readers and machines see it', async ({
  signInAs,
  page,
}) => {
  test.slow();
  const [english, korean] = [someDraft(), someDraft({ headline: `나룻배 시간표 ${randomUUID().slice(0, 8)}` })];
  const one = await publishAs(cast.author.email, english);
  const other = await publishAs(cast.author.email, korean);
  const editor = await signInAs('editor');
  await editor.goto(other.deskPath);
  const topic = `Tides ${randomUUID().slice(0, 8)}`;

  await editor.getByRole('combobox', { name: 'Topics' }).fill(topic);
  await expect(editor.getByRole('option', { name: `Create “${topic}”` })).toBeVisible();
  await editor.keyboard.press('Enter');
  await expect(editor.getByText(`The topic “${topic}” has been created.`)).toBeVisible();
  await expect(editor.getByRole('list', { name: 'Topics of this article' }).getByText(topic)).toBeVisible();
  await editor.getByRole('combobox', { name: 'Language' }).selectOption('ko');
  await editor.getByRole('combobox', { name: 'Translation of' }).fill(english.headline);
  await expect(editor.getByRole('option', { name: english.headline })).toBeVisible();
  await editor.keyboard.press('Enter');
  await expect(editor.getByRole('list', { name: 'The original' }).getByText(english.headline)).toBeVisible();

  await editor.getByText('Search and sharing').click();
  await editor.getByLabel('Headline when shared').fill('나룻배');
  await editor.getByLabel('Text when shared').fill('가'.repeat(201));
  await expect(editor.getByText('201 characters: most previews cut after 200.')).toBeVisible();
  await editor.getByLabel('Text when shared').fill('하루에 두 번.');
  const canonical = editor.getByLabel('First published at');
  await canonical.fill('example.org/boats');
  await canonical.blur();
  await expect(canonical).toHaveAccessibleDescription(/Give a whole address/);
  await canonical.fill('https://example.org/boats');
  expect((await new AxeBuilder({ page: editor }).include('.editor-details').analyze()).violations).toEqual([]);
  await save(editor);
  const path = await publish(editor);

  await page.goto(path);
  await expect(page.getByRole('navigation', { name: 'Topics' }).getByRole('link', { name: topic })).toBeVisible();
  const inHead = (selector: string, name: string) => page.locator(`head ${selector}`).getAttribute(name);
  expect(await inHead('link[rel="canonical"]', 'href')).toBe('https://example.org/boats');
  expect(await inHead('meta[property="og:title"]', 'content')).toBe('나룻배');
  expect(await inHead('meta[property="og:description"]', 'content')).toBe('하루에 두 번.');
  // search engines are told of languages where the page is at home, which is elsewhere; readers are led there all the same
  await expect(page.locator('head link[hreflang]')).toHaveCount(0);
  await page.getByRole('link', { name: 'Read in English' }).click();
  await expect(page.getByRole('heading', { level: 1, name: english.headline })).toBeVisible();
  await page.getByRole('link', { name: '한국어로 읽기' }).click();
  await expect(page.getByRole('heading', { level: 1, name: korean.headline })).toBeVisible();

  await editor.reload();
  await canonical.fill('');
  await save(editor);
  await publish(editor);
  await page.reload();
  expect(new URL((await inHead('link[hreflang="en"]', 'href'))!).pathname).toBe(one.path);
  await page.getByRole('link', { name: 'Read in English' }).click();
  await expect(page.getByRole('heading', { level: 1, name: english.headline })).toBeVisible();
  expect(new URL((await inHead('link[hreflang="ko"]', 'href'))!).pathname).toBe(path);
});

test('comments are closed at once, and open again', async ({ signInAs, article, page }) => {
  const author = await signInAs('author');
  await author.goto(article.deskPath);
  const comments = author.getByRole('combobox', { name: 'Comments' });
  await comments.selectOption('closed');
  await expect(author.getByText('Set. Readers see it at once.')).toBeVisible();
  await page.goto(article.path);
  await expect(page.getByText('Comments on this article are closed.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Send comment' })).toHaveCount(0);
  await comments.selectOption('open');
  await expect(author.getByText('Readers can comment as everywhere')).toBeVisible();
  await expect(comments).toBeEnabled();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Send comment' })).toBeVisible();
});

test('who is no editor chooses among the topics that there are', async ({ signInAs, article }) => {
  const author = await signInAs('author');
  await author.goto(article.deskPath);
  await author.getByRole('combobox', { name: 'Topics' }).fill(`Nothing ${randomUUID().slice(0, 8)}`);
  await expect(author.getByText('There is no such topic. An editor can create it.')).toBeVisible();
  await expect(author.getByRole('option', { name: /^Create/ })).toHaveCount(0);
});
