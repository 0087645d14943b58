import { type APIRequestContext, type BrowserContext, test as base, expect, type Page } from '@playwright/test';
import type { Role } from '../../lib/auth/roles.ts';
import { cast, newNetworkAddress, stateOf } from './cast.ts';
import { type Draft, someDraft } from './desk.ts';
import { publishAs } from './newsroom.ts';

export type PublishedArticle = Draft & {
  /** Its public address, from the root. */
  path: string;
  /** Its address at the desk, from the root. */
  deskPath: string;
};

type Fixtures = {
  /** A page on which somebody with this role is signed in, in a browser of their own. JavaScript is on. */
  signInAs: (role: Role) => Promise<Page>;
  /** A page of a reader who was not here before, JavaScript as in the project. */
  newReader: () => Promise<Page>;
  /** A fresh article, published by the author of the cast. */
  article: PublishedArticle;
  /** Asks as a program does: no redirects are followed, and no cookie is kept. */
  ask: APIRequestContext;
};

export const test = base.extend<Fixtures & { watched: (context: BrowserContext) => void }>({
  // Everyone comes through the proxy that the site trusts, each from an address of their own.
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs
  extraHTTPHeaders: async ({}, use) => use({ 'x-forwarded-for': newNetworkAddress() }),

  /** Every page of every test: nothing is asked of another host, and no script fails. */
  watched: async ({ baseURL }, use) => {
    const faults: string[] = [];
    await use((context) => {
      context.on('request', (request) => {
        const url = new URL(request.url());
        if (url.protocol.startsWith('http') && url.origin !== baseURL) faults.push(`asked ${url.href}`);
      });
      context.on('weberror', (event) => {
        const error = event.error();
        // Chromium's word for going from a reader's page, which fades, to the desk, which does not.
        if (error.message.includes('ViewTransition opt-in disabled')) return;
        faults.push(`${event.page()?.url()}: ${error.stack || `${error.name}: ${error.message}`}`);
      });
    });
    expect(faults, 'requests to other hosts, and failed scripts').toEqual([]);
  },
  context: async ({ context, watched }, use) => {
    watched(context);
    await use(context);
  },

  signInAs: async ({ browser, baseURL, watched }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (role) => {
      const context = await browser.newContext({
        baseURL,
        storageState: stateOf(role),
        javaScriptEnabled: true,
        extraHTTPHeaders: { 'x-forwarded-for': newNetworkAddress() },
      });
      contexts.push(context);
      watched(context);
      return context.newPage();
    });
    await Promise.all(contexts.map((context) => context.close()));
  },

  newReader: async ({ browser, baseURL, javaScriptEnabled, watched }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async () => {
      const context = await browser.newContext({
        baseURL,
        javaScriptEnabled,
        storageState: undefined,
        extraHTTPHeaders: { 'x-forwarded-for': newNetworkAddress() },
      });
      contexts.push(context);
      watched(context);
      return context.newPage();
    });
    await Promise.all(contexts.map((context) => context.close()));
  },

  article: async ({ ask }, use) => {
    const draft = someDraft();
    const published = await publishAs(cast.author.email, draft);
    // the site hears of it a moment after the commit
    await expect.poll(async () => (await ask.get(published.path)).status(), { timeout: 30_000 }).toBe(200);
    await use({ ...draft, ...published });
  },

  ask: async ({ playwright, baseURL, extraHTTPHeaders }, use) => {
    const ask = await playwright.request.newContext({ baseURL, extraHTTPHeaders, maxRedirects: 0 });
    await use(ask);
    await ask.dispose();
  },
});

export { expect };
