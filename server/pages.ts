import { newNoted } from '#lib/cache/noting';
import type { RequestContext } from '#lib/request-context';
import { askNext, faultOf, type NextAnswer, type NextHandler, newRequest, RenderFault } from './ask-next.ts';
import { asDocument } from './documents.ts';
import { commonHeaders, documentHeaders, openedPolicy, readersPolicy } from './headers.ts';
import type { Made } from './page-cache.ts';
import { type Route, routeOf } from './routes.ts';

/** What is asked of Next for a page: nothing of who asks is in it, unless the page is theirs alone. */
export type PageRequest = {
  path: string;
  query: string;
  route: Route;
  headers: Record<string, string>;
  /** Cookies, for a page that only somebody signed in may see. */
  cookie?: string;
  context: RequestContext;
};

export type PageMaker = {
  /** Makes a page or file anew. Throws RenderFault. */
  make: (wanted: PageRequest) => Promise<Made>;
  /** What Next answered, finished. Throws RenderFault for a fault of Next's. */
  finish: (answer: NextAnswer, wanted: Pick<PageRequest, 'path' | 'route' | 'context'>) => Promise<Made>;
};

export type PageMakerOptions = {
  next: NextHandler;
  siteUrl: string | null;
  /** A style sheet of the build by its address. */
  readSheet: (path: string) => Promise<string | null>;
  /** The page for what is not there. */
  missing: (wanted: Pick<PageRequest, 'context'>) => Promise<Made>;
};

/** How long Next may take for a page, in milliseconds. */
const deadline = 10_000;
/**
 * Pages made at the same time: more would only make each later, and memory short. Files, which may wait for the studio, pages
 * behind links, which strangers can invent, searches, embeds and quotes have turns of their own. Who waits longer for theirs,
 * in milliseconds, gets the last good page, or 503.
 */
const atOnce = { pages: 8, files: 8, own: 3, search: 2, embed: 2, quote: 2 };
const patience = 5_000;

export function createPageMaker(options: PageMakerOptions): PageMaker {
  const turnsOf = (most: number) => boundedQueue(most, patience);
  const turns = {
    pages: turnsOf(atOnce.pages),
    files: turnsOf(atOnce.files),
    own: turnsOf(atOnce.own),
    search: turnsOf(atOnce.search),
    embed: turnsOf(atOnce.embed),
    quote: turnsOf(atOnce.quote),
  };
  /** The page for what is not there is made once for all, within the turn of one of them. */
  const inTurn = ({ kind, isKept, turn }: Route, isMissing: boolean, make: () => Promise<Made>): Promise<Made> => {
    if (isMissing) return make();
    return turns[turn ?? (isKept ? (kind === 'file' ? 'files' : 'pages') : 'own')](make);
  };
  const finish: PageMaker['finish'] = async (answer, { path, route, context }) => {
    const { status, headers, body, fault } = answer;
    const noted = context.noted ?? newNoted();
    if (status >= 500 && status !== 501)
      // 501 says that what was asked for is not done here, which is no fault
      throw fault === undefined ? new RenderFault(500, `${path} ended with ${status}`) : faultOf(fault);
    const said = context.answer.status ?? status;
    const location = headers.location;
    if (status >= 300 && status < 400 && typeof location === 'string') {
      const toLocation = { ...commonHeaders(route, options), location, 'cache-control': 'no-cache' };
      return { status, headers: toLocation, body: Buffer.alloc(0), noted, mayBeKept: status === 308 };
    }
    const type = String(headers['content-type'] ?? '');
    const isKept = route.isKept && headers['set-cookie'] === undefined;
    if (route.kind === 'file') {
      const cacheControl = status === 200 ? String(headers['cache-control'] ?? 'no-cache') : 'no-store';
      const forScripts = headers['access-control-allow-origin'] === '*'; // of other sites
      const kept = {
        'content-type': type,
        'cache-control': cacheControl,
        ...(forScripts && { 'access-control-allow-origin': '*' }),
        ...(route.isOpened && { 'content-security-policy': openedPolicy }),
        ...(route.isOpened && headers.link && { link: [headers.link].flat().join(', ') }),
        ...commonHeaders(route, options),
      };
      const mayBeKept = isKept && status === 200;
      return { status, headers: varying(kept), body, noted, mayBeKept, isDated: mayBeKept };
    }
    const html = body.toString('utf8');
    const isEmptyError = html.includes('<html id="__next_error__"'); // drawn by a script that readers do not get
    if (isEmptyError && fault !== undefined) throw faultOf(fault);
    const explainsItself = context.answer.status === 404 && !isEmptyError;
    if (status === 404 && !explainsItself) {
      const missing = await options.missing({ context });
      for (const tag of missing.noted.tags) noted.tags.add(tag);
      noted.validUntil = Math.min(noted.validUntil, missing.noted.validUntil);
      return { ...missing, noted, mayBeKept: isKept };
    }
    if (isEmptyError || !type.startsWith('text/html')) throw new RenderFault(500, `${path} came out empty`);
    const document = await asDocument(html, options.readSheet);
    return {
      status: said,
      headers: varying({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': isKept ? 'public, max-age=0, must-revalidate' : 'private, no-store',
        'content-security-policy': readersPolicy(document.uses, route.framedBy),
        ...(isKept && { 'speculation-rules': '"/speculation-rules.json"' }),
        ...documentHeaders,
        ...commonHeaders(route, options),
        ...context.answer.headers,
      }),
      body: Buffer.from(document.html),
      noted,
      mayBeKept: isKept && said === 200 && fault === undefined,
    };
  };
  return {
    finish,
    make: (wanted) =>
      inTurn(wanted.route, wanted.path === missingPath, async () => {
        const { path, query, context, cookie } = wanted;
        const headers = { ...wanted.headers, ...nameOfFront, ...(cookie && { cookie }) };
        const answer = await askNext(options.next, newRequest('GET', path + query, headers), context, deadline);
        const made = await finish(answer, wanted);
        // Next says 308, which old feed readers and crawlers do not know; what is only read moves with 301 as well.
        return made.status === 308 ? { ...made, status: 301 } : made;
      }),
  };
}

/** The user agent for which Next makes a page whole (`htmlLimitedBots` in next.config.mjs). */
export const nameOfFront = { 'user-agent': 'mansudae-front' };

/** Asks for the page that says that nothing is there, with the status that says so. */
export const missingPath = '/not-found';
export const missingRoute: Route = { ...routeOf('/about')!, takesForms: false };

const varying = (headers: Record<string, string>) => ({ ...headers, vary: 'accept-encoding' });

/**
 * Runs at most `most` works at once; the others wait their turn, in order, at most `patience` milliseconds. Throws
 * RenderFault for one whose turn did not come.
 */
export function boundedQueue(most: number, patience: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting = new Set<() => void>();
  let running = 0;
  const turn = () =>
    new Promise<void>((go, fail) => {
      const begin = () => {
        clearTimeout(timer);
        waiting.delete(begin);
        go();
      };
      const timer = setTimeout(() => {
        waiting.delete(begin);
        fail(new RenderFault(503, 'too many pages are being made'));
      }, patience);
      waiting.add(begin);
    });
  return async (work) => {
    if (running >= most) await turn();
    else running += 1;
    try {
      return await work();
    } finally {
      const [next] = waiting; // it takes this one's place
      if (next) next();
      else running -= 1;
    }
  };
}
