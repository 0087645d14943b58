import { paths } from '#lib/paths';

/**
 * The protocol allows 50,000 addresses in a file, and 50 MB: ten thousand of the longest addresses in Hangul, each letter of
 * them nine signs, are 8 MB, and no crawler asks for more than it needs when one of them changes.
 */
export const mostInSitemap = 10_000;

/** How long an article counts as news to those who collect it, in hours, and as many as one file may name. */
export const newsHours = 48;
export const mostNews = 1000;

export type SitemapPart = 'pages' | { articles: number };

/** What a file holds by its name in the address; null for none of ours. Files of articles are counted from 1. */
export function sitemapPart(name: string): SitemapPart | null {
  if (name === 'pages') return 'pages';
  const [, number] = /^articles-([1-9]\d{0,4})$/.exec(name) ?? [];
  return number ? { articles: Number(number) } : null;
}

/** The address of a file, from the root. All stand at the root: one may name only what is below its own folder. */
export const sitemapPath = (part: SitemapPart): string =>
  `${paths.sitemap}?part=${part === 'pages' ? part : `articles-${part.articles}`}`;
