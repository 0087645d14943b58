import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { expect, test } from '@playwright/test';

/**
 * What the HTTP front answers to requests that no page takes. They go over plain sockets: a browser would tidy them up.
 */
type Answer = { status: number; headers: IncomingHttpHeaders; text: string };
type Asked = { method?: string; headers?: Record<string, string>; body?: string | Buffer };

const site = () => new URL(process.env.E2E_SITE!);

function ask(path: string, { method = 'GET', headers = {}, body }: Asked = {}): Promise<Answer> {
  return new Promise((done, fail) => {
    const { hostname, port, host } = site();
    const request = httpRequest(
      { hostname, port, path, method, headers: { host, ...headers }, agent: false },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('end', () =>
          done({
            status: response.statusCode!,
            headers: response.headers,
            text: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      },
    );
    request.on('error', fail);
    request.end(body);
  });
}

/** Writes raw bytes to the site and returns the status line and the rest. */
function say(bytes: string): Promise<string> {
  return new Promise((done, fail) => {
    const { hostname, port } = site();
    let heard = '';
    const socket = connect({ host: hostname, port: Number(port) }, () => socket.write(bytes));
    socket.setEncoding('utf8').on('data', (chunk) => (heard += chunk));
    socket.on('close', () => done(heard));
    socket.on('error', fail);
    setTimeout(() => socket.destroy(), 3000).unref();
  });
}

const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString();
const formHeaders = { 'content-type': 'application/x-www-form-urlencoded' };

test.describe('a request that no page takes', () => {
  for (const [path, status] of [
    ['/articles/%E0%A4%A', 400],
    ['/%', 400],
    ['/articles/a%00b', 400],
    ['/articles\\evil', 400],
    [`/${'a'.repeat(9000)}`, 414],
    ['/_next/image?url=%2Fmedia%2Fx.jpg&w=64&q=75', 404],
    ['/_next/data/x/index.json', 404],
    ['/api/internal/expire', 404],
    ['/api/auth/callback/link?token=a&email=b', 404],
    ['/articles/../../etc/passwd', 404],
  ] as const) {
    test(`${status} for ${path.slice(0, 40)}`, async () => {
      const answer = await ask(path);
      expect(answer.status).toBe(status);
      expect(answer.text).toContain('<h1');
      expect(answer.text).toContain('href="/"');
    });
  }

  for (const method of ['PUT', 'DELETE', 'PATCH', 'PROPFIND']) {
    test(`405 for ${method} on a page, with what is allowed`, async () => {
      const answer = await ask('/about', { method });
      expect(answer.status).toBe(405);
      expect(answer.headers.allow).toBe('GET, HEAD, POST');
    });
  }

  test('405 for a form posted to a file', async () => {
    const answer = await ask('/feed.xml', { method: 'POST', headers: formHeaders, body: form({ a: 'b' }) });
    expect([answer.status, answer.headers.allow]).toEqual([405, 'GET, HEAD']);
  });

  test('415 for JSON, 413 for too much, 400 for what is no form of ours', async () => {
    const json = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
    expect((await ask('/contact', json)).status).toBe(415);
    const broken = { 'content-type': 'multipart/form-data; boundary=x' };
    expect((await ask('/contact', { method: 'POST', headers: broken, body: 'no boundary here' })).status).toBe(400);
    expect((await ask('/desk', { method: 'POST', headers: broken, body: 'no boundary here' })).status).toBe(400);
    expect((await ask('/contact', { method: 'POST', headers: formHeaders, body: form({ name: 'Ann' }) })).status).toBe(
      400,
    );
    const large = { method: 'POST', headers: { ...formHeaders, 'content-length': String(30_000_000) } };
    expect((await ask('/contact', large)).status).toBe(413);
  });

  test('403 for a form from another site', async () => {
    const body = form({ $ACTION_ID_x: '' });
    const foreign: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
    ];
    for (const headers of foreign) {
      const answer = await ask('/contact', {
        method: 'POST',
        headers: { ...formHeaders, ...headers },
        body,
      });
      expect(answer.status).toBe(403);
    }
  });

  test('421 for another name, however it is claimed', async () => {
    expect((await ask('/', { headers: { host: 'evil.example' } })).status).toBe(421);
    // from a trusted proxy, as here, such a header is believed: that it is another site's
    expect((await ask('/', { headers: { 'x-forwarded-host': 'evil.example' } })).status).toBe(421);
  });

  test('400 for what is not HTTP, 431 for endless headers', async () => {
    expect(await say('HELLO\r\n\r\n')).toContain('HTTP/1.1 400');
    expect(await say(`GET / HTTP/1.1\r\nhost: ${site().host}\r\nx-long: ${'a'.repeat(20_000)}\r\n\r\n`)).toContain(
      'HTTP/1.1 431',
    );
  });

  for (const path of [
    '/articles/%25',
    '/articles/%25e0',
    '/articles/a%2500b',
    '/sections/%25',
    '/authors/%25',
    '/fonts/%25',
    '/media/%25',
    '/articles/%25/share/%25.jpg',
    '/follow/confirm/%25',
    '/unsubscribe/%25',
    '/not-found',
    '/_global-error',
    '/%5fglobal-error',
    '/_next/static/chunks/nothing.js',
  ]) {
    test(`no fault and no endless wait for ${path}`, async () => {
      const answer = await ask(path);
      expect([400, 404]).toContain(answer.status);
      expect(answer.text).not.toContain('__next_error__');
    });
  }

  test('409 for a request that claims to be Next itself', async () => {
    expect((await ask('/desk', { headers: { 'x-action-forwarded': '1' } })).status).toBe(409);
  });

  test('a form that two parsers read differently does not end the process', async () => {
    const body = [
      '--x',
      'Content-Disposition: form-data; name="1_$ACTION_REF_1"',
      'Content-Transfer-Encoding: base64',
      '',
      '####',
      '--x--',
      '',
    ].join('\r\n');
    const named: Record<string, string>[] = [{}, { 'next-action': 'a'.repeat(42) }];
    for (const headers of named) {
      const contentType = { 'content-type': 'multipart/form-data; boundary=x' };
      const answer = await ask('/sign-in', { method: 'POST', headers: { ...contentType, ...headers }, body });
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
    }
    expect((await ask('/')).status).toBe(200);
  });

  test('413 for a picture from somebody who is not signed in, sent to its end, its size announced or not', async () => {
    const body = Buffer.alloc(20 * 1024 * 1024);
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    const forged = { cookie: 'authjs.session-token=forged' };
    for (const path of ['/desk', '/sign-in', '/contact']) {
      expect((await ask(path, { method: 'POST', headers, body })).status, path).toBe(413);
      const inPieces = { ...headers, ...forged, 'transfer-encoding': 'chunked' };
      expect((await ask(path, { method: 'POST', headers: inPieces, body })).status, path).toBe(413);
    }
  });

  test('413 for 40,000 fields, 400 for a reference that React would follow', async () => {
    const many = Array.from({ length: 40_000 }, (_, number) => `f${number}=`).join('&');
    const forged = {
      $ACTION_REF_1: '',
      '$ACTION_1:0': `{"id":"${'a'.repeat(42)}","bound":"$@1"}`,
      '$ACTION_1:1': '["$F1"]',
    };
    for (const path of ['/contact', '/sign-in']) {
      expect((await ask(path, { method: 'POST', headers: formHeaders, body: many })).status, path).toBe(413);
      expect((await ask(path, { method: 'POST', headers: formHeaders, body: form(forged) })).status, path).toBe(400);
    }
  });

  test('a form of an older version: the words come back', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const body = form({ [`$ACTION_ID_${'a'.repeat(42)}`]: '', name: 'Ann', body: 'First <line>.\nSecond.' });
    const answer = await ask('/contact', { method: 'POST', headers, body });
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('First &#60;line&#62;.\nSecond.');
    expect(answer.text).toContain('<a href="/contact">Open the page again</a>');
    expect(answer.text, 'the same form would be refused again').not.toContain('Send again');
  });

  test('one address for a page: no double and no trailing slashes', async () => {
    expect((await ask('/about/')).headers.location).toBe('/about');
    expect((await ask('//evil.example/x')).headers.location).toBe('/evil.example/x');
  });
});

test.describe('an answer', () => {
  test('is given to a request that offers to upgrade, and to one with a whole address', async () => {
    const { host } = site();
    const offer = 'connection: Upgrade, HTTP2-Settings\r\nupgrade: h2c\r\nhttp2-settings: AAMAAABkAAQAAP__\r\n';
    expect(await say(`GET /about HTTP/1.1\r\nhost: ${host}\r\n${offer}\r\n`)).toContain('HTTP/1.1 200');
    expect(await say(`GET http://${host}/about HTTP/1.1\r\nhost: other.example\r\n\r\n`)).toContain('HTTP/1.1 200');
    expect(await say(`GET http://other.example/ HTTP/1.1\r\nhost: ${host}\r\n\r\n`)).toContain('HTTP/1.1 421');
  });

  test('to HEAD has the headers of the page and no body', async () => {
    const [head, get] = await Promise.all([ask('/about', { method: 'HEAD' }), ask('/about')]);
    expect(head.text).toBe('');
    expect(head.status).toBe(200);
    expect(head.headers['content-length']).toBe(get.headers['content-length']);
  });

  test('says little of what made it, and may be kept by nobody for long', async () => {
    const { headers } = await ask('/');
    expect(headers['x-powered-by']).toBeUndefined();
    expect(headers['set-cookie']).toBeUndefined();
    expect(headers['cache-control']).toBe('public, max-age=0, must-revalidate');
    expect(headers.vary).toBe('accept-encoding');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect((await ask('/desk')).headers['cache-control']).toBe('private, no-store');
  });

  test('is a finished document: no script of the framework, whatever headers ask for it', async () => {
    for (const headers of [
      {},
      { rsc: '1' },
      { 'next-router-prefetch': '1', rsc: '1' },
      { 'next-action': 'abc' },
      { 'next-resume': '1' },
    ]) {
      const answer = await ask('/', { headers: headers as Record<string, string> });
      expect(answer.headers['content-type']).toContain('text/html');
      expect(answer.text).toContain('</html>');
      expect(answer.text).not.toMatch(/\/_next\/static\/chunks\/[^"]+\.js/);
      expect(answer.text).not.toContain('__next_f');
      expect(answer.text).not.toMatch(/<template id="B:|id="S:/);
    }
  });

  test('is compressed for who takes it', async () => {
    expect((await ask('/', { headers: { 'accept-encoding': 'gzip' } })).headers['content-encoding']).toBe('gzip');
    expect((await ask('/', { headers: { 'accept-encoding': 'gzip, br' } })).headers['content-encoding']).toBe('br');
    expect((await ask('/')).headers['content-encoding']).toBeUndefined();
    const onlyGzip = { 'accept-encoding': 'br;q=0, gzip;q=0.5' };
    expect((await ask('/', { headers: onlyGzip })).headers['content-encoding']).toBe('gzip');
    const neither = { 'accept-encoding': 'br;q=0, gzip;q=0.0' };
    expect((await ask('/', { headers: neither })).headers['content-encoding']).toBeUndefined();
  });
});
