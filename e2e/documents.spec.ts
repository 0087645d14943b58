import { brotliDecompressSync } from 'node:zlib';
import { expect, test } from './support/fixtures.ts';
import { commentForm, fieldsOf } from './support/reader.ts';
import { isForStaff, listReadersPages } from './support/readers-pages.ts';
import { clearAway, startSite } from './support/site.ts';
import { type Answer, ask } from './support/sockets.ts';

/**
 * What readers get is a finished document: nothing of the framework is in it, and nothing has to come for it to be read.
 * Sizes are those of the bytes that are sent.
 */
const budgets = {
  /** An article with its style sheet: one round trip to the first paint. */
  article: 14 * 1024,
  /** The one script of readers' pages. */
  script: 6 * 1024,
};

test.afterEach(clearAway);

test('no reader’s page has anything of the framework in it', async ({ page, signInAs }) => {
  test.slow();
  const editor = await signInAs('editor');
  const pages = await listReadersPages(page);
  for (const { address, path, status } of pages) {
    const answer = await (isForStaff(address) ? editor : page).request.get(path);
    expect(answer.status(), path).toBe(status);
    expectDocument(await answer.text(), path);
  }
});

test('nor has the answer to a form', async ({ page, ask, article }) => {
  await page.goto(article.path);
  const fields = await fieldsOf(commentForm(page));
  const answer = await ask.post(article.path, { multipart: { ...fields, name: '', body: 'Words.' } });
  expect(answer.status()).toBe(422);
  expectDocument(await answer.text(), article.path);
});

/** A whole document: all that describes it in its head, no scripts but ours, nothing that a script must show. */
function expectDocument(html: string, path: string): void {
  expect(html, path).toMatch(/^<!DOCTYPE html>[\s\S]*<\/html>\s*$/);
  expect(html, path).not.toMatch(/\/_next\/static\/[^"'\s)]*\.js/);
  expect(html, path).not.toMatch(/<template id="B:|id="S:|<!--\$/);
  expect(html, path).not.toMatch(/__next_f|__NEXT_DATA__|self\.__next|<html id="__next_error__"/);
  for (const [script, attributes] of html.matchAll(/<script\b([^>]*)>/g))
    expect(attributes, `${path}: ${script}`).toMatch(
      /type="application\/ld\+json"|src="\/(reader|article|card)\.js[^"]*" defer|defer="" src="\/(reader|article|card)\.js/,
    );
  expect(html, path).not.toMatch(/\son[a-z]+=|\sstyle="|javascript:/);
  const [head = '', body = ''] = html.split('</head>');
  expect(head.match(/<title\b/g), path).toHaveLength(1);
  // but for the sheets of what no first screen and what few articles show
  expect(body.replace(/<link rel="stylesheet" href="\/(later|blocks)\.css\?v=\w+"\/>/g, ''), path).not.toMatch(
    /<(title|meta|link|style)\b/,
  );
}

test('a browser asks no other host, and gets one script', async ({ page, signInAs, baseURL }) => {
  test.slow();
  const editor = await signInAs('editor');
  const pages = await listReadersPages(page);
  const scripts = new Set<string>();
  const failures: string[] = [];
  for (const one of [page, editor]) {
    one.on('request', (request) => {
      if (request.resourceType() === 'script') scripts.add(new URL(request.url(), baseURL).pathname);
    });
    one.on('response', (answer) => {
      if (answer.status() >= 400 && answer.request().resourceType() !== 'document')
        failures.push(`${answer.status()} ${answer.url()}`);
    });
  }
  // requests to other hosts are looked out for in every test (support/fixtures.ts)
  for (const { address, path } of pages)
    await (isForStaff(address) ? editor : page).goto(path, { waitUntil: 'networkidle' });
  expect([...scripts].toSorted(), 'one, and another in frames of other sites').toEqual(['/card.js', '/reader.js']);
  expect(failures, 'everything that a page names is there').toEqual([]);
});

test('the longest article with pictures, and the Korean one, come in one round trip', async () => {
  test.slow();
  // A site of its own: what is made anew, as on the shared one whenever a journey publishes, is not packed so well yet.
  const site = await (await startSite()).ready();
  const articles = await sampleArticles(site.url);
  const longest = articles.filter(({ pictures }) => pictures > 1).sort((a, b) => b.words - a.words)[0]!;
  const korean = articles.find(({ language }) => language === 'ko')!;
  expect(longest.words, 'it is a long one').toBeGreaterThan(1000);
  for (const { path, html } of [longest, korean]) {
    const sheet = html.indexOf('<link rel="stylesheet"');
    expect(sheet, `${path}: no sheet to wait for before its end`).toBeGreaterThan(html.indexOf('</article>'));
    for (const coding of ['br', 'gzip']) {
      const first = await ask(site.url, path, { headers: { 'accept-encoding': coding } });
      expect(first.headers['content-encoding']).toBe(coding);
      expect(first.body.length, `${path} in ${coding}, for its first readers`).toBeLessThanOrEqual(budgets.article);
    }
    // what is often read is packed once more, as well as can be
    const often = () => ask(site.url, path, { headers: { 'accept-encoding': 'br' } });
    for (let time = 0; time < 25; time++) await often();
    await expect.poll(async () => (await often()).headers.etag, { timeout: 60_000 }).toMatch(/-br-best"$/);
    const [sent, plain] = [await often(), await ask(site.url, path)];
    expect(contentOf(sent)).toBe(contentOf(plain));
    expect(sent.headers['content-encoding']).toBe('br');
    expect(brotliDecompressSync(sent.body).toString('utf8')).toBe(plain.text);
    test.info().annotations.push({ type: 'bytes', description: `${path}: ${sent.body.length}` });
    expect(sent.body.length, path).toBeLessThanOrEqual(budgets.article);
  }
});

test('the script of readers’ pages is small', async ({ baseURL }) => {
  const [address] = /\/reader\.js[^"]*/.exec((await ask(baseURL!, '/')).text)!;
  const sent = await ask(baseURL!, address, { headers: { 'accept-encoding': 'br' } });
  expect(sent.status).toBe(200);
  expect(sent.headers['content-encoding']).toBe('br');
  expect(sent.body.length).toBeLessThanOrEqual(budgets.script);
});

/** What an ETag says of an answer's content, in whichever coding it came. */
const contentOf = ({ headers }: Answer): string => headers.etag!.slice(1, 23);

/** The articles that the sample begins with, as they stand in the site map. */
async function sampleArticles(url: string) {
  const map = (await ask(url, '/sitemap.xml?part=articles-1')).text;
  const paths = [...map.matchAll(/<loc>([^<]+\/articles\/[^<]+)<\/loc>/g)].map(
    ([, address]) => new URL(address!).pathname,
  );
  return Promise.all(
    paths.map(async (path) => {
      const html = (await ask(url, path)).text;
      const text = /<article\b[\s\S]*?<\/article>/.exec(html)?.[0].replace(/<[^>]*>/g, ' ') ?? '';
      return {
        path,
        html,
        words: text.split(/\s+/).length,
        pictures: html.match(/<figure\b/g)?.length ?? 0,
        language: /<article\b[^>]*\blang="(\w+)"|<h1\b[^>]*\blang="(\w+)"/.exec(html)?.slice(1).find(Boolean) ?? 'en',
      };
    }),
  );
}
