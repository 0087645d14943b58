import type { Locator, Page } from '@playwright/test';
import sharp from 'sharp';

/** Adds a plain picture where the caret stands, through the toolbar. Returns its figure in the text. */
export async function addPicture(desk: Page, about: { alt: string; caption?: string }): Promise<Locator> {
  const figures = desk.locator('figure');
  const there = await figures.count();
  const [chooser] = await Promise.all([
    desk.waitForEvent('filechooser'),
    desk.getByRole('toolbar').getByRole('button', { name: 'Add picture' }).click(),
  ]);
  const colour = { r: 40 + 30 * there, g: 93, b: 80 }; // two pictures that are the same would be stored as one
  const buffer = await sharp({ create: { width: 600, height: 400, channels: 3, background: colour } })
    .png()
    .toBuffer();
  await chooser.setFiles({ name: `picture-${there}.png`, mimeType: 'image/png', buffer });
  const figure = figures.filter({ has: desk.getByLabel('Alternative text') }).nth(there);
  await figure.getByLabel('Alternative text').fill(about.alt);
  if (about.caption) await figure.getByLabel('Caption').fill(about.caption);
  return figure;
}
