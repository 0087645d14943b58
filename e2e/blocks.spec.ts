import type { Browser, Page } from '@playwright/test';
import sharp from 'sharp';
import { expectAccessible } from './support/accessible.ts';
import { publish, save, textOf, writeDraft } from './support/desk.ts';
import { expect, test } from './support/fixtures.ts';

const youtube = 'https://youtu.be/dQw4w9WgXcQ';

/** An article that is empty but for its headline, with the caret in its text. */
async function emptyText(desk: Page): Promise<void> {
  await writeDraft(desk, { paragraphs: [] });
  await textOf(desk).click();
}

/** Chooses from the menu that a slash opens. */
async function slash(desk: Page, name: string, label: string): Promise<void> {
  await desk.keyboard.type(`/${name}`);
  await expect(desk.getByRole('listbox', { name: 'Set here' }).getByRole('option', { selected: true })).toContainText(
    label,
  );
  await desk.keyboard.press('Enter');
}

/** Pictures as a camera gives them, each of another colour. */
async function somePictures(count: number) {
  return Promise.all(
    Array.from({ length: count }, async (_, index) => ({
      name: `boat-${index + 1}.png`,
      mimeType: 'image/png',
      buffer: await sharp({
        create: { width: 600, height: 400, channels: 3, background: { r: 60 * index, g: 90, b: 130 } },
      })
        .png()
        .toBuffer(),
    })),
  );
}

/** Two pictures in one gallery, with what readers must be told of them. */
async function addGallery(desk: Page): Promise<void> {
  const [chooser] = await Promise.all([desk.waitForEvent('filechooser'), slash(desk, 'gallery', 'Gallery')]);
  await chooser.setFiles(await somePictures(2));
  const gallery = desk.getByRole('group', { name: 'Gallery', exact: true });
  await expect(gallery.getByLabel('Alternative text')).toHaveCount(2);
  for (const [index, alt] of ['A boat', 'Another boat'].entries())
    await gallery.getByLabel('Alternative text').nth(index).fill(alt);
  for (const credit of await gallery.getByLabel('Credit').all()) await credit.fill('Drawing');
  await gallery.getByLabel('Caption of all').fill('Two boats');
  await desk.keyboard.press('Enter');
}

/** Every block that a text may have, by the keyboard alone but for the files. */
async function setEveryBlock(desk: Page): Promise<void> {
  const { keyboard } = desk;
  await emptyText(desk);
  await keyboard.type('The pier has a note');
  await keyboard.press('Control+Alt+n');
  await expect(desk.getByRole('textbox', { name: 'Text of the note' })).toBeFocused();
  await keyboard.type('See the tide table.');
  await keyboard.press('Enter');
  await keyboard.type(' and goes on.');
  await keyboard.press('Enter');
  await slash(desk, 'minor', 'Minor heading');
  await keyboard.type('Smaller still');
  await keyboard.press('Enter');
  await slash(desk, 'pull', 'Pull quote');
  await keyboard.type('Nobody sails on a Friday.');
  await keyboard.press('Enter');
  await slash(desk, 'table', 'Table');
  const cells = ['Port', 'Boats', 'Tons', 'Rajin', '12', '340', 'Wonsan', '7', '98'];
  for (const [index, cell] of cells.entries()) {
    if (index > 0) await keyboard.press('Tab');
    await keyboard.type(cell);
  }
  await keyboard.press('ArrowDown');
  await slash(desk, 'code', 'Code block');
  await keyboard.type('tide(rajin)');
  await keyboard.press('Enter');
  await keyboard.press('Enter');
  await keyboard.press('Enter');
  await slash(desk, 'divider', 'Divider');
  await slash(desk, 'embed', 'Embed');
  const dialog = desk.getByRole('dialog', { name: 'Embed' });
  await dialog.getByLabel('Address').fill(youtube);
  await expect(dialog.getByText('Plays in place, from YouTube.')).toBeVisible();
  await dialog.getByLabel('Title').fill('The last ferry');
  await keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await addGallery(desk);
  await keyboard.type('The end.');
}

/** What a reader is shown of it, whatever their browser runs. */
async function expectEveryBlock(reader: Page): Promise<void> {
  const article = reader.getByRole('article').first();
  await expect(article.getByRole('heading', { level: 4, name: 'Smaller still' })).toBeVisible();
  await expect(article.locator('p.pull-quote')).toHaveText('Nobody sails on a Friday.');
  const table = article.getByRole('region', { name: 'Table 1' });
  await expect(table.getByRole('columnheader')).toHaveText(['Port', 'Boats', 'Tons']);
  await expect(table.getByRole('row').nth(2)).toContainText('Wonsan');
  await expect(article.locator('pre')).toHaveText('tide(rajin)');
  await expect(article.getByRole('separator')).toHaveCount(1);
  await expect(article.getByRole('link', { name: /The last ferry/ })).toHaveAttribute('href', youtube);
  await expect(article.locator('figure.gallery').getByRole('img')).toHaveCount(2);
  await expect(article.locator('figure.gallery')).toContainText('Two boats');
  await expect(article.getByText('See the tide table.')).toBeVisible();
}

test('every block is set from the keyboard, published, and there for readers with and without a script', async ({
  signInAs,
  newReader,
  browser,
  baseURL,
}) => {
  test.slow();
  const author = await signInAs('author');
  await setEveryBlock(author);
  await save(author);
  await author.reload();
  await expect(textOf(author).getByText('The end.')).toBeVisible();
  await expectAccessible(author);
  const path = await publish(author);

  const reader = await newReader();
  await reader.goto(path);
  await expectEveryBlock(reader);
  await expectAccessible(reader);
  await reader.getByRole('link', { name: 'Note 1', exact: true }).click();
  await expect(reader).toHaveURL(/#note-1$/);
  await reader.getByRole('link', { name: 'Back to note 1 in the text' }).click();
  await expect(reader).toHaveURL(/#note-1-in-text$/);

  const plain = await (await browser.newContext({ baseURL, javaScriptEnabled: false })).newPage();
  await plain.goto(path);
  await expectEveryBlock(plain);
  await expect(plain.getByText('Open at YouTube')).toBeVisible();
  await plain.context().close();

  await playsOncePressed(browser, baseURL!, path);
});

/** In a context of its own: the others let nothing be asked of another host. */
async function playsOncePressed(browser: Browser, baseURL: string, path: string): Promise<void> {
  const context = await browser.newContext({ baseURL });
  const asked: string[] = [];
  await context.route(/youtube/, (route) => {
    asked.push(route.request().url());
    return route.fulfill({ contentType: 'text/html', body: '<title>player</title>' });
  });
  const page = await context.newPage();
  const answer = await page.goto(path, { waitUntil: 'networkidle' });
  expect(answer?.headers()['content-security-policy']).toContain('; frame-src https://www.youtube-nocookie.com; ');
  expect(asked).toEqual([]);
  await page.getByRole('link', { name: /The last ferry/ }).press('Enter');
  await expect(page.locator('iframe')).toHaveAttribute('title', 'The last ferry');
  await expect.poll(() => asked).toEqual(['https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1']);
  await context.close();
}

test('notes stand beside their lines where there is a margin, and at the end where there is none', async ({
  signInAs,
  newReader,
}) => {
  const author = await signInAs('author');
  await emptyText(author);
  for (const [words, note] of [
    ['First', 'One note.'],
    ['Second', 'Another note.'],
  ] as const) {
    await author.keyboard.insertText(`${words} paragraph, ${'which goes on for a while, '.repeat(12)}`);
    await author.keyboard.press('Control+Alt+n');
    await author.keyboard.type(note);
    await author.keyboard.press('Escape');
    await author.keyboard.press('Enter');
  }
  await author.keyboard.type('The last.');
  await save(author);
  const path = await publish(author);
  const reader = await newReader();
  await reader.setViewportSize({ width: 1440, height: 900 });
  await reader.goto(path);
  const top = async (selector: string) => (await reader.locator(selector).boundingBox())!.y;
  const left = async (selector: string) => (await reader.locator(selector).boundingBox())!.x;
  for (const number of [1, 2]) {
    await expect
      .poll(async () => Math.abs((await top(`#note-${number}`)) - (await top(`#note-${number}-in-text`))))
      .toBeLessThan(60);
    expect(await left(`#note-${number}`)).toBeLessThan(await left('.text > p >> nth=0'));
  }
  await reader.setViewportSize({ width: 800, height: 900 });
  await expect.poll(async () => (await top('#note-1')) > (await top('#note-2-in-text'))).toBe(true);
});

test('what is typed as Markdown is set, and Backspace gives back what was typed', async ({ signInAs }) => {
  const desk = await signInAs('author');
  const { keyboard } = desk;
  await emptyText(desk);
  await keyboard.type('#### Minor');
  await keyboard.press('Enter');
  await keyboard.type('---');
  await keyboard.type('with [words](example.org/a), **bold**, *soft* and `code` ');
  const text = textOf(desk);
  await expect(text.getByRole('heading', { level: 4 })).toHaveText('Minor');
  await expect(text.getByRole('separator')).toHaveCount(1);
  await expect(text.getByRole('link', { name: 'words' })).toHaveAttribute('href', 'https://example.org/a');
  await expect(text.locator('strong')).toHaveText('bold');
  await expect(text.locator('em')).toHaveText('soft');
  await expect(text.locator('code')).toHaveText('code');
  await keyboard.type('**again**');
  await expect(text.locator('strong')).toHaveText(['bold', 'again']);
  await keyboard.press('Backspace');
  await expect(text.locator('strong')).toHaveText(['bold']);
  await expect(text).toContainText('**again**');

  for (const [typed, role] of [
    ['> ', 'blockquote'],
    ['- ', 'list'],
    ['1. ', 'list'],
    ['# ', 'heading'],
    ['## ', 'heading'],
  ] as const) {
    const set = role === 'heading' ? text.getByRole(role, { level: 2 }) : text.getByRole(role);
    for (const back of ['Backspace', 'Control+z']) {
      await keyboard.press('Control+End');
      await keyboard.press('Enter');
      await keyboard.type(typed);
      await expect(set, typed).toHaveCount(1);
      await keyboard.press(back);
      await expect(set, `${typed} after ${back}`).toHaveCount(0);
      await keyboard.type('as typed');
      await expect(text.locator('p').filter({ hasText: 'as typed' }).last()).toHaveText(`${typed}as typed`);
    }
  }
});

test('the menu behind a slash is narrowed in Korean, closed by Escape, and leaves a stroke between words alone', async ({
  signInAs,
}) => {
  const desk = await signInAs('author');
  const { keyboard } = desk;
  await emptyText(desk);
  const menu = desk.getByRole('listbox', { name: 'Set here' });
  await keyboard.type('/');
  await expect(menu).toBeVisible();
  await keyboard.insertText('제목');
  await expect(menu.getByRole('option').first()).toContainText('Heading');
  await keyboard.press('Escape');
  await expect(menu).toBeHidden();
  await expect(textOf(desk)).toContainText('/제목');
  await keyboard.press('Enter');
  await keyboard.type('and/or');
  await expect(menu).toBeHidden();
  await keyboard.type(' / ');
  await expect(menu).toBeHidden();
});

test('a link to an own article is found by its title; one that leads nowhere is said to', async ({
  signInAs,
  article,
}) => {
  const desk = await signInAs('author');
  const { keyboard } = desk;
  await emptyText(desk);
  await keyboard.type('the ferry');
  await keyboard.press('Shift+Home');
  await keyboard.press('Control+k');
  const dialog = desk.getByRole('dialog', { name: 'Link' });
  const address = dialog.getByRole('combobox', { name: 'Address' });
  await expect(address).toBeFocused();

  for (const [own, said] of [
    ['/archive', 'Nothing is published at this address.'],
    ['/about', 'Leads to a page of ours.'],
    ['#no-such-heading', 'No heading of this text has this address.'],
    ['#comments', 'Leads to a place on the page of this text.'],
    ['/articles/nothing-of-that-name', 'Nothing is published at this address.'],
  ] as const) {
    await address.fill(own);
    await expect(dialog.getByRole('status')).toHaveText(said);
  }
  await keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('Press once more');

  await address.fill(article.headline);
  await expect(dialog.getByRole('option', { name: article.headline })).toBeVisible();
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(textOf(desk).getByRole('link', { name: 'the ferry' })).toHaveAttribute('href', article.path);
});

test('a passage says its language; rows and columns come and go by the buttons of the table', async ({ signInAs }) => {
  const desk = await signInAs('author');
  const { keyboard } = desk;
  await emptyText(desk);
  await keyboard.type('Wonsan');
  await keyboard.press('Shift+Home');
  await keyboard.press('Control+Shift+l');
  const dialog = desk.getByRole('dialog', { name: 'Language of the words' });
  await dialog.getByLabel('Language', { exact: true }).selectOption({ value: 'ja' });
  await dialog.getByRole('button', { name: 'Set language' }).click();
  await expect(textOf(desk).locator('span[lang="ja"]')).toHaveText('Wonsan');

  await keyboard.press('End');
  await keyboard.press('Enter');
  await desk.getByRole('button', { name: 'Blocks', exact: true }).click();
  await desk
    .getByRole('menu')
    .getByRole('menuitem', { name: /^Table/ })
    .click();
  const tools = desk.getByRole('toolbar', { name: 'Table' });
  const table = textOf(desk).getByRole('table');
  await expect(table.getByRole('row')).toHaveCount(3);
  await tools.getByRole('button', { name: 'Row below' }).click();
  await expect(table.getByRole('row')).toHaveCount(4);
  await tools.getByRole('button', { name: 'Remove column' }).click();
  await expect(table.getByRole('columnheader')).toHaveCount(2);
  await tools.getByRole('button', { name: 'Remove table' }).click();
  await expect(table).toHaveCount(0);
});
