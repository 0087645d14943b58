import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { routes } from '../server/routes.ts';
import { newAddress } from './support/cast.ts';
import { save, textOf, writeDraft } from './support/desk.ts';
import { expect, test } from './support/fixtures.ts';
import { postComment } from './support/reader.ts';
import { isForStaff, listReadersPages } from './support/readers-pages.ts';
import { shareImageOf } from './support/share-image.ts';
import { clearAway, startSite } from './support/site.ts';
import { type Answer, ask } from './support/sockets.ts';

// ---- what a browser makes of the policies

/** Everything that a policy stops on pages of this browser: the browser says so on its console and as an event. */
async function watchPolicies(page: Page): Promise<string[]> {
  const stopped: string[] = [];
  await page.exposeFunction('noteViolation', (text: string) => stopped.push(text));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) => {
      const note = (window as unknown as { noteViolation: (text: string) => void }).noteViolation;
      note(`${location.pathname}: ${violatedDirective} ${blockedURI} ${sourceFile}`);
    });
  });
  page.on('console', (message) => {
    if (/Content[- ]Security[- ]Policy|Refused to/i.test(message.text())) stopped.push(message.text());
  });
  return stopped;
}

test('a policy that is broken is noticed by these tests', async ({ page }) => {
  const stopped = await watchPolicies(page);
  await page.goto('/about');
  await page.evaluate(() => {
    document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.ran = true' }));
    document.body.insertAdjacentHTML('beforeend', '<p style="color: red">a style</p>');
  });
  await expect.poll(() => stopped.join('\n')).toMatch(/script-src-elem inline[\s\S]*style-src-attr inline/);
  expect(await page.evaluate(() => 'ran' in window)).toBe(false);
});

test('nothing on a reader’s page is stopped by its policy', async ({ page, signInAs }) => {
  test.slow();
  const editor = await signInAs('editor');
  const pages = await listReadersPages(page);
  const stopped = [await watchPolicies(page), await watchPolicies(editor)];
  for (const { address, path } of pages) {
    const answer = await (isForStaff(address) ? editor : page).goto(path, { waitUntil: 'networkidle' });
    expect(answer?.headers()['content-security-policy'], path).toMatch(/^default-src 'none'; /);
    const anyFrame = address === '/articles/*/card' ? '; frame-ancestors *' : ''; // made to stand in frames
    expect(answer?.headers()['content-security-policy']?.replace(anyFrame, ''), path).not.toMatch(/unsafe-|nonce-|\*/);
  }
  expect(stopped.flat()).toEqual([]);
});

test('nor what its script and its forms do', async ({ page, article, context }) => {
  await context.grantPermissions(['clipboard-write', 'clipboard-read']);
  const stopped = await watchPolicies(page);
  await page.goto(article.path);
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByText('Link copied')).toBeVisible();
  await postComment(page, article.path, { name: 'Ada', email: newAddress(), body: 'Nothing was in the way.' });
  expect(stopped).toEqual([]);
});

test('nothing at the desk or on the way to it is stopped', async ({ signInAs, newReader }) => {
  test.slow();
  const stranger = await newReader();
  const owner = await signInAs('owner');
  const stopped = [await watchPolicies(stranger), await watchPolicies(owner)];
  for (const path of ['/sign-in', '/sign-in/of-nobody', '/desk']) {
    const answer = await stranger.goto(path, { waitUntil: 'networkidle' });
    expect(answer?.headers()['content-security-policy'], path).toMatch(
      /script-src 'nonce-[\w+/=]{20,}' 'strict-dynamic'/,
    );
  }
  await stranger.goto('/sign-in');
  await stranger.getByLabel('Your e-mail address').fill(newAddress('nobody'));
  await stranger.getByRole('button', { name: 'Send me a link' }).click();
  await expect(stranger.getByRole('heading', { name: 'Look into your mailbox' })).toBeVisible();

  await owner.goto('/desk');
  const links = await owner
    .locator('a[href^="/desk"]')
    .evaluateAll((all) => all.map((link) => link.getAttribute('href')!));
  const pages = [...new Set([...links, '/desk/welcome', '/desk/nothing', '/desk/pages/privacy'])];
  expect(pages.length, 'the navigation leads to every page').toBeGreaterThan(10);
  for (const path of pages) {
    const answer = await owner.goto(path, { waitUntil: 'networkidle' });
    if (answer?.headers()['content-type']?.startsWith('text/html'))
      expect(answer.headers()['content-security-policy'], path).not.toMatch(/unsafe-|\*/);
  }
  await owner.goto('/desk');
  await owner.getByRole('link', { name: 'Articles', exact: true }).first().click(); // by React's own navigation
  await expect(owner).toHaveURL(/\/desk\/articles$/);
  expect(stopped.flat()).toEqual([]);
  expect(await policyOf(owner), 'each answer has a nonce of its own').not.toBe(await policyOf(owner));
});

const policyOf = async (owner: Page): Promise<string> =>
  (await owner.request.get('/desk')).headers()['content-security-policy']!;

test('nor what an author does in the editor', async ({ signInAs }) => {
  test.slow();
  const author = await signInAs('author');
  const stopped = await watchPolicies(author);
  await writeDraft(author);
  const tool = (name: string) => author.getByRole('toolbar').getByRole('button', { name, exact: true });
  await textOf(author).click();
  await author.keyboard.press('Control+End');
  await author.keyboard.press('Enter');
  await tool('Bold').click();
  await author.keyboard.type('in heavy letters');
  await tool('Bold').click();
  await author.keyboard.press('Enter');
  await tool('Link').click();
  await author.getByRole('dialog').getByLabel('Address').fill('https://example.org/');
  await author.getByRole('dialog').getByRole('button', { name: 'Set link' }).click();
  await expect(textOf(author).getByRole('link', { name: 'https://example.org/' })).toBeVisible();
  await author.keyboard.press('End');
  await author.keyboard.press('Enter');
  const [chooser] = await Promise.all([
    author.waitForEvent('filechooser'),
    author.getByRole('toolbar').getByRole('button', { name: 'Add picture' }).click(),
  ]);
  const buffer = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#2f5d50' } })
    .png()
    .toBuffer();
  await chooser.setFiles({ name: 'river.png', mimeType: 'image/png', buffer });
  const figure = author.locator('figure').first();
  await figure.getByLabel('Alternative text').fill('A green river');
  await expect(figure.locator('img[src^="/media/"]'), 'the stored picture has come back').toBeVisible();
  await author.keyboard.press('Control+z');
  await author.keyboard.press('Control+Shift+z');
  await save(author);
  await author.getByRole('textbox', { name: 'Address', exact: true }).fill('');
  await author.goto(`${author.url()}/preview`, { waitUntil: 'networkidle' });
  expect(stopped).toEqual([]);
});

test('a preview may stand in a frame of the desk, an article in none', async ({ signInAs, article, baseURL }) => {
  const author = await signInAs('author');
  await author.goto('/desk');
  const framed = (path: string) =>
    author.evaluate(async (src) => {
      const frame = document.createElement('iframe');
      const loaded = new Promise((done) => frame.addEventListener('load', done));
      frame.src = src;
      document.body.append(frame);
      await loaded;
      return frame.contentDocument?.querySelector('h1')?.textContent ?? 'nothing';
    }, path);
  expect(await framed(`${article.deskPath}/preview`)).toBe(article.headline);
  expect(await framed(article.path)).toBe('nothing');
  expect(await framed('/desk')).toBe('nothing');
  expect(baseURL).toBe(new URL(author.url()).origin);
});

// ---- what is said of every answer

/** What every answer says, whatever is in it. */
function expectBasics(answer: Answer, path: string, corp = 'same-origin'): void {
  const { headers } = answer;
  expect(headers['x-content-type-options'], path).toBe('nosniff');
  expect(headers['cross-origin-resource-policy'], path).toBe(corp);
  expect(headers['referrer-policy'], path).toBeTruthy();
  expect(headers['x-powered-by'], path).toBeUndefined();
  expect(headers['x-nextjs-cache'], path).toBeUndefined();
  expect(headers.vary ?? '', path).not.toMatch(/rsc|next-router/i);
  expect(headers['cache-control'], path).toBeTruthy();
  expect(headers['cache-control'], path).not.toMatch(/s-maxage|stale-while-revalidate/);
}

function expectDocumentHeaders({ headers }: Answer, path: string, framedBy = "'none'"): void {
  expect(headers['content-security-policy'], path).toContain(`; frame-ancestors ${framedBy}`);
  expect(headers['content-security-policy'], path).toMatch(/^default-src 'none'; /);
  expect(headers['content-security-policy'], path).not.toContain('unsafe-');
  expect(headers['permissions-policy'], path).toMatch(/camera=\(\).*geolocation=\(\).*microphone=\(\)/);
  expect(headers['cross-origin-opener-policy'], path).toBe('same-origin');
}

test('the headers of readers’ pages', async ({ page, signInAs, baseURL }) => {
  test.slow();
  const editor = await signInAs('editor');
  const cookie = (await editor.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  for (const { address, path, status } of await listReadersPages(page)) {
    const isPreview = isForStaff(address);
    const answer = await ask(baseURL!, path, { headers: isPreview ? { cookie } : {} });
    expect(answer.status, path).toBe(status);
    const route = routes.find(([known]) => known === address)?.[1];
    expectBasics(answer, path, route?.isShared ? 'cross-origin' : undefined);
    const framedBy = { none: undefined, self: "'self'", any: '*' }[route?.framedBy ?? 'none'];
    expectDocumentHeaders(answer, path, framedBy);
    const isKept = route ? route.isKept : !/of-nobody/.test(path);
    const holdsToken = route ? route.holdsToken : !isKept;
    expect(answer.headers['cache-control'], path).toBe(
      isKept ? 'public, max-age=0, must-revalidate' : 'private, no-store',
    );
    expect(answer.headers['referrer-policy'], path).toBe(
      holdsToken ? 'same-origin' : 'strict-origin-when-cross-origin',
    );
    expect(answer.headers['set-cookie'], path).toBeUndefined();
    if (isKept) expect(answer.headers.vary, path).toBe('accept-encoding');
  }
});

test('the headers of what other sites may show, and of what they may not', async ({
  ask: asked,
  article,
  baseURL,
  page,
}) => {
  const html = await (await page.request.get('/articles/the-line-that-stops-at-the-river')).text();
  const found = (pattern: RegExp) => pattern.exec(html)![0];
  const shared = [found(/\/media\/[0-9a-f]+\.jpg/), (await shareImageOf(asked, article.path)).path, '/feed.xml'];
  const own = [
    '/sitemap.xml',
    '/robots.txt',
    '/favicon.ico',
    found(/\/icons\/[\w-]+\.png/),
    found(/\/fonts\/[\w.-]+\.woff2/),
    found(/\/reader\.js[^"]*/),
    '/manifest.webmanifest',
    '/healthz',
    '/readyz',
  ];
  for (const path of [...shared, ...own]) {
    const answer = await ask(baseURL!, path);
    expect(answer.status, path).toBe(200);
    expectBasics(answer, path, shared.includes(path) ? 'cross-origin' : 'same-origin');
    await expectVaryWherePacked(path);
  }
  const [, id] = /\/media\/([0-9a-f]+)\.jpg/.exec(html)!;
  expect((await ask(baseURL!, `/media/${id}.jpg`)).headers['surrogate-key'], 'for a CDN').toBe(`picture%3A${id}`);
  const sheet = /\/_next\/static\/[^"]+\.css/.exec((await ask(baseURL!, '/sign-in')).text)![0];
  expectBasics(await ask(baseURL!, sheet), sheet);
  await expectVaryWherePacked(sheet);

  /** Or a cache between us would give packed bytes to whoever cannot unpack them. */
  async function expectVaryWherePacked(path: string) {
    const { headers } = await ask(baseURL!, path, { headers: { 'accept-encoding': 'br, gzip' } });
    if (headers['content-encoding']) expect(headers.vary, path).toBe('accept-encoding');
  }
});

test('the headers of the desk, of refusals, and of what is not changed', async ({ baseURL, signInAs }) => {
  const owner = await signInAs('owner');
  const cookie = (await owner.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  for (const path of ['/sign-in', '/desk', '/desk/articles', '/desk/nothing']) {
    for (const headers of path === '/sign-in' ? [{}] : [{ cookie }, { cookie, rsc: '1' }]) {
      const answer = await ask(baseURL!, path, { headers });
      expectBasics({ ...answer, headers: { ...answer.headers, vary: '' } }, path); // the desk's answers vary by what its script sends
      expect(answer.headers['cache-control'], path).toContain('no-store');
      if (answer.headers['content-type']?.startsWith('text/html')) expectDocumentHeaders(answer, path);
    }
  }
  for (const [path, asked] of [
    ['/%', {}],
    ['/about', { method: 'PUT' }],
    ['/healthz', { method: 'PUT' }],
    ['/readyz', { method: 'POST' }],
    ['/contact', { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }],
    ['/desk', {}],
    ['/about/', {}],
  ] as const) {
    const answer = await ask(baseURL!, path, asked);
    expect(answer.status, path).toBeGreaterThanOrEqual(300);
    expect(answer.headers['x-powered-by'], path).toBeUndefined();
    expect(answer.headers['x-content-type-options'], path).toBe('nosniff');
    if (answer.status < 400) continue;
    expectBasics(answer, path);
    expectDocumentHeaders(answer, path);
  }
  const { headers } = await ask(baseURL!, '/about');
  const unchanged = await ask(baseURL!, '/about', { headers: { 'if-none-match': headers.etag! } });
  expect(unchanged.status).toBe(304);
  expectBasics(unchanged, '304');
  expectDocumentHeaders(unchanged, '304');
});

test.describe('Strict-Transport-Security', () => {
  test.afterAll(clearAway);

  test('is sent when the site’s address is https, on everything', async ({ baseURL, page }) => {
    test.slow();
    expect((await page.request.get('/')).headers()['strict-transport-security']).toBeUndefined();
    const site = await startSite({ SITE_URL: 'https://magazine.example', SAMPLE_CONTENT: '0' });
    await expect.poll(() => site.output, { timeout: 150_000 }).toContain('Ctrl-C stops it');
    const host = 'magazine.example';
    for (const path of [
      '/',
      '/about',
      '/feed.xml',
      '/reader.js',
      '/sign-in',
      '/desk',
      '/nothing',
      '/%',
      '/about/',
      '/healthz',
    ])
      expect((await ask(site.url, path, { headers: { host } })).headers['strict-transport-security'], path).toMatch(
        /^max-age=\d{8,}/,
      );
    const elsewhere = await ask(site.url, '/');
    expect(elsewhere.status, 'under another name there is nothing').toBe(421);
    expect(elsewhere.text).toContain('https://magazine.example');
    expect(new URL(baseURL!).protocol).toBe('http:');
  });
});
