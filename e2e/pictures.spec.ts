import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { expectAccessible } from './support/accessible.ts';
import { publish, save, textOf, writeDraft } from './support/desk.ts';
import { expect, test } from './support/fixtures.ts';
import {
  apng,
  flat,
  frames,
  heic,
  landscape,
  noise,
  pngBomb,
  pngClaiming,
  withIptc,
  xmp,
} from './support/picture-files.ts';

type File = { name: string; mimeType: string; buffer: Buffer };
const jpeg = (name: string, buffer: Buffer): File => ({ name, mimeType: 'image/jpeg', buffer });
/** A picture that no other test has: the same one is kept once. */
const ownColour = () =>
  `#${Math.floor(Math.random() * 0xffffff)
    .toString(16)
    .padStart(6, '0')}`;

async function choose(desk: Page, files: File[]): Promise<void> {
  const [chooser] = await Promise.all([
    desk.waitForEvent('filechooser'),
    desk.getByRole('toolbar').getByRole('button', { name: 'Add picture' }).click(),
  ]);
  await chooser.setFiles(files);
}

const figuresOf = (desk: Page) => textOf(desk).locator('figure');

test('several pictures at once stand in their order, with the words that they bring along', async ({ signInAs }) => {
  const author = await signInAs('author');
  await writeDraft(author);
  const said = xmp({ caption: '대동강의 배', credit: 'Agency / Ri', rights: 'All rights reserved' });
  await choose(author, [
    jpeg('agency.jpg', await flat(900, 600, ownColour()).jpeg().withXmp(said).toBuffer()),
    jpeg(
      'wire.jpg',
      withIptc(await flat(90, 60, ownColour()).jpeg().toBuffer(), { 120: 'Fog on the line', 110: 'Wire' }),
    ),
    jpeg('plain.jpg', await flat(90, 60, ownColour()).jpeg().toBuffer()),
  ]);
  await expect(figuresOf(author)).toHaveCount(3);
  const captions = figuresOf(author).getByLabel('Caption');
  const credits = figuresOf(author).getByLabel('Credit');
  for (const [index, [caption, credit]] of [
    ['대동강의 배', 'Agency / Ri'],
    ['Fog on the line', 'Wire'],
    ['', ''],
  ].entries()) {
    await expect(captions.nth(index)).toHaveValue(caption!);
    await expect(credits.nth(index)).toHaveValue(credit!);
  }
  await save(author);
});

test('a picture that was lost on the way waits in its place and is sent again; one that cannot be used says why', async ({
  signInAs,
}) => {
  const author = await signInAs('author');
  await writeDraft(author);
  await author.route('**/desk/pictures/upload', (route) => route.abort('connectionfailed'));
  await choose(author, [
    jpeg('harbour.jpg', await flat(90, 60, ownColour()).jpeg().toBuffer()),
    { name: 'iphone.heic', mimeType: 'image/heic', buffer: heic() },
  ]);
  await expect(
    author.getByText('harbour.jpg: It could not be sent. Check the connection, then try again.'),
  ).toBeVisible();
  await author.unroute('**/desk/pictures/upload');
  const again = textOf(author).getByRole('button', { name: 'Try again' });
  await expect(again).toHaveCount(2);
  await again.first().click();
  await expect(figuresOf(author)).toHaveCount(1);
  await again.click();
  await expect(author.getByText(/iphone\.heic: This is a HEIC photograph.*Save it as JPEG first/)).toBeVisible();
  await expect(again).toHaveCount(0);
  await save(author);
});

test('readers get each picture in the width and format for their screen; the lead comes first', async ({
  signInAs,
  newReader,
}) => {
  const author = await signInAs('author');
  await writeDraft(author);
  const photo = jpeg(
    'photo.jpg',
    await (await landscape(2000, 1300))
      .modulate({ hue: Math.floor(Math.random() * 360) })
      .jpeg()
      .toBuffer(),
  );
  await choose(author, [photo]);
  await expect(figuresOf(author)).toHaveCount(1);
  await figuresOf(author).getByLabel('Alternative text').fill('Hills');
  await figuresOf(author).getByLabel('Credit').fill('Drawing');
  await save(author);
  const path = await publish(author);
  const reader = await newReader();
  await reader.goto(path);
  const picture = reader.getByRole('img', { name: 'Hills' });
  await expect(picture).toBeVisible();
  const shown = await picture.evaluate(async (image: HTMLImageElement) => {
    await image.decode();
    return { source: image.currentSrc, width: image.clientWidth, ratio: devicePixelRatio };
  });
  expect(shown.source).toMatch(/\.avif$/);
  const answer = await reader.request.get(shown.source);
  expect(answer.headers()).toMatchObject({
    'content-type': 'image/avif',
    'cache-control': 'public, max-age=31536000, immutable',
  });
  const { width = 0 } = await sharp(await answer.body()).metadata();
  expect(width).toBeGreaterThanOrEqual(shown.width * shown.ratio * 0.9);
  expect(width).toBeLessThan(shown.width * shown.ratio * 2.1);
  await expect(picture).toHaveAttribute('width', '2000');
  await expect(picture).toHaveAttribute('height', '1300');
  const plain = await (await reader.request.get(path)).text();
  expect(plain).toMatch(/<source type="image\/webp"/);
  expect(plain).toMatch(/\.p[0-9a-f]{7}\{background:linear-gradient\(#/);

  // in a frame of another site, which may stand far down in its page; whoever has a wider one at hand is shown that
  const elsewhere = await newReader();
  await elsewhere.goto('/healthz');
  const frame = `<iframe src="${path}/card" width="320" height="400"></iframe>`;
  await elsewhere.evaluate((html) => document.body.insertAdjacentHTML('beforeend', html), frame);
  const inCard = elsewhere.frameLocator('iframe').getByRole('img', { name: 'Hills' });
  await expect(inCard).toHaveAttribute('loading', 'lazy');
  await inCard.scrollIntoViewIfNeeded();
  await expect.poll(() => inCard.evaluate((image: HTMLImageElement) => image.currentSrc)).toMatch(/\.avif$/);
  const { width: ofCard = 0 } = await sharp(
    await (await elsewhere.request.get(await inCard.evaluate((image: HTMLImageElement) => image.currentSrc))).body(),
  ).metadata();
  expect(ofCard, 'no wider than the frame needs').toBeLessThan(320 * shown.ratio * 2.1);
});

test('the library: found, described, given a point to keep in sight, replaced everywhere and back', async ({
  signInAs,
  newReader,
}) => {
  const editor = await signInAs('editor');
  await editor.goto('/desk/pictures');
  const [chooser] = await Promise.all([
    editor.waitForEvent('filechooser'),
    editor.getByRole('button', { name: 'Add pictures' }).click(),
  ]);
  const word = `부두${Date.now()}`;
  await chooser.setFiles([
    jpeg(`${word}.jpg`, await flat(900, 600, ownColour()).jpeg().toBuffer()),
    { name: 'logo.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>') },
  ]);
  await expect(editor.getByText(/logo\.svg: An SVG is a program/)).toBeVisible();
  await editor.getByRole('button', { name: 'Leave it out' }).click();
  await expect(editor.getByText('1 picture added.')).toBeVisible();
  await editor.getByRole('searchbox', { name: 'Search pictures' }).fill(word.normalize('NFD'));
  await editor.getByRole('button', { name: 'Show' }).click();
  await expect(editor.getByText('1 picture', { exact: true })).toBeVisible();
  await editor.getByRole('link', { name: `${word}.jpg` }).click();

  await editor.getByLabel('Alternative text').fill('A pier in fog');
  await editor.getByLabel('Credit').fill('Han Sora');
  await editor.getByRole('slider', { name: 'From the left' }).press('Home');
  await editor.getByRole('button', { name: 'Save' }).click();
  await expect(editor.getByText('Saved.')).toBeVisible();
  await expect(editor.getByText('Nowhere.')).toBeVisible();

  await editor.reload();
  await expect(editor.getByLabel('Alternative text')).toHaveValue('A pier in fog');
  await expect(editor.getByRole('slider', { name: 'From the left' })).toHaveValue('0');

  const author = await signInAs('author');
  const { headline } = await writeDraft(author);
  const first = await flat(900, 600, ownColour()).jpeg().toBuffer();
  await choose(author, [jpeg(`first-${word}.jpg`, first)]);
  await figuresOf(author).getByLabel('Alternative text').fill('The first');
  await figuresOf(author).getByLabel('Credit').fill('Drawing');
  await save(author);
  const path = await publish(author);
  const reader = await newReader();
  const shownAt = async () => {
    const html = await (await reader.request.get(path)).text();
    return /<img[^>]*src="(\/media\/[0-9a-f]{32})[^"]*"[^>]*alt="The first"/.exec(html)?.[1] ?? null;
  };
  const before = await shownAt();
  expect(before).not.toBeNull();

  await editor.goto(`/desk/pictures?q=first-${word}`);
  await editor.getByRole('link', { name: `first-${word}.jpg` }).click();
  await expect(editor.getByRole('link', { name: headline })).toBeVisible();
  const [other] = await Promise.all([
    editor.waitForEvent('filechooser'),
    editor.getByRole('button', { name: 'Send the other picture…' }).click(),
  ]);
  await other.setFiles([jpeg('second.jpg', await flat(900, 600, ownColour()).jpeg().toBuffer())]);
  await expect(editor.getByText('Replaced everywhere.')).toBeVisible();
  await expect.poll(shownAt).not.toBe(before);
  await editor.getByRole('button', { name: 'Show the earlier one again' }).click();
  await expect(editor.getByText('The earlier picture is shown again.')).toBeVisible();
  await expect.poll(shownAt).toBe(before);

  await editor.getByRole('button', { name: 'Choose it from the library…' }).click();
  const dialog = editor.getByRole('dialog', { name: 'A picture from the library' });
  await dialog.getByRole('searchbox').fill(word);
  await expectAccessible(editor);
  await dialog.getByRole('button', { name: `A pier in fog ${word}.jpg` }).click();
  await expect(editor.getByText('Replaced everywhere.')).toBeVisible();
  await expect.poll(shownAt).not.toBe(before);
  await editor.getByRole('button', { name: 'Show the earlier one again' }).click();
  await expect.poll(shownAt).toBe(before);

  await editor.getByLabel(/It is in use in 1 place/).check();
  await editor.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(editor.getByText('It was removed.').first()).toBeVisible();
  await expect.poll(shownAt).toBeNull();
  expect((await reader.request.get(`${before}.jpg`)).status()).toBe(404);
  await editor.getByRole('button', { name: 'Put back' }).click();
  await expect.poll(shownAt).toBe(before);
  expect((await reader.request.get(`${before}.jpg`)).status()).toBe(200);
});

test('what is typed about a picture is neither lost on a detour nor put over what somebody else has saved', async ({
  signInAs,
}) => {
  const [author, editor] = [await signInAs('author'), await signInAs('editor')];
  await author.goto('/desk/pictures');
  const name = `${Date.now()}.jpg`;
  const [chooser] = await Promise.all([
    author.waitForEvent('filechooser'),
    author.getByRole('button', { name: 'Add pictures' }).click(),
  ]);
  await chooser.setFiles([jpeg(name, await flat(300, 200, ownColour()).jpeg().toBuffer())]);
  await author.getByRole('link', { name }).click();
  const isBack = author.getByText('What you had typed here and not saved is back');
  await author.getByLabel('Caption').fill('안개 낀 부두');
  await author.getByRole('link', { name: 'All pictures' }).click();
  await author.getByRole('link', { name }).click();
  await expect(isBack).toBeVisible();
  await expect(author.getByLabel('Caption')).toHaveValue('안개 낀 부두');
  await expectAccessible(author);
  await author.getByRole('button', { name: 'Show what is saved' }).click();
  await expect(author.getByLabel('Caption')).toHaveValue('');

  await editor.goto(author.url());
  await editor.getByLabel('Caption').fill('A pier');
  await editor.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(editor.getByText('Saved.')).toBeVisible();
  await editor.getByLabel('Credit').fill('Han Sora');
  await editor.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(editor.getByLabel('Credit')).toHaveValue('Han Sora');

  // what was typed before, and is there again after a detour, was typed without having seen that
  await author.getByLabel('Caption').fill('A harbour');
  await author.reload();
  await expect(isBack).toBeVisible();
  await author.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(author.getByText('Somebody else has changed this picture')).toBeVisible();
  await expect(author.getByText('Saved meanwhile: A pier')).toBeVisible();
  await expect(author.getByText('Saved meanwhile: Han Sora')).toBeVisible();
  await author.getByLabel('Credit').fill('Han Sora');
  await author.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(author.getByText('Saved.')).toBeVisible();
  await author.reload();
  await expect(isBack).toHaveCount(0);
  await expect(author.getByLabel('Caption')).toHaveValue('A harbour');
});

test('a picture of the library is set in a text, with what is noted about it', async ({ signInAs }) => {
  const author = await signInAs('author');
  await author.goto('/desk/pictures');
  const word = `등대${Date.now()}`;
  const [chooser] = await Promise.all([
    author.waitForEvent('filechooser'),
    author.getByRole('button', { name: 'Add pictures' }).click(),
  ]);
  await chooser.setFiles([jpeg(`${word}.jpg`, await flat(300, 200, ownColour()).jpeg().toBuffer())]);
  await author.getByRole('link', { name: `${word}.jpg` }).click();
  await author.getByLabel('Alternative text').fill('A lighthouse');
  await author.getByLabel('Credit').fill('Han Sora');
  await author.getByRole('button', { name: 'Save' }).click();
  await expect(author.getByText('Saved.')).toBeVisible();

  await writeDraft(author);
  await textOf(author).click();
  await author.keyboard.press('Control+Alt+L');
  const dialog = author.getByRole('dialog', { name: 'A picture from the library' });
  await dialog.getByRole('searchbox').fill(word);
  await expect(dialog.getByText('1 picture to choose from')).toBeVisible();
  await expectAccessible(author);
  await dialog.getByRole('button', { name: `${word}.jpg` }).click();
  await expect(dialog).toHaveCount(0);
  await expect(figuresOf(author).getByLabel('Alternative text')).toHaveValue('A lighthouse');
  await expect(figuresOf(author).getByLabel('Credit')).toHaveValue('Han Sora');
  await expect(figuresOf(author).getByRole('img')).toBeVisible();
  await save(author);
});

test('hostile files are refused with a sentence or cleaned; and nobody who is signed out sends any', async ({
  signInAs,
  ask,
  baseURL,
}) => {
  test.setTimeout(180_000);
  const author = await signInAs('author');
  await author.goto('/desk');
  const headers = (name: string) => ({ 'x-file-name': encodeURIComponent(name), origin: baseURL! });
  const send = (data: Buffer, name = 'x.jpg') =>
    author.request.put('/desk/pictures/upload', { data, headers: headers(name) });
  const plain = await flat(40, 30, ownColour()).jpeg().toBuffer();
  const long = await (
    await frames(
      Array.from({ length: 60 }, (_, at) => (at % 2 ? 'red' : 'blue')),
      1200,
      800,
    )
  )
    .gif()
    .toBuffer();
  const refused: [string, Buffer, RegExp][] = [
    [
      'an SVG with script',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
      /An SVG/,
    ],
    ['HTML by the name of a picture', Buffer.from('<!doctype html><script>alert(1)</script>'), /not a picture/],
    ['a decompression bomb', pngBomb(12_000, 12_000), /100 megapixels/],
    ['20,000 × 20,000 pixels', pngClaiming(20_000, 20_000), /100 megapixels/],
    ['half a JPEG', (await noise(400, 300).jpeg().toBuffer()).subarray(0, 9000), /damaged/],
    ['HEIC', heic(), /HEIC/],
    ['a PNG that moves', await apng(), /PNG that moves/],
    ['what moves for too long', long, /too long/],
    ['nothing', Buffer.alloc(0), /Choose a picture|Send it again/],
  ];
  for (const [what, bytes, sentence] of refused) {
    const answer = await send(bytes);
    expect(answer.status(), what).toBe(422);
    expect((await answer.json()).message, what).toMatch(sentence);
  }
  expect((await send(Buffer.alloc(41 * 1024 * 1024))).status(), 'too many bytes').toBe(413);

  const polyglot = Buffer.concat([plain, Buffer.from('<script>alert(1)</script>')]);
  const answer = await send(polyglot, 'a.png.html');
  expect(answer.status()).toBe(200);
  const { src } = await answer.json();
  expect(src, 'the name and the type are ours').toMatch(/^\/media\/[0-9a-f]{32}\.jpg$/);
  const kept = await ask.get(src);
  expect(kept.headers()).toMatchObject({ 'content-type': 'image/jpeg', 'x-content-type-options': 'nosniff' });
  expect((await kept.body()).includes('<script>')).toBe(false);

  expect((await ask.put('/desk/pictures/upload', { data: plain, headers: headers('x.jpg') })).status()).toBe(401);
  const foreign = { ...headers('x.jpg'), origin: 'https://elsewhere.example' };
  expect((await author.request.put('/desk/pictures/upload', { data: plain, headers: foreign })).status()).toBe(403);
});
