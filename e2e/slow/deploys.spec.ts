import { once } from 'node:events';
import { existsSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import postgres from 'postgres';
import { newNetworkAddress } from '../support/cast.ts';
import { Checkout } from '../support/checkout.ts';
import { textOf, typeText, writeDraft } from '../support/desk.ts';
import { formIn, type PlainForm, postForm } from '../support/plain-form.ts';
import { commentForm, sendComment, takeTime, writeComment } from '../support/reader.ts';
import { databaseOf, signInAt } from '../support/sessions.ts';
import { clearAway, type Site, startSite } from '../support/site.ts';
import { askPlainly } from '../support/wire.ts';

/**
 * A deploy, with everything real: two builds of sources that differ, one after the other on the same port, data folder and
 * database, and pages of the first still open in browsers when the second answers.
 */
test.describe.configure({ mode: 'serial', timeout: 1_800_000 });
test.use({ actionTimeout: 60_000 });

const path = '/articles/the-line-that-stops-at-the-river';
const words = {
  name: 'Ada Reader',
  email: 'ada@mail.example',
  body: 'Typed before the deploy.\n\n배가 늦었어요. <b>&amp;</b>',
};

let checkout: Checkout;
let site: Site;
/** Builds before and after. */
let [before, after] = ['', ''];
/** Pages of the build before, as they stand open. */
let open: Record<'withScript' | 'withoutScript' | 'unmendable' | 'desk' | 'profile' | 'editor', Page>;
const contexts: BrowserContext[] = [];
let filesBefore: string[];
let actionBefore: string;
/** The comment form of a page of the build before, as a browser without script holds it. */
let formBefore: PlainForm;
/** The script of readers' pages of each build. */
const scripts: Record<string, string> = {};

test.beforeAll(() => {
  checkout = new Checkout();
});
test.afterAll(async () => {
  await Promise.all(contexts.map((context) => context.close()));
  await clearAway();
});

test('a site is built from its sources, and a reader begins a comment', async ({ browser }) => {
  before = checkout.sourceId();
  site = await (await startSite({}, { checkout: checkout.folder })).ready(900);
  expect(site.output).toContain('Building the site');
  expect(checkout.current).toBe(before);

  const tab = async (javaScriptEnabled: boolean): Promise<Page> => {
    const context = await browser.newContext({ javaScriptEnabled, baseURL: site.url });
    contexts.push(context);
    return context.newPage();
  };
  open = {
    withScript: await tab(true),
    withoutScript: await tab(false),
    unmendable: await tab(true),
    desk: await tab(true),
    profile: await tab(true),
    editor: await tab(true),
  };
  for (const [index, page] of [open.withScript, open.withoutScript, open.unmendable].entries()) {
    await page.goto(path);
    await writeComment(page, { ...words, name: `${words.name} ${index}` });
  }
  actionBefore = await actionOf(open.withScript);
  formBefore = formIn((await askPlainly(site.url + path)).text, 'comment');
  const [cookie] = await signInAt(site, 'editor');
  const [name, value] = cookie!.split('=');
  for (const page of [open.desk, open.profile, open.editor])
    await page.context().addCookies([{ name: name!, value: value!, url: site.url }]);
  await open.profile.goto('/desk/profile', { waitUntil: 'networkidle' });
  await open.profile.getByLabel('About you').fill(words.body);
  await writeDraft(open.editor);
  await open.desk.goto('/desk');
  await expect(open.desk.getByRole('heading', { name: 'What waits' })).toBeVisible();
  const html = await (await open.desk.request.get('/desk')).text();
  filesBefore = [...new Set([...html.matchAll(/\/_next\/static\/[^"'\\\s]+\.(?:js|css)/g)].map(([file]) => file))];
  expect(filesBefore.filter((file) => file.endsWith('.css')).length).toBeGreaterThan(0);
  expect(filesBefore.filter((file) => file.endsWith('.js')).length).toBeGreaterThan(2);
  expect(await statuses(filesBefore)).toEqual(filesBefore.map(() => 200));
  scripts[before] = await scriptOf(before);
});

test('the same sources have the same id anywhere, other sources another', async () => {
  const elsewhere = new Checkout();
  expect(elsewhere.folder).not.toBe(checkout.folder);
  expect(elsewhere.sourceId()).toBe(before);
  checkout.change('postCommentAction', 'sendCommentAction'); // its id changes with its name
  checkout.change('changeProfileAction', 'alterProfileAction'); // one of the desk
  checkout.change("numeric: 'auto'", "numeric: 'always'"); // in the script of readers' pages
  checkout.change("add: 'Add comment'", "add: 'Add a comment'");
  checkout.change("menu: 'Menu'", "menu: 'The menu'"); // in a script of the desk
  checkout.change(':root {', ':root { --deployed: again;'); // in its style sheets
  after = checkout.sourceId();
  expect(after).not.toBe(before);
  expect(elsewhere.sourceId()).toBe(before);
});

test('a build that is killed half-way is not used', async () => {
  const build = checkout.build();
  await expect.poll(() => checkout.hasBegun(after), { timeout: 900_000, intervals: [50] }).toBe(true);
  process.kill(-build.pid!, 'SIGKILL');
  await once(build, 'exit');
  expect(checkout.isComplete(after)).toBe(false);
  expect(checkout.current).toBe(before);
  expect(await statuses(['/', ...filesBefore])).not.toContain(404);
});

test('the next start builds it whole and switches when it is complete', async () => {
  const aged = new Date(Date.now() - 400 * 3_600_000); // the first build had been current for weeks
  utimesSync(join(site.dataDir, 'builds', before), aged, aged);
  const { port, dataDir } = site;
  expect(await site.stop()).toBe(0);
  await typeText(open.editor, [' Typed while the site was away.']);
  await expect(open.editor.getByText(/^Kept in this browser\./)).toBeVisible();
  site = await startSite({}, { checkout: checkout.folder, port, dataDir });
  await expect
    .poll(
      () => {
        if (checkout.current === before) return 'the one before';
        expect(checkout.isComplete(checkout.current), 'what is current is complete').toBe(true);
        return checkout.current;
      },
      { timeout: 900_000, intervals: [20] },
    )
    .toBe(after);
  await site.ready(900);
  const html = await (await fetch(site.url + path)).text();
  expect(html).toContain('Add a comment');
  expect(html, 'the action has another id now').not.toContain(actionBefore);
});

test('an editor that was open goes on writing, and what was typed meanwhile is saved', async () => {
  const { editor } = open;
  // the site was away for minutes: it is asked again every quarter of one
  await expect(editor.getByText(/^Saved( at .*)?$/)).toBeVisible({ timeout: 90_000 });
  await typeText(editor, [' And after it.']);
  await expect(editor.getByText(/^Saved( at .*)?$/)).toBeVisible();
  await expect(editor.getByRole('dialog')).toHaveCount(0);
  await editor.reload();
  await expect(textOf(editor)).toContainText('Typed while the site was away. And after it.');
});

test('a form of the page before is taken, with script and without', async () => {
  for (const [index, page] of [open.withScript, open.withoutScript].entries()) {
    await sendComment(page);
    await expect(page.getByRole('heading', { name: 'Your comment has arrived' })).toBeVisible();
    await expect(page.getByText('Typed before the deploy.')).toBeVisible();
    expect(await commentsOf(`${words.name} ${index}`)).toEqual([words.body]);
  }
});

test('one that is not right is refused in its place, by the action that its form has now', async () => {
  const typed = { name: '', email: words.email, body: 'A comment without a name.', website: '' };
  const { status, text } = await postForm(site.url + path, formBefore, typed, newNetworkAddress());
  expect(status).toBe(422);
  expect(text).toMatch(/<textarea[^>]*>A comment without a name\.<\/textarea>/);
  expect(formIn(text, 'comment').fields['$ACTION_1:0'] ?? text).not.toContain(actionBefore);
});

test('what cannot be mended comes back with every word and one sentence', async () => {
  const page = open.unmendable;
  await commentForm(page)
    .locator('input[name="form"]')
    .evaluate((field) => field.remove());
  await takeTime(page);
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.request().method() === 'POST'),
    page.getByRole('button', { name: 'Send comment' }).click(),
  ]);
  expect(answer.status()).toBe(409);
  await expect(page.getByText('This came from a page that is older than the site is now.')).toBeVisible();
  await expect(commentForm(page).getByLabel('Your comment'), 'they stay where they were typed').toHaveValue(words.body);

  // and as a browser without the script posts it
  const form = page.locator('form').filter({ has: page.getByLabel('Your comment') });
  await form.evaluate((element) => (element as HTMLFormElement).submit());
  for (const text of [`${words.name} 2`, words.email, words.body])
    await expect(page.getByRole('definition').filter({ hasText: text })).toHaveText(text);
  expect(await commentsOf(`${words.name} 2`)).toEqual([]);
  await page.getByRole('link', { name: 'Open the page again' }).click();
  await expect(commentForm(page)).toBeVisible();
});

test('the desk that stood open goes on, on the new build', async () => {
  const faults: Error[] = [];
  open.desk.on('pageerror', (error) => faults.push(error));
  let loads = 0;
  open.desk.on('request', (request) => {
    if (request.isNavigationRequest()) loads += 1;
  });
  await open.desk.getByRole('link', { name: 'Articles', exact: true }).first().click();
  await expect(open.desk).toHaveURL(/\/desk\/articles$/);
  await expect(open.desk.getByRole('button', { name: 'New article' }).first()).toBeVisible();
  expect(loads, 'by a full load, not by pieces of two builds').toBe(1);
  await open.desk.getByRole('button', { name: 'New article' }).first().click();
  await open.desk.waitForURL(/\/desk\/articles\/[0-9a-f-]{36}$/);
  expect(faults).toEqual([]);
});

test('what was typed into a form of the desk that this build does not know stays there, and why is said', async () => {
  const page = open.profile;
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('This page is older than the site is now, so nothing was changed.')).toBeVisible();
  await expect(page.getByLabel('About you')).toHaveValue(words.body);
  await page.reload({ waitUntil: 'networkidle' });
  await page.getByLabel('About you').fill(words.body);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Saved', { exact: false })).toBeVisible();
});

test('files of the build before answer for a day', async () => {
  const isInBuild = (file: string) => existsSync(join(checkout.folder, '.next/current', file.slice('/_next/'.length)));
  const old = filesBefore.filter((file) => !isInBuild(file));
  for (const ending of ['.js', '.css'])
    expect(
      old.filter((file) => file.endsWith(ending)),
      ending,
    ).not.toEqual([]);
  const { port, dataDir } = site;
  const restart = async (hoursAgo: number) => {
    await site.stop();
    const then = new Date(Date.now() - hoursAgo * 3_600_000);
    utimesSync(join(dataDir, 'builds', before), then, then);
    site = await (await startSite({}, { checkout: checkout.folder, port, dataDir })).ready(300);
  };
  expect(await statuses(old)).toEqual(old.map(() => 200));
  scripts[after] = await scriptOf(after);
  expect(scripts[after]).not.toBe(scripts[before]);
  await restart(23);
  expect(await statuses(old)).toEqual(old.map(() => 200));
  expect(await scriptOf(before), 'a page of that build gets its own').toBe(scripts[before]);
  await restart(25);
  expect((await fetch(`${site.url}/reader.js?v=${before}`)).headers.get('cache-control')).not.toContain('immutable');
  expect(await statuses(old)).toEqual(old.map(() => 404));
  expect(existsSync(join(dataDir, 'builds', before))).toBe(false);
  expect(await statuses(['/', '/sign-in', path])).toEqual([200, 200, 200]);
});

const statuses = (files: string[]): Promise<number[]> =>
  Promise.all(files.map(async (file) => (await fetch(site.url + file)).status));

/** The script of readers' pages as pages of `build` ask for it. */
async function scriptOf(build: string): Promise<string> {
  const { text, headers } = await askPlainly(`${site.url}/reader.js?v=${build}`);
  expect(headers['cache-control'], build).toContain('immutable');
  return text;
}

/** Which action the comment form of `page` names. */
async function actionOf(page: Page): Promise<string> {
  const value = await commentForm(page).locator('input[name$=":0"]').inputValue();
  return (JSON.parse(value) as { id: string }).id;
}

/** What the site has kept of somebody. Line ends are those of forms. */
async function commentsOf(name: string): Promise<string[]> {
  const sql = postgres(databaseOf(site), { max: 1 });
  const rows = await sql<{ body: string }[]>`select body from comments where name = ${name}`;
  await sql.end();
  return rows.map(({ body }) => body.replaceAll('\r\n', '\n'));
}

test('a build beside the running site changes nothing of what it sends', async () => {
  checkout.change("numeric: 'always'", "numeric: 'auto'");
  expect(await once(checkout.build(), 'exit')).toEqual([0, null]);
  expect(checkout.current).not.toBe(after);
  const { text, headers } = await askPlainly(`${site.url}/reader.js`); // what nobody has asked for yet
  expect(text).toBe(scripts[after]);
  expect(headers['cache-control']).not.toContain('immutable');
});
