import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Nothing serious is found, of all rules or of those named. */
export async function expectAccessible(page: Page, rules: string[] = []): Promise<void> {
  // a colour on its way to another is neither
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map((animation) => animation.finished)));
  const axe = new AxeBuilder({ page });
  const { violations } = await (rules.length > 0 ? axe.withRules(rules) : axe).analyze();
  const serious = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  expect(serious, page.url()).toEqual([]);
}

/** What "accessible" is held to at the desk. Named, because axe leaves some of WCAG 2.2 out unless it is asked for. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Nothing at all is found, in light and in dark. Frames hold readers' pages, which are looked over by themselves. */
export async function expectNothingFound(page: Page, what: string): Promise<void> {
  await expect(page).toHaveTitle(/./); // it follows a page that is read anew
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.evaluate(() => Promise.allSettled(document.getAnimations().map((animation) => animation.finished)));
    const axe = new AxeBuilder({ page }).exclude('iframe');
    const { violations } = await (colorScheme === 'light'
      ? axe.withTags(tags)
      : axe.withRules('color-contrast')
    ).analyze();
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
    expect(found, `${what}, ${colorScheme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}
