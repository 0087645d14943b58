import { env } from '#lib/env';

/** Scheme and host of the site, for what leaves it: mail, feeds, share tags. */
export const siteOrigin = (): string => env().SITE_URL ?? `http://localhost:${env().PORT}`;

/** Whether the site has an address by which others reach it, and not this machine alone. */
export const isReachable = (): boolean => env().SITE_URL !== undefined;

/** The absolute address of a path of this site. */
export const absolute = (path: string): string => new URL(path, siteOrigin()).href;

/** `href`, whole or from the root, as an address of this site; null when it leads elsewhere, or to a place in its own page. */
export function ownAddress(href: string): URL | null {
  const origin = siteOrigin();
  if (!URL.canParse(href, origin) || href.startsWith('#')) return null;
  const url = new URL(href, origin);
  return url.origin === new URL(origin).origin ? url : null;
}
