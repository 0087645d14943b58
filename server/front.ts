import { IncomingMessage, type ServerResponse } from 'node:http';
import type { BlockList } from 'node:net';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { isDatabaseAway } from '#lib/database-away';
import type { RequestContext } from '#lib/request-context';
import { requestContexts } from '#lib/request-context';
import { clientAddress, isTrusted } from './client-address.ts';
import { asDocument } from './documents.ts';
import { errorDocument, type PostedWords, refreshMasthead } from './error-documents.ts';
import { notePage, sincePage } from './page-visits.ts';
import {
  mostFormBytes,
  mostUploadBytes,
  type PostedForm,
  readBody,
  understandArguments,
  understandForm,
} from './posted-form.ts';
import { Refusal } from './refusal.ts';

/**
 * The HTTP front: every request passes here before Next sees it. It settles who asks and for what, refuses what no page
 * takes, asks Next, and finishes what comes back. See docs/decisions/front.md and stack.md's list of wrong answers.
 */
export type FrontOptions = {
  /** Next's own handler. */
  next: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** Port of the internal server, which answers this process alone (see server/start.ts). */
  internal: { port: number; secret: string };
  /** SITE_URL, or null: then localhost, 127.0.0.1 and [::1] at `port` are the site. */
  siteUrl: string | null;
  port: number;
  trustedProxies: BlockList;
  /** Readers' pages leave as documents, without scripts. Development keeps Next's, for hot reload. */
  documents: boolean;
  isReady: () => Promise<boolean>;
  /** Whether a Cookie header is that of somebody who is signed in. */
  isSignedIn: (cookie: string | undefined) => Promise<boolean>;
};

type Kind = 'document' | 'desk' | 'file' | 'frameworkFile';
type Asked = {
  method: string;
  url: URL;
  kind: Kind;
  origin: string;
  client: string;
  acceptEncoding: string;
  /** Milliseconds that Next may take. */
  deadline: number;
  context: RequestContext;
  /** What a browser posted by a plain form: whatever goes wrong, its words come back. */
  posted?: PostedWords;
};

/** What is worth compressing; not React's stream (text/x-component), which must go out as it comes. */
const isText =
  /^(text\/(html|css|plain|xml|javascript)|application\/(json|javascript|xml|rss\+xml|manifest\+json)|image\/svg\+xml)/;
const mostUrl = 8_000;
/** How long Next may take, in milliseconds: for a page, for a reader's form, and for what takes in a picture. */
const deadlines = { page: 20_000, form: 5_000, upload: 60_000 };

export function createFront(options: FrontOptions) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      await answer(request, response, options);
    } catch (error) {
      if (error instanceof Refusal) return refuse(request, response, error);
      console.error(`${request.method} ${request.url}:`, error);
      if (!response.headersSent) return sendError(request, response, 500);
      response.destroy();
    }
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, options: FrontOptions): Promise<void> {
  if (request.url === '/healthz') return sendText(request, response, 200, 'ok');
  if (request.url === '/readyz') {
    const ready = await options.isReady();
    return sendText(request, response, ready ? 200 : 503, ready ? 'ready' : 'not ready: the database does not answer');
  }
  const asked = settle(request, options);
  const { pathname, search } = asked.url;
  if (/\/{2,}/.test(pathname) || (pathname.length > 1 && pathname.endsWith('/'))) {
    const tidy = pathname.replace(/\/{2,}/g, '/').replace(/(.)\/$/, '$1');
    throw new Refusal(308, '', { location: tidy + search });
  }
  if (!options.documents && pathname.startsWith('/__nextjs')) return options.next(request, response); // development's own tools
  if (isHidden(pathname, options)) throw new Refusal(404);
  checkMethod(request, asked);
  if (request.method !== 'POST') return askNext(request, response, asked, options);

  checkSender(request, asked, options);
  if (asked.kind === 'document') asked.deadline = deadlines.form;
  const form = await takeForm(request, asked, options);
  asked.context.sincePage = sincePage(asked.client, pathname);
  asked.context.isFormPost = request.headers['next-action'] === undefined;
  if (asked.context.isFormPost) asked.posted = { action: pathname, fields: form.fields };
  return askNext(replay(request, form), response, asked, options);
}

// ---- what was asked, and by whom

function settle(request: IncomingMessage, options: FrontOptions): Asked {
  if (/^https?:\/\//i.test(request.url ?? '')) takeAbsoluteTarget(request);
  const target = request.url ?? '/';
  if (target.length > mostUrl) throw new Refusal(414);
  if (request.headers['x-action-forwarded']) throw new Refusal(409); // Next asking us in a reader's place
  const peer = request.socket.remoteAddress ?? '';
  const client = clientAddress(peer, headerOf(request, 'x-forwarded-for'), options.trustedProxies);
  const origin = originOf(request, options, isTrusted(peer, options.trustedProxies));
  if (!target.startsWith('/') || target.includes('\\')) throw new Refusal(400);
  const path = target.split('?')[0]!;
  try {
    if (/\p{Cc}/u.test(decodeURIComponent(path))) throw new Refusal(400); // control characters
  } catch {
    throw new Refusal(400); // a broken escape
  }
  // not `new URL(target, origin)`: a path that begins with // would be taken for a host
  const url = new URL(origin + (path.startsWith('//') ? path : target));
  tidyHeaders(request, options, url.pathname, client, origin);
  return {
    method: request.method ?? '',
    url,
    kind: kindOf(url.pathname),
    origin,
    client,
    acceptEncoding: headerOf(request, 'accept-encoding') ?? '',
    deadline: deadlines.page,
    context: { clientAddress: client, origin, sincePage: null, answer: { headers: {} } },
  };
}

/** `GET http://host/path`, as proxies write it (RFC 9112, 3.2.2): the host in it counts. */
function takeAbsoluteTarget(request: IncomingMessage): void {
  if (!URL.canParse(request.url!)) throw new Refusal(400);
  const { host, pathname, search } = new URL(request.url!);
  request.headers.host = host;
  request.url = pathname + search;
}

const headerOf = (request: IncomingMessage, name: string): string | undefined => {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(',') : value;
};

/** The site's own origin that was asked for. Without SITE_URL the local names at our port are all the site. */
function originOf(request: IncomingMessage, options: FrontOptions, fromProxy: boolean): string {
  const host = (fromProxy && headerOf(request, 'x-forwarded-host')) || request.headers.host || '';
  const origin = options.siteUrl ?? `http://${host.toLowerCase()}`;
  if (
    ownOrigins(options).includes(origin) &&
    (!options.siteUrl || host.toLowerCase() === new URL(options.siteUrl).host)
  )
    return origin;
  throw new Refusal(421, `The magazine is at ${options.siteUrl ?? `http://localhost:${options.port}`}.`);
}

function ownOrigins(options: FrontOptions): string[] {
  if (options.siteUrl) return [options.siteUrl];
  const port = options.port === 80 ? '' : `:${options.port}`;
  return ['localhost', '127.0.0.1', '[::1]'].map((name) => `http://${name}${port}`);
}

/** What an address leads to, whichever way its letters are escaped. */
function kindOf(escaped: string): Kind {
  const pathname = decodeURIComponent(escaped);
  if (pathname.startsWith('/_next/')) return 'frameworkFile';
  if (/^\/articles\/[^/]+\/share\//.test(pathname)) return 'file';
  if (/^\/(articles|sections|authors|about|contact|privacy|follow|unsubscribe)(\/|$)/.test(pathname)) return 'document';
  if (/^\/desk\/articles\/[^/]+\/preview$/.test(pathname)) return 'document';
  if (/^\/(desk|sign-in)(\/|$)/.test(pathname)) return 'desk';
  if (/^\/(media|fonts|api)\//.test(pathname) || /\.[a-z0-9]{2,12}$/i.test(pathname)) return 'file';
  return 'document';
}

/** Addresses that exist inside and are nobody's business outside. */
function isHidden(escaped: string, options: FrontOptions): boolean {
  const pathname = decodeURIComponent(escaped);
  if (/^\/(api\/internal|not-found|_global-error|_not-found|_error)(\/|$)/.test(pathname)) return true;
  if (pathname.startsWith('/_next/image')) return true; // no optimiser: pictures are made at upload
  return options.documents && pathname.startsWith('/_next/') && !pathname.startsWith('/_next/static/');
}

const neverFromOutside =
  /^(forwarded|x-forwarded-.*|x-real-ip|x-mansudae-.*|x-middleware-.*|x-invoke-.*|x-matched-path|x-now-.*|x-vercel-.*|x-nextjs-.*|next-resume|x-next-.*)$/;
const onlyForTheDesk = /^(rsc|next-router-.*|next-action|next-url|next-test-.*|purpose|next-hmr-.*)$/;

/** Drops the headers by which a stranger could steer Next, and says in their place what is true. */
function tidyHeaders(
  request: IncomingMessage,
  options: FrontOptions,
  pathname: string,
  client: string,
  origin: string,
): void {
  const forDocument = options.documents && kindOf(pathname) !== 'desk';
  for (const name of Object.keys(request.headers)) {
    // In development an answer to an action refers to notes that travel beside it, under these numbers.
    if (!options.documents && /^x-nextjs-(html-)?request-id$/.test(name)) continue;
    if (neverFromOutside.test(name) || (forDocument && onlyForTheDesk.test(name))) delete request.headers[name];
  }
  // Next makes a page whole, with its true status and every tag in <head>, for the user agent of htmlLimitedBots only.
  if (kindOf(pathname) === 'document') request.headers['user-agent'] = 'mansudae-front';
  const { host, protocol } = new URL(origin);
  request.headers.host = host;
  request.headers['x-forwarded-host'] = host;
  request.headers['x-forwarded-proto'] = protocol.slice(0, -1);
  request.headers['x-forwarded-for'] = client;
}

// ---- what may be asked

function checkMethod(request: IncomingMessage, { kind, url }: Asked): void {
  const takesForms = kind === 'document' || kind === 'desk' || url.pathname.startsWith('/api/unsubscribe/');
  const allow = takesForms ? 'GET, HEAD, POST' : 'GET, HEAD';
  if (request.method === 'OPTIONS') throw new Refusal(204, '', { allow });
  if (!allow.split(', ').includes(request.method ?? '')) throw new Refusal(405, '', { allow });
}

/** A form is only taken from our own pages. A missing Origin is what programs send, and old browsers for their own site. */
function checkSender(request: IncomingMessage, asked: Asked, options: FrontOptions): void {
  const sender = request.headers.origin;
  const site = headerOf(request, 'sec-fetch-site');
  const isOurs =
    sender === undefined
      ? site === undefined || site === 'none' || site === 'same-origin'
      : ownOrigins(options).includes(sender);
  if (!isOurs) throw new Refusal(403);
  request.headers.origin = asked.origin; // Next compares again; 127.0.0.1 and localhost are both ours
}

/** Reads what is posted. Only somebody signed in may send as much as a picture; so many bytes are read for few at once. */
async function takeForm(request: IncomingMessage, asked: Asked, options: FrontOptions): Promise<PostedForm> {
  const contentType = headerOf(request, 'content-type') ?? '';
  const fromScript = request.headers['next-action'] !== undefined && (asked.kind === 'desk' || !options.documents);
  const isSmall = Number(headerOf(request, 'content-length')) <= mostFormBytes; // nobody needs to be asked who they are
  const mayBeLarge = !isSmall && asked.kind === 'desk' && (await options.isSignedIn(request.headers.cookie));
  const body = await readBody(request, mayBeLarge ? mostUploadBytes : mostFormBytes);
  if (body.length > mostFormBytes) asked.deadline = deadlines.upload;
  if (fromScript && /^text\/plain(;|$)/.test(contentType)) {
    understandArguments(body);
    return { body, contentType, fields: [] };
  }
  return understandForm(body, contentType, !fromScript && !asked.url.pathname.startsWith('/api/'));
}

/** The request again, with the form that was understood. */
function replay(request: IncomingMessage, { body, contentType }: PostedForm): IncomingMessage {
  const again = new IncomingMessage(request.socket);
  again.method = request.method;
  again.url = request.url;
  again.httpVersion = request.httpVersion;
  again.headers = { ...request.headers, 'content-length': String(body.length), 'content-type': contentType };
  delete again.headers['transfer-encoding'];
  again.push(body);
  again.push(null);
  again.complete = true;
  return again;
}

// ---- what is answered

function askNext(
  request: IncomingMessage,
  response: ServerResponse,
  asked: Asked,
  options: FrontOptions,
): Promise<void> {
  if (asked.method === 'HEAD' && asked.kind !== 'frameworkFile') request.method = 'GET'; // the answer's headers are those of the body
  finishHtml(response, asked, options);
  return requestContexts().run(asked.context, () => options.next(request, response));
}

/**
 * Holds a response back until it has ended, so that HTML leaves finished: documents without scripts, faults and missing
 * pages as pages of ours. Anything but HTML goes through as it comes.
 */
function finishHtml(response: ServerResponse, asked: Asked, options: FrontOptions): void {
  const { answer: said } = asked.context;
  const direct = {
    writeHead: response.writeHead.bind(response),
    write: response.write.bind(response),
    end: response.end.bind(response),
  };
  const chunks: Buffer[] = [];
  let holding: boolean | undefined;
  let fault: unknown;
  let isOver = false;

  // Next 16.4.6 never ends a page of which a cached query failed that its metadata waits for as well.
  asked.context.onFault = (error) => {
    if (fault === undefined && options.documents && asked.kind !== 'desk')
      setTimeout(() => void giveUp(statusOf(fault)), patience).unref();
    fault ??= error;
  };
  const giveUp = async (status: number) => {
    if (isOver || response.headersSent) return;
    isOver = true; // nothing that Next may still say is heard
    await refreshMasthead();
    const { headers, body } = errorAnswer(status, '', asked.posted);
    direct.writeHead(status, headers);
    direct.end(asked.method === 'HEAD' ? undefined : body);
  };
  // A database that hangs raises no fault; nobody waits for it for ever. Development compiles pages first.
  const late = setTimeout(() => {
    if (isOver || response.headersSent) return;
    console.error(`${asked.method} ${asked.url.pathname}: no answer in ${asked.deadline} ms.`);
    void giveUp(503);
  }, asked.deadline);
  if (!options.documents) clearTimeout(late);
  response.once('close', () => clearTimeout(late));
  const begin = (status: number) => {
    if (holding !== undefined || isOver) return;
    holding = asked.method === 'HEAD' || isText.test(String(response.getHeader('content-type') ?? ''));
    response.statusCode = said.status && status === 200 ? said.status : status;
    for (const [name, value] of Object.entries(said.headers)) response.setHeader(name, value);
    setHeaders(response, asked, options);
    if (!holding) direct.writeHead(response.statusCode);
  };
  const bufferOf = (chunk: unknown, encoding?: unknown): Buffer =>
    typeof chunk === 'string'
      ? Buffer.from(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8')
      : Buffer.from(chunk as Uint8Array);

  response.writeHead = ((status: number, ...rest: unknown[]) => {
    if (isOver) return response;
    const headers = rest.find((value) => typeof value === 'object' && value !== null) as
      | Record<string, string>
      | undefined;
    for (const [name, value] of Object.entries(headers ?? {})) response.setHeader(name, value);
    begin(status);
    return response;
  }) as typeof response.writeHead;
  response.flushHeaders = () => begin(response.statusCode);
  response.write = ((chunk: unknown, encoding?: unknown, done?: unknown) => {
    begin(response.statusCode);
    if (isOver) return true;
    if (!holding) return direct.write(chunk as Buffer, encoding as BufferEncoding, done as () => void);
    chunks.push(bufferOf(chunk, encoding));
    for (const callback of [encoding, done]) if (typeof callback === 'function') callback();
    return true;
  }) as typeof response.write;
  response.end = ((chunk?: unknown, encoding?: unknown, done?: unknown) => {
    begin(response.statusCode);
    if (isOver) return response;
    isOver = true;
    if (!holding) return direct.end(chunk as Buffer, encoding as BufferEncoding, done as () => void);
    if (chunk && typeof chunk !== 'function') chunks.push(bufferOf(chunk, encoding));
    if (said.status && response.statusCode === 200) response.statusCode = said.status; // said while it was drawn
    for (const [name, value] of Object.entries(said.headers)) response.setHeader(name, value);
    Object.assign(response, direct);
    const body = Buffer.concat(chunks);
    void finish(response, body, asked, options, fault).catch((error) => {
      console.error(`${asked.url.pathname}:`, error);
      if (!response.headersSent) void sendError(null, response, 500, '', asked.posted);
    });
    return response;
  }) as typeof response.end;
}

/** An error as Next writes it where it has no page: a few plain words, or nothing. Not an answer to a script. */
const isPlainError = /^(text\/plain|$)/;

/** How long Next may take to end what has failed. */
const patience = 1000;

const statusOf = (fault: unknown): number => (isDatabaseAway(fault) ? 503 : 500);

async function finish(
  response: ServerResponse,
  body: Buffer,
  asked: Asked,
  options: FrontOptions,
  fault: unknown,
): Promise<void> {
  const isFault = response.statusCode === 500 && fault !== undefined;
  const status = isFault ? statusOf(fault) : response.statusCode;
  if (isFault && asked.kind === 'file') return sendError(null, response, status);
  const isHtml = String(response.getHeader('content-type') ?? '').startsWith('text/html');
  if (
    !isHtml &&
    status >= 400 &&
    asked.kind !== 'file' &&
    isPlainError.test(String(response.getHeader('content-type') ?? ''))
  ) {
    return sendError(null, response, status, '', asked.posted); // Next's bare word for it
  }
  if (asked.kind === 'file' && status >= 400) response.setHeader('cache-control', 'no-store');
  if (!isHtml) return send(response, status, body, asked);
  const html = body.toString('utf8');
  const isEmptyError = html.includes('<html id="__next_error__"');
  const explainsItself = status === 404 && asked.context.answer.status === 404; // a page that was drawn for it
  if (isEmptyError ? status < 500 : status === 404 && !explainsItself) {
    const page = status === 404 && !asked.posted ? await missingPage(options) : null;
    return send(response, status, Buffer.from(page ?? errorDocument(status, '', asked.posted)), asked);
  }
  if (status >= 500 && options.documents) {
    await refreshMasthead();
    if (status === 503) response.setHeader('retry-after', '60');
    // A form that came back with its words keeps its page; only Next's own empty fault is replaced.
    if (isEmptyError || status === 500) {
      return send(response, status, Buffer.from(errorDocument(status, '', asked.posted)), asked);
    }
  }
  if (asked.kind === 'document' && status === 200 && asked.method !== 'POST')
    notePage(asked.client, asked.url.pathname);
  const finished = asked.kind === 'document' && options.documents ? Buffer.from(asDocument(html)) : body;
  return send(response, status, finished, asked);
}

/** The page for what is not there, drawn by Next at an address of its own. Null when it cannot be drawn. */
async function missingPage(options: FrontOptions): Promise<string | null> {
  try {
    const answer = await fetch(`http://127.0.0.1:${options.internal.port}/not-found`, {
      headers: { 'x-mansudae-internal': options.internal.secret, 'user-agent': 'mansudae-front' },
      // development compiles the page first
      signal: AbortSignal.timeout(options.documents ? 5000 : 60_000),
    });
    const html = await answer.text();
    return answer.ok && !html.includes('<html id="__next_error__"')
      ? options.documents
        ? asDocument(html)
        : html
      : null;
  } catch {
    return null;
  }
}

function setHeaders(response: ServerResponse, { kind, url }: Asked, options: FrontOptions): void {
  response.removeHeader('x-powered-by');
  for (const name of response.getHeaderNames())
    if (/^x-nextjs-|^x-next-|^x-middleware-/.test(name) && kind !== 'desk') response.removeHeader(name);
  response.setHeader('x-content-type-options', 'nosniff');
  const holdsToken = /^\/(sign-in|unsubscribe|follow\/confirm|preview)\//.test(url.pathname);
  // not `no-referrer`: with it browsers send `Origin: null` from our own forms
  response.setHeader('referrer-policy', holdsToken ? 'same-origin' : 'strict-origin-when-cross-origin');
  if (kind === 'document' || kind === 'desk') {
    response.setHeader('content-security-policy', "frame-ancestors 'none'");
    const isPublic = kind === 'document' && !url.pathname.startsWith('/desk') && !holdsToken;
    response.setHeader('cache-control', isPublic ? 'public, max-age=0, must-revalidate' : 'private, no-store');
    if (kind === 'document') response.setHeader('vary', 'accept-encoding');
  }
  if (options.siteUrl?.startsWith('https:')) response.setHeader('strict-transport-security', 'max-age=31536000');
}

function send(response: ServerResponse, status: number, body: Buffer, asked: Asked): void {
  const accepted = asked.acceptEncoding;
  let payload = body;
  if (body.length > 1024 && isText.test(String(response.getHeader('content-type') ?? ''))) {
    if (takes(accepted, 'br')) {
      payload = brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
      response.setHeader('content-encoding', 'br');
    } else if (takes(accepted, 'gzip')) {
      payload = gzipSync(body);
      response.setHeader('content-encoding', 'gzip');
    }
  }
  response.removeHeader('transfer-encoding');
  response.setHeader('content-length', payload.length);
  response.writeHead(status);
  response.end(asked.method === 'HEAD' ? undefined : payload);
}

/** Whether an Accept-Encoding header takes `coding`: named, and not with q=0. */
function takes(accepted: string, coding: string): boolean {
  const named = accepted.split(',').map((part) => part.trim().toLowerCase().replace(/\s/g, ''));
  return named.some((part) => part === coding || (part.startsWith(`${coding};`) && !/;q=0(\.0*)?$/.test(part)));
}

// ---- refusals

async function refuse(request: IncomingMessage, response: ServerResponse, refusal: Refusal): Promise<void> {
  for (const [name, value] of Object.entries(refusal.headers)) response.setHeader(name, value);
  if (refusal.status < 400) {
    response.writeHead(refusal.status, { 'content-length': 0 });
    response.end();
    return;
  }
  await sendError(request, response, refusal.status, refusal.message);
}

async function sendError(
  request: IncomingMessage | null,
  response: ServerResponse,
  status: number,
  detail = '',
  posted?: PostedWords,
): Promise<void> {
  await refreshMasthead();
  const { headers, body } = errorAnswer(status, detail, posted);
  response.writeHead(status, headers);
  response.end(request?.method === 'HEAD' ? undefined : body);
}

function errorAnswer(status: number, detail = '', posted?: PostedWords) {
  const body = Buffer.from(errorDocument(status, detail, posted));
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-length': body.length,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...(status === 503 ? { 'retry-after': posted ? '5' : '60' } : {}),
  };
  return { headers, body };
}

function sendText(request: IncomingMessage, response: ServerResponse, status: number, text: string): void {
  const body = `${text}\n`;
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}
