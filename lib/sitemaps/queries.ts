import 'server-only';
import { and, asc, desc, eq, gt, inArray, isNotNull, max, or, type SQL, sql } from 'drizzle-orm';
import { db } from '#db/client';
import { articles, corrections, revisionAuthors, revisions, revisionTopics } from '#db/schema/articles';
import { authors } from '#db/schema/people';
import { languagesOf } from '#lib/articles/languages';
import { isLive, shownRepublishedAt, shownRevisionId, shownSlug } from '#lib/articles/live';
import { noteNextDue } from '#lib/articles/schedules/next-due';
import { cachedRead } from '#lib/cache/cached-read';
import { noteTags, noteValidUntil } from '#lib/cache/noting';
import { cacheTags } from '#lib/cache-tags';
import { type GroupKind, groupKinds } from '#lib/groups/rules';
import { groupIdOf, groupTables, topicsOf } from '#lib/groups/tables';
import { paths } from '#lib/paths';
import { getPublication } from '#lib/settings/queries';
import { siteOrigin } from '#lib/site';
import { mostInSitemap, mostNews, newsHours } from './rules.ts';

/** What stands at an address, and when that last changed where it is known. */
export type SitemapEntry = {
  path: string;
  changedAt: Date | null;
  /** Where the same stands in each language, itself among them; none for most. */
  languages?: [language: string, address: string][];
};

/** When what stands at an article's address last changed: its text, or what is said to have been wrong in it. */
const changedAt = () =>
  sql<Date>`greatest(${articles.publishedAt}, ${shownRepublishedAt}, (${db
    .select({ at: max(corrections.correctedAt) })
    .from(corrections)
    .where(and(eq(corrections.articleId, articles.id), sql`${corrections.correctedAt} <= now()`))}))`.mapWith(
    articles.publishedAt,
  );

/** Live, and at home here: the page of one that was published elsewhere first sends search engines there. */
const isListed = (): SQL | undefined =>
  and(
    isLive(),
    or(
      eq(revisions.canonicalUrl, ''),
      sql`starts_with(lower(${revisions.canonicalUrl}), ${`${new URL(siteOrigin()).origin}/`})`,
    ),
  );

/** How many files of articles there are: of each, in order, when the newest change in it was. */
export const listArticleFiles = cachedRead('listArticleFiles', async (): Promise<{ changedAt: Date }[]> => {
  noteTags(cacheTags.articles);
  await noteNextDue();
  const listed = db
    .select({
      changedAt: changedAt().as('changed_at'),
      file: sql<number>`(row_number() over (order by ${articles.publishedAt}, ${articles.id}) - 1) / ${sql.raw(String(mostInSitemap))}`.as(
        'file',
      ),
    })
    .from(articles)
    .innerJoin(revisions, eq(revisions.id, shownRevisionId))
    .where(isListed())
    .as('listed');
  return db
    .select({ changedAt: sql<Date>`max(${listed.changedAt})`.mapWith(articles.publishedAt) })
    .from(listed)
    .groupBy(listed.file)
    .orderBy(listed.file);
});

/**
 * The addresses of one file of articles, counted from 1, the oldest first: so that what is new changes the last file, and the
 * others stay as they are.
 */
export const listArticlesInFile = cachedRead('listArticlesInFile', async (file: number): Promise<SitemapEntry[]> => {
  noteTags(cacheTags.articles);
  await noteNextDue();
  const [rows, translations, { articleLanguage }] = await Promise.all([
    db
      .select({ ...inLanguage, changedAt: changedAt() })
      .from(articles)
      .innerJoin(revisions, eq(revisions.id, shownRevisionId))
      .where(isListed())
      .orderBy(asc(articles.publishedAt), asc(articles.id))
      .limit(mostInSitemap)
      .offset((file - 1) * mostInSitemap),
    readTranslations(),
    getPublication(),
  ]);
  return rows.map(({ changedAt, ...row }) => {
    const own = { ...row, slug: row.slug ?? '' };
    const others = translations.of(own.id).filter(({ id }) => id !== own.id);
    return { path: paths.article(own.slug), changedAt, languages: languagesOf([own, ...others], articleLanguage) };
  });
});

const inLanguage = {
  id: articles.id,
  slug: shownSlug,
  language: revisions.language,
  canonicalUrl: revisions.canonicalUrl,
};

/** What says the same in several languages: an original, and what was made from it. Of all articles, few are among them. */
async function readTranslations() {
  const original = sql<string>`coalesce(${revisions.translationOf}, ${articles.id})`;
  const originals = db
    .select({ id: revisions.translationOf })
    .from(revisions)
    .where(isNotNull(revisions.translationOf));
  const rows = await db
    .select({ ...inLanguage, original })
    .from(articles)
    .innerJoin(revisions, eq(revisions.id, shownRevisionId))
    .where(and(isLive(), or(isNotNull(revisions.translationOf), inArray(articles.id, originals))))
    .orderBy(asc(articles.publishedAt), asc(articles.id));
  const pages = rows.map(({ slug, ...row }) => ({ ...row, slug: slug ?? '' }));
  const groups = Map.groupBy(pages, (page) => page.original);
  const groupOf = new Map(pages.map((page) => [page.id, groups.get(page.original)!]));
  return { of: (id: string) => groupOf.get(id) ?? [] };
}

/** Sections, topics, series and authors with something to read, and when that last changed. */
export const listPagesOfArticles = cachedRead('listPagesOfArticles', async (): Promise<SitemapEntry[]> => {
  noteTags(cacheTags.articles, cacheTags.authors, ...groupKinds.map(cacheTags.groups));
  await noteNextDue();
  const newest = sql<Date>`max(${changedAt()})`.mapWith(articles.publishedAt);
  const ofKind = async (kind: GroupKind) => {
    const table = groupTables[kind];
    const rows = await db
      .select({ slug: table.slug, changedAt: newest })
      .from(articles)
      .innerJoin(revisions, eq(revisions.id, shownRevisionId))
      .leftJoin(revisionTopics, topicsOf(kind))
      .innerJoin(table, eq(table.id, groupIdOf[kind]))
      .where(isLive())
      .groupBy(table.id)
      .orderBy(asc(table.position), asc(table.name));
    return rows.map((row) => ({ path: paths[kind](row.slug), changedAt: row.changedAt }));
  };
  const ofAuthors = async () => {
    const rows = await db
      .select({ handle: authors.handle, changedAt: newest })
      .from(articles)
      .innerJoin(revisionAuthors, eq(revisionAuthors.revisionId, shownRevisionId))
      .innerJoin(authors, eq(authors.id, revisionAuthors.authorId))
      .where(isLive())
      .groupBy(authors.id)
      .orderBy(asc(authors.position), asc(authors.name));
    return rows.map((row) => ({ path: paths.author(row.handle), changedAt: row.changedAt }));
  };
  return (await Promise.all([...groupKinds.map(ofKind), ofAuthors()])).flat();
});

export type NewsItem = { path: string; title: string; language: string; publishedAt: Date };

/** What was first published within the last two days, newest first. */
export const listNews = cachedRead('listNews', async (): Promise<NewsItem[]> => {
  noteTags(cacheTags.articles);
  await noteNextDue();
  const asked = Date.now();
  const rows = await db
    .select({
      slug: shownSlug,
      title: revisions.headline,
      language: revisions.language,
      publishedAt: articles.publishedAt,
      /** Until it is no news any more, by the clock of the database. */
      secondsLeft: sql<number>`extract(epoch from ${articles.publishedAt} + ${newsHours} * interval '1 hour' - now())::float8`,
    })
    .from(articles)
    .innerJoin(revisions, eq(revisions.id, shownRevisionId))
    .where(and(isListed(), gt(articles.publishedAt, sql`now() - ${newsHours} * interval '1 hour'`)))
    .orderBy(desc(articles.publishedAt), desc(articles.id))
    .limit(mostNews);
  const oldest = rows.at(-1);
  if (oldest) noteValidUntil(asked + oldest.secondsLeft * 1000);
  return rows.map(({ slug, title, language, publishedAt }) => ({
    path: paths.article(slug ?? ''),
    title,
    language,
    publishedAt: publishedAt ?? new Date(),
  }));
});
