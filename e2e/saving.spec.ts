import type { Page, Route } from '@playwright/test';
import { cast } from './support/cast.ts';
import { save, textOf, writeDraft } from './support/desk.ts';
import { expect, test } from './support/fixtures.ts';

const addresses = /\/desk\/articles\/[0-9a-f-]{36}\/draft/;

/** Types at the end of the text, as a person does: nothing is pressed to save. */
async function goOnWriting(desk: Page, words: string): Promise<void> {
  await expect(textOf(desk)).toHaveAttribute('contenteditable', 'true');
  await textOf(desk).click();
  await desk.keyboard.press('Control+End');
  await desk.keyboard.insertText(words);
  await expect(textOf(desk)).toContainText(words.trim());
}

const saved = (desk: Page) => expect(desk.getByText(/^Saved( at .*)?$/)).toBeVisible();

/** What the site has, seen by a window that was never open before. */
async function expectAtSite(desk: Page, words: string): Promise<void> {
  const other = await desk.context().newPage();
  await expect(async () => {
    await other.goto(desk.url());
    await expect(textOf(other)).toContainText(words, { timeout: 2_000 });
  }).toPass();
  await other.close();
}

/** Has saves of `desk` meet `fault` until `mend` is called. */
async function breakSaves(desk: Page, fault: (route: Route) => Promise<void>): Promise<() => Promise<void>> {
  const handler = (route: Route) => (route.request().method() === 'PUT' ? fault(route) : route.fallback());
  await desk.route(addresses, handler);
  return () => desk.unroute(addresses, handler);
}

test('what is typed is at the site without a press, also when each answer takes five seconds', async ({ signInAs }) => {
  test.slow();
  const author = await signInAs('author');
  await writeDraft(author);
  const mend = await breakSaves(author, async (route) => {
    await new Promise((done) => setTimeout(done, 5_000));
    await route.fallback();
  });
  for (const word of ['Fog.', ' Rain.', ' Sleet.', ' Snow.']) {
    await author.keyboard.insertText(word);
    await author.waitForTimeout(700); // a person who types on while a save is under way
  }
  await expectAtSite(author, 'Fog. Rain. Sleet. Snow.');
  await saved(author);
  await mend();
});

test('three saves fail: the page says where the words are, and saves them by itself', async ({ signInAs }) => {
  const author = await signInAs('author');
  await writeDraft(author);
  let failures = 0;
  await breakSaves(author, async (route) => {
    failures += 1;
    if (failures > 3) return route.fallback();
    return failures === 2 ? route.fulfill({ status: 503, body: 'the proxy is tired' }) : route.abort();
  });
  await goOnWriting(author, ' Kept through three failures.');
  await expect(author.getByText(/^Kept in this browser\./)).toBeVisible();
  await saved(author);
  expect(failures).toBeGreaterThan(3);
  await expectAtSite(author, 'Kept through three failures.');
});

test('a closed tab loses nothing: the next one puts back what had not reached the site', async ({ signInAs }) => {
  const author = await signInAs('author');
  await writeDraft(author);
  await breakSaves(author, (route) => route.abort());
  await goOnWriting(author, ' Never sent.');
  await expect(author.getByText(/^Kept in this browser\./)).toBeVisible();
  const address = author.url();
  const next = await author.context().newPage();
  await author.close({ runBeforeUnload: false });
  await next.goto(address);
  await expect(textOf(next)).toContainText('Never sent.');
  await saved(next);
  await expectAtSite(next, 'Never sent.');
});

test('a reload right after a key loses nothing', async ({ signInAs }) => {
  const author = await signInAs('author');
  await writeDraft(author);
  await breakSaves(author, (route) => route.abort());
  await goOnWriting(author, ' Typed and gone.');
  await author.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)))); // painted once
  await author.reload();
  await expect(textOf(author)).toContainText('Typed and gone.'); // put back, or sent as the page went: nobody can stop that
});

test('the session ends while somebody writes: they sign in again in place and nothing is lost', async ({
  signInAs,
}) => {
  test.slow();
  const author = await signInAs('author');
  await writeDraft(author);
  const cookies = await author.context().cookies();
  await author.context().clearCookies();
  await goOnWriting(author, ' Written by nobody.');
  const dialog = author.getByRole('dialog', { name: 'Sign in again' });
  await expect(dialog).toBeVisible();
  await expect(author.getByText(/^Kept in this browser\./)).toBeVisible();
  await dialog.getByRole('button', { name: 'Send the link' }).click();
  await expect(dialog.getByText(`A link is on its way to ${cast.author.email}.`, { exact: false })).toBeVisible();
  await author.context().addCookies(cookies); // the link was opened in another tab
  await expect(dialog).toBeHidden();
  await saved(author);
  await expectAtSite(author, 'Written by nobody.');
});

test('a lone author never meets a conflict: a lost answer, a reload and a second visit go on', async ({ signInAs }) => {
  const author = await signInAs('author');
  await writeDraft(author);
  const mend = await breakSaves(author, async (route) => {
    await route.fetch(); // it arrives, and its answer is lost
    await route.abort();
  });
  await goOnWriting(author, ' One.');
  await expect(author.getByText(/^Kept in this browser\./)).toBeVisible();
  await mend();
  await saved(author);
  await goOnWriting(author, ' Two.');
  await author.reload();
  await goOnWriting(author, ' Three.');
  await saved(author);
  const address = author.url();
  await author.getByRole('link', { name: 'Articles', exact: true }).first().click();
  await author.waitForURL(/\/desk\/articles$/);
  await expect(author.getByRole('heading', { name: 'Articles', level: 1 })).toBeVisible();
  await author.goBack();
  await expect(author).toHaveURL(address);
  await expect(author.getByRole('dialog')).toHaveCount(0);
  await goOnWriting(author, ' Four.');
  await saved(author);
  await expect(author.getByRole('dialog')).toHaveCount(0);
  await expectAtSite(author, 'One. Two. Three. Four.');
});

test.describe('two windows wrote', () => {
  /** `there` writes without a connection, `here` takes over and writes on, and then `there` comes back. */
  const writeInBoth = async (here: Page, there: Page): Promise<void> => {
    await writeDraft(there);
    await there.context().setOffline(true);
    await goOnWriting(there, ' Written there.');
    await expect(there.getByText(/^Kept in this browser\./)).toBeVisible();
    await here.goto(there.url());
    await here.getByRole('button', { name: 'Write here instead' }).click();
    await goOnWriting(here, ' Written here.');
    await saved(here);
    await there.context().setOffline(false);
    await expect(there.getByRole('dialog', { name: 'Two versions' })).toBeVisible();
  };

  test('the stale one shows both side by side, and goes on with its own', async ({ signInAs }) => {
    const [here, there] = [await signInAs('author'), await signInAs('author')];
    await writeInBoth(here, there);
    const dialog = there.getByRole('dialog', { name: 'Two versions' });
    await expect(
      dialog
        .getByRole('region')
        .filter({ hasText: /Written.*\bhere\b/ })
        .first(),
    ).toBeVisible();
    await expect(
      dialog
        .getByRole('region')
        .filter({ hasText: /Written.*\bthere\b/ })
        .first(),
    ).toBeVisible();
    await dialog.getByRole('button', { name: 'Go on with this one' }).click();
    await saved(there);
    await expectAtSite(there, 'Written there.');
  });

  test('or with the other', async ({ signInAs }) => {
    const [here, there] = [await signInAs('author'), await signInAs('author')];
    await writeInBoth(here, there);
    await there.getByRole('button', { name: 'Go on with that one' }).click();
    await expect(textOf(there)).toContainText('Written here.');
    await expect(textOf(there)).not.toContainText('Written there.');
    await there.getByRole('button', { name: 'Write here instead' }).click();
    await goOnWriting(there, ' And on.');
    await save(there);
    await expectAtSite(there, 'Written here. And on.');
  });

  test('or decides later, and what was written stays in its browser', async ({ signInAs }) => {
    const [here, there] = [await signInAs('author'), await signInAs('author')];
    await writeInBoth(here, there);
    await there.getByRole('button', { name: 'Decide later' }).click();
    await there.reload();
    await expect(there.getByText(/This browser keeps words of yours/)).toBeVisible();
    await there.getByRole('button', { name: 'Write here instead' }).click();
    await expect(textOf(there)).toContainText('Written there.');
    await expect(there.getByText(/had not reached the site/)).toBeVisible();
    await expect(there.getByRole('dialog', { name: 'Two versions' })).toBeVisible();
  });
});

test('two people: one writes, the other reads along, takes over, and is told of', async ({ signInAs }) => {
  test.slow();
  const [author, editor] = [await signInAs('author'), await signInAs('editor')];
  await writeDraft(author);
  await editor.goto(author.url());
  await expect(editor.getByText(`${cast.author.name} is writing here`, { exact: false })).toBeVisible();
  await expect(textOf(editor)).toHaveAttribute('contenteditable', 'false');
  await expect(author.getByText(`Also here: ${cast.editor.name}`)).toBeVisible();

  await goOnWriting(author, ' Before you came.');
  await expect(textOf(editor)).toContainText('Before you came.');

  await editor.getByRole('button', { name: 'Take over' }).click();
  await goOnWriting(editor, ' After I came.');
  await saved(editor);
  await expect(author.getByText(`${cast.editor.name} is writing here`, { exact: false })).toBeVisible();
  await expect(textOf(author)).toContainText('Before you came. After I came.');
  await expect(author.getByRole('dialog')).toHaveCount(0);

  await editor.goto('/desk');
  await expect(textOf(author)).toHaveAttribute('contenteditable', 'true');
  await textOf(author).press('Control+z');
  await expect(textOf(author), 'undo takes back what one wrote oneself').not.toContainText('Before you came.');
  await expect(textOf(author)).toContainText('After I came.');
});

test.describe('nobody writes, and two have the article open', () => {
  /** An article that lies there: the editor reads it, with the caret in it, and the author opens it after them. */
  const openBoth = async (author: Page, editor: Page): Promise<void> => {
    await writeDraft(author);
    const address = author.url();
    await author.goto('/desk');
    await editor.goto(address);
    await expect(textOf(editor)).toHaveAttribute('contenteditable', 'true');
    await textOf(editor).click();
    await editor.keyboard.press('ArrowLeft');
    await author.goto(address);
    await expect(author.getByText(`Also here: ${cast.editor.name}`)).toBeVisible();
  };

  test('who only reads keeps nobody out, and learns who writes as soon as somebody does', async ({ signInAs }) => {
    const [author, editor] = [await signInAs('author'), await signInAs('editor')];
    await openBoth(author, editor);
    await goOnWriting(author, ' First key.');
    await saved(author);
    await expect(editor.getByText(`${cast.author.name} is writing here`, { exact: false })).toBeVisible();
    await expect(textOf(editor)).toHaveAttribute('contenteditable', 'false');
    await expect(textOf(editor)).toContainText('First key.');
    await expect(author.getByText(/is writing here/)).toHaveCount(0);
  });

  test('of two who begin in the same moment the second is told at once, and keeps the words', async ({ signInAs }) => {
    const [author, editor] = [await signInAs('author'), await signInAs('editor')];
    await openBoth(author, editor);
    await editor.route(/\/presence$/, (route) =>
      route.request().postDataJSON().wish === 'read' ? route.abort() : route.fallback(),
    ); // the heartbeats that would have told
    await goOnWriting(author, ' By the author.');
    await saved(author);
    await goOnWriting(editor, ' By the editor.');
    await expect(editor.getByText(`${cast.author.name} is writing here`, { exact: false })).toBeVisible();
    const dialog = editor.getByRole('dialog', { name: 'Two versions' });
    for (const words of [/By the.*editor/, /By the.*author/])
      await expect(dialog.getByRole('region').filter({ hasText: words }).first()).toBeVisible();
    await dialog.getByRole('button', { name: 'Go on with this one' }).click();
    await saved(editor);
    await expectAtSite(editor, 'By the editor.');
    await expect(author.getByText(`${cast.editor.name} is writing here`, { exact: false })).toBeVisible();
  });
});

test('the text opens when what is typed in it is kept, not before', async ({ signInAs }) => {
  const [author, editor] = [await signInAs('author'), await signInAs('editor')];
  await writeDraft(author);
  const address = author.url();
  await author.goto('/desk');
  await editor.goto(address);
  await expect(textOf(editor)).toHaveAttribute('contenteditable', 'true');
  // A browser that takes its time: the session that words are kept under waits for a lock.
  await author.addInitScript(() => {
    const request = LockManager.prototype.request;
    const gate = new Promise<void>((open) => Object.assign(window, { openGate: open }));
    Object.assign(LockManager.prototype, {
      request(this: LockManager, ...about: Parameters<typeof request>) {
        return gate.then(() => request.apply(this, about));
      },
    });
  });
  await author.goto(address);
  await expect(author.getByText(`Also here: ${cast.editor.name}`), 'nobody else writes').toBeVisible();
  await expect(textOf(author)).toHaveAttribute('contenteditable', 'false');
  await author.evaluate(() => (window as unknown as { openGate: () => void }).openGate());
  await goOnWriting(author, ' Kept.');
  await saved(author);
});

test('a window that has crashed keeps nobody out of what they wrote in it', async ({ signInAs }) => {
  const author = await signInAs('author');
  await writeDraft(author);
  await goOnWriting(author, ' Before the crash.');
  await saved(author);
  const address = author.url();
  const browser = await author.context().newCDPSession(author);
  const crash = author.waitForEvent('crash');
  void browser.send('Page.crash').catch(() => {}); // which nobody is left to answer
  await crash;
  const next = await author.context().newPage();
  await next.goto(address);
  await goOnWriting(next, ' After it.');
  await saved(next);
  await expectAtSite(next, 'Before the crash. After it.');
});
