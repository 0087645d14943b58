import { env } from '#lib/env';

/** Scheme and host of the site, for what leaves it: mail, feeds, share tags. */
export const siteOrigin = (): string => env().SITE_URL ?? `http://localhost:${env().PORT}`;

/** The absolute address of a path of this site. */
export const absolute = (path: string): string => new URL(path, siteOrigin()).href;
