import { randomUUID } from 'node:crypto';
import { expect, type Locator, type Page } from '@playwright/test';

export type Draft = { headline: string; standfirst: string; paragraphs: string[] };

/** Something to publish that no other test has. */
export function someDraft(about: Partial<Draft> = {}): Draft {
  const word = randomUUID().slice(0, 8);
  return {
    headline: `The ferry timetable of ${word}`,
    standfirst: 'Two sailings a day, and what they carry.',
    paragraphs: [`The first boat leaves at six, whatever the fog of ${word} says.`, 'The second waits for the tide.'],
    ...about,
  };
}

/** Starts an article at the desk and saves it. Leaves `desk` in the editor. */
export async function writeDraft(desk: Page, about: Partial<Draft> = {}): Promise<Draft> {
  const draft = someDraft(about);
  await desk.goto('/desk/articles');
  await desk.getByRole('button', { name: 'New article' }).first().click();
  await desk.waitForURL(/\/desk\/articles\/[0-9a-f-]{36}$/);
  await desk.getByRole('textbox', { name: 'Headline' }).fill(draft.headline);
  await desk.getByRole('textbox', { name: 'Standfirst' }).fill(draft.standfirst);
  await typeText(desk, draft.paragraphs);
  await save(desk);
  return draft;
}

/** The text of the article, as one writes in it. */
export const textOf = (desk: Page): Locator => desk.getByRole('textbox', { name: 'Text', exact: true });

/** Types paragraphs at the end of the text. */
export async function typeText(desk: Page, paragraphs: string[]): Promise<void> {
  const text = textOf(desk);
  await expect(text).toHaveAttribute('contenteditable', 'true'); // it is asked first whether somebody else writes
  await text.click();
  await desk.keyboard.press('Control+End');
  for (const [index, paragraph] of paragraphs.entries()) {
    if (index > 0) await desk.keyboard.press('Enter');
    await desk.keyboard.insertText(paragraph);
  }
}

export async function save(desk: Page): Promise<void> {
  await desk.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(desk.getByText(/^Saved( at .*)?$/)).toBeVisible();
}

/** Waits until the browser has forgotten what is at the site: the next window then begins a revision of its own. */
export async function expectNothingKept(desk: Page): Promise<void> {
  const countKept = () =>
    new Promise<number>((done, fail) => {
      const opened = indexedDB.open('mansudae-desk');
      opened.onerror = () => fail(opened.error);
      opened.onsuccess = () => {
        const count = opened.result.transaction('kept-words').objectStore('kept-words').count();
        count.onerror = () => fail(count.error);
        count.onsuccess = () => {
          opened.result.close();
          done(count.result);
        };
      };
    });
  await expect.poll(() => desk.evaluate(countKept)).toBe(0);
}

/** Publishes what stands in the editor, whatever is asked on the way, changes without a correction. Returns the public address. */
export async function publish(desk: Page): Promise<string> {
  await desk.getByRole('button', { name: /^Publish( changes)?$/ }).click();
  const done = desk.getByText(/^(Published|The changes are public)\.$/);
  const dialog = desk.getByRole('dialog');
  const anyway = dialog.getByRole('button', { name: /^(Publish anyway|Go on to the changes)$/ });
  const changes = dialog.getByRole('button', { name: 'Publish changes' });
  const without = dialog.getByRole('button', { name: 'Publish without one' });
  await expect(done.or(anyway).or(changes).first()).toBeVisible();
  if (await anyway.isVisible()) {
    await anyway.click();
    await expect(done.or(changes).first()).toBeVisible();
  }
  if (await changes.isVisible()) {
    await changes.click();
    await expect(done.or(without).first()).toBeVisible();
    if (await without.isVisible()) await without.click();
  }
  await expect(done).toBeVisible();
  return publicPath(desk);
}

/** Where readers find what stands in the editor. */
export async function publicPath(desk: Page): Promise<string> {
  const address = await desk.getByRole('link', { name: /^View published/ }).getAttribute('href');
  return new URL(address!, desk.url()).pathname;
}
