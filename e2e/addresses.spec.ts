import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { cast } from './support/cast.ts';
import { someDraft } from './support/desk.ts';
import { expect, test } from './support/fixtures.ts';
import { publishAs } from './support/newsroom.ts';
import { shareImageOf } from './support/share-image.ts';
import { say } from './support/sockets.ts';

test('every spelling of an address leads to the one, in one step', async ({ ask, page }) => {
  const word = randomUUID().slice(0, 8);
  const { path } = await publishAs(cast.author.email, someDraft({ headline: `여름 안개 ${word}` }));
  await expect.poll(async () => (await ask.get(path)).status()).toBe(200);
  const name = decodeURIComponent(path.split('/').at(-1)!);
  const decomposed = `/articles/${encodeURIComponent(name.normalize('NFD'))}`;
  const image = (await shareImageOf(ask, path)).path;
  const digest = image.split('/').at(-1)!;
  const quote = await quoteOf(page, path);
  const ofQuote = quote.split('/').at(-1)!;
  const spellings: [string, string][] = [
    [`${path}/`, path],
    [`/${path}`, path],
    [decomposed, path],
    [path.toLowerCase(), path], // %ec for %EC
    [path.replace('/articles', '/Articles').replace(word, word.toUpperCase()), path],
    [path.replace('articles', '%61rticles'), path],
    [`${decomposed}//?follow=sent`, `${path}?follow=sent`],
    [`${decomposed}/comments.xml`, `${path}/comments.xml`],
    [`${decomposed}/share/${digest}`, image],
    [`${decomposed}/quote/${ofQuote}`, quote],
    [`${path.replace(word, word.toUpperCase())}/Quote/${ofQuote.toUpperCase()}`, quote],
    ['/Sections/CULTURE/Feed.XML/', '/sections/culture/feed.xml'],
    ['/topics/../sections/culture', '/sections/culture'],
    ['/AUTHORS/Han-Sora/', '/authors/han-sora'],
    ['/About', '/about'],
    ['/FEED.json', '/feed.json'],
    ['/.well-known/Security.txt', '/.well-known/security.txt'],
  ];
  for (const [spelled, one] of spellings) {
    const [, status, head] = /^HTTP\/1\.1 (\d+)([\s\S]*)/.exec(await asking(spelled))!;
    expect([status, /^location: (.*?)\r?$/im.exec(head!)?.[1]], spelled).toEqual(['301', one]);
    expect((await ask.get(one)).status(), one).toBe(200);
  }
  const elsewhere = await ask.get(`/articles/somewhere-else/quote/${ofQuote}`);
  expect(elsewhere.status(), 'a quote of another article').toBe(404);
  expect(await asking('/About', 'POST'), 'what is posted is not led about').not.toMatch(/^HTTP\/1\.1 301/);
});

/** The address of a card of a sentence of `someDraft`. */
async function quoteOf(page: Page, path: string): Promise<string> {
  await page.goto(`${path}/quote?text=${encodeURIComponent('The second waits for the tide.')}`);
  await page.getByRole('button', { name: 'Make the card' }).click();
  const mail = await page.getByRole('link', { name: 'Mail', exact: true }).getAttribute('href');
  return `${path}/quote/${/quote\/([0-9a-f]{24})/.exec(decodeURIComponent(mail!))![1]}`;
}

/** What the site answers to an address exactly as it is given, a byte for each character. */
async function asking(target: string, method = 'GET'): Promise<string> {
  const { host } = new URL(process.env.E2E_SITE!);
  const head = `${method} ${target} HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`;
  return (await say(process.env.E2E_SITE!, Buffer.from(head, 'latin1'))).bytes;
}

test('an author’s page has another address, chosen by its author: every earlier one leads there', async ({
  ask,
  signInAs,
}) => {
  const author = await signInAs('owner');
  await publishAs(cast.owner.email, someDraft());
  await author.goto('/desk/profile');
  const address = author.getByRole('textbox', { name: 'Address of your page' });
  const before = await address.inputValue();
  const second = `갯벌-${randomUUID().slice(0, 8)}`;
  const choose = async (handle: string) => {
    await address.fill(handle);
    await author.getByRole('button', { name: 'Save' }).click();
  };
  await choose('han-sora');
  await expect(address, 'somebody else has it').toHaveAccessibleDescription(/has this address/);
  await expect(address).toBeFocused();
  await choose(second);
  await expect(author.getByText('Saved. Readers see it now.')).toBeVisible();
  await expect(author.getByRole('link', { name: `/authors/${second}` })).toBeVisible();
  const there = `/authors/${encodeURIComponent(second)}`;
  for (const rest of ['', '/feed.xml', '/feed.json']) {
    const answer = await ask.get(`/authors/${encodeURIComponent(before)}${rest}`);
    expect([answer.status(), answer.headers().location]).toEqual([301, there + rest]);
    expect((await ask.get(there + rest)).status()).toBe(200);
  }
  await choose(before); // taken back
  await expect(author.getByRole('link', { name: `/authors/${before}` })).toBeVisible();
  const answer = await ask.get(there);
  expect([answer.status(), answer.headers().location]).toEqual([301, `/authors/${encodeURIComponent(before)}`]);
});
