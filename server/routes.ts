import { feedTypes } from '#lib/feeds/rules';
import { canonicalName } from '#lib/route-params';

/**
 * Every address that there is, and how each is answered. What is not here does not exist, and Next is not asked for it.
 */
export type Route = {
  /**
   * `page`: a reader's page, a finished document. `file`: made by Next for programs: feeds, images, icons. `desk`: React's
   * own. `data`: JSON between the desk's script and us, at an address that outlives a build. `direct`: passes through as it
   * comes, with its ranges: stored pictures.
   */
  kind: 'page' | 'file' | 'desk' | 'data' | 'direct';
  /** The same for everyone, and therefore kept in the page cache. */
  isKept: boolean;
  /** What it reads of the query, by name, and how that looks; all else is left out before anybody sees it. */
  reads: Record<string, RegExp> | 'everything';
  takesForms: boolean;
  /** JSON is put there. */
  takesData?: boolean;
  /** A picture is put there, as it is. */
  takesPictures?: boolean;
  /** Its address holds a secret. */
  holdsToken: boolean;
  /** Where a name in its address is looked up first, so that invented ones cost a look-up and no rendering. */
  name?: { kind: NameKind; at: number /** Where the name of the article stands that it belongs to. */; of?: number };
  /** Pages that may show it in a frame: ours, or any. */
  framedBy: 'none' | 'self' | 'any';
  /** Made in a turn of its own, because anybody can ask for any number of it: no two are asked with the same words. */
  turn?: 'search' | 'embed' | 'quote';
  /** Other sites may show it: pictures and feeds. */
  isShared: boolean;
  /** A file that a person may open, and then reads as a page of ours. */
  isOpened?: boolean;
};
export type NameKind = 'article' | 'section' | 'topic' | 'series' | 'author' | 'quote';

/** A signed receipt: lib/forms/receipts.ts. */
const token = /^[\w.-]{60,120}$/;
const follow = /^sent$/;
const pixels = /^\d{1,5}$/;
const revision = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What somebody looks for; the page says how much of it counts. */
const query = /^[^\p{Cc}]{1,300}$/u;
const pageNumber = /^[1-9]\d{0,2}$/;

const basics = { reads: {}, holdsToken: false, framedBy: 'none', isShared: false } satisfies Partial<Route>;
const page: Route = { ...basics, kind: 'page', isKept: true, takesForms: true, reads: { follow } };
const linkPage: Route = { ...page, isKept: false, holdsToken: true, reads: {} };
const deskPreview: Route = { ...linkPage, takesForms: false, holdsToken: false, framedBy: 'self' };
const file: Route = { ...basics, kind: 'file', isKept: true, takesForms: false, isShared: true };
const feed: Route = { ...file, isOpened: true };
const ownFile: Route = { ...file, isShared: false };
const desk: Route = { ...basics, kind: 'desk', isKept: false, takesForms: true, reads: 'everything' };
const data: Route = { ...basics, kind: 'data', isKept: false, takesForms: false, takesData: true, reads: 'everything' };
const direct: Route = { ...basics, kind: 'direct', isKept: false, takesForms: false };

/** `*` stands for one name, `**` for any number of them. The first that fits counts. */
export const routes: [address: string, route: Route][] = [
  ['/', page],
  ['/about', page],
  ['/privacy', page],
  ['/contact', { ...page, reads: { message: token, follow } }],
  ['/follow', page],
  ['/search', { ...page, isKept: false, takesForms: false, reads: { q: query, page: pageNumber }, turn: 'search' }],
  ['/articles/*', { ...page, reads: { comment: token, follow }, name: { kind: 'article', at: 1 } }],
  [
    '/articles/*/card',
    { ...page, takesForms: false, reads: {}, framedBy: 'any', isShared: true, name: { kind: 'article', at: 1 } },
  ],
  [
    '/articles/*/quote',
    {
      ...page,
      isKept: false,
      turn: 'quote',
      reads: { text: /^.{1,2000}$/s, card: /^[0-9a-f]{24}$/ },
      name: { kind: 'article', at: 1 },
    },
  ],
  ['/articles/*/quote/*', { ...page, takesForms: false, reads: {}, name: { kind: 'quote', at: 3, of: 1 } }],
  ['/sections/*', { ...page, name: { kind: 'section', at: 1 } }],
  ['/topics/*', { ...page, name: { kind: 'topic', at: 1 } }],
  ['/series/*', { ...page, name: { kind: 'series', at: 1 } }],
  ['/authors/*', { ...page, name: { kind: 'author', at: 1 } }],
  ['/follow/confirm/*', linkPage],
  ['/unsubscribe/*', linkPage],
  ['/preview/*', { ...linkPage, takesForms: false }],
  ['/desk/articles/*/preview', { ...deskPreview, reads: { revision, framed: /^1$/ } }],
  ['/desk/front/preview', { ...deskPreview, reads: { arrangement: /^[\w-]{2,12000}$/ } }],

  [
    '/oembed',
    {
      ...file,
      isKept: false, // an address can be given in endless spellings, in frames of every size; the reads behind it are kept
      turn: 'embed',
      reads: { url: /^.{1,2000}$/, format: /^.{1,20}$/, maxwidth: pixels, maxheight: pixels },
    },
  ],
  ['/articles/*/share/*', { ...file, name: { kind: 'article', at: 1 } }],

  ['/share/section/*/*', { ...file, name: { kind: 'section', at: 2 } }],
  ['/share/topic/*/*', { ...file, name: { kind: 'topic', at: 2 } }],
  ['/share/series/*/*', { ...file, name: { kind: 'series', at: 2 } }],
  ['/share/author/*/*', { ...file, name: { kind: 'author', at: 2 } }],
  ['/share/*/*/*', file],
  ['/feed.xml', feed],
  ['/atom.xml', feed],
  ['/feed.json', feed],
  ...feedsOf('/sections/*', 'section'),
  ...feedsOf('/topics/*', 'topic'),
  ...feedsOf('/series/*', 'series'),
  ...feedsOf('/authors/*', 'author'),
  ['/articles/*/comments.xml', { ...feed, name: { kind: 'article', at: 1 } }],
  ['/feed.xsl', ownFile],
  ['/sitemap.xml', { ...ownFile, reads: { part: /^(pages|articles-[1-9]\d{0,4})$/ } }],
  ['/news-sitemap.xml', ownFile],
  ['/robots.txt', ownFile],
  ['/llms.txt', ownFile],
  ['/indexnow.txt', ownFile],
  ['/.well-known/security.txt', ownFile],
  ['/manifest.webmanifest', ownFile],
  ['/favicon.ico', ownFile],
  ['/icons/*', ownFile],
  ['/fonts/*', ownFile],

  ['/media/*', { ...direct, isShared: true }],
  ['/api/unsubscribe/*', { ...ownFile, isKept: false, takesForms: true, holdsToken: true }],

  ['/desk/articles/*/draft', data],
  ['/desk/articles/*/notes', data],
  ['/desk/articles/*/check', data],
  ['/desk/find-articles', data],
  ['/desk/articles/*/presence', data],
  ['/desk/articles/*/changes', data],
  ['/desk/articles/*/preview-links', data],
  ['/desk/links', data],
  ['/desk/pictures/find', data],
  ['/desk/pictures/upload', { ...data, takesPictures: true }],

  ['/sign-in', desk],
  ['/sign-in/*', { ...desk, holdsToken: true }],
  ['/desk/**', desk],
];

/** The feeds of what a page shows, below its address. */
function feedsOf(page: string, kind: NameKind): [address: string, route: Route][] {
  return Object.keys(feedTypes).map((name) => [`${page}/${name}`, { ...feed, name: { kind, at: 1 } }]);
}

const patternOf = (address: string, flags?: string): RegExp =>
  new RegExp(
    `^${address
      .replaceAll('.', '\\.')
      .replace('/**', '(/.*)?')
      .replace(/\*(?!\))/g, '[^/]+')}$`,
    flags,
  );
const patterns = routes.map(([address, route]) => [patternOf(address), route] as const);
const readersPatterns = routes
  .filter(([, { kind }]) => kind === 'page' || kind === 'file')
  .map(([address, route]) => ({ address, route, pattern: patternOf(address, 'i') }));

/** How the address with this path is answered; null when there is no such address. */
export function routeOf(path: string): Route | null {
  return patterns.find(([pattern]) => pattern.test(path))?.[1] ?? null;
}

/**
 * The one address that a reader's `path` stands for, which is percent-encoded: what the table spells is spelled as there, and
 * the names in it as names are kept. Secrets and file names stay as they are, and so does what is nowhere.
 */
export function oneAddress(path: string): string {
  const known = readersPatterns.find(({ pattern }) => pattern.test(path));
  if (!known) return path;
  const parts = known.address.split('/');
  const { name } = known.route;
  const isName = (at: number): boolean => name !== undefined && (at === name.at + 1 || at - 1 === name.of);
  return path
    .split('/')
    .map((given, at) =>
      parts[at] !== '*' ? parts[at] : isName(at) ? encodeURIComponent(canonicalName(decodeURIComponent(given))) : given,
    )
    .join('/');
}
