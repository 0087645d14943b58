import sharp from 'sharp';
import { publish, save, someDraft, textOf, writeDraft } from './support/desk.ts';
import { expect, test } from './support/fixtures.ts';
import { shareImageOf } from './support/share-image.ts';

test('an article is shared by plain links', { tag: '@reader' }, async ({ page, article, javaScriptEnabled }) => {
  await page.goto(article.path);
  const address = encodeURIComponent(`${process.env.E2E_SITE}${article.path}`);
  const share = page
    .getByRole('region', { name: 'Share this article' })
    .or(page.getByRole('navigation', { name: 'Share this article' }));
  for (const name of ['Mail', 'X', 'Facebook', 'LinkedIn', 'Reddit', 'WhatsApp', 'Telegram', 'KakaoTalk']) {
    const href = await share.getByRole('link', { name, exact: true }).getAttribute('href');
    expect(decodeURIComponent(href!), name).toContain(decodeURIComponent(address));
  }
  const copy = share.getByRole('button', { name: 'Copy link' });
  await expect(copy).toBeVisible({ visible: javaScriptEnabled !== false });
  // no browser here has a share sheet
  await expect(share.getByRole('button', { name: /^Share/ })).toBeHidden();
});

test('the share image is a small JPEG that anyone can fetch', async ({ article, ask }) => {
  const { path, bytes } = await shareImageOf(ask, article.path);
  const { format, width, height } = await sharp(bytes).metadata();
  expect({ format, width, height }).toEqual({ format: 'jpeg', width: 1200, height: 630 });
  expect(bytes.length).toBeLessThan(300 * 1024);
  const head = await ask.head(path);
  expect(head.status()).toBe(200);
  expect(head.headers()['content-type']).toBe('image/jpeg');
  expect(Number(head.headers()['content-length'])).toBe(bytes.length);
  const invented = path.replace(/[^/]+\.jpg$/, `${'0'.repeat(16)}.jpg`);
  expect((await ask.get(invented)).status(), 'a digest that was never issued').toBe(404);
});

test('its address changes when the picture would, and the old one keeps answering', async ({ signInAs, ask }) => {
  const author = await signInAs('author');
  const draft = await writeDraft(author);
  const path = await publish(author);
  const first = await shareImageOf(ask, path);
  await textOf(author).click();
  await author.keyboard.press('Control+End');
  await author.keyboard.insertText(' A word more.');
  await save(author);
  await publish(author);
  expect((await shareImageOf(ask, path)).path, 'a change of the text is not seen in it').toBe(first.path);

  await author.getByRole('textbox', { name: 'Headline' }).fill(`${draft.headline}, corrected`);
  await save(author);
  const now = await publish(author);
  const second = await shareImageOf(ask, now);
  expect(second.path).not.toBe(first.path);
  const old = await ask.get(first.path);
  expect(old.status()).toBe(200);
  expect(old.headers()['content-type']).toBe('image/jpeg');
});

test('home and an author have an image of their own, in the head and at an address of their own', async ({
  article,
  ask,
}) => {
  const image = await shareImageOf(ask, '/');
  expect(image.path).toMatch(/^\/share\/home\/front\/[0-9a-f]{24}\.jpg$/);
  expect(await sharp(image.bytes).metadata()).toMatchObject({ format: 'jpeg', width: 1200, height: 630 });
  const invented = image.path.replace(/[^/]+\.jpg$/, `${'0'.repeat(24)}.jpg`);
  expect((await ask.get(invented)).status()).toBe(404);
  expect((await ask.get(invented.replace('home/front', 'section/nowhere'))).status()).toBe(404);
  expect((await ask.get(image.path.replace('/home/front', '/nothing/front'))).status()).toBe(404);

  const byline = /href="(\/authors\/[^"]+)"/.exec(await (await ask.get(article.path)).text())![1]!;
  expect((await shareImageOf(ask, byline)).path).toMatch(/^\/share\/author\//);
});

test('an author has a sentence of the text drawn in place of the headline', async ({ signInAs, ask }) => {
  const author = await signInAs('author');
  const draft = await writeDraft(author);
  const sentence = draft.paragraphs[0]!;
  await author.getByText('Search and sharing').click();
  await author.getByLabel('Share image', { exact: true }).selectOption('Quote');
  const quote = author.getByLabel('Quote on the share image');
  await quote.fill('Nobody has written this.');
  await expect(quote).toHaveAccessibleDescription(/does not stand in the text/);
  await quote.fill(sentence);
  await expect(quote).not.toHaveAccessibleDescription(/does not stand in the text/);
  await save(author);
  const path = await publish(author);
  const html = await (await ask.get(path)).text();
  expect(html).toContain(`<meta property="og:image:alt" content="“${sentence}” – ${draft.headline}`);
  expect((await shareImageOf(ask, path)).bytes.length).toBeGreaterThan(10_000);
});

test('Hangul, Hanja and emoji are drawn, not left as boxes', async ({ signInAs, ask }) => {
  test.slow();
  const author = await signInAs('author');
  // each pair has as many characters of the same script: drawn as boxes the two would be the same picture
  const pairs = [
    ['임진강의 안개와 첫 배', '압록강의 얼음과 새 벽'],
    ['漢江의 봄', '釜山의 밤'],
    ['Rails 🚂', 'Rails 🌾'],
  ];
  for (const pair of pairs) {
    const images: Buffer[] = [];
    for (const headline of pair) {
      await writeDraft(author, someDraft({ headline }));
      images.push((await shareImageOf(ask, await publish(author))).bytes);
    }
    expect(await differing(images[0]!, images[1]!), pair.join(' / ')).toBeGreaterThan(300);
  }
});

/** In how many pixels two pictures clearly differ. */
async function differing(a: Buffer, b: Buffer): Promise<number> {
  const [one, two] = await Promise.all([a, b].map((bytes) => sharp(bytes).greyscale().raw().toBuffer()));
  let count = 0;
  for (let pixel = 0; pixel < one!.length; pixel++) if (Math.abs(one![pixel]! - two![pixel]!) > 60) count++;
  return count;
}
