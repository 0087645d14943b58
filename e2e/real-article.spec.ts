import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { newAddress } from './support/cast.ts';
import { publish, save, textOf } from './support/desk.ts';
import { expect, test } from './support/fixtures.ts';
import { sendComment, writeComment } from './support/reader.ts';
import { shareImageOf } from './support/share-image.ts';

const file = join(import.meta.dirname, '../../shared/real-input/article-page.txt');

test('a real article goes from the desk to a reader’s comment and a shared picture', async ({
  signInAs,
  page,
  ask,
  newReader,
}) => {
  test.skip(!existsSync(file), 'the article is not beside this checkout');
  test.slow();
  const real = readArticle(readFileSync(file, 'utf8'));
  expect(real.blocks.filter(({ kind }) => kind === 'figure')).toHaveLength(2);

  // entered as an author would
  const author = await signInAs('author');
  await author.goto('/desk/articles');
  await author.getByRole('button', { name: 'New article' }).first().click();
  await author.getByRole('textbox', { name: 'Headline' }).fill(real.headline);
  await textOf(author).click();
  let figures = 0;
  for (const { kind, text } of real.blocks) {
    if (kind === 'paragraph') {
      await author.keyboard.insertText(text);
      await author.keyboard.press('Enter');
      continue;
    }
    const [chooser] = await Promise.all([
      author.waitForEvent('filechooser'),
      author.getByRole('toolbar').getByRole('button', { name: 'Add picture' }).click(),
    ]);
    await chooser.setFiles({
      name: `사진 ${figures}.png`,
      mimeType: 'image/png',
      buffer: await photograph(hues[figures]!),
    });
    const figure = author.locator('figure').nth(figures++);
    await figure.getByLabel('Caption').fill(text);
    await figure.getByLabel('Credit').fill('Taken for this test');
    await figure.getByLabel('Alternative text').fill(`A test picture, number ${figures}`);
    await figure.getByLabel('Alternative text').press('Enter'); // on to the text below
  }
  await save(author);
  const path = await publish(author);

  // read
  expect((await page.goto(path))?.status()).toBe(200);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(real.headline);
  const article = page.getByRole('article').first();
  for (const { kind, text } of real.blocks) {
    if (kind === 'paragraph') await expect(article.getByText(text)).toBeVisible();
    else {
      const figure = article.getByRole('figure').filter({ hasText: text });
      const picture = figure.getByRole('img');
      await picture.scrollIntoViewIfNeeded();
      await expect(picture).toHaveAttribute('alt', /test picture/);
      await expect
        .poll(() => picture.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth))
        .toBeGreaterThan(0);
    }
  }
  const order = ((await article.textContent()) ?? '').replace(/\s+/g, ' ');
  const places = real.blocks.map(({ text }) => order.indexOf(text.replace(/\s+/g, ' ').slice(0, 60)));
  expect(places, 'in the order of the original').toEqual(places.toSorted((a, b) => a - b));

  // commented on
  await writeComment(page, { name: 'Ada Reader', email: newAddress(), body: 'A good summary of a long week.' });
  await sendComment(page);
  await expect(page.getByRole('heading', { name: 'Your comment has arrived' })).toBeVisible();
  const editor = await signInAs('editor');
  await editor.goto('/desk/comments');
  await editor
    .getByRole('listitem')
    .filter({ hasText: real.headline })
    .getByRole('button', { name: 'Approve' })
    .click();
  await expect(editor.getByText('1 comment approved.')).toBeVisible();
  const other = await newReader();
  await other.goto(path);
  await expect(other.getByText('A good summary of a long week.')).toBeVisible();

  // shared: the picture is looked at
  await expect(page.getByRole('link', { name: 'Telegram' })).toHaveAttribute(
    'href',
    new RegExp(encodeURIComponent(path.split('/').at(-1)!)),
  );
  const { bytes } = await shareImageOf(ask, path);
  expect(bytes.length).toBeLessThan(300 * 1024);
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  expect([info.width, info.height]).toEqual([1200, 630]);
  const share = { picture: 0, ink: 0, paper: 0 };
  for (let place = 0; place < data.length; place += 3) {
    const [red, green, blue] = [data[place]!, data[place + 1]!, data[place + 2]!];
    if (green > red + 50 && green > blue + 50) share.picture++;
    if (Math.max(red, green, blue) < 90) share.ink++;
    if (Math.min(red, green, blue) > 200) share.paper++;
  }
  const all = 1200 * 630;
  expect(share.picture / all, 'the lead picture is in it').toBeGreaterThan(0.1);
  expect(Math.min(share.ink, share.paper) / all, 'and letters on a ground').toBeGreaterThan(0.005);
});

const hues = ['#1f9e4a', '#7a4fc4'];

/** A picture of one strong colour, with enough in it to be more than a plain surface. */
const photograph = (hue: string): Promise<Buffer> =>
  sharp({ create: { width: 1600, height: 1000, channels: 3, background: hue } })
    .composite([
      {
        input: Buffer.from(
          '<svg width="1600" height="1000"><circle cx="400" cy="300" r="120" fill="#fff" fill-opacity=".3"/></svg>',
        ),
      },
    ])
    .png()
    .toBuffer();

type Block = { kind: 'paragraph' | 'figure'; text: string };

/** The page as a reader saw it: masthead, headline, text with captions between, byline, and what follows the article. */
function readArticle(page: string): { headline: string; blocks: Block[] } {
  const [, headline = '', ...lines] = page
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const body = lines.slice(0, lines.indexOf('Add comment') - 1); // the byline stands before it
  // a caption is no sentence: it ends without a full stop
  return { headline, blocks: body.map((text) => ({ kind: /[.?!’”]$/.test(text) ? 'paragraph' : 'figure', text })) };
}
