import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { cast } from './support/cast.ts';
import { someDraft } from './support/desk.ts';
import { expect, test } from './support/fixtures.ts';
import { choose, expectFocusSeen, press, tabTo } from './support/keys-only.ts';
import { publishAs } from './support/newsroom.ts';

// One after the other: there is one front page.
test.describe.configure({ mode: 'default' });

const handleOf = (desk: Page, headline: string) =>
  desk.getByRole('button', { name: new RegExp(`^Move ‘${headline}’: drag`) }).first();
const lead = (desk: Page) => desk.getByRole('region', { name: 'Lead', exact: true });

/** The board, with articles of which no other test knows, the newest last. */
async function openBoard(desk: Page): Promise<string[]> {
  const headlines: string[] = [];
  for (let count = 0; count < 2; count++) {
    const draft = someDraft();
    await publishAs(cast.author.email, draft);
    headlines.push(draft.headline);
  }
  await expect
    .poll(async () => {
      await desk.goto('/desk/front');
      return Promise.all(headlines.map((headline) => handleOf(desk, headline).count()));
    })
    .toEqual([1, 1]);
  return headlines;
}

const publish = async (desk: Page) => {
  await desk.getByRole('button', { name: 'Publish arrangement' }).click();
  await expect(desk.getByText('Published. Readers see it now.')).toBeVisible();
  await expect(desk.getByText('This is the front page that readers see.')).toBeVisible();
};
/** The headline that leads for readers. */
const readersLead = async (reader: Page) => {
  await reader.goto('/');
  return reader.locator('.teaser-lead h2').textContent();
};

test('an article is dragged to the lead, previewed, published, read, and taken back', async ({ signInAs, page }) => {
  const editor = await signInAs('editor');
  const [headline] = (await openBoard(editor)) as [string, string];
  const before = await readersLead(page);

  const [start, end] = [await handleOf(editor, headline).boundingBox(), await lead(editor).boundingBox()];
  await editor.mouse.move(start!.x + 10, start!.y + 10);
  await editor.mouse.down();
  await editor.mouse.move(end!.x + end!.width / 2, end!.y + 80, { steps: 6 });
  await editor.mouse.up();
  await expect(lead(editor).getByText(headline)).toBeVisible();
  await expect(editor.getByText('Changed here. Readers see it when you publish')).toBeVisible();

  await editor.getByRole('button', { name: 'Preview' }).click();
  const preview = editor.frameLocator('iframe');
  await expect(preview.locator('.teaser-lead').getByRole('link', { name: headline })).toBeVisible();
  await editor.getByRole('button', { name: 'Phone', exact: true }).click();
  await expect(editor.locator('iframe')).toHaveCSS('width', '390px');
  expect(await new AxeBuilder({ page: editor }).include('dialog').exclude('iframe').analyze()).toMatchObject({
    violations: [],
  });
  await editor.keyboard.press('Escape');
  await expect(editor.getByRole('dialog')).toHaveCount(0);
  expect(await readersLead(page), 'nothing is public yet').toBe(before);

  await publish(editor);
  await expect.poll(() => readersLead(page)).toBe(headline);
  await expect(editor.getByRole('region', { name: 'Lead' }).getByText('placed')).toBeVisible();
  await editor.getByRole('button', { name: 'Undo last publication' }).click();
  await expect(editor.getByText('The arrangement before is public again.')).toBeVisible();
  await expect.poll(() => readersLead(page)).not.toBe(headline);

  await editor
    .getByRole('button', { name: /^Restore the arrangement of/ })
    .first()
    .click();
  await expect(editor.getByText('The arrangement is public again.')).toBeVisible();
  await expect.poll(() => readersLead(page)).toBe(headline);
  await editor.getByRole('button', { name: 'Arrange by itself' }).click();
  await publish(editor);
  await expect.poll(() => readersLead(page)).not.toBe(headline);
});

test('everything is arranged from the keyboard, and said', async ({ signInAs, page }) => {
  const editor = await signInAs('editor');
  const [headline] = (await openBoard(editor)) as [string, string];
  const said = (sentence: string | RegExp) =>
    expect(editor.getByRole('status').filter({ hasText: sentence })).toBeVisible();

  await tabTo(editor, handleOf(editor, headline));
  await editor.keyboard.press('Space');
  await said(`‘${headline}’ is taken up, from`);
  const isLead = lead(editor).getByText(headline);
  for (let step = 0; step < 4 && !(await isLead.isVisible()); step++) {
    await editor.keyboard.press('ArrowUp');
    await said(`‘${headline}’: `);
    await expect(handleOf(editor, headline)).toBeFocused();
  }
  await expect(isLead).toBeVisible();
  await editor.keyboard.press('Escape');
  await said(`‘${headline}’ is back where it was.`);
  await expect(isLead).toHaveCount(0);
  await expect(handleOf(editor, headline)).toBeFocused();

  await tabTo(editor, editor.getByLabel(`Move ‘${headline}’ to`).first());
  await editor.keyboard.press('ArrowDown'); // opens the list, and chooses nothing yet
  await expect(isLead).toHaveCount(0);
  await editor.getByLabel(`Move ‘${headline}’ to`).first().selectOption('Lead');
  await said(`‘${headline}’ is put down: Lead.`);
  await expect(isLead).toBeVisible();
  await expect(handleOf(editor, headline)).toBeFocused();
  await press(editor, editor.getByRole('button', { name: `Let ‘${headline}’ stand where` }));
  await expect(isLead).toHaveCount(0);
  await expectFocusSeen(editor);
  await press(editor, editor.getByRole('button', { name: 'Undo last step' }), 'Shift+Tab');
  await expect(isLead).toBeVisible();
  await expectFocusSeen(editor);

  await press(editor, editor.getByRole('button', { name: 'Hide the column Culture' }));
  await said('Culture has no column now.');
  await expect(editor.getByRole('region', { name: 'Culture' })).toHaveCount(0);
  await expectFocusSeen(editor);
  await tabTo(editor, editor.getByRole('button', { name: 'Move Politics: drag' }), 'Shift+Tab');
  await editor.keyboard.press('Alt+ArrowDown');
  await said('Politics is now number 2');
  await choose(editor, editor.getByLabel('How many'), '1', 'Shift+Tab');
  await expect(editor.getByRole('region', { name: 'Beside the lead' }).getByRole('listitem')).toHaveCount(2);
  expect(await new AxeBuilder({ page: editor }).analyze()).toMatchObject({ violations: [] });
  await press(editor, editor.getByRole('button', { name: 'Publish arrangement' }), 'Shift+Tab');
  await expect(editor.getByText('Published. Readers see it now.')).toBeVisible();
  await expectFocusSeen(editor);

  await expect.poll(() => readersLead(page)).toBe(headline);
  await expect(page.locator('.teaser-second')).toHaveCount(1);
  await expect(page.getByRole('region', { name: 'Culture' })).toHaveCount(0);
  const columns = await page.locator('.column-title').allInnerTexts();
  expect(columns.findIndex((title) => /politics/i.test(title))).toBeGreaterThan(0);
  await editor.getByRole('button', { name: 'Arrange by itself' }).click();
  await publish(editor);
});

test('any public article is found and placed; two editors do not overwrite each other', async ({ signInAs, page }) => {
  const [editor, owner] = [await signInAs('editor'), await signInAs('owner')];
  const [headline] = (await openBoard(editor)) as [string, string];
  await owner.goto('/desk/front');

  await owner.getByLabel('Words to look for').fill('꿈에도 없는 낱말');
  await expect(owner.getByText('No published article was found.')).toBeVisible();
  await owner.getByLabel('Words to look for').fill(headline.split(' ').at(-1)!);
  await owner.getByText('One article.').waitFor();
  const found = owner.getByRole('region', { name: 'Find an article' });
  await found.getByLabel(`Move ‘${headline}’ to`).selectOption('Lead');
  await expect(lead(owner).getByText(headline)).toBeVisible();

  await editor.getByLabel('How many').selectOption('0');
  await publish(editor);
  await owner.getByRole('button', { name: 'Publish arrangement' }).click();
  const refusal = `${cast.editor.name} has published another arrangement meanwhile.`;
  await expect(owner.getByRole('alert').filter({ hasText: refusal })).toBeVisible();
  await expect(lead(owner).getByText(headline), 'what was arranged is still there').toBeVisible();
  expect(await readersLead(page)).not.toBe(headline);
  await owner.getByRole('button', { name: 'Publish mine' }).click();
  await expect(owner.getByText('Published. Readers see it now.')).toBeVisible();
  await expect.poll(() => readersLead(page)).toBe(headline);
  await owner.getByRole('button', { name: 'Arrange by itself' }).click();
  await publish(owner);
});

test('an author finds the board closed', async ({ signInAs }) => {
  const author = await signInAs('author');
  expect((await author.goto('/desk/front'))?.status()).toBe(403);
  expect((await author.goto('/desk/front/preview'))?.status()).toBe(404);
});
