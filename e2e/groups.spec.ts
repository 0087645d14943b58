import { randomUUID } from 'node:crypto';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { eq } from 'drizzle-orm';
import { db } from '#db/client';
import { articles, revisions, revisionTopics } from '#db/schema/articles';
import { series, topics } from '#db/schema/sections';
import { announce } from '#lib/announce';
import { cast } from './support/cast.ts';
import { someDraft } from './support/desk.ts';
import { expect, test } from './support/fixtures.ts';
import { publishAs } from './support/newsroom.ts';
import { shareImageOf } from './support/share-image.ts';

// One after the other: they change the same lists.
test.describe.configure({ mode: 'default' });

/** A name that no other test has. */
const someName = (name: string) => `${name} ${randomUUID().slice(0, 8)}`;

async function add(desk: Page, kind: 'sections' | 'topics' | 'series', name: string, hangulName = ''): Promise<void> {
  await desk.goto(`/desk/${kind}`);
  const form = desk.locator('form').filter({ has: desk.getByRole('button', { name: /^Add / }) });
  await form.getByLabel('Name', { exact: true }).fill(name);
  await form.getByLabel('Name in Hangul').fill(hangulName);
  await form.getByRole('button', { name: /^Add / }).click();
  await expect(desk.getByText(`${name} has been added.`)).toBeVisible();
}

const handleOf = (desk: Page, name: string) => desk.getByRole('button', { name: `Move ${name}: drag` });
const rowOf = (desk: Page, name: string) => desk.getByRole('listitem').filter({ has: handleOf(desk, name) });

/** What stands in the list, in its order; of `known`, where it is given. */
async function orderOf(desk: Page, known?: string[]): Promise<string[]> {
  const labels = await desk
    .getByRole('button', { name: /^Move .+: drag/ })
    .evaluateAll((handles) => handles.map((handle) => handle.getAttribute('aria-label')!));
  const names = labels.map((label) => /^Move (.+): drag/.exec(label)![1]!);
  return known ? names.filter((name) => known.includes(name)) : names;
}

for (const kind of ['sections', 'topics', 'series'] as const) {
  test(`one of the ${kind} is renamed, moved twice, merged: each of its addresses leads on in one hop`, async ({
    signInAs,
    ask,
  }) => {
    const [from, into] = [someName('Ferries'), someName('Boats')];
    const editor = await signInAs('editor');
    await add(editor, kind, from, '나룻배');
    await add(editor, kind, into);
    const first = new URL((await rowOf(editor, from).getByRole('link').first().getAttribute('href'))!, editor.url());
    expect(first.pathname).toBe(`/${kind}/${from.toLowerCase().replace(' ', '-')}`);
    expect((await ask.get(first.pathname)).status()).toBe(200);
    const image = await shareImageOf(ask, first.pathname);
    expect(image.path).toMatch(/^\/share\/(section|topic|series)\//);

    const row = rowOf(editor, from);
    await row.getByText('Change', { exact: true }).click();
    const second = `나룻배-${randomUUID().slice(0, 8)}`;
    await row.getByLabel('Address').fill(into.toLowerCase().replace(' ', '-'));
    await row.getByRole('button', { name: 'Save' }).click();
    await expect(row.getByLabel('Address'), 'another has it').toHaveAccessibleDescription(/has this address/);
    await expect(row.getByLabel('Address')).toBeFocused();
    await row.getByLabel('Address').fill(second);
    await row.getByRole('button', { name: 'Save' }).click();
    await expect(row.getByText(`${from}: saved.`)).toBeVisible();
    const moved = await ask.get(first.pathname);
    expect([moved.status(), decodeURIComponent(moved.headers().location ?? '')]).toEqual([301, `/${kind}/${second}`]);
    for (const feed of ['feed.xml', 'atom.xml', 'feed.json']) {
      const led = await ask.get(`${first.pathname}/${feed}`);
      const there = `/${kind}/${encodeURIComponent(second)}/${feed}`;
      expect([led.status(), led.headers().location]).toEqual([301, there]);
      expect((await ask.get(there)).status(), 'empty, and there').toBe(200);
    }

    await row.getByText('Merge into another …').click();
    await row.getByLabel('Into').selectOption({ label: into });
    await expect(row.getByText('No article moves to the one you choose.')).toBeVisible();
    await row.getByRole('button', { name: 'Merge', exact: true }).click();
    await expect(editor.getByText(`${from} is part of ${into} now`)).toBeVisible();
    await expect(rowOf(editor, from)).toHaveCount(0);
    const former = await ask.get(image.path);
    expect(former.status(), 'a share image that was given out answers for ever').toBe(200);
    expect(await former.body()).not.toEqual(image.bytes);
    const there = `/${kind}/${into.toLowerCase().replace(' ', '-')}`;
    for (const path of [first.pathname, `/${kind}/${encodeURIComponent(second)}`]) {
      const answer = await ask.get(path);
      expect([answer.status(), answer.headers().location], path).toEqual([301, there]);
    }

    const empty = rowOf(editor, into);
    await empty.getByText('Change', { exact: true }).click();
    await empty.getByText('Delete …').click();
    await empty.getByRole('button', { name: 'Delete', exact: true }).click();
    await expect(editor.getByText(`${into} has been deleted.`)).toBeVisible();
    await expect.poll(async () => (await ask.get(there)).status()).toBe(404);
  });
}

test('topics are put in order by their buttons and by keyboard, and put back', async ({ signInAs }) => {
  const name = someName('Alpha');
  const editor = await signInAs('editor');
  await add(editor, 'topics', name);
  await add(editor, 'topics', someName('Beta'));
  await editor.reload({ waitUntil: 'networkidle' }); // what was added has settled
  const before = await orderOf(editor);
  const at = before.indexOf(name);
  const moved = before.toSpliced(at, 2, before[at + 1]!, name);

  await handleOf(editor, name).focus();
  await editor.keyboard.press('Alt+ArrowDown');
  await expect(editor.getByRole('status').filter({ hasText: `${name} is now number ${at + 2}` })).toBeVisible();
  await expect.poll(() => orderOf(editor, before)).toEqual(moved);
  await expect(handleOf(editor, name)).toBeFocused();
  await editor.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => orderOf(editor, before)).toEqual(before);
  await expect(editor.getByText('The order is as it was.')).toBeVisible();

  await editor.getByRole('button', { name: `Move ${name} down` }).click();
  await expect.poll(() => orderOf(editor, before)).toEqual(moved);
  await expect(editor.getByRole('button', { name: 'Undo' })).toBeEnabled();
  await editor.reload();
  expect(await orderOf(editor, before)).toEqual(moved);
});

test('a series is read in the order that an editor gives it, and its articles lead on', async ({ signInAs, page }) => {
  const [name, topic] = [someName('Letters from the river'), someName('Rivers')];
  const editor = await signInAs('editor');
  await add(editor, 'topics', topic, '강');
  await add(editor, 'series', name, '강에서 온 편지');
  const drafts = [someDraft(), someDraft(), someDraft()];
  const paths: string[] = [];
  const deskPaths: string[] = [];
  for (const draft of drafts) {
    const { path, deskPath } = await publishAs(cast.author.email, draft);
    paths.push(path);
    deskPaths.push(deskPath);
    await putInto(deskPath.split('/').at(-1)!, name, topic);
  }
  const headlines = drafts.map((draft) => draft.headline);

  await editor.goto('/desk/series');
  await rowOf(editor, name).getByRole('link', { name: 'Order its articles' }).click();
  await expect(editor.getByText('Ordered by publication, the oldest first.')).toBeVisible();
  await editor.getByRole('button', { name: `Move ${headlines[2]} up` }).click();
  await expect(editor.getByText(`${headlines[2]} is now number 2 of 3.`)).toBeVisible();
  await expect(editor.getByRole('button', { name: 'Order by publication' })).toBeEnabled();
  await drag(editor, headlines[0]!, headlines[1]!);
  await expect(editor.getByText(`${headlines[0]} is now number 3 of 3.`)).toBeVisible();
  await expect(editor.getByRole('button', { name: 'Undo' })).toBeEnabled();
  await editor.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => orderOf(editor)).toEqual([headlines[0], headlines[2], headlines[1]]);
  await expect(editor.getByRole('button', { name: 'Undo' })).toBeEnabled();

  const preview = await editor.context().newPage();
  await preview.goto(`${deskPaths[2]}/preview`);
  await page.goto(paths[2]!);
  for (const shown of [preview, page]) {
    await expect(shown.getByText('Part 2 of 3').first()).toBeVisible();
    const ways = shown.getByRole('region', { name: 'Part 2 of 3' });
    await expect(ways.getByRole('link', { name: headlines[0] })).toHaveAttribute('rel', 'prev');
    await expect(ways.getByRole('link', { name: headlines[1] })).toHaveAttribute('rel', 'next');
    await expect(shown.getByRole('navigation', { name: 'Topics' }).getByRole('link', { name: topic })).toBeVisible();
    await expect(shown.getByRole('region', { name: 'About the author' })).toBeVisible();
  }
  await preview.close();
  await page.getByRole('navigation', { name: 'Topics' }).getByRole('link', { name: topic }).click();
  await expect(page.getByRole('heading', { level: 1, name: topic })).toBeVisible();
  await expect(page.getByRole('main').getByRole('heading', { level: 2 })).toHaveCount(3);

  await expectAccessible(page);
  await expectAccessible(editor);

  await page.goto(paths[0]!);
  await page.getByRole('link', { name, exact: true }).first().click();
  await expect(page.getByRole('main').getByRole('heading', { level: 2 })).toHaveText([
    headlines[0]!,
    headlines[2]!,
    headlines[1]!,
  ]);
  await expectAccessible(page);
  const sitemap = await (await page.request.get('/sitemap.xml?part=pages')).text();
  for (const path of [new URL(page.url()).pathname, `/topics/${topic.toLowerCase().replace(' ', '-')}`])
    expect(sitemap).toContain(path);

  await editor.getByRole('button', { name: 'Order by publication' }).click();
  await expect(editor.getByRole('button', { name: 'Order by publication' })).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('main').getByRole('heading', { level: 2 })).toHaveText(headlines);
});

async function expectAccessible(page: Page): Promise<void> {
  expect((await new AxeBuilder({ page }).analyze()).violations, page.url()).toEqual([]);
}

/** Drags one by its handle to below another. */
async function drag(desk: Page, name: string, below: string): Promise<void> {
  const [start, end] = [await handleOf(desk, name).boundingBox(), await rowOf(desk, below).boundingBox()];
  await desk.mouse.move(start!.x + 8, start!.y + 8);
  await desk.mouse.down();
  await desk.mouse.move(end!.x + 20, end!.y + end!.height - 4, { steps: 5 });
  await desk.mouse.up();
}

/** What choosing them beside the text and publishing does. */
async function putInto(articleId: string, seriesName: string, topicName: string): Promise<void> {
  process.env.DATABASE_URL = process.env.E2E_DATABASE;
  const [inSeries] = await db.select().from(series).where(eq(series.name, seriesName));
  const [onTopic] = await db.select().from(topics).where(eq(topics.name, topicName));
  const [article] = await db.select().from(articles).where(eq(articles.id, articleId));
  await db.transaction(async (tx) => {
    const revisionId = article!.publishedRevisionId!;
    await tx.update(revisions).set({ seriesId: inSeries!.id }).where(eq(revisions.id, revisionId));
    await tx.insert(revisionTopics).values({ revisionId, topicId: onTopic!.id, position: 0 });
    await announce(tx, ['articles', `article:${articleId}`]);
  });
}
