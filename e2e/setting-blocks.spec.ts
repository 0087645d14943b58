import type { Locator, Page } from '@playwright/test';
import sharp from 'sharp';
import { publish, save, textOf, writeDraft } from './support/desk.ts';
import { expect, test } from './support/fixtures.ts';
import { KoreanAuthor } from './support/korean-author.ts';

type Block = {
  /** As the menus call it. */
  name: string;
  /** What it is asked for by, behind a slash. */
  slash: string;
  /** What is typed for it in Markdown. */
  typed?: string;
  /** Fills it when it was set by a menu. */
  fill: (desk: Page) => Promise<void>;
  /** What of it is saved: as much of the node at its place in the text. */
  stored: object;
  /** Where a reader finds it. */
  shown: (article: Locator) => Locator;
};

const write = (words: string) => (desk: Page) => desk.keyboard.type(words);
const line = (words: string) => [{ type: 'text', text: words }];
const paragraph = (words: string) => ({ type: 'paragraph', content: line(words) });
const heading = (name: string, slash: string, level: 2 | 3 | 4): Block => ({
  name,
  slash,
  typed: `${'#'.repeat(level)} `,
  fill: write(`${name} of fog`),
  stored: { type: 'heading', attrs: { level }, content: line(`${name} of fog`) },
  shown: (article) => article.getByRole('heading', { level, name: `${name} of fog`, exact: true }),
});

/** Says what a picture shows and whose it is; without, nothing is published. */
async function describePictures(desk: Page): Promise<void> {
  for (const field of ['Alternative text', 'Credit']) {
    const fields = textOf(desk).getByLabel(field);
    for (let index = 0; index < (await fields.count()); index++) {
      if ((await fields.nth(index).inputValue()) === '') await fields.nth(index).fill('A boat');
    }
  }
}

async function choosePictures(desk: Page, ask: () => Promise<void>, count: number): Promise<void> {
  const [chooser] = await Promise.all([desk.waitForEvent('filechooser'), ask()]);
  const there = await textOf(desk).getByRole('img').count();
  const colour = (index: number) => ({ r: 20 * (there + index), g: 90, b: 130 }); // the same picture is stored once
  const files = Array.from({ length: count }, async (_, index) => ({
    name: `boat-${there + index}.png`,
    mimeType: 'image/png',
    buffer: await sharp({ create: { width: 300, height: 200, channels: 3, background: colour(index) } })
      .png()
      .toBuffer(),
  }));
  await chooser.setFiles(await Promise.all(files));
  await expect(textOf(desk).getByLabel('Alternative text')).toHaveCount(there + count);
  await describePictures(desk);
}

async function fillDialog(desk: Page, name: string, fields: Record<string, string>, confirm: string): Promise<void> {
  const dialog = desk.getByRole('dialog', { name });
  for (const [label, value] of Object.entries(fields)) {
    const field = dialog.getByLabel(label, { exact: true });
    if ((await field.evaluate((element) => element.tagName)) === 'SELECT') await field.selectOption(value);
    else await field.fill(value);
  }
  await dialog.getByRole('button', { name: confirm }).click();
  await expect(dialog).toBeHidden();
}

const nothing = async () => {};

/** All that the text of an article may hold. Pictures are chosen where the menu asks for them. */
const blocks: Block[] = [
  {
    name: 'Text',
    slash: 'text',
    typed: '',
    fill: write('Plain words.'),
    stored: paragraph('Plain words.'),
    shown: (article) => article.locator('p', { hasText: /^Plain words\.$/ }),
  },
  heading('Heading', 'heading', 2),
  heading('Subheading', 'sub', 3),
  heading('Minor heading', 'minor', 4),
  {
    name: 'List',
    slash: 'list',
    typed: '- ',
    fill: write('oil'),
    stored: { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph('oil')] }] },
    shown: (article) => article.locator('ul > li', { hasText: /^oil$/ }),
  },
  {
    name: 'Numbered list',
    slash: 'numbered',
    typed: '1. ',
    fill: write('wick'),
    stored: { type: 'orderedList', content: [{ type: 'listItem', content: [paragraph('wick')] }] },
    shown: (article) => article.locator('ol > li', { hasText: /^wick$/ }),
  },
  {
    name: 'Quote',
    slash: 'quote',
    typed: '> ',
    fill: write('Cold hands.'),
    stored: { type: 'blockquote', content: [paragraph('Cold hands.')] },
    shown: (article) => article.locator('blockquote', { hasText: 'Cold hands.' }),
  },
  {
    name: 'Pull quote',
    slash: 'pull',
    fill: write('Nobody sails.'),
    stored: { type: 'pullQuote', content: line('Nobody sails.') },
    shown: (article) => article.locator('.pull-quote', { hasText: 'Nobody sails.' }),
  },
  {
    name: 'Code block',
    slash: 'code',
    typed: '``` ',
    fill: write('tide()'),
    stored: { type: 'codeBlock', content: line('tide()') },
    shown: (article) => article.locator('pre', { hasText: 'tide()' }),
  },
  {
    name: 'Picture',
    slash: 'picture',
    fill: (desk) => expect(textOf(desk).getByRole('button', { name: 'Take out of the gallery' })).toHaveCount(0),
    stored: { type: 'figure', attrs: { alt: 'A boat', credit: 'A boat' } },
    shown: (article) => article.locator('figure:not(.gallery figure) img').last(),
  },
  {
    name: 'Gallery',
    slash: 'gallery',
    fill: nothing,
    stored: { type: 'gallery', content: [{ type: 'figure' }, { type: 'figure' }] },
    shown: (article) => article.locator('figure.gallery img').last(),
  },
  {
    name: 'Table',
    slash: 'table',
    fill: write('Port'),
    stored: { type: 'table' },
    shown: (article) => article.getByRole('columnheader', { name: 'Port' }),
  },
  {
    name: 'Embed',
    slash: 'embed',
    fill: (desk) =>
      fillDialog(desk, 'Embed', { Address: 'https://youtu.be/dQw4w9WgXcQ', Title: 'The last ferry' }, 'Set card'),
    stored: { type: 'embed', attrs: { url: 'https://youtu.be/dQw4w9WgXcQ', title: 'The last ferry' } },
    shown: (article) => article.getByRole('link', { name: /The last ferry/ }),
  },
  {
    name: 'Divider',
    slash: 'divider',
    typed: '---',
    fill: nothing,
    stored: { type: 'divider' },
    shown: (article) => article.getByRole('separator'),
  },
  {
    name: 'Footnote',
    slash: 'footnote',
    fill: async (desk) => {
      await expect(desk.getByRole('textbox', { name: 'Text of the note' })).toBeFocused();
      await desk.keyboard.type('See the tides.');
      await desk.keyboard.press('Enter');
      await desk.keyboard.type(' noted');
    },
    stored: {
      type: 'paragraph',
      content: [
        { type: 'footnote', content: line('See the tides.') },
        { type: 'text', text: ' noted' },
      ],
    },
    shown: (article) => article.getByText('See the tides.'),
  },
  {
    name: 'Link',
    slash: 'link',
    typed: '[https://example.org/tides](https://example.org/tides)',
    fill: (desk) => fillDialog(desk, 'Link', { Address: 'https://example.org/tides' }, 'Set link'),
    stored: {
      type: 'paragraph',
      content: [{ type: 'text', marks: [{ type: 'link', attrs: { href: 'https://example.org/tides' } }] }],
    },
    shown: (article) => article.getByRole('link', { name: 'https://example.org/tides' }),
  },
  {
    name: 'Language',
    slash: 'language',
    fill: (desk) => fillDialog(desk, 'Language of the words', { Language: 'ja', Words: '元山' }, 'Set language'),
    stored: {
      type: 'paragraph',
      content: [{ type: 'text', text: '元山', marks: [{ type: 'lang', attrs: { lang: 'ja' } }] }],
    },
    shown: (article) => article.locator('[lang="ja"]', { hasText: '元山' }),
  },
];

/** An empty line at the end of the text, with the caret in it. */
async function newLine(desk: Page): Promise<void> {
  await textOf(desk).press('Control+End');
  if ((await textOf(desk).locator(':scope > :last-child').textContent()) !== '') await desk.keyboard.press('Enter');
}

async function bySlash(desk: Page, { name, slash }: Block): Promise<void> {
  await desk.keyboard.type(`/${slash}`);
  const menu = desk.getByRole('listbox', { name: 'Set here' });
  await expect(menu.getByRole('option', { name, exact: true, selected: true })).toBeVisible();
  await desk.keyboard.press('Enter');
}

/** By its button, or from the menu of all blocks at the end of the toolbar. */
async function byToolbar(desk: Page, { name }: Block): Promise<void> {
  const toolbar = desk.getByRole('toolbar', { name: 'Formatting' });
  const button = toolbar.getByRole('button', { name: name === 'Picture' ? 'Add picture' : name, exact: true });
  if ((await button.count()) > 0) return button.click();
  await toolbar.getByRole('button', { name: 'Blocks', exact: true }).click();
  const menu = desk.getByRole('menu', { name: 'All blocks and marks' });
  const item = { name, exact: true };
  await menu.getByRole('menuitem', item).or(menu.getByRole('menuitemcheckbox', item)).click();
}

/** Sets `some` blocks below each other, looks at what is saved, publishes them, and looks at what a reader gets. */
async function setSaveAndRead(
  desk: Page,
  reader: Page,
  some: Block[],
  set: (desk: Page, block: Block) => Promise<void>,
): Promise<void> {
  await writeDraft(desk, { paragraphs: [] });
  for (const block of some) {
    await newLine(desk);
    await set(desk, block);
  }
  await save(desk);
  const answer = await desk.request.get(`${new URL(desk.url()).pathname}/draft`);
  const content: { type: string; content?: unknown[] }[] = (await answer.json()).words.body.content;
  const filled = content.filter((node) => node.type !== 'paragraph' || node.content);
  expect(filled).toMatchObject(some.map(({ stored }) => stored));

  await reader.goto(await publish(desk));
  const article = reader.getByRole('article').first();
  for (const { name, shown } of some) await expect(shown(article), name).toBeVisible();
}

for (const { way, ask } of [
  { way: 'behind a slash', ask: bySlash },
  { way: 'by the toolbar', ask: byToolbar },
])
  test(`every block is set ${way}, saved and read`, async ({ signInAs, newReader }) => {
    test.slow();
    await setSaveAndRead(await signInAs('author'), await newReader(), blocks, async (desk, block) => {
      const pictures = { Picture: 1, Gallery: 2 }[block.name];
      if (pictures) await choosePictures(desk, () => ask(desk, block), pictures);
      else await ask(desk, block);
      await block.fill(desk);
    });
  });

test('every block that Markdown has is set by typing, saved and read', async ({ signInAs, newReader }) => {
  const some = blocks.filter(({ typed }) => typed !== undefined);
  await setSaveAndRead(await signInAs('author'), await newReader(), some, async (desk, block) => {
    await desk.keyboard.type(block.typed!);
    if (block.name !== 'Link') await block.fill(desk);
  });
});

for (const finishedFirst of [true, false])
  test(`a syllable narrows the menu behind a slash, and Enter chooses (finished first: ${finishedFirst})`, async ({
    signInAs,
  }) => {
    const desk = await signInAs('author');
    await writeDraft(desk, { paragraphs: [] });
    await textOf(desk).click();
    const author = await KoreanAuthor.at(desk);
    const menu = desk.getByRole('listbox', { name: 'Set here' });
    const chosen = menu.getByRole('option', { selected: true });

    // what is no name of anything stays as it was typed, and so does what is typed on
    await author.type('/표류기');
    await expect(menu.getByText('Nothing by that name', { exact: false })).toBeVisible();
    await author.press('Escape', { syllable: '기', finishedFirst });
    await expect(menu).toBeHidden();
    await author.write('를 읽다');
    await expect(textOf(desk)).toContainText('/표류기를 읽다');

    await desk.keyboard.press('Enter');
    await author.type('/표');
    await expect(chosen).toContainText('Table');
    await author.press('Enter', { syllable: '표', finishedFirst });
    await expect(textOf(desk).getByRole('table')).toBeVisible();
    await author.write('항구');
    await expect(textOf(desk).getByRole('columnheader').first()).toHaveText('항구');
    await expect(textOf(desk).locator(':scope > p').first()).toHaveText('/표류기를 읽다');
    await expect(textOf(desk).getByText('/표', { exact: true })).toHaveCount(0);
  });

test('Text takes a line out of a list, a quote and a heading', async ({ signInAs }) => {
  const desk = await signInAs('author');
  await writeDraft(desk, { paragraphs: [] });
  await textOf(desk).click();
  const { keyboard } = desk;
  for (const [typed, set] of [
    ['- ', 'ul'],
    ['> ', 'blockquote'],
    ['## ', 'h2'],
  ] as const) {
    await newLine(desk);
    await keyboard.type(`${typed}fog`);
    await expect(textOf(desk).locator(set)).toHaveText('fog');
    await keyboard.press('Control+Alt+0');
    await expect(textOf(desk).locator(set)).toHaveCount(0);
  }
  await expect(textOf(desk).locator(':scope > p').filter({ hasText: 'fog' })).toHaveCount(3);
});
