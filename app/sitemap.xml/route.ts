import { connection } from 'next/server';
import { listArticleAddresses } from '#lib/articles/queries';
import { listAuthors } from '#lib/authors/queries';
import { isoInZone } from '#lib/dates';
import { escapeXml } from '#lib/feed';
import { listGroups } from '#lib/groups/queries';
import { paths } from '#lib/paths';
import { getPublication } from '#lib/settings/queries';
import { absolute } from '#lib/site';

export async function GET(): Promise<Response> {
  await connection();
  const [{ timeZone }, articles, sections, topics, series, authors] = await Promise.all([
    getPublication(),
    listArticleAddresses(),
    listGroups('section'),
    listGroups('topic'),
    listGroups('series'),
    listAuthors(),
  ]);
  const addresses: { path: string; changedAt?: Date }[] = [
    { path: paths.front, changedAt: newestOf(articles) },
    ...articles.map(({ slug, changedAt }) => ({ path: paths.article(slug), changedAt })),
    ...sections.filter(hasArticles).map(({ slug }) => ({ path: paths.section(slug) })),
    ...topics.filter(hasArticles).map(({ slug }) => ({ path: paths.topic(slug) })),
    ...series.filter(hasArticles).map(({ slug }) => ({ path: paths.series(slug) })),
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

const newestOf = (articles: { changedAt: Date }[]): Date | undefined =>
  articles.reduce<Date | undefined>(
    (newest, { changedAt }) => (newest && newest > changedAt ? newest : changedAt),
    undefined,
  );

const hasArticles = (group: { hasArticles: boolean }): boolean => group.hasArticles;
