import { cast } from './support/cast.ts';
import { publish, save, someDraft, textOf } from './support/desk.ts';
import { expect, test } from './support/fixtures.ts';
import { publishAs } from './support/newsroom.ts';
import { shareImageOf } from './support/share-image.ts';

const filler = Array.from(
  { length: 30 },
  (_, at) => `Paragraph number ${at + 1} says nothing that anybody would quote.`,
);
const sentence = 'Nobody at the pier could say when the last boat had left.';

async function longArticle() {
  const { path } = await publishAs(
    cast.author.email,
    someDraft({ paragraphs: [...filler, `It was late. ${sentence}`] }),
  );
  return path;
}

test('a reader has a card made of a sentence, and whoever opens it lands there in the article', {
  tag: '@reader',
}, async ({ page, ask, baseURL }) => {
  const path = await longArticle();
  await expect.poll(async () => (await ask.get(path)).status()).toBe(200);
  await page.goto(path);
  await page.getByRole('link', { name: 'Share a sentence' }).click();
  await page.getByLabel('A sentence of the article').fill('Nobody at the pier could say when it would come back.');
  await page.getByRole('button', { name: 'Make the card' }).click();
  await expect(page.getByLabel('A sentence of the article')).toHaveAccessibleDescription(/do not stand in the article/);
  await page.getByLabel('A sentence of the article').fill('when the last boat');
  await page.getByRole('button', { name: 'Make the card' }).click();
  await expect(page.getByText('The card is made.')).toBeVisible();
  const card = page.getByRole('img', { name: sentence });
  await expect(card).toHaveJSProperty('naturalWidth', 1200);
  const mail = await page.getByRole('link', { name: 'Mail', exact: true }).getAttribute('href');
  const quote = new RegExp(`${baseURL}(${path}/quote/[0-9a-f]{24})`).exec(decodeURIComponent(mail!))![1]!;

  const answer = await ask.get(quote);
  const html = await answer.text();
  expect(html).toContain(`<meta property="og:title" content="“${sentence}”"`);
  expect(html).toContain(`<meta property="og:url" content="${baseURL}${quote}"`);
  expect(html).toContain(`<link rel="canonical" href="${baseURL}${path}"`);
  const image = await shareImageOf(ask, quote);
  expect(image.path).toBe(await card.getAttribute('src'));
  expect(image.path, 'not that of the article').not.toBe((await shareImageOf(ask, path)).path);

  await page.goto(quote);
  await page.waitForURL(({ pathname }) => pathname === path); // what follows the # names the sentence
  await expect(page.getByText(sentence)).toBeInViewport();
});

test('whoever selects words in an article is offered a card of their sentence', async ({ page, ask }) => {
  const path = await longArticle();
  await expect.poll(async () => (await ask.get(path)).status()).toBe(200);
  await page.goto(path);
  const paragraph = page.getByText(sentence);
  await paragraph.scrollIntoViewIfNeeded();
  await paragraph.evaluate((element, words) => {
    const text = element.firstChild as Text;
    const from = text.data.indexOf(words);
    getSelection()!.setBaseAndExtent(text, from, text, from + words.length);
  }, 'the last boat');
  const offer = page.locator('.quote-offer');
  await expect(offer).toBeVisible();
  await expect(offer).toBeInViewport();
  await offer.click();
  await expect(page.getByText(sentence)).toBeVisible();
  await page.getByRole('button', { name: 'Make the card' }).click();
  await expect(page.getByRole('img', { name: sentence })).toBeVisible();
});

test('a quote that nobody made is not there, and one that does not stand in the article leads to it', async ({
  ask,
  article,
  page,
  signInAs,
}) => {
  expect((await ask.get(`${article.path}/quote/${'0'.repeat(24)}`)).status()).toBe(404);
  expect((await ask.get(`${article.path}/quote/made-up`)).status()).toBe(404);
  await page.goto(`${article.path}/quote?text=${encodeURIComponent('The editors are liars.')}`);
  await expect(page.getByLabel('A sentence of the article')).toHaveAccessibleDescription(/do not stand in the article/);
  await page.goto(`${article.path}/quote?text=${encodeURIComponent('The second waits')}`);
  await page.getByRole('button', { name: 'Make the card' }).click();
  const mail = await page.getByRole('link', { name: 'Mail', exact: true }).getAttribute('href');
  const quote = /\/articles\/[^/]+\/quote\/[0-9a-f]{24}/.exec(decodeURIComponent(mail!))![0];
  const { path: image } = await shareImageOf(ask, quote);

  const editor = await signInAs('editor');
  await editor.goto(article.deskPath);
  await expect(async () => {
    await textOf(editor).click(); // once its script is there
    await expect(textOf(editor)).toBeFocused({ timeout: 500 });
  }).toPass();
  await editor.keyboard.press('Control+a');
  await editor.keyboard.insertText('Something else altogether.');
  await save(editor);
  await publish(editor);
  const answer = await ask.get(quote);
  expect([answer.status(), answer.headers().location]).toEqual([307, article.path]);
  expect((await ask.get(image)).status(), 'its picture is the article’s now').toBe(200);
});
