import { randomBytes } from 'node:crypto';
import { IncomingMessage, type ServerResponse } from 'node:http';
import { newNoted } from '#lib/cache/noting';
import { type ReceiptKind, readReceipt } from '#lib/forms/receipts';
import { mostPictureBytes } from '#lib/media/rules';
import type { RequestContext } from '#lib/request-context';
import { requestContexts } from '#lib/request-context';
import { sendError, sendPacked, sendPage, sendRefusal, sendText } from './answers.ts';
import { askNext, faultOf, type NextAnswer, type NextHandler, newRequest, RenderFault } from './ask-next.ts';
import { type Asked, headerOf, isFromOurPages, type Names, settle, tidyHeaders, trueHeaders } from './asked.ts';
import { clientAddress } from './client-address.ts';
import { mendedFields } from './deploy-skew.ts';
import { codingFor } from './encodings.ts';
import { commonHeaders, deskPolicy, documentHeaders, transportHeaders } from './headers.ts';
import { isKnownName } from './known-names.ts';
import { type Made, Page, PageCache } from './page-cache.ts';
import { notePage, sincePage } from './page-visits.ts';
import { createPageMaker, missingPath, missingRoute, nameOfFront } from './pages.ts';
import {
  formOf,
  mostFormBytes,
  mostLargeBytes,
  mustFit,
  nameOf,
  namesAction,
  type PostedForm,
  readBody,
  type UnderstoodForm,
  understandArguments,
  understandForm,
  writeAnew,
} from './posted-form.ts';
import { takeReaderForm } from './reader-forms.ts';
import type { Readiness } from './ready.ts';
import { askedReceipt, filled, receiptKeyPrefix, receiptMarks } from './receipts.ts';
import { Refusal } from './refusal.ts';
import type { Route } from './routes.ts';
import type { StaticFiles } from './static-files.ts';

/**
 * The HTTP front: every request passes here before Next sees it. Public pages go out from the page cache; for the rest it
 * settles who asks and for what, refuses what no page takes, asks Next, and finishes what comes back. See
 * docs/decisions/front.md and stack.md's list of wrong answers.
 */
export type FrontOptions = Names & {
  /** Next's own handler. */
  next: NextHandler;
  staticFiles: StaticFiles;
  /** Bytes that finished pages may take in memory. */
  pageCacheBytes: number;
  /** Readers' pages leave as documents, from the page cache. Development keeps Next's, for hot reload. */
  documents: boolean;
  isDevelopment: boolean;
  readiness: () => Promise<Readiness>;
  /** Whether a Cookie header is that of somebody who is signed in. */
  isSignedIn: (cookie: string | undefined) => Promise<boolean>;
};

export type Front = ((request: IncomingMessage, response: ServerResponse) => Promise<void> | undefined) & {
  pages: PageCache;
};

/** How long Next may take, in milliseconds: at the desk, for a reader's form, and for what takes in a file. */
const deadlines = { desk: 20_000, form: 5_000, large: 60_000 };

export function createFront(options: FrontOptions): Front {
  const pages = new PageCache(options.pageCacheBytes);
  const staticFile = async (path: string, search = ''): Promise<Page | null> => {
    const version = options.staticFiles.versions.has(search) ? search : ''; // any other is invented
    const key = `static ${path}${version}`;
    const kept = pages.find(key);
    if (kept) return kept;
    const made = await options.staticFiles.read(path, version);
    if (!made) return null;
    const headers = { ...commonHeaders(null, options), ...made.headers };
    return pages.get(key, async () => ({ ...made, headers }));
  };
  /** The page that says that nothing is there: one for all addresses. */
  const missing = ({ origin }: Pick<Asked, 'origin'>): Promise<Page> =>
    pages.get(`missing ${origin}`, async () => {
      const wanted = { origin, client: '' };
      const context = contextFor(wanted);
      const headers = trueHeaders(wanted);
      const made = await maker.make({ path: missingPath, query: '', route: missingRoute, headers, context });
      return { ...made, status: 404 };
    });
  const maker = createPageMaker({
    next: options.next,
    siteUrl: options.siteUrl,
    readSheet: async (path) => (await (await staticFile(path))?.body())?.toString('utf8') ?? null,
    missing: async ({ context }) => (await missing(context)).made(),
  });

  /** Not `async`: most requests are for a page at hand, and need no promise. */
  const front = (request: IncomingMessage, response: ServerResponse): Promise<void> | undefined =>
    answeredAtOnce(request, response) ? undefined : answerOrSayWhy(request, response);

  async function answerOrSayWhy(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(transportHeaders(options))) response.setHeader(name, value);
    try {
      await answer(request, response);
    } catch (error) {
      if (error instanceof Refusal) return sendRefusal(request, response, error);
      const fault = error instanceof RenderFault ? error : faultOf(error);
      console.error(`${request.method} ${request.url}:`, fault.status === 503 ? fault.message : (fault.cause ?? fault));
      await sendError(request, response, fault.status);
    }
  }

  /** The short way: a page that is at hand, asked for by its own address. */
  function answeredAtOnce(request: IncomingMessage, response: ServerResponse): boolean {
    const { method, headers, url } = request;
    if ((method !== 'GET' && method !== 'HEAD') || headers['x-forwarded-host'] !== undefined) return false;
    const page = pages.find(headers.host + url!);
    const packed = page?.at(codingFor(headers['accept-encoding'] as string | undefined));
    if (!packed) return false;
    if (page!.isDocument) notePage(clientOf(request), url!);
    sendPacked(request, response, packed);
    return true;
  }

  const clientOf = (request: IncomingMessage): string => {
    const peer = request.socket.remoteAddress ?? '';
    return clientAddress(peer, headerOf(request, 'x-forwarded-for'), options.trustedProxies);
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url === '/healthz' || request.url === '/readyz') checkMethod(request.method ?? '', null);
    if (request.url === '/healthz') return sendText(request, response, 200, 'ok');
    if (request.url === '/readyz') {
      const { isReady, says } = await options.readiness();
      return sendText(request, response, isReady ? 200 : 503, says);
    }
    const asked = settle(request, options);
    const { route, path, method } = asked;
    if (options.isDevelopment && /^\/(_next|__nextjs)/.test(path)) return options.next(request, response); // its own tools
    if (!route) {
      checkMethod(method, null);
      const file = method === 'OPTIONS' ? null : await staticFile(path, asked.search);
      return sendPage(request, response, file ?? (await missing(asked)), asked.coding);
    }
    checkMethod(method, route);
    if (method === 'POST') return answerPost(request, response, asked, route);
    if (method === 'PUT') return answerPut(request, response, asked, route);
    if (route.kind === 'direct' || route.kind === 'data') return passThrough(request, response, asked, route);
    if (route.kind === 'desk' || !options.documents) return answerDesk(request, response, asked, route);
    return answerPage(request, response, asked, route);
  }

  // ---- readers' pages, and files for programs

  async function answerPage(
    request: IncomingMessage,
    response: ServerResponse,
    asked: Asked,
    route: Route,
  ): Promise<void> {
    const receipt = askedReceipt(asked.query);
    const page = receipt
      ? await receiptPage(asked, route, receipt)
      : route.isKept
        ? await keptPage(asked, route)
        : await ownPage(request, asked, route);
    if (page.isDocument && asked.query === '') notePage(asked.client, asked.path);
    await sendPage(request, response, page, asked.coding);
  }

  const keyOf = ({ origin, path, query }: Asked): string => new URL(origin).host + path + query;

  /**
   * Whether there may be something by the name in an address. It is in its one spelling by now (`settle`): nobody can have
   * the same kept under a thousand addresses.
   */
  const isKnown = async (asked: Asked, { kind, at, of }: NonNullable<Route['name']>): Promise<boolean> => {
    const names = asked.path.split('/').slice(1).map(decodeURIComponent);
    return pages.has(keyOf(asked)) || isKnownName(kind, names[at]!, of === undefined ? undefined : names[of]);
  };

  async function keptPage(asked: Asked, route: Route): Promise<Page> {
    if (route.name && !(await isKnown(asked, route.name))) return missing(asked);
    return pages.get(keyOf(asked), () => makeKept(asked, route));
  }

  /** Nothing of who asks is in what everybody gets. */
  function makeKept({ path, query, origin }: Asked, route: Route, receiptMarks?: RequestContext['receiptMarks']) {
    const wanted = { origin, client: '' };
    const context = { ...contextFor(wanted), receiptMarks };
    return maker.make({ path, query, route, headers: trueHeaders(wanted), context });
  }

  /** The page of a form that was taken, with its sender's words; without them when the receipt is not, or no longer, ours. */
  async function receiptPage(asked: Asked, route: Route, { kind, token }: { kind: ReceiptKind; token: string }) {
    const words = await readReceipt(kind, token).catch((error) => {
      throw faultOf(error);
    });
    if (!words) return keptPage({ ...asked, query: '' }, route);
    if (route.name && !(await isKnown({ ...asked, query: '' }, route.name))) return missing(asked);
    const key = `${receiptKeyPrefix} ${kind} ${new URL(asked.origin).host}${asked.path}`;
    const page = await pages.get(key, () => makeKept({ ...asked, query: `?${kind}=1` }, route, receiptMarks));
    return page.status === 200 ? Page.of(filled(await page.made(), words), 0) : page;
  }

  /** A page behind a link, or for somebody signed in: made for each who asks. */
  async function ownPage(request: IncomingMessage, asked: Asked, route: Route): Promise<Page> {
    const { path, query, context } = asked;
    const cookie = path.startsWith('/desk/') ? request.headers.cookie : undefined;
    const made = await maker.make({ path, query, route, headers: trueHeaders(asked), cookie, context });
    return Page.of({ ...made, mayBeKept: false }, 0);
  }

  // ---- the desk, and development

  /** React's pages go out as Next makes them, with a policy; what its script asks for, as it comes. */
  async function answerDesk(
    request: IncomingMessage,
    response: ServerResponse,
    asked: Asked,
    route: Route,
    form?: PostedForm,
  ): Promise<void> {
    const isForScript = request.headers.rsc !== undefined || request.headers['next-action'] !== undefined;
    if (isForScript || !options.documents) return passThrough(request, response, asked, route, form);
    const nonce = randomBytes(16).toString('base64');
    const policy = deskPolicy(nonce, options.isDevelopment);
    asked.context.nonce = nonce;
    tidyHeaders(request, asked, options.isDevelopment);
    const headers = { ...(request.headers as Record<string, string>), 'content-security-policy': policy };
    const posted = form && { action: asked.path, fields: form.fields };
    const answer = await askNext(
      options.next,
      form
        ? newRequest('POST', asked.path + asked.search, { ...headers, 'content-type': form.contentType }, form.body)
        : newRequest('GET', asked.path + asked.search, withoutBody(headers)),
      asked.context,
      deadlineAtDesk(asked, form),
    );
    const made = await finishDesk(answer, asked, route, policy);
    if (made === null) return sendError(request, response, answer.status, { posted });
    for (const cookie of [answer.headers['set-cookie'] ?? []].flat()) response.appendHeader('set-cookie', cookie);
    const page = await Page.of(made, 0);
    await sendPage(request, response, page, asked.coding);
  }

  /** Whoever only asks to sign in waits no longer than a reader. */
  const deadlineAtDesk = ({ path }: Asked, form?: PostedForm): number => {
    if (form && form.body.length > mostFormBytes) return deadlines.large;
    return form && path === '/sign-in' ? deadlines.form : deadlines.desk;
  };

  /** The answer with what the front says of it; null where Next has no page for what went wrong. */
  async function finishDesk(
    { status, headers, body, fault }: NextAnswer,
    { context }: Asked,
    route: Route,
    policy: string,
  ): Promise<Made | null> {
    if (status >= 500 && fault !== undefined) throw faultOf(fault);
    if (headers.location !== undefined) {
      const elsewhere = {
        location: String(headers.location),
        'cache-control': 'private, no-store',
        ...commonHeaders(route, options),
      };
      return { status, headers: elsewhere, body: Buffer.alloc(0), noted: newNoted(), mayBeKept: false };
    }
    const type = String(headers['content-type'] ?? '');
    const isEmptyError = type.startsWith('text/html') && body.includes('<html id="__next_error__"');
    // an address that the desk does not know gets a page of Next's own, with styles that the policy stops
    const isNextsOwn = status === 404 && body.includes('next-error-h1');
    if (isNextsOwn || (isEmptyError && status === 404)) {
      const made = await (await missing(context)).made();
      return { ...made, headers: { ...made.headers, 'cache-control': 'private, no-store' } };
    }
    if (isEmptyError || (status >= 400 && !type.startsWith('text/html'))) return null;
    const { 'set-cookie': _sentApart, 'content-length': _counted, ...plain } = headers;
    return {
      status: context.answer.status && status === 200 ? context.answer.status : status,
      headers: {
        ...Object.fromEntries(Object.entries(plain).map(([name, value]) => [name, [value].flat().join(', ')])),
        ...commonHeaders(route, options),
        ...documentHeaders,
        ...context.answer.headers,
        'content-security-policy': policy,
        'cache-control': 'private, no-store',
      },
      body,
      noted: newNoted(),
      mayBeKept: false,
    };
  }

  /** Lets Next answer the reader's own connection, for what must not be held back: streams and ranges. */
  function passThrough(
    request: IncomingMessage,
    response: ServerResponse,
    asked: Asked,
    route: Route,
    form?: PostedForm,
  ): Promise<void> {
    tidyHeaders(request, asked, options.isDevelopment);
    if (route.kind === 'page') request.headers['user-agent'] = nameOfFront['user-agent'];
    const isHead = request.method === 'HEAD';
    if (isHead) request.method = 'GET'; // the answer's headers are those of the body
    const writeHead = response.writeHead.bind(response);
    response.writeHead = ((status: number, ...rest: unknown[]) => {
      const given = rest.find((value) => typeof value === 'object' && value !== null) as Record<string, string>;
      const { answer: said } = asked.context;
      const isPublic = route.kind === 'direct' && status < 400;
      const all = {
        ...given,
        ...commonHeaders(route, options),
        ...said.headers,
        ...(isPublic ? {} : { 'cache-control': 'private, no-store' }),
      };
      for (const [name, value] of Object.entries(all)) response.setHeader(name, value);
      for (const name of ['x-powered-by', 'x-nextjs-cache']) response.removeHeader(name);
      if (route.kind !== 'desk') response.removeHeader('vary');
      return writeHead(said.status && status === 200 ? said.status : status);
    }) as typeof response.writeHead;
    return requestContexts().run(asked.context, () => options.next(form ? replay(request, form) : request, response));
  }

  // ---- forms

  async function answerPost(
    request: IncomingMessage,
    response: ServerResponse,
    asked: Asked,
    route: Route,
  ): Promise<void> {
    if (!isFromOurPages(request, options)) throw new Refusal(403);
    request.headers.origin = asked.origin; // Next compares again; 127.0.0.1 and localhost are both ours
    const isByScript = request.headers['next-action'] !== undefined && (route.kind === 'desk' || !options.documents);
    const { body, contentType } = await takeBody(request, route);
    asked.context.isFormPost = !isByScript;
    asked.context.sincePage = sincePage(asked.client, asked.path);
    if (isByScript && /^text\/plain(;|$)/.test(contentType)) {
      understandArguments(body);
      return passThrough(request, response, asked, route, { body, contentType, fields: [] });
    }
    const understood = await understandForm(body, contentType, !isByScript && route.kind !== 'file');
    if (isByScript) return passThrough(request, response, asked, route, await writeAnew(understood));
    const posted = { action: asked.path, fields: understood.fields };
    const latest = Date.now() + deadlines.form;
    try {
      const taken = route.kind === 'page' ? await takeReaderForm(understood.fields, asked.context) : null;
      if (taken !== null) throw new Refusal(303, '', { location: taken, 'cache-control': 'no-store' });
      if (route.kind === 'page' && options.documents)
        return await answerForm(request, response, asked, route, understood, latest);
      if (route.kind !== 'file' && !namesAction(understood)) return sendError(request, response, 400, { posted });
      const form = await writeAnew(understood);
      if (route.kind === 'desk' || !options.documents) await answerDesk(request, response, asked, route, form);
      else await answerProgram(request, response, asked, route, form);
    } catch (error) {
      // whatever goes wrong, the words come back
      if (error instanceof Refusal) throw error;
      const fault = error instanceof RenderFault ? error : faultOf(error);
      console.error(`POST ${asked.path}:`, fault.status === 503 ? fault.message : (fault.cause ?? fault));
      await sendError(request, response, fault.status, { posted });
    }
  }

  /**
   * A reader's form, to be answered before `latest`: to the action it names, or to that of today's form of its name when it
   * names none that this build knows.
   */
  async function answerForm(
    request: IncomingMessage,
    response: ServerResponse,
    asked: Asked,
    route: Route,
    understood: UnderstoodForm,
    latest: number,
  ): Promise<void> {
    const { fields } = understood;
    const posted = { action: asked.path, fields };
    if (!namesAction(understood) && !nameOf(fields)) return sendError(request, response, 400, { posted });
    let answer = namesAction(understood) ? await post(asked, await writeAnew(understood), latest) : null;
    if (!answer || answer.status === 409 || answer.headers['x-nextjs-action-not-found'] !== undefined) {
      const today = await keptPage({ ...asked, query: '' }, route).then((page) => page.body());
      const mended = mendedFields(fields, today.toString('utf8'));
      if (!mended) return sendError(request, response, answer ? 409 : 400, { posted });
      if (Date.now() >= latest) throw new RenderFault(503, 'today’s form was not made in time');
      answer = await post(asked, await writeAnew(formOf(mended)), latest);
    }
    const { status } = answer;
    if (status >= 400 && status < 500 && !isHtml(answer)) return sendError(request, response, status, { posted });
    const made = await maker.finish(answer, { path: asked.path, route, context: asked.context });
    if (made.status === 404 && asked.context.answer.status !== 404)
      return sendError(request, response, 404, { posted });
    const headers = { ...made.headers, 'cache-control': 'no-store' };
    await sendPage(request, response, await Page.of({ ...made, headers, mayBeKept: false }, 0), asked.coding);
  }

  /** What the desk's script puts: JSON, from our own pages. It goes on as it came, and so does its answer. */
  async function answerPut(
    request: IncomingMessage,
    response: ServerResponse,
    asked: Asked,
    route: Route,
  ): Promise<void> {
    if (!isFromOurPages(request, options)) throw new Refusal(403);
    if (route.takesPictures) return answerUpload(request, response, asked, route);
    const { body, contentType } = await takeBody(request, route);
    if (!/^application\/json(;|$)/.test(contentType)) throw new Refusal(415);
    return passThrough(request, response, asked, route, { body, contentType, fields: [] });
  }

  /** A picture is not held in memory: it goes on to the disk as it comes. */
  async function answerUpload(
    request: IncomingMessage,
    response: ServerResponse,
    asked: Asked,
    route: Route,
  ): Promise<void> {
    if (!(await options.isSignedIn(request.headers.cookie))) throw new Refusal(401);
    await mustFit(request, mostPictureBytes);
    return passThrough(request, response, asked, route);
  }

  /** What a program posts, as a mail program that leaves for its reader. */
  async function answerProgram(
    request: IncomingMessage,
    response: ServerResponse,
    asked: Asked,
    route: Route,
    form: PostedForm,
  ): Promise<void> {
    const answer = await post(asked, form, Date.now() + deadlines.form);
    const made = await maker.finish(answer, { path: asked.path, route, context: asked.context });
    const headers = { ...made.headers, 'cache-control': 'no-store' };
    await sendPage(request, response, await Page.of({ ...made, headers, mayBeKept: false }, 0), asked.coding);
  }

  const post = (asked: Asked, { body, contentType }: PostedForm, latest: number): Promise<NextAnswer> => {
    const headers = { ...trueHeaders(asked), ...nameOfFront, origin: asked.origin, 'content-type': contentType };
    const patience = Math.max(1, latest - Date.now());
    return askNext(options.next, newRequest('POST', asked.path, headers, body), asked.context, patience);
  };

  /** Reads what is posted. Only somebody signed in may send as much as an article with all it has; so many bytes are read for few. */
  async function takeBody(request: IncomingMessage, route: Route): Promise<{ body: Buffer; contentType: string }> {
    const contentType = headerOf(request, 'content-type') ?? '';
    const isSmall = Number(headerOf(request, 'content-length')) <= mostFormBytes; // nobody needs to be asked who they are
    const mayBeLarge =
      !isSmall &&
      (route.kind === 'desk' || route.kind === 'data') &&
      (await options.isSignedIn(request.headers.cookie));
    return { body: await readBody(request, mayBeLarge ? mostLargeBytes : mostFormBytes), contentType };
  }

  return Object.assign(front, { pages });
}

const isHtml = ({ headers }: NextAnswer): boolean => String(headers['content-type'] ?? '').startsWith('text/html');

/** What Next is told of a page that is the same for everyone. */
const contextFor = ({ origin }: { origin: string }): RequestContext => ({
  clientAddress: '',
  origin,
  sincePage: null,
  noted: newNoted(),
  answer: { headers: {} },
});

function checkMethod(method: string, route: Route | null): void {
  const allow = `GET, HEAD${route?.takesForms ? ', POST' : ''}${route?.takesData ? ', PUT' : ''}`;
  if (method === 'OPTIONS') throw new Refusal(204, '', { allow });
  if (!allow.split(', ').includes(method)) throw new Refusal(405, '', { allow });
}

function withoutBody(headers: Record<string, string>): Record<string, string> {
  const { 'content-length': _length, 'transfer-encoding': _coding, ...rest } = headers;
  return rest;
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
