import 'server-only';
import { and, asc, desc, eq, inArray, isNull, lte, ne, or, type SQL, sql } from 'drizzle-orm';
import { db } from '#db/client';
import { articleSlugs, articles, revisionAuthors, revisions, revisionTopics } from '#db/schema/articles';
import { authors } from '#db/schema/people';
import { sections, series, topics } from '#db/schema/sections';
import { noteDueAt, noteNextDue } from '#lib/articles/schedules/next-due';
import type { User } from '#lib/auth/roles';
import type { Body } from '#lib/body/body';
import { excerpt, figuresOf, leadFigure, readingMinutes } from '#lib/body/rules';
import { cachedRead } from '#lib/cache/cached-read';
import { noteTags } from '#lib/cache/noting';
import { cacheTags } from '#lib/cache-tags';
import type { GroupKind } from '#lib/groups/rules';
import type { Picture } from '#lib/media/picture';
import { getPictures } from '#lib/media/queries';
import { isLive, shownRepublishedAt, shownRevisionId, shownSlug } from './live.ts';
import { type Commenting, canSeeDraft } from './rules.ts';
import { slugFrom } from './slugs.ts';

export type Byline = { handle: string; name: string; hangulName: string | null };
export type AuthorOnPage = Byline & { bio: string; picture: Picture | null };
export type GroupName = { slug: string; name: string; hangulName: string | null };

/** An article as a list shows it. */
export type ArticleInList = {
  id: string;
  slug: string;
  headline: string;
  standfirst: string;
  /** How the text begins, for a lead without a picture. */
  opening: string;
  language: string;
  section: GroupName | null;
  authors: Byline[];
  publishedAt: Date;
  minutes: number;
  picture: (Picture & { alt: string }) | null;
};

/** An article whole, with the pictures its text names. */
export type ArticleOnPage = Omit<ArticleInList, 'picture' | 'opening' | 'authors'> & {
  authors: AuthorOnPage[];
  republishedAt: Date | null;
  /** For a page's description: the standfirst, or how the text begins. */
  description: string;
  topics: GroupName[];
  series: (GroupName & { id: string }) | null;
  translationOf: string | null;
  /** Where it was first published, when that was elsewhere; else empty, as the next two. */
  canonicalUrl: string;
  shareHeadline: string;
  shareText: string;
  commenting: Commenting;
  body: Body;
  pictures: Record<string, Picture>;
};

/** As much as a front page, a section or an author's page can show; what is older is found by search and archive. */
const mostInList = 120;

/** The live article at a slug, or null. A null is cached too, and ends when something is published there. */
export const getArticle = cachedRead('getArticle', async (slug: string): Promise<ArticleOnPage | null> => {
  noteTags(cacheTags.slug(slug));
  await noteDueAt(slug);
  const [row] = await readRows(and(eq(articles.id, articleAt(slug)), eq(shownSlug, slug), isLive()), 1);
  if (!row) return null;
  noteTags(cacheTags.article(row.id), cacheTags.authors, cacheTags.sections, cacheTags.topics, cacheTags.series);
  return pageOf(row);
});

/** Where an address that an article once had leads to now: the slug of today, or null. */
export const getMovedSlug = cachedRead('getMovedSlug', async (slug: string): Promise<string | null> => {
  noteTags(cacheTags.slug(slug));
  await noteDueAt(slug);
  const [row] = await db
    .select({ id: articles.id, slug: shownSlug })
    .from(articleSlugs)
    .innerJoin(articles, eq(articles.id, articleSlugs.articleId))
    .where(and(eq(articleSlugs.slug, slug), lte(articleSlugs.publicFrom, sql`now()`), isLive()));
  if (!row) return null;
  noteTags(cacheTags.article(row.id));
  return row.slug === slug ? null : row.slug;
});

/** Live articles, newest first. */
export const listArticles = cachedRead('listArticles', async (most: number = mostInList): Promise<ArticleInList[]> => {
  noteTags(cacheTags.articles, cacheTags.authors, cacheTags.sections);
  await noteNextDue();
  return listOf(await readRows(isLive(), most));
});

/** Those of these articles that are live, newest first. `ids` is a text with commas between them. */
export const listArticlesNamed = cachedRead('listArticlesNamed', async (ids: string): Promise<ArticleInList[]> => {
  noteTags(cacheTags.articles, cacheTags.authors, cacheTags.sections);
  await noteNextDue();
  return listOf(await readRows(and(isLive(), inArray(articles.id, ids.split(','))), mostInList));
});

/** Live articles of a section, topic or series: newest first, those of a series in its order. */
export const listArticlesOfGroup = cachedRead(
  'listArticlesOfGroup',
  async (kind: GroupKind, id: string): Promise<ArticleInList[]> => {
    noteTags(cacheTags.articles, cacheTags.authors, cacheTags.sections, cacheTags.groups(kind));
    await noteNextDue();
    const order = kind === 'series' ? orderInSeries : newestFirst;
    return listOf(await readRows(and(isLive(), isInGroup(kind, id)), mostInList, order));
  },
);

/** Where an article stands in its series. `number` is counted from 1. */
export type PlaceInSeries = GroupName & { number: number; count: number; previous: Part | null; next: Part | null };
type Part = { id: string; slug: string; headline: string; language: string };

/** The place of a live article in a series; null when it is not in it. */
export const getPlaceInSeries = async (articleId: string, series: GroupName & { id: string }) =>
  placeAmong(await listParts(series.id), articleId, series);

/** The same of an article that is not public, or not in this series yet: where it would stand were it so now. */
export const getComingPlaceInSeries = async (articleId: string, series: GroupName & { id: string }) =>
  placeAmong(
    await readParts(
      or(and(isLive(), eq(revisions.seriesId, series.id)), eq(articles.id, articleId)),
      sql`coalesce(${shownRevisionId}, ${articles.draftRevisionId})`,
    ),
    articleId,
    series,
  );

function placeAmong(
  parts: Part[],
  articleId: string,
  { slug, name, hangulName }: GroupName & { id: string },
): PlaceInSeries | null {
  const at = parts.findIndex(({ id }) => id === articleId);
  if (at < 0) return null;
  const [previous, next] = [parts[at - 1] ?? null, parts[at + 1] ?? null];
  return { slug, name, hangulName, number: at + 1, count: parts.length, previous, next };
}

/** One reading serves the pages of all its articles. */
const listParts = cachedRead('listParts', async (seriesId: string): Promise<Part[]> => {
  noteTags(cacheTags.articles, cacheTags.series);
  await noteNextDue();
  return readParts(and(isLive(), eq(revisions.seriesId, seriesId)), shownRevisionId);
});

async function readParts(where: SQL | undefined, revisionId: SQL<string | null>): Promise<Part[]> {
  const rows = await db
    .select({ id: articles.id, slug: shownSlug, headline: revisions.headline, language: revisions.language })
    .from(articles)
    .innerJoin(revisions, eq(revisions.id, revisionId))
    .where(where)
    .orderBy(...orderInSeries);
  return rows.map(({ slug, ...row }) => ({ ...row, slug: slug ?? '' }));
}

/** The same article in other languages, where readers can see it. */
export type Translation = { slug: string; language: string; headline: string; canonicalUrl: string };

/** Live articles that say the same as this one in other languages: its original, and those made from either. */
export const listTranslations = cachedRead(
  'listTranslations',
  async (articleId: string, translationOf: string | null, language: string): Promise<Translation[]> => {
    noteTags(cacheTags.articles);
    await noteNextDue();
    const original = translationOf ?? articleId;
    const rows = await db
      .select({
        slug: shownSlug,
        language: revisions.language,
        headline: revisions.headline,
        canonicalUrl: revisions.canonicalUrl,
      })
      .from(articles)
      .innerJoin(revisions, eq(revisions.id, shownRevisionId))
      .where(
        and(
          isLive(),
          or(eq(articles.id, original), eq(revisions.translationOf, original)),
          ne(articles.id, articleId),
          ne(revisions.language, language),
        ),
      )
      .orderBy(asc(articles.publishedAt), asc(articles.id));
    return rows.map(({ slug, ...row }) => ({ ...row, slug: slug ?? '' }));
  },
);

export const listArticlesOfAuthor = cachedRead(
  'listArticlesOfAuthor',
  async (authorId: string): Promise<ArticleInList[]> => {
    noteTags(cacheTags.articles, cacheTags.authors, cacheTags.sections);
    await noteNextDue();
    return listOf(await readRows(and(isLive(), isBy(authorId)), mostInList));
  },
);

/** Three others to go on with: of the same section first, then the newest. */
export async function listMoreToRead(articleId: string, sectionSlug: string | null): Promise<ArticleInList[]> {
  const [ofSection, ofAll] = await Promise.all([sectionSlug === null ? [] : listNewest(sectionSlug), listNewest(null)]);
  const seen = new Set([articleId]);
  const others = [...ofSection, ...ofAll].filter(({ id }) => !seen.has(id) && seen.add(id));
  return others.slice(0, 3);
}

/** The newest of a section, or of all: one reading serves every article's page. Four, because one may be that article. */
const listNewest = cachedRead('listNewest', async (sectionSlug: string | null): Promise<ArticleInList[]> => {
  noteTags(cacheTags.articles, cacheTags.authors, cacheTags.sections);
  await noteNextDue();
  return listOf(await readRows(and(isLive(), sectionSlug === null ? undefined : eq(sections.slug, sectionSlug)), 4));
});

/** The newest `most` articles whole, for feeds: of all, or of the section, topic, series or author with this id. */
export const listArticlesForFeed = cachedRead(
  'listArticlesForFeed',
  async (kind: GroupKind | 'author' | null, id: string | null, most: number): Promise<ArticleOnPage[]> => {
    noteTags(cacheTags.articles, cacheTags.authors, cacheTags.sections, cacheTags.topics);
    if (kind === 'series') noteTags(cacheTags.series);
    await noteNextDue();
    const among = kind === null || id === null ? undefined : kind === 'author' ? isBy(id) : isInGroup(kind, id);
    const rows = await readRows(and(isLive(), among), most);
    noteTags(...rows.map(({ id }) => cacheTags.article(id)));
    return Promise.all(rows.map(pageOf));
  },
);

/**
 * The newest draft of an article, or another of its revisions, as its page will be, for those who may see it; else null.
 * `comingSlug` is where it stands, or would if it were published now.
 */
export async function getDraftPreview(
  user: User,
  id: string,
  revisionId?: string,
): Promise<(ArticleOnPage & { comingSlug: string }) | null> {
  const [row] = await db
    .select({
      ...columns,
      createdBy: articles.createdBy,
      draft: articles.draftRevisionId,
      wanted: revisions.slug,
    })
    .from(articles)
    .innerJoin(
      revisions,
      revisionId
        ? and(eq(revisions.articleId, articles.id), eq(revisions.id, revisionId))
        : eq(revisions.id, articles.draftRevisionId),
    )
    .leftJoin(sections, eq(sections.id, revisions.sectionId))
    .leftJoin(series, eq(series.id, revisions.seriesId))
    .where(and(eq(articles.id, id), isNull(articles.removedAt)));
  if (!row) return null;
  const byline = await db
    .select({ userId: authors.userId })
    .from(revisionAuthors)
    .innerJoin(authors, eq(authors.id, revisionAuthors.authorId))
    .where(eq(revisionAuthors.revisionId, row.draft ?? row.revisionId));
  const whose = { createdBy: row.createdBy, authorUserIds: byline.flatMap(({ userId }) => userId ?? []) };
  if (!canSeeDraft(user, whose)) return null;
  return { ...(await pageOf(row)), comingSlug: row.slug ?? (row.wanted || slugFrom(row.headline, id)) };
}

/** The article that has, had or will have an address. */
const articleAt = (slug: string) =>
  sql`(${db.select({ id: articleSlugs.articleId }).from(articleSlugs).where(eq(articleSlugs.slug, slug))})`;
/**
 * One revision of an article as its page would be. Whoever asks must know that it may be seen: lib/previews/queries.ts does, by
 * the link it was asked with.
 */
export async function getRevisionOnPage(id: string, revisionId: string): Promise<ArticleOnPage | null> {
  const [row] = await db
    .select(columns)
    .from(articles)
    .innerJoin(revisions, eq(revisions.articleId, articles.id))
    .leftJoin(sections, eq(sections.id, revisions.sectionId))
    .leftJoin(series, eq(series.id, revisions.seriesId))
    .where(and(eq(articles.id, id), eq(revisions.id, revisionId), isNull(articles.removedAt)));
  return row ? pageOf(row) : null;
}

const columns = {
  id: articles.id,
  slug: shownSlug,
  publishedAt: articles.publishedAt,
  republishedAt: shownRepublishedAt,
  revisionId: revisions.id,
  headline: revisions.headline,
  standfirst: revisions.standfirst,
  language: revisions.language,
  body: revisions.body,
  section: { slug: sections.slug, name: sections.name, hangulName: sections.hangulName },
  series: { id: series.id, slug: series.slug, name: series.name, hangulName: series.hangulName },
  translationOf: revisions.translationOf,
  canonicalUrl: revisions.canonicalUrl,
  shareHeadline: revisions.shareHeadline,
  shareText: revisions.shareText,
  commenting: articles.commenting,
};

const newestFirst = [desc(articles.publishedAt), desc(articles.id)];
/** As an editor has put them; what nobody has placed comes last, by publication. */
const orderInSeries = [asc(articles.seriesPosition), asc(articles.publishedAt), asc(articles.id)];

function isInGroup(kind: GroupKind, id: string): SQL {
  if (kind === 'section') return eq(revisions.sectionId, id);
  if (kind === 'series') return eq(revisions.seriesId, id);
  const about = db.select({ id: revisionTopics.revisionId }).from(revisionTopics).where(eq(revisionTopics.topicId, id));
  return inArray(revisions.id, about);
}

function isBy(authorId: string): SQL {
  const theirs = db.select({ id: revisionAuthors.revisionId }).from(revisionAuthors);
  return inArray(revisions.id, theirs.where(eq(revisionAuthors.authorId, authorId)));
}

/** What readers see of the articles that `where` admits. */
const readRows = (where: SQL | undefined, most: number, order = newestFirst) =>
  db
    .select(columns)
    .from(articles)
    .innerJoin(revisions, eq(revisions.id, shownRevisionId))
    .leftJoin(sections, eq(sections.id, revisions.sectionId))
    .leftJoin(series, eq(series.id, revisions.seriesId))
    .where(where)
    .orderBy(...order)
    .limit(most);
type Row = Awaited<ReturnType<typeof readRows>>[number];

async function listOf(rows: Row[]): Promise<ArticleInList[]> {
  noteTags(...rows.map(({ id }) => cacheTags.article(id))); // what is taken from readers goes from lists too
  const leads = rows.map((row) => leadFigure(row.body));
  const [bylines, pictures] = await Promise.all([
    readAuthors(rows.map((row) => row.revisionId)),
    getPictures([...new Set(leads.flatMap((lead) => lead?.attrs.media ?? []))]),
  ]);
  return rows.map((row, index) => {
    const lead = leads[index];
    const picture = lead && pictures.get(lead.attrs.media);
    return {
      ...wordsOf(row),
      opening: excerpt(row.body, 900),
      authors: (bylines.get(row.revisionId) ?? []).map(({ handle, name, hangulName }) => ({
        handle,
        name,
        hangulName,
      })),
      picture: lead && picture ? { ...picture, alt: lead.attrs.alt } : null,
    };
  });
}

async function pageOf(row: Row): Promise<ArticleOnPage> {
  const byline = (await readAuthors([row.revisionId])).get(row.revisionId) ?? [];
  const figures = figuresOf(row.body).map(({ attrs }) => attrs.media);
  const portraits = byline.flatMap(({ pictureId }) => pictureId ?? []);
  const [pictures, about] = await Promise.all([
    getPictures([...new Set([...figures, ...portraits])]),
    readTopics(row.revisionId),
  ]);
  return {
    ...wordsOf(row),
    authors: byline.map(({ pictureId, ...author }) => ({
      ...author,
      picture: (pictureId && pictures.get(pictureId)) || null,
    })),
    republishedAt: row.republishedAt,
    description: row.standfirst || excerpt(row.body),
    topics: about,
    series: row.series,
    translationOf: row.translationOf,
    canonicalUrl: row.canonicalUrl,
    shareHeadline: row.shareHeadline,
    shareText: row.shareText,
    commenting: row.commenting,
    body: row.body,
    pictures: Object.fromEntries(pictures),
  };
}

const readTopics = (revisionId: string): Promise<GroupName[]> =>
  db
    .select({ slug: topics.slug, name: topics.name, hangulName: topics.hangulName })
    .from(revisionTopics)
    .innerJoin(topics, eq(topics.id, revisionTopics.topicId))
    .where(eq(revisionTopics.revisionId, revisionId))
    .orderBy(asc(revisionTopics.position));

const wordsOf = (row: Row) => ({
  id: row.id,
  slug: row.slug ?? '',
  headline: row.headline,
  standfirst: row.standfirst,
  language: row.language,
  section: row.section,
  publishedAt: row.publishedAt ?? new Date(),
  minutes: readingMinutes(row.body),
});

/** Bylines by revision, each in its order. */
async function readAuthors(revisionIds: string[]) {
  const rows =
    revisionIds.length === 0
      ? []
      : await db
          .select({
            revisionId: revisionAuthors.revisionId,
            handle: authors.handle,
            name: authors.name,
            hangulName: authors.hangulName,
            bio: authors.bio,
            pictureId: authors.pictureId,
          })
          .from(revisionAuthors)
          .innerJoin(authors, eq(authors.id, revisionAuthors.authorId))
          .where(inArray(revisionAuthors.revisionId, revisionIds))
          .orderBy(asc(revisionAuthors.position));
  const byRevision = new Map<string, Omit<(typeof rows)[number], 'revisionId'>[]>();
  for (const { revisionId, ...author } of rows) {
    byRevision.set(revisionId, [...(byRevision.get(revisionId) ?? []), author]);
  }
  return byRevision;
}
