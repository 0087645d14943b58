import { connection } from 'next/server';
import { listArticleAddresses } from '#lib/articles/queries';
import { listAuthors } from '#lib/authors/queries';
import { isoInZone } from '#lib/dates';
import { escapeXml } from '#lib/feed';
import { paths } from '#lib/paths';
import { listSections } from '#lib/sections/queries';
import { getPublication } from '#lib/settings/queries';
import { absolute } from '#lib/site';

export async function GET(): Promise<Response> {
  await connection();
  const [{ timeZone }, articles, sections, authors] = await Promise.all([
    getPublication(),
    listArticleAddresses(),
    listSections(),
    listAuthors(),
  ]);
  const addresses: { path: string; changedAt?: Date }[] = [
    { path: paths.front, changedAt: articles[0]?.changedAt },
    ...articles.map(({ slug, changedAt }) => ({ path: paths.article(slug), changedAt })),
    ...sections.filter((section) => section.hasArticles).map(({ slug }) => ({ path: paths.section(slug) })),
    ...authors.map(({ handle }) => ({ path: paths.author(handle) })),
    ...[paths.about, paths.contact, paths.follow, paths.privacy].map((path) => ({ path })),
  ];
  const lines = addresses.map(({ path, changedAt }) => {
    const changed = changedAt ? `<lastmod>${isoInZone(changedAt, timeZone)}</lastmod>` : '';
    return `<url><loc>${escapeXml(absolute(path))}</loc>${changed}</url>`;
  });
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${lines.join('\n')}
</urlset>
`;
  return new Response(xml, {
    headers: { 'content-type': 'application/xml; charset=utf-8', 'cache-control': 'public, max-age=300' },
  });
}
