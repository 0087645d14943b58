import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { addPicture } from './support/add-picture.ts';
import { save, textOf, typeText, writeDraft } from './support/desk.ts';
import { expect, test } from './support/fixtures.ts';

const shownIn = (desk: Page) => textOf(desk).locator('.found-shown');

async function expectAccessible(desk: Page, withText = true): Promise<void> {
  const axe = new AxeBuilder({ page: desk });
  const { violations } = await (withText ? axe : axe.exclude('.article-body')).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

test('words are found, gone through and left selected', async ({ signInAs }) => {
  const desk = await signInAs('author');
  await writeDraft(desk, { paragraphs: ['The fog came. The Fog stayed.', 'Fogs are grey.', '안개가 걷힌다.'] });
  const bar = desk.getByRole('search', { name: 'Find in the text' });
  const field = bar.getByRole('textbox', { name: 'Find in the text' });
  const status = bar.getByRole('status');
  await textOf(desk).press('Control+Home');

  await desk.keyboard.press('Control+f');
  await expect(field).toBeFocused();
  await desk.keyboard.type('fog');
  await expect(status).toHaveText('1 of 3');
  await expect(textOf(desk).locator('.found')).toHaveCount(3);
  await desk.keyboard.press('Enter');
  await expect(status).toHaveText('2 of 3');
  await expect(shownIn(desk)).toHaveText('Fog');
  await desk.keyboard.press('Enter');
  await desk.keyboard.press('Enter');
  await expect(status, 'after the last comes the first').toHaveText('1 of 3');
  await desk.keyboard.press('Shift+Enter');
  await expect(status).toHaveText('3 of 3');
  await bar.getByRole('button', { name: 'Match case' }).click();
  await expect(status).toHaveText('1 of 1');
  await bar.getByRole('button', { name: 'Match case' }).click();
  await bar.getByRole('button', { name: 'Whole words' }).click();
  await expect(status).toHaveText(/^\d of 2$/);
  await expectAccessible(desk); // which takes longer than the menu over selected words waits
  const menu = desk.getByRole('group', { name: 'Selected words' });
  await expect(menu, 'it would lie over the bar').toBeHidden();

  await field.fill('안개'.normalize('NFD'));
  await bar.getByRole('button', { name: 'Whole words' }).click();
  await expect(status).toHaveText('1 of 1');
  await field.fill('sunshine');
  await expect(status).toHaveText('Not found');
  await field.fill('stayed');
  await expect(status).toHaveText('1 of 1');
  await desk.keyboard.press('Escape');
  await expect(bar).toHaveCount(0);
  await expect(textOf(desk)).toBeFocused();
  await expect(textOf(desk).locator('.found')).toHaveCount(0);
  await expect(menu).toBeVisible();
  await desk.keyboard.type('left'); // what was found is still selected
  await expect(textOf(desk).locator('p').first()).toHaveText('The fog came. The Fog left.');

  // what is selected is looked for
  await desk.keyboard.press('Shift+Control+ArrowLeft');
  await desk.keyboard.press('Control+f');
  await expect(field).toHaveValue('left');
});

test('words are replaced one by one, or all as one step', async ({ signInAs }) => {
  const desk = await signInAs('author');
  await writeDraft(desk, { paragraphs: ['fog and fog', 'more fog'] });
  await textOf(desk).press('Control+End');
  await desk.keyboard.press('Enter');
  const figure = await addPicture(desk, { alt: 'A river in fog', caption: 'Fog, seen from the fog' });
  const bar = desk.getByRole('search', { name: 'Find in the text' });
  const paragraphs = textOf(desk).locator(':scope > p');
  await paragraphs.first().click();
  await desk.keyboard.press('Control+Home');

  await desk.keyboard.press('Control+h');
  await desk.keyboard.type('fog');
  await expect(bar.getByRole('status')).toHaveText('1 of 6');
  await desk.keyboard.press('Tab');
  await bar.getByRole('textbox', { name: 'Replace with' }).fill('fog bank');
  await desk.keyboard.press('Enter');
  await expect(paragraphs.first()).toHaveText('fog bank and fog');
  await expect(bar.getByRole('status'), 'what was set is not found again').toHaveText('Replaced one. 2 of 6');
  await bar.getByRole('textbox', { name: 'Replace with' }).fill('mist');
  await bar.getByRole('button', { name: 'Replace all' }).click();
  await expect(bar.getByRole('status')).toHaveText(/^Replaced 6\./);
  await expect(paragraphs.first()).toHaveText('mist bank and mist');
  await expect(paragraphs.nth(1)).toHaveText('more mist');
  await expect(figure.getByLabel('Caption')).toHaveValue('mist, seen from the mist');
  await expect(figure.getByLabel('Alternative text')).toHaveValue('A river in mist');

  await desk.keyboard.press('Escape');
  await desk.keyboard.press('Control+z');
  await expect(paragraphs.first()).toHaveText('fog bank and fog');
  await expect(figure.getByLabel('Caption')).toHaveValue('Fog, seen from the fog');
  await desk.keyboard.press('Control+Shift+z');
  await expect(paragraphs.first()).toHaveText('mist bank and mist');
  await save(desk);
  await desk.reload();
  await expect(paragraphs.first()).toHaveText('mist bank and mist');
});

test('the length of the text, and of what is selected', async ({ signInAs }) => {
  const desk = await signInAs('author');
  await writeDraft(desk, { paragraphs: ['The first boat leaves at six.'] });
  await expect(desk.getByText('6 words · 1 min read')).toBeVisible();
  await typeText(desk, ['', '첫 배는 6시에 떠난다.']);
  await expect(desk.getByText('10 words · 42 characters · 1 min read')).toBeVisible();
  await desk.keyboard.press('Shift+Home');
  await expect(desk.getByText('4 words of 10 · 13 characters of 42')).toBeVisible();
});

test('the outline leads to a heading and says where a level is skipped', async ({ signInAs }) => {
  const desk = await signInAs('author');
  await writeDraft(desk, { paragraphs: [] });
  const outline = desk.getByRole('button', { name: 'Outline' });
  const panel = desk.getByRole('navigation', { name: 'Headings of the text' });
  await outline.click();
  await expect(panel).toContainText('No headings yet');
  await desk.keyboard.press('Escape');
  await expect(panel).toHaveCount(0);
  await expect(outline).toBeFocused();

  await textOf(desk).click();
  await desk.keyboard.type('### Too deep\nText.\n## The river\nText.\n### Its mouth\nEnd.');
  await outline.press('Enter');
  await expect(panel.getByRole('button')).toHaveText([/^H3Too deep.*skipped/, 'H2The river', 'H3Its mouth']);
  await expect(panel.getByRole('button', { name: 'Its mouth' })).toBeFocused();
  await expectAccessible(desk, false); // its headings skip a level, which is what is shown here
  await desk.keyboard.press('ArrowUp');
  await desk.keyboard.press('Enter');
  await expect(panel).toHaveCount(0);
  await expect(textOf(desk)).toBeFocused();
  await desk.keyboard.type('Down ');
  await expect(textOf(desk).getByRole('heading', { level: 2 })).toHaveText('Down The river');
});

test('alone with the text: by its key, until Escape, and from one article to the next', async ({ signInAs }) => {
  const desk = await signInAs('author');
  await writeDraft(desk);
  const navigation = desk.getByRole('banner');
  const details = desk.getByRole('combobox', { name: 'Section' });
  const button = desk.getByRole('button', { name: 'Full screen' });
  await expect(navigation).toBeVisible();
  await textOf(desk).click();
  await desk.keyboard.press('Control+Shift+f');
  await expect(navigation).toBeHidden();
  await expect(details).toBeHidden();
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  await expect(textOf(desk)).toBeFocused();
  await desk.keyboard.press('Control+f');
  await desk.keyboard.press('Escape'); // closes the bar alone
  await expect(navigation).toBeHidden();
  await expectAccessible(desk);

  await desk.reload();
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  await expect(navigation).toBeHidden();
  await textOf(desk).click();
  await desk.keyboard.press('Escape');
  await expect(navigation).toBeVisible();
  await expect(details).toBeVisible();
  await desk.reload();
  await expect(button).toHaveAttribute('aria-pressed', 'false');
  await expect(navigation).toBeVisible();
});

const blocksOf = (desk: Page) =>
  textOf(desk).locator(':scope > :is(p, h2, h3, ul, blockquote)').filter({ hasText: /\S/ });
const handle = (desk: Page) => desk.getByRole('button', { name: /^Block:/ });
const menu = (desk: Page) => desk.getByRole('menu', { name: 'Block' });

test('blocks are moved with the keyboard, and an item within its list', async ({ signInAs }) => {
  const desk = await signInAs('author');
  await writeDraft(desk, { paragraphs: ['one', 'two', 'three'] });
  await textOf(desk).press('Control+End');
  await desk.keyboard.press('Alt+Shift+ArrowUp');
  await expect(blocksOf(desk)).toHaveText(['one', 'three', 'two']);
  await desk.keyboard.press('Alt+ArrowUp');
  await expect(blocksOf(desk)).toHaveText(['three', 'one', 'two']);
  await expect(desk.getByRole('status').filter({ hasText: 'Moved to place 1 of 3.' })).toHaveCount(1);
  await desk.keyboard.press('Shift+ArrowDown');
  await desk.keyboard.press('Alt+Shift+ArrowDown');
  await expect(blocksOf(desk), 'both that are selected').toHaveText(['two', 'three', 'one']);
  await desk.keyboard.press('Control+z');
  await expect(blocksOf(desk)).toHaveText(['three', 'one', 'two']);

  await desk.keyboard.press('Control+End');
  await desk.keyboard.type('\n- a\nb');
  await desk.keyboard.press('Alt+Shift+ArrowUp');
  await expect(textOf(desk).getByRole('listitem')).toHaveText(['b', 'a']);
  await expect(blocksOf(desk).first()).toHaveText('three');
});

test('the menu of a block does everything by keyboard', async ({ signInAs }) => {
  const desk = await signInAs('author');
  await writeDraft(desk, { paragraphs: ['one', 'two'] });
  await textOf(desk).press('Control+End');
  const item = (name: string) => menu(desk).getByRole('menuitem', { name });
  await desk.keyboard.press('Control+.');
  await expect(item('Move up')).toBeFocused();
  await expectAccessible(desk);
  await desk.keyboard.press('Escape');
  await expect(menu(desk)).toHaveCount(0);
  await expect(textOf(desk)).toBeFocused();

  await desk.keyboard.press('Control+.');
  await desk.keyboard.press('Enter');
  await expect(blocksOf(desk)).toHaveText(['two', 'one']);
  await desk.keyboard.press('Control+.');
  await desk.keyboard.press('d');
  await expect(item('Duplicate')).toBeFocused();
  await desk.keyboard.press('Enter');
  await expect(blocksOf(desk)).toHaveText(['two', 'two', 'one']);
  await desk.keyboard.press('Control+.');
  await item('Quote').first().press('Enter');
  await expect(textOf(desk).getByRole('blockquote')).toHaveText('two');
  await desk.keyboard.press('Control+.');
  await item('Delete').press('Enter');
  await expect(blocksOf(desk)).toHaveText(['two', 'one']);
  await expect(textOf(desk)).toBeFocused();
  await desk.keyboard.press('Control+z');
  await expect(blocksOf(desk)).toHaveText(['two', 'two', 'one']);

  // it is on the way of the Tab key too
  await desk.keyboard.press('Control+Home');
  await expect(handle(desk)).toBeVisible();
  await desk.keyboard.press('Shift+Tab');
  await expect(handle(desk)).toBeFocused();
  await desk.keyboard.press('Enter');
  await expect(menu(desk)).toBeVisible();
});

test('a block is dragged by its handle, with the mouse and with a finger', async ({ signInAs }) => {
  const desk = await signInAs('author');
  await writeDraft(desk, { paragraphs: ['one', 'two', 'three'] });
  const middle = async (index: number) => {
    const { x, y, width, height } = (await blocksOf(desk).nth(index).boundingBox())!;
    return { x: x + width / 2, y: y + height / 2, bottom: y + height };
  };
  const grip = async (index: number) => {
    await blocksOf(desk).nth(index).click();
    await blocksOf(desk).nth(index).hover();
    await expect(handle(desk)).toBeVisible();
    await expect
      .poll(async () => {
        const { y, height } = (await handle(desk).boundingBox())!;
        return Math.abs(y + height / 2 - (await middle(index)).y);
      })
      .toBeLessThan(12);
    const { x, y, width, height } = (await handle(desk).boundingBox())!;
    return { x: x + width / 2, y: y + height / 2 };
  };
  const line = textOf(desk).locator('..').locator('.drop-line');

  const from = await grip(0);
  await desk.mouse.move(from.x, from.y);
  await desk.mouse.down();
  await desk.mouse.move(from.x, from.y + 20);
  await desk.mouse.move(from.x, (await middle(2)).bottom);
  await expect(line).toBeVisible();
  await desk.mouse.up();
  await expect(blocksOf(desk)).toHaveText(['two', 'three', 'one']);
  await expect(line).toBeHidden();
  await expect(menu(desk), 'a drag is no press').toHaveCount(0);

  // Escape leaves it where it was
  const again = await grip(0);
  await desk.mouse.move(again.x, again.y);
  await desk.mouse.down();
  await desk.mouse.move(again.x, (await middle(2)).bottom);
  await expect(line).toBeVisible();
  await desk.keyboard.press('Escape');
  await desk.mouse.up();
  await expect(line).toBeHidden();
  await expect(blocksOf(desk)).toHaveText(['two', 'three', 'one']);
  await desk.keyboard.press('Escape');

  const browser = await desk.context().newCDPSession(desk);
  await browser.send('Emulation.setTouchEmulationEnabled', { enabled: true });
  const finger = await grip(2);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', y: number) =>
    browser.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x: finger.x, y }] });
  const top = (await middle(0)).y - 20;
  await touch('touchStart', finger.y);
  await touch('touchMove', finger.y - 15);
  await touch('touchMove', top);
  await expect(line).toBeVisible();
  await touch('touchEnd', top);
  await expect(blocksOf(desk)).toHaveText(['one', 'two', 'three']);
});

test('a picture that is dropped lands where the line shows', async ({ signInAs }) => {
  const desk = await signInAs('author');
  await writeDraft(desk, { paragraphs: ['one', 'two', 'three'] });
  const { x, y } = (await blocksOf(desk).nth(1).boundingBox())!;
  const drag = (type: 'dragover' | 'drop') =>
    textOf(desk).evaluate(
      async (text, { type, clientX, clientY }) => {
        const canvas = Object.assign(document.createElement('canvas'), { width: 60, height: 40 });
        canvas.getContext('2d')!.fillRect(0, 0, 60, 40);
        const picture = await new Promise<Blob>((done) => canvas.toBlob((blob) => done(blob!), 'image/png'));
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([picture], 'dropped.png', { type: 'image/png' }));
        const event = { dataTransfer, clientX, clientY, bubbles: true, cancelable: true };
        text.querySelectorAll('p')[1]!.dispatchEvent(new DragEvent(type, event));
      },
      { type, clientX: x + 20, clientY: y + 3 },
    );
  await drag('dragover');
  const line = textOf(desk).locator('..').locator('.drop-line');
  await expect(line).toBeVisible();
  const shown = (await line.boundingBox())!.y;
  expect(shown).toBeLessThan(y);
  expect(shown).toBeGreaterThan((await blocksOf(desk).first().boundingBox())!.y);
  await drag('drop');
  await expect(line).toBeHidden();
  await expect(textOf(desk).locator(':scope > figure')).toBeVisible();
  await expect(textOf(desk).locator('p + figure + p').first()).toHaveText('two');
});

test('a key and a paste that follow a selecting key at once are about what it selected', async ({ signInAs }) => {
  const desk = await signInAs('author');
  await writeDraft(desk, { paragraphs: ['the timetable'] });
  const text = textOf(desk);
  await text.press('Control+End');
  /** What the browser does for Shift+Home, and the next event before it has told of that. */
  const selectLineAnd = (next: { key: string } | { paste: string }) =>
    text.evaluate((element, next) => {
      getSelection()!.modify('extend', 'backward', 'lineboundary');
      const about = { bubbles: true, cancelable: true };
      if ('key' in next)
        element.dispatchEvent(new KeyboardEvent('keydown', { ...about, key: next.key, ctrlKey: true }));
      else {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', next.paste);
        element.dispatchEvent(new ClipboardEvent('paste', { ...about, clipboardData }));
      }
    }, next);
  await selectLineAnd({ key: 'k' });
  const dialog = desk.getByRole('dialog', { name: 'Link' });
  await expect(dialog).toBeVisible();
  await desk.keyboard.press('Escape');
  await expect(text).toBeFocused();
  await text.press('End');
  await selectLineAnd({ key: 'b' });
  await expect(text.locator('strong')).toHaveText('the timetable');
  await text.press('End');
  await selectLineAnd({ paste: 'https://example.org/times' });
  await expect(text.getByRole('link')).toHaveText('the timetable');
});
