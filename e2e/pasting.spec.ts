import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { type Clipboard, clipboardOf, pasteInto } from './support/clipboard.ts';
import { publish, save, textOf, writeDraft } from './support/desk.ts';
import { expect, test } from './support/fixtures.ts';

/** The text as it is saved, as HTML; the words around it are left out. */
async function savedText(desk: Page): Promise<string> {
  await save(desk);
  const answer = await desk.request.get(`${new URL(desk.url()).pathname}/export`);
  expect(answer.status()).toBe(200);
  return /<div data-body[^>]*>\n([\s\S]*)\n<\/div>/.exec(await answer.text())?.[1] ?? '';
}

/** A new article whose text is what was pasted. */
async function pasteAlone(desk: Page, clipboard: Clipboard): Promise<void> {
  await writeDraft(desk, { paragraphs: [''] });
  await textOf(desk).click();
  await pasteInto(desk, clipboard);
}

const noteOn = (desk: Page, words: string | RegExp) =>
  desk.getByRole('region', { name: 'About what was pasted' }).getByText(words);
const blue = async () =>
  sharp({ create: { width: 60, height: 40, channels: 3, background: '#2c4891' } })
    .png()
    .toBuffer();

test.describe('text from elsewhere arrives with its structure, and nothing else of it', () => {
  const sources: [source: string, expected: string[]][] = [
    [
      'word',
      [
        '<h2 id="the-ferry-at-ongjin">The ferry at Ongjin</h2>',
        '<ul><li><p>a rope</p><ul><li>of hemp</li></ul></li><li>a lamp</li></ul>',
        '<ol start="3"><li>third</li></ol>',
        '<span lang="ko">연평도 배</span>',
        '<p>A note on <strong>fog</strong>.</p>',
      ],
    ],
    [
      'google-docs',
      ['<h3 id="morning">Morning</h3>', '<strong>quiet</strong><em> before dawn</em>', '<tr><td>A</td><td>B</td></tr>'],
    ],
    [
      'pages',
      [
        '<h2 id="the-keeper-of-the-light">The keeper of the light</h2>',
        '<ul><li>oil</li><li>a <strong>wick</strong></li></ul>',
      ],
    ],
    [
      'libreoffice',
      ['<blockquote><p>Cold hands, full barns.</p></blockquote>', '<p>In the last week of November.</p>'],
    ],
    [
      'web-page',
      [
        '<figure data-embed><a href="https://www.youtube.com/watch?v=abcdefghijk">The ride</a></figure>',
        '<td rowspan="2">1967</td>',
        '<code class="language-ts">',
      ],
    ],
    [
      'notion',
      ['<code>NaCl</code>', '<pre><code class="language-python">print(&quot;salt&quot;)</code></pre>', '<hr>'],
    ],
  ];
  for (const [source, expected] of sources) {
    test(source, async ({ signInAs, newReader }) => {
      const author = await signInAs('author');
      await pasteAlone(author, { 'text/html': clipboardOf(source), 'text/plain': 'Not this.' });
      await expect(author.getByText(/^Bringing /)).toHaveCount(0);
      const text = await savedText(author);
      for (const piece of expected) expect(text).toContain(piece);
      expect(text).not.toMatch(/style=|Mso|javascript:|Not this|<script/);
      const reader = await newReader();
      await reader.goto(await publish(author));
      await expect(reader.getByRole('article').first()).toContainText(/ferry|harbour|light|ice|tram|salt/i);
    });
  }

  test('Markdown, which one undo gives back as it stood', async ({ signInAs }) => {
    const author = await signInAs('author');
    const markdown = '# 소금\n\nIt is **dry**.[^1]\n\n[^1]: Mostly.';
    await pasteAlone(author, { 'text/plain': markdown });
    await expect(textOf(author).getByRole('heading', { name: '소금' })).toBeVisible();
    await expect(noteOn(author, /read as Markdown/)).toBeVisible();
    expect(await savedText(author)).toContain('It is <strong>dry</strong>.<sup>');
    await textOf(author).press('Control+z');
    await expect(textOf(author)).toContainText('# 소금');
    expect(await savedText(author)).toContain('<p># 소금</p>\n<p>It is **dry**.[^1]</p>');
    await textOf(author).press('Control+z');
    await expect(textOf(author)).not.toContainText('소금');
  });

  test('plain text stays plain', async ({ signInAs }) => {
    const author = await signInAs('author');
    await pasteAlone(author, { 'text/plain': '- 안녕하세요?\n- 네.\n\n2024. 1. 3. **' });
    expect(await savedText(author)).toBe('<p>- 안녕하세요?</p>\n<p>- 네.</p>\n<p>2024. 1. 3. **</p>');
  });
});

test.describe('where it is pasted', () => {
  test('in a line, a list, a cell, a piece of code', async ({ signInAs }) => {
    const author = await signInAs('author');
    await writeDraft(author, { paragraphs: ['One three.'] });
    await textOf(author).press('End');
    for (let step = 0; step < 'three.'.length; step += 1) await textOf(author).press('ArrowLeft');
    await pasteInto(author, { 'text/html': '<p>two <b>and</b> </p>', 'text/plain': 'two and' });
    expect(await savedText(author)).toBe('<p>One two <strong>and</strong>three.</p>');

    await textOf(author).press('Control+a');
    await pasteInto(author, { 'text/html': '<ul><li>rope</li></ul>', 'text/plain': 'rope' });
    await pasteInto(author, { 'text/html': '<h2>, hemp</h2>', 'text/plain': ', hemp' });
    expect(await savedText(author)).toBe('<ul><li>rope, hemp</li></ul>');

    await textOf(author).press('Control+a');
    await pasteInto(author, { 'text/html': '<table><tr><td>a<td>b</table>', 'text/plain': 'a b' });
    await textOf(author).getByRole('cell', { name: 'b' }).click();
    await textOf(author).press('End');
    await pasteInto(author, { 'text/html': '<ul><li>c</li><li>d</li></ul>', 'text/plain': 'c d' });
    expect(await savedText(author)).toContain('<tr><td>a</td><td><p>b• c</p><p>• d</p></td></tr>');

    await textOf(author).press('Control+a');
    await pasteInto(author, { 'text/html': '<pre>x</pre>', 'text/plain': 'x' });
    await textOf(author).getByText('x', { exact: true }).click();
    await textOf(author).press('End');
    await pasteInto(author, { 'text/html': '<p><b>y</b></p>', 'text/plain': ' = y;\n# z' });
    expect(await savedText(author)).toContain('<pre><code>x = y;\n# z</code></pre>');
  });

  test('an address over words makes a link of them, and that of a film on an empty line may be a card', async ({
    signInAs,
  }) => {
    const author = await signInAs('author');
    await writeDraft(author, { paragraphs: ['the timetable'] });
    await textOf(author).press('Control+Shift+ArrowLeft');
    await pasteInto(author, { 'text/plain': 'https://example.org/times' });
    expect(await savedText(author)).toBe('<p>the <a href="https://example.org/times">timetable</a></p>');

    await textOf(author).press('Control+End');
    await textOf(author).press('Enter');
    await pasteInto(author, { 'text/plain': 'https://youtu.be/abcdefghijk' });
    await expect(textOf(author).getByRole('link', { name: 'https://youtu.be/abcdefghijk' })).toBeVisible();
    await author.getByRole('button', { name: 'Show it as a card' }).press('Enter');
    await expect
      .poll(() => savedText(author))
      .toContain('<figure data-embed><a href="https://www.youtube.com/watch?v=abcdefghijk" data-untitled>');
    await expect(author.getByRole('region', { name: 'About what was pasted' })).toBeHidden();
  });

  test('Ctrl+Shift+V leaves all but the words behind', async ({ signInAs }) => {
    const author = await signInAs('author');
    await writeDraft(author, { paragraphs: [''] });
    await textOf(author).click();
    await textOf(author).dispatchEvent('keydown', { key: 'ㅍ', code: 'KeyV', ctrlKey: true, shiftKey: true });
    await pasteInto(author, { 'text/html': '<h2>Loud</h2>', 'text/plain': '## Loud **words**' });
    expect(await savedText(author)).toBe('<p>## Loud **words**</p>');
  });
});

test('more than five megabytes are refused in a sentence, and nothing is changed', async ({ signInAs }) => {
  const author = await signInAs('author');
  await writeDraft(author, { paragraphs: ['As it was.'] });
  await pasteInto(author, { 'text/html': `<p>${'x'.repeat(5_000_001)}</p>`, 'text/plain': 'x' });
  await expect(noteOn(author, /more than 5 MB/)).toBeVisible();
  await pasteInto(author, { 'text/html': `<p>${'가'.repeat(1_000_000)}</p>`, 'text/plain': 'x' });
  await expect(noteOn(author, /too long for one article/)).toBeVisible();
  expect(await savedText(author)).toBe('<p>As it was.</p>');
  await author.getByRole('button', { name: 'Dismiss' }).click();
  await expect(textOf(author)).toBeFocused();
});

test.describe('pictures of pasted text', () => {
  test('come along when they are in it, and are published', async ({ signInAs, newReader }) => {
    const author = await signInAs('author');
    const source = `data:image/png;base64,${(await blue()).toString('base64')}`;
    await pasteAlone(author, {
      'text/html': `<p>Before.</p><figure><img src="${source}" alt="A blue square."><figcaption>The sea. <cite>Nobody</cite></figcaption></figure><p>After.</p>`,
      'text/plain': 'Before. After.',
    });
    await expect(textOf(author).getByRole('img', { name: 'A blue square.' })).toBeVisible();
    expect(await savedText(author)).toMatch(
      /<p>Before.<\/p>\n<figure data-media="[0-9a-f]{32}"><img src="http.*alt="A blue square." width="60" height="40"><figcaption>The sea. <cite>Nobody<\/cite><\/figcaption><\/figure>\n<p>After.<\/p>/,
    );
    const reader = await newReader();
    await reader.goto(await publish(author));
    await expect(reader.getByRole('img', { name: 'A blue square.' })).toBeVisible();
  });

  test('of Word come from beside its text', async ({ signInAs }) => {
    const author = await signInAs('author');
    await pasteAlone(author, {
      'text/html': '<p>x</p><p><img width=60 height=40 src="file:///C:/Temp/clip_image001.png" alt="A square."></p>',
      'text/plain': 'x',
      'text/rtf': `{\\rtf1 x {\\pict\\pngblip ${(await blue()).toString('hex')}}}`,
    });
    await expect(textOf(author).getByRole('img', { name: 'A square.' })).toBeVisible();
  });

  test('that cannot be got stay as links, and can be tried again', async ({ signInAs }) => {
    const author = await signInAs('author');
    const address = 'http://127.0.0.1/inside.png';
    await pasteAlone(author, {
      'text/html': `<p>Before.</p><img src="${address}" alt="A square."><p>After.</p>`,
      'text/plain': 'Before. After.',
    });
    await expect(noteOn(author, `${address}: This is not an address of a picture on the public web.`)).toBeVisible();
    const link = `<p>Before.</p>\n<p><a href="${address}">A square.</a></p>\n<p>After.</p>`;
    expect(await savedText(author)).toBe(link);
    await author.getByRole('button', { name: 'Try again' }).click();
    await expect(noteOn(author, /not an address of a picture/)).toBeVisible();
    expect(await savedText(author)).toBe(link);
  });
});

test('what is copied here is pasted here, and in another article, to the letter', async ({ signInAs }) => {
  test.slow();
  const author = await signInAs('author');
  const source = `data:image/png;base64,${(await blue()).toString('base64')}`;
  await pasteAlone(author, {
    'text/html': clipboardOf('web-page').replace('https://example.org/tram.jpg', source),
    'text/plain': 'x',
  });
  await expect(textOf(author).getByRole('img', { name: 'A tram at a stop.' })).toBeVisible();
  const before = await savedText(author);
  await textOf(author).press('Control+a');
  await textOf(author).press('Control+c');
  await writeDraft(author, { paragraphs: [''] });
  await textOf(author).click();
  await textOf(author).press('Control+v');
  await expect(textOf(author).getByRole('img', { name: 'A tram at a stop.' })).toBeVisible();
  expect(await savedText(author)).toBe(before);

  // cut, and put back
  await textOf(author).press('Control+a');
  await textOf(author).press('Control+x');
  await expect(textOf(author)).not.toContainText('tram');
  await textOf(author).press('Control+v');
  expect(await savedText(author)).toBe(before);
});

test('an article goes out as a file, and files become drafts', async ({ signInAs }) => {
  const author = await signInAs('author');
  await pasteAlone(author, { 'text/html': clipboardOf('notion'), 'text/plain': 'x' });
  const before = await savedText(author);
  await author.getByRole('button', { name: 'More', exact: true }).click();
  const [download] = await Promise.all([
    author.waitForEvent('download'),
    author.getByRole('link', { name: 'Export as HTML' }).click(),
  ]);
  const path = await download.path();

  await author.goto('/desk/articles');
  await author
    .locator('input[type=file]')
    .setInputFiles({ name: 'again.html', mimeType: 'text/html', buffer: readFileSync(path) });
  await author.waitForURL(/\/desk\/articles\/[0-9a-f-]{36}$/);
  expect(await savedText(author)).toBe(before);

  await author.goto('/desk/articles');
  await author.getByRole('button', { name: 'Import' }).evaluate((element) => {
    const data = new DataTransfer();
    data.items.add(
      new File(['# Dropped\n\n![Gone.](http://127.0.0.1/gone.png)'], 'dropped.md', { type: 'text/markdown' }),
    );
    for (const type of ['dragover', 'drop'])
      element.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
  });
  await expect(
    author.getByText('http://127.0.0.1/gone.png: This is not an address of a picture on the public web.'),
  ).toBeVisible();
  await author.getByRole('link', { name: 'Open the draft' }).click();
  await expect(author.getByRole('textbox', { name: 'Headline' })).toHaveValue('Dropped');
  expect(await savedText(author)).toBe('<p><a href="http://127.0.0.1/gone.png">Gone.</a></p>');

  await author.goto('/desk/articles');
  await author
    .locator('input[type=file]')
    .setInputFiles({ name: 'letter.docx', mimeType: 'application/octet-stream', buffer: Buffer.from('PK') });
  await expect(author.getByText(/This is a file of a word processor/)).toBeVisible();
});

test('an export is for those who may see the article', async ({ signInAs, page }) => {
  const author = await signInAs('author');
  await writeDraft(author);
  const path = `${new URL(author.url()).pathname}/export`;
  expect((await author.request.get(path)).status()).toBe(200);
  expect((await page.request.get(path)).status()).toBe(401);
  const contributor = await signInAs('contributor');
  expect((await contributor.request.get(path)).status()).toBe(404);
  expect((await author.request.get('/desk/articles/x/export')).status()).toBe(404);
});

test('what is pasted into a note is read as the rest of the text, and laid flat', async ({ signInAs }) => {
  const author = await signInAs('author');
  await writeDraft(author, { paragraphs: ['Fog'] });
  await textOf(author).press('Control+End');
  await author.keyboard.press('Control+Alt+n');
  const note = author.getByRole('textbox', { name: 'Text of the note' });
  await expect(note).toBeFocused();
  await pasteInto(author, {
    'text/html':
      '<h2 style="color: red">Tides</h2><p><b style="font-weight: 700">High</b> at <a href="https://example.org/six" onclick="x()">six</a>.</p>' +
      '<ul><li>neap</li></ul><table><tr><td>1</td><td>2</td></tr></table>',
    'text/plain': 'Tides High at six. neap 1 2',
  });
  await expect(noteOn(author, /left out/)).toBeVisible();
  await author.keyboard.press('Control+z');
  await expect(note).toHaveText('');
  await author.keyboard.press('Control+Shift+z');
  await pasteInto(author, { 'text/plain': 'https://example.org/tides' });
  await author.keyboard.press('Enter');
  await author.keyboard.type(' and rain');
  const saved = await savedText(author);
  expect(saved).toContain('<p>Fog');
  expect(saved).toContain(
    'Tides<br><strong>High</strong> at <a href="https://example.org/six">six</a>.<br>• neap<a href="https://example.org/tides">https://example.org/tides</a>',
  );
  expect(saved).not.toContain('<table');
});
