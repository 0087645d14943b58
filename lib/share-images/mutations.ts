import { and, asc, desc, eq, inArray, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { db, type Transaction } from '#db/client';
import { articles, quotes, revisionAuthors, revisions, shareImages } from '#db/schema/articles';
import { authors } from '#db/schema/people';
import { sections } from '#db/schema/sections';
import { settings } from '#db/schema/settings';
import { isLive, shownRevisionId, shownSlug } from '#lib/articles/live';
import { leadFigure } from '#lib/body/rules';
import { groupTables } from '#lib/groups/tables';
import { enqueue } from '#lib/jobs';
import { findStored } from '#lib/media/stored';
import { paths } from '#lib/paths';
import { standsIn } from '#lib/quotes/rules';
import { shareImageWords as words } from '#lib/words/share-images';
import { digestOf, type Layout, layOut, lettersLeftOut } from './layout.ts';
import {
  type Accent,
  isFocusInSquare,
  type SharedKind,
  type ShareImageContent,
  type Size,
  type Subject,
} from './rules.ts';

/** A share image as it would be drawn now. */
export type LaidOut = { digest: string; layout: Layout; alt: string };
/** The same, at an address that may be given out. */
export type IssuedShareImage = LaidOut & { path: string; pictures: string[] };

/** Lays out the share image of what readers see and records its digest, which will answer from now on. Null when they see nothing. */
export async function issueShareImage({ kind, id }: Subject): Promise<IssuedShareImage | null> {
  const found =
    kind === 'article'
      ? await readArticle(id, shownRevisionId, isLive())
      : kind === 'quote'
        ? await readQuote(id)
        : await readNamed(kind, id);
  if (!found) return null;
  const laidOut = layOutShareImage(id, found.content);
  await db
    .insert(shareImages)
    .values({ digest: laidOut.digest, kind, ...columnsOf({ kind, id }) })
    .onConflictDoNothing();
  return { ...laidOut, path: found.pathOf(laidOut.digest), pictures: found.pictures };
}

/** In which column a row says of what it is. */
function columnsOf({ kind, id }: Subject) {
  if (kind === 'home') return {};
  if (kind === 'article') return { articleId: id };
  if (kind === 'quote') return { quoteDigest: id };
  return kind === 'author' ? { authorId: id } : { groupId: id };
}

/** What the share image of a revision does not show of what it is made of. */
export type Lost = {
  /** The point of its picture that must be seen lies outside the middle square. */
  isFocusLost: boolean;
  lettersLeftOut: string[];
};

/** The share image that a revision of an article would have, its newest where none is named; null when there is none. */
export async function layOutRevision(articleId: string, revisionId?: string): Promise<(LaidOut & Lost) | null> {
  const found = await readArticle(articleId, revisionId ? sql`${revisionId}::uuid` : articles.draftRevisionId);
  if (!found) return null;
  const { content, size } = found;
  const laidOut = layOutShareImage(articleId, content);
  const { picture } = laidOut.layout;
  return {
    ...laidOut,
    isFocusLost: picture !== null && size !== null && !isFocusInSquare(size, picture.height, picture.focus),
    lettersLeftOut: lettersLeftOut(saidOn(content), content.authors),
  };
}

/** The share image that an article will have when what is scheduled for it is shown; null when nothing is. */
export async function layOutScheduled(articleId: string): Promise<LaidOut | null> {
  const found = await readArticle(articleId, articles.scheduledRevisionId);
  return found && layOutShareImage(articleId, found.content);
}

/**
 * Has the share images of `subjects` drawn when the transaction commits, so that they are there before anybody asks. Of an
 * article also the one that it will have when its schedule is due. What readers make comes behind what the newsroom does.
 */
export const orderShareImages = (tx: Transaction, subjects: Subject[]): Promise<void> =>
  enqueue(
    tx,
    'share-images',
    subjects.map((data) => ({ data, key: `${data.kind}:${data.id}`, isBehind: data.kind === 'quote' })),
  );

/** What has a share image of its own besides articles: home and every section, topic, series and author. */
export async function listNamedSubjects(tx: Transaction): Promise<Subject[]> {
  const kinds = ['section', 'topic', 'series'] as const;
  const [groups, byline] = await Promise.all([
    Promise.all(
      kinds.map(async (kind) => {
        const table = groupTables[kind];
        const rows = await tx.select({ id: table.id }).from(table);
        return rows.map(({ id }) => ({ kind, id }));
      }),
    ),
    tx.select({ id: authors.id }).from(authors),
  ]);
  return [home, ...groups.flat(), ...byline.map(({ id }) => ({ kind: 'author' as const, id }))];
}

/** Cards of an article that are drawn with it. Others are drawn when they are asked for. */
const mostQuotes = 20;

/** The newest sentences of an article that readers made cards of. */
export async function listQuotesOf(articleId: string): Promise<Subject[]> {
  const rows = await db
    .select({ id: quotes.digest })
    .from(quotes)
    .where(eq(quotes.articleId, articleId))
    .orderBy(desc(quotes.createdAt))
    .limit(mostQuotes);
  return rows.map(({ id }) => ({ kind: 'quote', id }));
}

export const home = { kind: 'home', id: 'front' } as const satisfies Subject;

/** Addresses of the images of a group that was merged into another lead to that one's image. */
export const moveShareImages = (tx: Transaction, from: string, to: string) =>
  tx.update(shareImages).set({ groupId: to }).where(eq(shareImages.groupId, from));

/** Forgets the addresses of the images of groups that were deleted. */
export const forgetShareImages = (tx: Transaction, groupIds: string[]) =>
  tx.delete(shareImages).where(inArray(shareImages.groupId, groupIds));

function layOutShareImage(id: string, content: ShareImageContent): LaidOut {
  const layout = layOut(content);
  return { digest: digestOf(id, layout), layout, alt: altOf(content) };
}

function altOf(content: ShareImageContent): string {
  const { name } = content.publication;
  switch (content.kind) {
    case 'article':
      return words.alt(content.headline, name);
    case 'quote':
      return words.quoteAlt(content.quote, content.source, name);
    case 'home':
      return content.description ? words.alt(name, content.description) : name;
    default:
      return words.alt(content.name, name);
  }
}

/** `pictures`: ids of the stored pictures that are shown. */
type Found = { content: ShareImageContent; pathOf: (digest: string) => string; pictures: string[] };
/** `size` is that of its picture. */
type FoundArticle = Found & { content: OfArticle; size: Size | null };
type OfArticle = Extract<ShareImageContent, { kind: 'article' | 'quote' }>;

const saidOn = (content: OfArticle): string[] =>
  content.kind === 'quote' ? [content.quote, content.source] : [content.headline, content.section ?? ''];

const publicationColumns = {
  publication: { name: settings.name, hangulName: settings.hangulName, accent: settings.accent },
};

/**
 * What the card of an article shows, by the revision that `revisionId` names; or that of a quote which is `asked` for, null
 * where it does not stand in the text.
 */
async function readArticle(
  articleId: string,
  revisionId: SQLWrapper,
  condition?: SQL,
  asked?: string,
): Promise<FoundArticle | null> {
  const [row] = await db
    .select({
      slug: shownSlug,
      revisionId: revisions.id,
      headline: revisions.headline,
      shareHeadline: revisions.shareHeadline,
      shareLayout: revisions.shareLayout,
      shareQuote: revisions.shareQuote,
      body: revisions.body,
      language: revisions.language,
      section: sections.name,
      sectionHangul: sections.hangulName,
      ...publicationColumns,
    })
    .from(articles)
    .innerJoin(revisions, and(eq(revisions.id, revisionId), eq(revisions.articleId, articles.id)))
    .innerJoin(settings, sql`true`)
    .leftJoin(sections, eq(sections.id, revisions.sectionId))
    .where(and(eq(articles.id, articleId), condition));
  if (!row || (asked !== undefined && !standsIn(row.body, asked))) return null;
  const { publication, body, language } = row;
  const section = namedIn(language, row.section, row.sectionHangul);
  const lead = row.shareLayout === 'picture' ? leadFigure(body)?.attrs.media : undefined;
  const [names, pictures] = await Promise.all([
    db
      .select({ name: authors.name, hangulName: authors.hangulName })
      .from(revisionAuthors)
      .innerJoin(authors, eq(authors.id, revisionAuthors.authorId))
      .where(eq(revisionAuthors.revisionId, row.revisionId))
      .orderBy(asc(revisionAuthors.position)),
    findStored(db, lead ? [lead] : []),
  ]);
  const headline = row.shareHeadline || row.headline;
  const byline = names.map(({ name, hangulName }) => namedIn(language, name, hangulName));
  const stored = lead === undefined ? undefined : pictures.get(lead);
  const picture = stored ? { file: stored.file, focus: stored.focus } : null;
  const chosen = row.shareLayout === 'quote' && standsIn(body, row.shareQuote) ? row.shareQuote : undefined;
  const quote = asked ?? chosen;
  return {
    // A sentence that was changed since it was chosen is not shown any more.
    content:
      quote !== undefined
        ? { kind: 'quote', publication, quote, source: headline, authors: byline, language }
        : { kind: 'article', publication, headline, section, authors: byline, language, picture },
    pathOf: (digest) => paths.shareImage(row.slug ?? '', digest),
    pictures: lead === undefined ? [] : [lead, ...(stored ? [stored.id] : [])],
    size: stored ?? null,
  };
}

/** What something is called in a text in that language. */
const namedIn = <Name extends string | null>(language: string, name: Name, hangulName: string | null): Name | string =>
  (language === 'ko' && hangulName) || name;

/** A quote as long as it stands in what readers see of its article. */
async function readQuote(digest: string): Promise<Found | null> {
  const [quote] = await db
    .select({ articleId: quotes.articleId, text: quotes.text })
    .from(quotes)
    .where(eq(quotes.digest, digest));
  return quote ? readArticle(quote.articleId, shownRevisionId, isLive(), quote.text) : null;
}

type Named = { slug: string; name: string; hangulName: string | null; description: string; publication: Publication };
type Publication = { name: string; hangulName: string; accent: Accent };

async function readNamed(kind: SharedKind, id: string): Promise<Found | null> {
  const row = await namedRow(kind, id);
  if (!row) return null;
  const { slug, publication, name, description } = row;
  return {
    content: { kind, publication, name, hangulName: row.hangulName ?? '', description },
    pathOf: (digest) => paths.shareImageOf(kind, slug, digest),
    pictures: [],
  };
}

async function namedRow(kind: SharedKind, id: string): Promise<Named | undefined> {
  if (kind === 'home') {
    const [row] = await db.select({ ...publicationColumns, tagline: settings.tagline }).from(settings);
    return row && { ...row, ...row.publication, slug: home.id, description: row.tagline };
  }
  if (kind === 'author') {
    const { handle: slug, name, hangulName, bio: description } = authors;
    const [row] = await db
      .select({ slug, name, hangulName, description, ...publicationColumns })
      .from(authors)
      .innerJoin(settings, sql`true`)
      .where(eq(authors.id, id));
    return row;
  }
  const table = groupTables[kind];
  const { slug, name, hangulName, description } = table;
  const [row] = await db
    .select({ slug, name, hangulName, description, ...publicationColumns })
    .from(table)
    .innerJoin(settings, sql`true`)
    .where(eq(table.id, id));
  return row;
}
