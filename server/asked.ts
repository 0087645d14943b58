import type { IncomingMessage } from 'node:http';
import type { BlockList } from 'node:net';
import type { RequestContext } from '#lib/request-context';
import { clientAddress, isTrusted } from './client-address.ts';
import { type Coding, codingFor } from './encodings.ts';
import { Refusal } from './refusal.ts';
import { oneAddress, type Route, routeOf } from './routes.ts';

/** The site's names, for the front. */
export type Names = {
  /** SITE_URL, or null: then localhost, 127.0.0.1 and [::1] at `port` are the site. */
  siteUrl: string | null;
  port: number;
  trustedProxies: BlockList;
};

/** What was asked, by whom: settled once, and all that the front goes by. */
export type Asked = {
  method: string;
  /** The path in its one spelling: each of its names percent-encoded as `encodeURIComponent` does. */
  path: string;
  /** What of the query the route reads, with its question mark; else empty. */
  query: string;
  /** All of the query, for a redirect to the same. */
  search: string;
  route: Route | null;
  origin: string;
  client: string;
  coding: Coding;
  context: RequestContext;
};

const mostUrl = 8_000;

/** Settles a request, and drops or corrects the headers that could say otherwise. Throws Refusal. */
export function settle(request: IncomingMessage, names: Names): Asked {
  if (/^https?:\/\//i.test(request.url ?? '')) takeAbsoluteTarget(request);
  const target = request.url ?? '/';
  if (target.length > mostUrl) throw new Refusal(414);
  if (request.headers['x-action-forwarded']) throw new Refusal(409); // Next asking us in a reader's place
  const peer = request.socket.remoteAddress ?? '';
  const client = clientAddress(peer, headerOf(request, 'x-forwarded-for'), names.trustedProxies);
  const origin = originOf(request, names, isTrusted(peer, names.trustedProxies));
  if (!target.startsWith('/') || target.includes('\\')) throw new Refusal(400);
  const [given = '/', ...rest] = target.split('?');
  const search = rest.length > 0 ? `?${rest.join('?')}` : '';
  const method = request.method ?? '';
  const isRead = method === 'GET' || method === 'HEAD';
  const spelled = oneSpelling(given);
  const tidy = spelled.replace(/\/{2,}/g, '/').replace(/(.)\/$/, '$1');
  const path = isRead ? oneAddress(tidy) : tidy;
  const route = routeOf(path);
  const isForReaders = route?.kind === 'page' || route?.kind === 'file';
  if (path !== spelled || (isRead && isForReaders && path !== given)) {
    // To the one address, in one step. What is posted is posted there again: 301 would make a question of it.
    throw new Refusal(isRead ? 301 : 308, '', { location: path + search, 'cache-control': 'no-cache' });
  }
  return {
    method,
    path,
    query: route ? queryOf(search, route) : '',
    search,
    route,
    origin,
    client,
    coding: codingFor(headerOf(request, 'accept-encoding')),
    context: { clientAddress: client, origin, sincePage: null, answer: { headers: {} } },
  };
}

/** A path with its dots resolved and each name in one spelling. Throws Refusal for what cannot be a path of ours. */
function oneSpelling(given: string): string {
  let decoded: string[];
  try {
    decoded = given.split('/').map(decodeURIComponent);
  } catch {
    throw new Refusal(400); // a broken escape
  }
  if (decoded.some((name) => /\p{Cc}|[\\/]/u.test(name) || !name.isWellFormed())) throw new Refusal(400);
  const names: string[] = [];
  for (const name of decoded) {
    if (name === '..') names.splice(Math.max(1, names.length - 1));
    else if (name !== '.') names.push(name);
  }
  return names.map(encodeURIComponent).join('/') || '/';
}

/** `GET http://host/path`, as proxies write it (RFC 9112, 3.2.2): the host in it counts. */
function takeAbsoluteTarget(request: IncomingMessage): void {
  if (!URL.canParse(request.url!)) throw new Refusal(400);
  const { host, pathname, search } = new URL(request.url!);
  request.headers.host = host;
  request.url = pathname + search;
}

export const headerOf = (request: IncomingMessage, name: string): string | undefined => {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(',') : value;
};

/** The site's own origin that was asked for. Without SITE_URL the local names at our port are all the site. */
function originOf(request: IncomingMessage, names: Names, fromProxy: boolean): string {
  const host = (fromProxy && headerOf(request, 'x-forwarded-host')) || request.headers.host || '';
  const origin = names.siteUrl ?? `http://${host.toLowerCase()}`;
  if (ownOrigins(names).includes(origin) && (!names.siteUrl || host.toLowerCase() === new URL(names.siteUrl).host))
    return origin;
  throw new Refusal(421, `The magazine is at ${names.siteUrl ?? `http://localhost:${names.port}`}.`);
}

function ownOrigins(names: Names): string[] {
  if (names.siteUrl) return [names.siteUrl];
  const port = names.port === 80 ? '' : `:${names.port}`;
  return ['localhost', '127.0.0.1', '[::1]'].map((name) => `http://${name}${port}`);
}

/** A form is only taken from our own pages. A missing Origin is what programs send, and old browsers for their own site. */
export function isFromOurPages(request: IncomingMessage, names: Names): boolean {
  const { origin } = request.headers;
  const site = headerOf(request, 'sec-fetch-site');
  return origin === undefined
    ? site === undefined || site === 'none' || site === 'same-origin'
    : ownOrigins(names).includes(origin);
}

/** What `route` reads of a query: known names with values of the right look, each once, in the route's order. */
function queryOf(search: string, route: Route): string {
  if (route.reads === 'everything') return search;
  if (search === '') return '';
  const given = new URLSearchParams(search);
  const read = Object.entries(route.reads).flatMap(([name, look]) => {
    const value = given.get(name);
    return value && look.test(value) ? [`${name}=${encodeURIComponent(value)}`] : [];
  });
  return read.length > 0 ? `?${read.join('&')}` : '';
}

/** Headers by which a stranger could steer Next, or pass for a proxy. */
const neverFromOutside =
  /^(forwarded|x-forwarded-.*|x-real-ip|x-mansudae-.*|x-middleware-.*|x-invoke-.*|x-matched-path|x-now-.*|x-vercel-.*|x-nextjs-.*|next-resume|x-next-.*)$/;

/** Leaves of a request to the desk what Next may hear, and says what is true of the rest. */
export function tidyHeaders(request: IncomingMessage, asked: Asked, isDevelopment: boolean): void {
  for (const name of Object.keys(request.headers)) {
    // In development an answer to an action refers to notes that travel beside it, under these numbers.
    if (isDevelopment && /^x-nextjs-(html-)?request-id$/.test(name)) continue;
    if (neverFromOutside.test(name)) delete request.headers[name];
  }
  Object.assign(request.headers, trueHeaders(asked));
}

/** Who asks for what, for Next. */
export function trueHeaders({ origin, client }: Pick<Asked, 'origin' | 'client'>): Record<string, string> {
  const { host, protocol } = new URL(origin);
  return {
    host,
    'x-forwarded-host': host,
    'x-forwarded-proto': protocol.slice(0, -1),
    'x-forwarded-for': client,
  };
}
