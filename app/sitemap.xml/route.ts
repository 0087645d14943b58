import { connection } from 'next/server';
import { getPage } from '#lib/pages/queries';
import { paths } from '#lib/paths';
import { getPublication } from '#lib/settings/queries';
import { listArticleFiles, listArticlesInFile, listPagesOfArticles, type SitemapEntry } from '#lib/sitemaps/queries';
import { type SitemapPart, sitemapPart, sitemapPath } from '#lib/sitemaps/rules';
import { sitemapFile, sitemapIndex } from '#lib/sitemaps/xml';

/** The files of which the sitemap is made, or the one that is asked for. */
export async function GET(request: Request): Promise<Response> {
  await connection(); // a build has no database
  const name = new URL(request.url).searchParams.get('part');
  const { timeZone } = await getPublication();
  if (name === null) return answer(sitemapIndex(await listFiles(), timeZone));
  const part = sitemapPart(name);
  const entries = part && (await listEntries(part));
  if (!entries || entries.length === 0) return new Response(null, { status: 404 });
  return answer(sitemapFile(entries, timeZone));
}

const answer = (xml: string): Response =>
  new Response(xml, {
    headers: { 'content-type': 'application/xml; charset=utf-8', 'cache-control': 'public, max-age=300' },
  });

async function listFiles(): Promise<SitemapEntry[]> {
  const files = await listArticleFiles();
  return [
    { path: sitemapPath('pages'), changedAt: newestOf(files) },
    ...files.map(({ changedAt }, index) => ({ path: sitemapPath({ articles: index + 1 }), changedAt })),
  ];
}

async function listEntries(part: SitemapPart): Promise<SitemapEntry[]> {
  // One answer for all that are not there, in place of one to be kept for each.
  if (part !== 'pages')
    return part.articles > (await listArticleFiles()).length ? [] : listArticlesInFile(part.articles);
  const [files, lists, about, privacy] = await Promise.all([
    listArticleFiles(),
    listPagesOfArticles(),
    getPage('about'),
    getPage('privacy'),
  ]);
  return [
    { path: paths.front, changedAt: newestOf(files) },
    ...lists,
    { path: paths.about, changedAt: about.changedAt },
    { path: paths.privacy, changedAt: privacy.changedAt },
    { path: paths.contact, changedAt: null },
    { path: paths.follow, changedAt: null },
  ];
}

const newestOf = (entries: { changedAt: Date }[]): Date | null =>
  entries.reduce<Date | null>((newest, { changedAt }) => (newest && newest > changedAt ? newest : changedAt), null);
