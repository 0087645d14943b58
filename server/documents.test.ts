import { expect, test } from 'vitest';
import { asDocument, hashOf } from './documents.ts';
import { readersPolicy } from './headers.ts';

const noSheet = async () => null;
const document = async (html: string, readSheet: (path: string) => Promise<string | null> = noSheet) =>
  (await asDocument(html, readSheet)).html;

test("the framework's scripts, their preloads and its marks leave a page", async () => {
  const html =
    '<head><link rel="preload" as="script" href="/_next/static/a.js"/><script src="/_next/static/a.js" async=""></script></head><div hidden=""><!--$--><!--/$--></div><p>By <!-- -->Ann</p><script>self.__next_f.push("<b>")</script>';
  expect(await document(html)).toBe('<head></head><p>By Ann</p>');
});

test('structured data, our own script, and other preloads stay', async () => {
  const html =
    '<link rel="preload" as="font" href="/f.woff2"/><script type="application/ld+json">{"a":1}</script><script src="/reader.js?v=1" defer=""></script>';
  expect(await document(html)).toBe(html);
});

test('what X reads from Open Graph is not said twice', async () => {
  const kept =
    '<meta property="og:title" content="A"/><meta name="twitter:card" content="b"/><meta name="twitter:image:alt" content="c"/>';
  const html = `${kept}<meta name="twitter:title" content="A"/><meta name="twitter:image" content="/a.jpg"/>`;
  expect(await document(html)).toBe(kept);
});

test('the style sheets of the build stand in the page, and its policy names them', async () => {
  const html =
    '<head><link rel="preload" href="/_next/static/a.css" as="style"/><link rel="stylesheet" href="/_next/static/a.css" data-precedence="next"/><style>h1{}</style></head>';
  const made = await asDocument(html, async (path) => (path === '/_next/static/a.css' ? 'p{content:"$&"}' : null));
  expect(made.html).toBe('<head><style>h1{}</style><style>p{content:"$&"}</style></head>');
  expect(made.uses.styleHashes).toEqual([hashOf('h1{}'), hashOf('p{content:"$&"}')]);
});

test('the policy of a page lets in the players that stand in it, and no other hosts', async () => {
  const usesOf = async (html: string) => (await asDocument(html, noSheet)).uses;
  const youtube =
    '<a href="https://youtu.be/a" data-frame="https://www.youtube-nocookie.com/embed/a?autoplay=1&amp;start=9">';
  expect((await usesOf(youtube)).frames).toEqual(['https://www.youtube-nocookie.com']);
  expect((await usesOf('<a data-frame="https://example.org/">https://player.vimeo.com/video/1</a>')).frames).toEqual(
    [],
  );
  const policy = (uses: Awaited<ReturnType<typeof usesOf>>) => readersPolicy(uses, 'none');
  expect(policy(await usesOf(youtube))).toContain('; frame-src https://www.youtube-nocookie.com; ');
  expect(policy(await usesOf('<p>Words.</p>'))).not.toContain('frame-src');
});

test('what a style sheet of the build names is found from any page', async () => {
  const html = '<head><link rel="stylesheet" href="/_next/static/chunks/a.css"/></head>';
  const sheet =
    '@font-face{src:url(../media/a.woff2)}i{background:url("./b.png")}b{background:url(/c.png),url(data:,d)}';
  expect(await document(html, async () => sheet)).toContain(
    '@font-face{src:url(/_next/static/media/a.woff2)}i{background:url("/_next/static/chunks/b.png")}b{background:url(/c.png),url(data:,d)}',
  );
});

test('a style sheet that cannot be read stays linked', async () => {
  const html = '<head><link rel="stylesheet" href="/_next/static/a.css" data-precedence="next"/></head>';
  expect(await document(html)).toBe(html);
});

test('fonts to fetch ahead come in one order, wherever React named them', async () => {
  const font = (name: string) => `<link rel="preload" href="/typefaces/${name}.woff2" as="font"/>`;
  const [one, other] = await Promise.all(
    [
      `<head><meta name="viewport" content="x"/>${font('b')}<title>T</title>${font('a')}</head>`,
      `<head><meta name="viewport" content="x"/>${font('a')}${font('b')}<title>T</title></head>`,
    ].map((html) => document(html)),
  );
  expect(one).toBe(other);
  expect(one).toBe(`<head><meta name="viewport" content="x"/>${font('a')}${font('b')}<title>T</title></head>`);
});
