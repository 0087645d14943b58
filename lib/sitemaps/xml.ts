import { isoInZone } from '#lib/dates';
import { escapeXml } from '#lib/feeds/xml';
import { paths } from '#lib/paths';
import { absolute } from '#lib/site';
import type { NewsItem, SitemapEntry } from './queries.ts';

const head = '<?xml version="1.0" encoding="UTF-8"?>\n';
const protocol = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';

/** The files of which a sitemap is made (https://www.sitemaps.org/protocol.html). */
export const sitemapIndex = (files: SitemapEntry[], timeZone: string): string =>
  `${head}<sitemapindex ${protocol}>
${files.map((file) => `<sitemap>${location(file, timeZone)}</sitemap>\n`).join('')}</sitemapindex>
`;

/** One of them. Languages are told as https://developers.google.com/search/docs/specialty/international/localized-versions says. */
export const sitemapFile = (entries: SitemapEntry[], timeZone: string): string =>
  `${head}<urlset ${protocol}${entries.some(({ languages }) => languages) ? ' xmlns:xhtml="http://www.w3.org/1999/xhtml"' : ''}>
${entries.map((entry) => `<url>${location(entry, timeZone)}${alternates(entry)}</url>\n`).join('')}</urlset>
`;

const alternates = ({ languages = [] }: SitemapEntry): string =>
  languages
    .map(
      ([language, address]) =>
        `<xhtml:link rel="alternate" hreflang="${escapeXml(language)}" href="${escapeXml(address)}"/>`,
    )
    .join('');

const location = ({ path, changedAt }: SitemapEntry, timeZone: string): string =>
  `<loc>${escapeXml(absolute(path))}</loc>${changedAt ? `<lastmod>${isoInZone(changedAt, timeZone)}</lastmod>` : ''}`;

/**
 * What is news, for those who collect it (https://www.google.com/schemas/sitemap-news/0.9). A sitemap of nothing is none: where
 * there is no news it names the front page, which is not said to be any.
 */
export const newsSitemap = (name: string, items: NewsItem[], timeZone: string): string =>
  `${head}<urlset ${protocol} xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
${items.length === 0 ? `<url>${location({ path: paths.front, changedAt: null }, timeZone)}</url>\n` : ''}${items
  .map(
    ({ path, title, language, publishedAt }) => `<url><loc>${escapeXml(absolute(path))}</loc><news:news>
<news:publication><news:name>${escapeXml(name)}</news:name><news:language>${escapeXml(language)}</news:language></news:publication>
<news:publication_date>${isoInZone(publishedAt, timeZone)}</news:publication_date>
<news:title>${escapeXml(title)}</news:title>
</news:news></url>
`,
  )
  .join('')}</urlset>
`;
