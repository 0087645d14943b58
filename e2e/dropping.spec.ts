import { writeFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { textOf, writeDraft } from './support/desk.ts';
import { expect, test } from './support/fixtures.ts';

test('files dropped on the text or beside it: pictures are taken, of others is said why not, and the page stays', async ({
  signInAs,
}, testInfo) => {
  const author = await signInAs('author');
  const { paragraphs } = await writeDraft(author);
  const address = author.url();
  const note = author.getByRole('region', { name: 'About what was pasted' });
  const file = async (name: string, content: string | Buffer = 'x') => {
    await writeFile(testInfo.outputPath(name), content);
    return testInfo.outputPath(name);
  };
  const kept = async () => {
    expect(author.url()).toBe(address);
    for (const paragraph of paragraphs) await expect(textOf(author)).toContainText(paragraph);
  };

  await dropOn(author, await centreOf(author, paragraphs[0]!), [await file('letter.docx')]);
  await expect(note.getByText('letter.docx: This is a file of a word processor.')).toBeVisible();
  await kept();

  const picture = sharp({ create: { width: 60, height: 40, channels: 3, background: '#2c5d50' } });
  const mixed = [
    await file('page.html', '<p>Not this.</p>'),
    await file('notes.md', '# Not this'),
    await file('sheet.bin'),
    await file('green.png', await picture.png().toBuffer()),
  ];
  await dropOn(author, await centreOf(author, paragraphs[0]!), mixed);
  await expect(note.getByText('page.html: A file with a text becomes a draft of its own.')).toBeVisible();
  await expect(note.getByText('notes.md: A file with a text becomes a draft of its own.')).toBeVisible();
  await expect(note.getByText('sheet.bin: This is not a picture we can use.')).toBeVisible();
  await expect(note.getByText('letter.docx')).toHaveCount(0);
  await expect(textOf(author).locator('figure')).toHaveCount(1);
  await expect(textOf(author)).not.toContainText('Not this');
  await kept();

  await note.getByRole('button', { name: 'Dismiss' }).click();
  await dropOn(author, { x: 3, y: 300 }, [await file('beside.odt')]);
  await expect(note.getByText('beside.odt: This is a file of a word processor.')).toBeVisible();
  await dropOn(author, { x: 3, y: 300 }, [mixed[3]!]);
  await expect(textOf(author).locator('figure')).toHaveCount(2);
  await kept();
});

test('a file that is pasted and no picture is said to stay out, too', async ({ signInAs }) => {
  const author = await signInAs('author');
  const { paragraphs } = await writeDraft(author);
  await textOf(author).evaluate((text) => {
    const data = new DataTransfer();
    data.items.add(new File(['x'], 'letter.docx'));
    text.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  });
  const note = author.getByRole('region', { name: 'About what was pasted' });
  await expect(note.getByText('letter.docx: This is a file of a word processor.')).toBeVisible();
  await expect(textOf(author)).toContainText(paragraphs[0]!);
});

/** Drops files as the browser itself hears of it, and looks that it does not open them. */
async function dropOn(page: Page, at: { x: number; y: number }, files: string[]): Promise<void> {
  const isLeftToUs = page.evaluate(
    () =>
      new Promise<boolean>((heard) =>
        window.addEventListener('drop', (event) => heard(event.defaultPrevented), { once: true }),
      ),
  );
  const browser = await page.context().newCDPSession(page);
  const data = { items: [], files, dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await browser.send('Input.dispatchDragEvent', { type, ...at, data });
  await browser.detach();
  expect(await isLeftToUs).toBe(true);
}

async function centreOf(page: Page, words: string): Promise<{ x: number; y: number }> {
  const paragraph = textOf(page).getByText(words);
  await paragraph.scrollIntoViewIfNeeded();
  const box = (await paragraph.boundingBox())!;
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
