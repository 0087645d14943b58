import type { IncomingMessage, ServerResponse } from 'node:http';
import { now as clock } from './clock.ts';
import type { Coding } from './encodings.ts';
import { errorDocument, errorStyleHash, type PostedWords, refreshMasthead } from './error-documents.ts';
import { commonHeaders, documentHeaders, errorPolicy } from './headers.ts';
import type { Packed, Page } from './page-cache.ts';
import type { Refusal } from './refusal.ts';

/** Sends a finished page, or 304 to who has it already. */
export async function sendPage(request: IncomingMessage, response: ServerResponse, page: Page, coding: Coding) {
  sendPacked(request, response, await page.in(coding));
}

/** Sends what is at hand in its one coding. The quick way: nothing is looked up, made or copied. */
export function sendPacked(request: IncomingMessage, response: ServerResponse, packed: Packed): void {
  const asked = request.headers['if-none-match'];
  const dated = packed.madeAt === undefined ? null : secondOf(packed.madeAt);
  const headers = dated === null ? packed.headers : [...packed.headers, 'last-modified', new Date(dated).toUTCString()];
  const known =
    packed.status !== 200
      ? null
      : asked !== undefined
        ? namedBy(asked, packed.etag)
        : dated !== null && Date.parse(request.headers['if-modified-since'] ?? '') >= dated
          ? packed.etag
          : null;
  if (known !== null) {
    response.writeHead(304, withoutContent(headers, known));
    response.end();
    return;
  }
  response.writeHead(packed.status, headers);
  response.end(request.method === 'HEAD' ? undefined : packed.body);
}

/**
 * The second in which something was made, in milliseconds since 1970; null as long as it is not over. Something else may be
 * made in it yet, and who had got the first by that date would be told for ever that nothing is new (RFC 9110, 8.8.2.2).
 */
function secondOf(madeAt: number): number | null {
  const second = Math.floor(madeAt / 1000) * 1000;
  return clock() >= second + 1000 ? second : null;
}

/**
 * The ETag in an If-None-Match header by which somebody has what `etag` stands for (RFC 9110, 13.1.2); null when none is.
 * The same content packed better since, in the same coding, is the same to whoever has it, and keeps the name it came by.
 */
function namedBy(asked: string, etag: string): string | null {
  if (asked === '*') return etag;
  const coded = withoutMark(etag);
  const names = asked.split(',').map((part) => part.trim().replace(/^W\//, ''));
  return names.includes(etag) ? etag : (names.find((name) => withoutMark(name) === coded) ?? null);
}
const withoutMark = (etag: string): string => etag.replace(/-best"$/, '"');

/** The headers that a 304 repeats, under the `etag` by which it is known: those that say something of the answer, not of its bytes. */
function withoutContent(headers: string[], etag: string): string[] {
  const kept: string[] = [];
  for (let index = 0; index < headers.length; index += 2) {
    const name = headers[index]!;
    if (!name.startsWith('content-') || name === 'content-security-policy')
      kept.push(name, name === 'etag' ? etag : headers[index + 1]!);
  }
  return kept;
}

/** Sends a refusal of the front's own, with its page where it has one. */
export async function sendRefusal(request: IncomingMessage, response: ServerResponse, refusal: Refusal): Promise<void> {
  if (refusal.status < 400) {
    response.writeHead(refusal.status, {
      'x-content-type-options': 'nosniff',
      ...refusal.headers,
      'content-length': 0,
    });
    response.end();
    return;
  }
  await sendError(request, response, refusal.status, { detail: refusal.message, headers: refusal.headers });
}

type ErrorDetails = { detail?: string; headers?: Record<string, string>; posted?: PostedWords };

/** Sends the finished page for an error. What a form posted comes back in it. */
export async function sendError(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  { detail = '', headers = {}, posted }: ErrorDetails = {},
): Promise<void> {
  await refreshMasthead();
  if (response.headersSent) return void response.destroy();
  const body = Buffer.from(errorDocument(status, detail, posted));
  response.writeHead(status, {
    ...errorHeaders(body),
    ...(status === 503 ? { 'retry-after': posted ? '5' : '60' } : {}),
    ...(request.complete ? {} : { connection: 'close' }), // what is refused half-way is not waited for to its end
    ...headers,
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

export const errorHeaders = (body: Buffer): Record<string, string | number> => ({
  'content-type': 'text/html; charset=utf-8',
  'content-length': body.length,
  'cache-control': 'no-store',
  'content-security-policy': errorPolicy(errorStyleHash),
  ...commonHeaders(null, { siteUrl: null }), // what depends on the site's address is on the answer already
  ...documentHeaders,
});

export function sendText(request: IncomingMessage, response: ServerResponse, status: number, text: string): void {
  const body = `${text}\n`;
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    ...commonHeaders(null, { siteUrl: null }),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}
