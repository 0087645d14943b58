import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import postgres from 'postgres';
import { routeOf, routes } from '../server/routes.ts';
import { memoryOf } from './support/memory.ts';
import { databaseOf, signInAt } from './support/sessions.ts';
import { clearAway, type Site, startSite } from './support/site.ts';
import { ask, form, formHeaders, say } from './support/sockets.ts';

/**
 * While the database answers, no request gets a 5xx, however malformed. First everything that Next answers wrongly by
 * itself, at every kind of address; then thousands of requests that nobody thought of.
 */
test.describe.configure({ mode: 'serial' });

let site: Site;
let sessions: string[];

test.beforeAll(async () => {
  test.setTimeout(240_000);
  site = await (await startSite({ SAMPLE_CONTENT: '0' })).ready();
  sessions = await signInAt(site, 'owner', 60);
  await printArticle();
});
test.afterAll(clearAway);

async function printArticle(): Promise<void> {
  const sql = postgres(databaseOf(site), { max: 1 });
  const [article] = await sql`
    insert into articles (slug, state, published_at) values ('the-ferry', 'published', now()) returning id`;
  const [revision] = await sql`
    insert into revisions (article_id, number, headline, slug, body)
    values (${article!.id}, 1, 'The ferry', 'the-ferry', ${sql.json({ type: 'doc', content: [] })}) returning id`;
  await sql`
    update articles set draft_revision_id = ${revision!.id}, published_revision_id = ${revision!.id}
    where id = ${article!.id}`;
  await sql`insert into article_slugs (slug, article_id) values ('the-ferry', ${article!.id}) on conflict do nothing`;
  await sql.end();
}

/** One path of each kind: of every address there is, with names that lead somewhere and nowhere, and of none. */
const paths = [
  ...routes.map(([address]) => address.replace('/**', '').replaceAll('*', 'of-nobody')),
  '/articles/the-ferry',
  '/sections/news',
  '/desk/articles',
  '/desk/settings',
  `/desk/articles/${'0'.repeat(8)}-0000-4000-8000-${'0'.repeat(12)}`,
  '/nothing',
  '/_next/static/chunks/nothing.js',
  '/_next/image',
  '/reader.js',
];
const takesForms = (path: string): boolean => routeOf(path)?.takesForms ?? false;
const takesData = (path: string): boolean => routeOf(path)?.takesData ?? false;

test.describe('what Next answers wrongly by itself', () => {
  for (const [about, contentType, body] of [
    ['no boundary', 'multipart/form-data', '--x\r\n\r\n--x--\r\n'],
    ['another boundary', 'multipart/form-data; boundary=y', '--x\r\n\r\n--x--\r\n'],
    ['cut off', 'multipart/form-data; boundary=x', '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nhalf'],
    ['nothing', 'multipart/form-data; boundary=x', ''],
  ] as const) {
    test(`a multipart form with ${about}: 400, and 405 where no form is taken`, async () => {
      for (const path of paths)
        for (const headers of [{}, { 'next-action': 'a'.repeat(42) }, { cookie: sessions[0] }]) {
          const answer = await ask(site.url, path, {
            method: 'POST',
            headers: { 'content-type': contentType, ...headers },
            body,
          });
          expect(answer.status, path).toBe(takesForms(path) ? 400 : 405);
        }
    });
  }

  test('a server action from another origin, or from none: 403', async () => {
    for (const path of paths.filter(takesForms))
      for (const origin of [
        'https://evil.example',
        'null',
        `${site.url}.evil.example`,
        site.url.replace('http', 'https'),
      ])
        for (const named of [{}, { 'next-action': 'a'.repeat(42), cookie: sessions[0] }]) {
          const body = form({ [`$ACTION_ID_${'a'.repeat(42)}`]: '' });
          const headers = { ...formHeaders, ...named, origin };
          expect((await ask(site.url, path, { method: 'POST', headers, body })).status, `${path} ${origin}`).toBe(403);
        }
  });

  test('a broken escape in a path: 400', async () => {
    for (const path of paths)
      for (const broken of ['/%E0%A4%A', '%', '/%zz', '/%C0%AF', '/%ED%A0%80', '/a%00b', '/a%2Fb', '/a%5Cb'])
        for (const method of ['GET', 'POST'])
          expect((await ask(site.url, path + broken, { method })).status, `${method} ${path}${broken}`).toBe(400);
  });

  test('methods that no page takes: 405 with what is allowed', async () => {
    for (const path of paths)
      for (const method of ['PUT', 'DELETE', 'PATCH', 'TRACE', 'PROPFIND', 'LOCK', 'PURGE', 'QUERY']) {
        if (method === 'PUT' && takesData(path)) continue;
        const answer = await ask(site.url, path, { method });
        expect(answer.status, `${method} ${path}`).toBe(405);
        const allowed = `GET, HEAD${takesForms(path) ? ', POST' : ''}${takesData(path) ? ', PUT' : ''}`;
        expect(answer.headers.allow, `${method} ${path}`).toBe(allowed);
      }
  });

  test('what the desk’s script puts: only JSON, only from our pages, only by the signed in, and no more than a text', async () => {
    const json = { 'content-type': 'application/json' };
    const put = async (headers: Record<string, string>, body: string | Buffer = '{"a":1}') =>
      (await ask(site.url, '/desk/articles/of-nobody/draft', { method: 'PUT', headers, body })).status;
    const signedIn = { ...json, origin: site.url, cookie: sessions[0]! };
    expect(await put({ ...json, origin: site.url })).toBe(401);
    expect(await put(signedIn)).toBe(422);
    expect(await put(signedIn, '{"a":')).toBe(400);
    expect(await put({ ...signedIn, 'content-type': 'text/plain' })).toBe(415);
    expect(await put({ ...signedIn, origin: 'https://evil.example' })).toBe(403);
    expect(await put({ ...json, origin: site.url }, Buffer.alloc(300 * 1024))).toBe(413);
    expect(await put(signedIn, Buffer.alloc(22 * 1024 * 1024))).toBe(413);
  });

  test('JSON: 415; 21 MB: 413', async () => {
    const megabytes = Buffer.alloc(21 * 1024 * 1024);
    for (const path of paths.filter(takesForms)) {
      const json = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"a":1}' };
      expect((await ask(site.url, path, json)).status, path).toBe(415);
    }
    for (const path of ['/', '/articles/the-ferry', '/desk', '/api/unsubscribe/of-nobody', '/sign-in'])
      expect((await ask(site.url, path, { method: 'POST', headers: formHeaders, body: megabytes })).status, path).toBe(
        413,
      );
  });

  test('headers that steer Next are of no consequence on a reader’s page', async () => {
    for (const path of ['/', '/articles/the-ferry', '/about', '/nothing', '/feed.xml']) {
      const plain = await ask(site.url, path);
      for (const headers of steering) {
        const answer = await ask(site.url, path, { headers });
        expect([answer.status, answer.text === plain.text], `${path} ${JSON.stringify(headers)}`).toEqual([
          plain.status,
          true,
        ]);
        expect(answer.headers['content-type']).toBe(plain.headers['content-type']);
      }
      expect((await ask(site.url, path)).text, 'nor does it stay').toBe(plain.text);
    }
  });

  test('the picture optimiser and the data of pages: 404', async () => {
    for (const path of [
      '/_next/image?url=%2Fa.jpg&w=64&q=75',
      '/_next/image?url=http://x',
      '/_next/image',
      '/_next/data/x/index.json',
      '/_next/postponed/resume',
      '/index.html',
      '/index.rsc',
      '/about.rsc',
      '/about.txt',
      '/index.segments/_tree.segment.rsc',
    ])
      expect((await ask(site.url, path)).status, path).toBe(404);
  });

  test('what is not there has one title, and a form leads somewhere', async () => {
    const missing = await ask(site.url, '/nothing');
    expect(missing.text.match(/<title\b/g)).toHaveLength(1);
    for (const path of [
      '/',
      '/articles/the-ferry',
      '/contact',
      '/follow',
      '/follow/confirm/x',
      '/unsubscribe/x',
      '/sign-in',
    ])
      expect((await ask(site.url, path)).text, path).not.toMatch(/<form\b[^>]*\baction=""/);
  });

  test('an action that no build knows: 409 with the words, and for a script at the desk no fault', async () => {
    const unknown = '7f'.repeat(21);
    for (const path of ['/', '/articles/the-ferry', '/contact']) {
      const body = form({ [`$ACTION_ID_${unknown}`]: '', body: 'What I had written.' });
      const answer = await ask(site.url, path, { method: 'POST', headers: formHeaders, body });
      expect(answer.status, path).toBe(409);
      expect(answer.text, path).toContain('What I had written.');
    }
    const headers = { 'content-type': 'text/plain;charset=UTF-8', 'next-action': unknown, cookie: sessions[0] };
    const byScript = await ask(site.url, '/desk', { method: 'POST', headers, body: '[]' });
    expect([404, 409]).toContain(byScript.status);
    expect(byScript.headers['x-nextjs-action-not-found']).toBe('1');
  });
});

const steering: Record<string, string>[] = [
  { rsc: '1' },
  { rsc: '1', 'next-router-prefetch': '1' },
  { rsc: '1', 'next-router-segment-prefetch': '/_tree' },
  { rsc: '1', 'next-router-state-tree': '%5B%22%22%5D' },
  { 'next-router-state-tree': 'broken' },
  { 'next-action': 'a'.repeat(42) },
  { 'next-resume': '1' },
  { 'x-nextjs-data': '1' },
  { 'x-matched-path': '/privacy' },
  { 'x-invoke-path': '/privacy', 'x-invoke-status': '500' },
  { 'x-middleware-subrequest': 'middleware:middleware:middleware:middleware:middleware' },
  { 'x-middleware-rewrite': '/privacy', 'x-middleware-invoke': '1' },
  { 'x-now-route-matches': '1=privacy' },
  { 'x-prerender-revalidate': 'x', 'x-prerender-bypass': 'x' },
  { cookie: '__prerender_bypass=x; __next_preview_data=x' },
  { forwarded: 'host=evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
  { purpose: 'prefetch', 'sec-purpose': 'prefetch' },
  { 'user-agent': 'Googlebot' },
];

// ---- what nobody thought of

/** The ids of actions that the desk's scripts know. */
async function actionIds(): Promise<string[]> {
  const ids = new Set<string>();
  for (const page of [
    '/desk',
    '/desk/articles',
    '/desk/comments',
    '/desk/people',
    '/desk/settings',
    '/desk/sections',
    '/sign-in',
  ]) {
    const html = (await ask(site.url, page, { headers: { cookie: sessions[0] } })).text;
    for (const [script] of html.matchAll(/\/_next\/static\/[^"'\\]+\.js/g))
      for (const [, id] of (await ask(site.url, script)).text.matchAll(/"([0-9a-f]{42})"/g)) ids.add(id!);
  }
  return [...ids];
}

const some = <T>(...values: T[]) => fc.constantFrom(...values);
const oddText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  some(
    '',
    '__proto__',
    'constructor',
    'toString',
    '%',
    '$',
    '\ud800',
    '한'.normalize('NFD'),
    '\u202e',
    '[object Object]',
    '-1',
    '1e999',
    'null',
  ),
);
const oddPiece = fc.oneof(
  some(
    '%00',
    '%2f',
    '%2e%2e',
    '..',
    '.',
    '',
    '%ff',
    '%C0%AF',
    '%F0%9F%98%80',
    '%ED%A0%80',
    '%25',
    '%2525',
    ';',
    '@',
    ':',
    '%0d%0a',
    '[slug]',
    '(site)',
    '_next',
    '__proto__',
    'constructor',
    '%5b',
    '~',
    '*',
    '한글',
    '%e1%84%92%e1%85%a1%e1%86%ab',
    '$ACTION',
    'index.rsc',
    'page.js.map',
    'a'.repeat(300),
  ),
  oddText.map((text) => encodeURIComponent(text.toWellFormed())),
);
const path = fc
  .tuple(some(...paths), fc.array(oddPiece, { maxLength: 3 }), some('', '', '', '/'))
  .map(([known, odd, end]) => [known, ...odd].join('/') + end);
const query = fc.oneof(
  { weight: 3, arbitrary: some('') },
  some(
    '?',
    '??',
    '?_rsc=abc',
    '?follow=%',
    '?comment=1&comment=2',
    '?nxtPslug=x',
    '?__nextLocale=ko',
    '?message=%ff',
    '?a[b]=c',
    `?${'a&'.repeat(500)}`,
    '?amp=1',
    '?__next_private=1',
    '#x',
  ),
  oddText.map((text) => `?x=${encodeURIComponent(text.toWellFormed())}`),
);
const method = fc.oneof(
  { weight: 4, arbitrary: some('GET') },
  { weight: 4, arbitrary: some('POST') },
  some('HEAD', 'OPTIONS', 'PUT', 'DELETE', 'TRACE', 'CONNECT', 'get', 'QUERY', 'M-SEARCH', 'BREW', 'G\u0000T', ''),
);

const headerOf = (...[name, ...values]: [string, ...string[]]) => some(...values).map((value) => `${name}: ${value}`);
const headers = (actions: string[]) =>
  fc.array(
    fc.oneof(
      some(...steering).map((all) =>
        Object.entries(all)
          .map(([name, value]) => `${name}: ${value}`)
          .join('\r\n'),
      ),
      some(...actions, 'a'.repeat(42), 'x', '', '0'.repeat(5000)).map((id) => `next-action: ${id}`),
      some(...sessions).map((cookie) => `cookie: ${cookie}`),
      headerOf(
        'cookie',
        'authjs.session-token=x',
        'authjs.session-token=%',
        ';;;=;',
        'a=\xff',
        '__Secure-authjs.session-token=x',
        `a=${'b'.repeat(9000)}`,
      ),
      headerOf('origin', 'null', 'https://evil.example', 'x', '', 'file://'),
      headerOf('sec-fetch-site', 'cross-site', 'same-origin', 'none', 'x'),
      headerOf('range', 'bytes=0-', 'bytes=5-2', 'bytes=-0', 'bytes=0-1,3-4', 'x', 'bytes=99999999999999999999-'),
      headerOf('if-none-match', '*', '"', 'W/"x"', ','.repeat(500)),
      headerOf('if-modified-since', 'yesterday', 'Thu, 01 Jan 1970 00:00:00 GMT'),
      headerOf('accept-encoding', 'br;q=x', '*', 'identity;q=0', ','.repeat(300), 'gzip\t,br'),
      headerOf('accept', 'text/x-component', '*/*;q=x', '\xff'),
      headerOf('accept-language', 'ko-KR,*;q=0', '-', 'x'.repeat(1000)),
      headerOf('x-forwarded-for', '1.2.3.4', 'x', '::1, , ,', ','.repeat(3000)),
      headerOf('x-forwarded-proto', 'https', 'javascript'),
      headerOf('content-encoding', 'gzip', 'br', 'x'),
      headerOf('expect', '100-continue', 'x'),
      headerOf('upgrade', 'websocket', 'h2c', 'x'),
      headerOf('connection', 'upgrade', 'close, x', 'keep-alive'),
      headerOf('x-action-forwarded', '1'),
      headerOf('if-range', 'x'),
      headerOf('host', 'evil.example', '', 'localhost:1', '[::1'),
      some('no colon', 'a b: c', ': x', '\u0000: x', 'x: \u0000'),
    ),
    { maxLength: 5 },
  );

/** Parts of a multipart form, right and wrong. */
const part = (actions: string[]) =>
  fc
    .tuple(
      fc.oneof(
        some(
          '$ACTION_REF_1',
          '$ACTION_1:0',
          '$ACTION_1:1',
          '$ACTION_KEY',
          '1_$ACTION_REF_1',
          '0',
          '1',
          '1_articleId',
          'articleId',
          'name',
          'body',
          'form',
          'once',
          '__proto__',
          '',
          'file',
        ),
        some(...actions).map((id) => `$ACTION_ID_${id}`),
      ),
      fc.oneof(
        some(
          '',
          '["$K1"]',
          '["$F1"]',
          '["$@1"]',
          '[{"status":"idle"}]',
          '"$T"',
          '["$1:__proto__:then"]',
          '{"then":"$1:a:a"}',
          '[]',
          'null',
          '["$Q1","$W2","$B3","$r4","$n9"]',
          '####',
        ),
        some(...actions).map((id) => `{"id":"${id}","bound":"$@1"}`),
        oddText,
      ),
      some('', '', '', '; filename="a.png"', '; filename=""', "; filename*=UTF-8''%ff"),
      some('', '', 'Content-Type: image/png\r\n', 'Content-Transfer-Encoding: base64\r\n', 'Content-Type: \xff\r\n'),
    )
    .map(
      ([name, text, file, more]) =>
        `--x\r\nContent-Disposition: form-data; name="${name}"${file}\r\n${more}\r\n${text}\r\n`,
    );

const body = (actions: string[]) =>
  fc.oneof(
    { weight: 2, arbitrary: some({ type: '', text: '' }) },
    {
      weight: 4,
      arbitrary: fc
        .tuple(fc.array(part(actions), { maxLength: 6 }), some('--x--\r\n', '--x--\r\n', '--x', '', '--y--'))
        .map(([parts, end]) => ({ type: 'multipart/form-data; boundary=x', text: parts.join('') + end })),
    },
    fc.array(fc.tuple(oddText, oddText), { maxLength: 5 }).map((fields) => ({
      type: formHeaders['content-type'],
      text: new URLSearchParams(
        fields.map(([name, text]): [string, string] => [name.toWellFormed(), text.toWellFormed()]),
      ).toString(),
    })),
    some(
      { type: formHeaders['content-type'], text: 'a=&'.repeat(3000) },
      { type: formHeaders['content-type'], text: '%=%&&&=' },
      { type: 'application/json', text: '{"a":' },
    ),
    fc
      .tuple(
        some(
          'text/plain;charset=UTF-8',
          'text/plain',
          'text/x-component',
          'multipart/form-data',
          'multipart/form-data; boundary=',
          'multipart/form-data; boundary="x',
          'application/octet-stream',
          '\xff/\xff',
        ),
        fc.oneof(
          some(
            '[]',
            '[null]',
            '[{"status":"idle"},"$K1"]',
            '["$F1"]',
            '[{"then":"$F0"}]',
            '{}',
            '[1,2,3,4]',
            '["$@0"]',
            '[[[[[[["$L0"]]]]]]]',
            '[{"articleId":"x"}]',
            '["\\u0000"]',
          ),
          oddText,
        ),
      )
      .map(([type, text]) => ({ type, text })),
  );
/** How long a body is said to be: mostly as long as it is. */
const framing = fc.oneof(
  { weight: 8, arbitrary: some('right') },
  some('none', 'short', 'long', 'negative', 'chunked', 'both', 'broken chunks'),
);

function written(framing: string, type: string, text: string): string {
  const length = Buffer.byteLength(text, 'latin1');
  const said: Record<string, string> = {
    right: `content-length: ${length}\r\n`,
    none: '',
    short: `content-length: ${Math.floor(length / 2)}\r\n`,
    long: `content-length: ${length + 10}\r\n`,
    negative: 'content-length: -5\r\n',
    chunked: 'transfer-encoding: chunked\r\n',
    both: `content-length: ${length}\r\ntransfer-encoding: chunked\r\n`,
    'broken chunks': 'transfer-encoding: chunked\r\n',
  };
  const sent =
    framing === 'chunked' || framing === 'both'
      ? `${length.toString(16)}\r\n${text}\r\n0\r\n\r\n`
      : framing === 'broken chunks'
        ? `zz\r\n${text}`
        : text;
  return `${said[framing]}${type && `content-type: ${type}\r\n`}\r\n${sent}`;
}

test('no request that can be thought up gets a 5xx', async () => {
  test.setTimeout(600_000);
  const actions = await actionIds();
  expect(actions.length, 'the desk’s own actions are among what is tried').toBeGreaterThan(10);
  const request = fc
    .tuple(method, path, query, headers(actions), body(actions), framing)
    .map(([method, path, query, headers, { type, text }, framing]) =>
      Buffer.from(
        `${method} ${path}${query} HTTP/1.1\r\nhost: localhost:${site.port}\r\nconnection: close\r\n${headers.map((header) => `${header}\r\n`).join('')}${written(framing, type, text)}`,
        'utf8',
      ),
    );
  const run = async (requests: Buffer[]) => {
    const waiting = [...requests];
    const counts = new Map<number, number>();
    await Promise.all(
      Array.from({ length: 16 }, async () => {
        for (let next = waiting.pop(); next; next = waiting.pop()) {
          let heard = await say(site.url, next, 30, { isAll: true });
          // a machine that stood still may have made the database late: not twice
          if (heard.status === 503) heard = await say(site.url, next, 30, { isAll: true });
          const { bytes, status, isClosed } = heard;
          counts.set(status, (counts.get(status) ?? 0) + 1);
          const asked = next.subarray(0, 1500).toString('utf8');
          expect(bytes.slice(0, 300), asked).not.toMatch(/^HTTP\/1\.1 5\d\d/m);
          expect(isClosed, `is answered, or told to go: ${asked}`).toBe(true);
        }
      }),
    );
    return counts;
  };
  await run(fc.sample(request, { seed: 20_261_125, numRuns: 500 })); // what is made once is made
  const before = memoryOf(site);
  const counts = await run(fc.sample(request, { seed: 1392, numRuns: 3000 }));
  const after = memoryOf(site);
  test.info().annotations.push({
    type: 'answers',
    description: `${[...counts]
      .sort(([a], [b]) => a - b)
      .map(([status, count]) => `${status}: ${count}`)
      .join(', ')}; ${before.toFixed(0)} MB before, ${after.toFixed(0)} MB after`,
  });
  expect(counts.size, 'not all were refused for one reason').toBeGreaterThan(8);
  expect(after - before).toBeLessThan(500);
  expect((await ask(site.url, '/articles/the-ferry')).status).toBe(200);
  expect((await ask(site.url, '/readyz')).status).toBe(200);
  expect(site.output).not.toMatch(/that nobody caught/);
});
