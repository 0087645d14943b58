import { expect, type Locator, type Page } from '@playwright/test';

/*
 * Somebody without a mouse: everything is reached by Tab, and where the focus is can be seen all the way.
 */

/** Presses Tab, or Shift and Tab, until what is `wanted` has the focus. */
export async function tabTo(desk: Page, wanted: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const [target] = await Promise.all([wanted.first(), expect(wanted.first()).toBeVisible()]);
  for (let step = 0; step < 200; step++) {
    if (await target.evaluate((element) => element === document.activeElement)) return expectFocusSeen(desk);
    await desk.keyboard.press(key);
    // after the last of a page comes the browser's own frame, which a page sees as nothing
    if (await desk.evaluate(() => document.activeElement !== document.body)) await expectFocusSeen(desk);
  }
  throw new Error(`Tab never comes to ${wanted}.`);
}

/** Goes there by Tab and presses it. */
export async function press(desk: Page, wanted: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await tabTo(desk, wanted, key);
  await desk.keyboard.press('Enter');
}

/** Goes there by Tab and types over what stands there. */
export async function fill(desk: Page, wanted: Locator, words: string): Promise<void> {
  await tabTo(desk, wanted);
  await desk.keyboard.press('Control+a');
  await desk.keyboard.insertText(words);
}

/** Goes to a list of choices by Tab and along it by arrow keys. */
export async function choose(
  desk: Page,
  wanted: Locator,
  label: string,
  key: 'Tab' | 'Shift+Tab' = 'Tab',
): Promise<void> {
  await tabTo(desk, wanted, key);
  await desk.keyboard.press('Home');
  const chosen = () => wanted.evaluate((select) => (select as HTMLSelectElement).selectedOptions[0]?.label.trim());
  for (let step = 0; step < 200; step++) {
    if ((await chosen()) === label) return;
    await desk.keyboard.press('ArrowDown');
  }
  throw new Error(`${label} is not among the choices of ${wanted}.`);
}

/** Something has the focus, stands on the screen, and looks so: by a ring of its own or of what it stands for, or by a caret. */
export async function expectFocusSeen(desk: Page): Promise<void> {
  await expect
    .poll(() =>
      desk.evaluate(() => {
        const here = document.activeElement;
        if (!(here instanceof HTMLElement) || here === document.body) return 'nothing has the focus';
        if (here instanceof HTMLIFrameElement) return 'seen';
        const name = `${here.tagName} ${here.className} ${here.getAttribute('aria-label') ?? here.textContent?.slice(0, 40)}`;
        const isWritten = here.isContentEditable || here.matches('input, textarea, select');
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(here);
        // a row is marked at its edge
        const hasRing = (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
        if (!isWritten && !hasRing) return `no ring around ${name}`;
        const { top, bottom, left, right, width, height } = here.getBoundingClientRect();
        if (width * height === 0) return `${name} takes no room`;
        const isThere = bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
        return isThere ? 'seen' : `${name} is off the screen`;
      }),
    )
    .toBe('seen');
}
