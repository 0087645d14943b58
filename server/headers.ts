import type { Route } from './routes.ts';

/** What the front says of every answer, beside what is in it. */
export type HeaderOptions = { siteUrl: string | null };

const unused = [
  'accelerometer',
  'camera',
  'display-capture',
  'encrypted-media',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'publickey-credentials-get',
  'usb',
  'browsing-topics',
];
const permissions = unused.map((name) => `${name}=()`).join(', ');

/** Headers that every answer carries, whatever is in it. `route` is null for what does not exist. */
export function commonHeaders(route: Route | null, options: HeaderOptions): Record<string, string> {
  return {
    'x-content-type-options': 'nosniff',
    // not `no-referrer`: with it browsers send `Origin: null` from our own forms
    'referrer-policy': route?.holdsToken ? 'same-origin' : 'strict-origin-when-cross-origin',
    // what only some shall read is in no search engine, however its address got about
    ...(route?.holdsToken && { 'x-robots-tag': 'noindex, nofollow, noarchive' }),
    'cross-origin-resource-policy': route?.isShared ? 'cross-origin' : 'same-origin',
    ...transportHeaders(options),
  };
}

/** A site whose address is https is asked for by no other scheme for a year. */
export const transportHeaders = ({ siteUrl }: HeaderOptions): Record<string, string> =>
  siteUrl?.startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000' } : {};

/** Headers of every HTML document. */
export const documentHeaders = {
  'permissions-policy': permissions,
  'cross-origin-opener-policy': 'same-origin',
} as const;

/** What a reader's document may use: what it is seen to use, and nothing else. */
export type Uses = {
  styleHashes: string[];
  scriptHashes: string[];
  /** Hosts of players that a press may set in the page: of `frameHosts` (lib/embeds.ts), and no others. */
  frames: string[];
};

/**
 * The policy of a reader's page. No inline style or script runs but those whose hashes are given, and they stand in the
 * finished document itself. CSP3: https://www.w3.org/TR/CSP3/
 */
export function readersPolicy({ styleHashes, scriptHashes, frames }: Uses, framedBy: Route['framedBy']): string {
  const hashes = (list: string[]) => list.map((hash) => ` 'sha256-${hash}'`).join('');
  return [
    "default-src 'none'",
    `script-src 'self'${hashes(scriptHashes)}`,
    `style-src 'self'${hashes(styleHashes)}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    ...(frames.length > 0 ? [`frame-src ${frames.join(' ')}`] : []),
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    `frame-ancestors ${framedBy === 'any' ? '*' : `'${framedBy}'`}`,
  ].join('; ');
}

/**
 * The policy of a feed that a person opens: its style sheets are ours, and nothing else is. A browser asks script-src whether
 * it may read a feed by an XSL one, which can run no script.
 */
export const openedPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The policy of a finished page of the front's own: its one style block, forms back to the site, and nothing more. */
export const errorPolicy = (styleHash: string): string =>
  `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;

/**
 * The policy of the desk, where React runs: scripts carry `nonce`, or are loaded by one that does. What its editor places
 * things with are style properties set by script, which need no leave.
 */
export function deskPolicy(nonce: string, isDevelopment: boolean): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "frame-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
