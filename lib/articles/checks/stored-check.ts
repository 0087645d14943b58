import { and, eq, inArray, lte, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client';
import { articleSlugs, articles } from '#db/schema/articles';
import { media } from '#db/schema/media';
import { authors } from '#db/schema/people';
import { movedGroups, sections, series, topics } from '#db/schema/sections';
import { isLive } from '#lib/articles/live';
import type { Words } from '#lib/articles/rules';
import { isNumberedFrom, slugFrom } from '#lib/articles/slugs';
import { canonicalName } from '#lib/route-params';
import { isHeadlineCut } from '#lib/share-images/layout';
import { siteOrigin } from '#lib/site';
import { checkWords as sentences } from '#lib/words/publish-check';
import { blocks, type Finding, figuresAt, linksAt, warns } from './publish-check.ts';

type Checked = { id: string; slug: string | null };

/** What only the database, and the measure of the share card, can say of an article's words. */
export async function checkStored(tx: Transaction, article: Checked, words: Words): Promise<Finding[]> {
  return [
    ...(await missingPictures(tx, words)),
    ...(await takenSlug(tx, article, words)),
    ...cutHeadline(words),
    ...(await deadLinks(tx, words)),
  ];
}

/** The part of it that keeps a text from being published. */
export const checkStoredBlocks = async (tx: Transaction, article: Checked, words: Words): Promise<Finding[]> => [
  ...(await missingPictures(tx, words)),
  ...(await takenSlug(tx, article, words)),
];

async function missingPictures(tx: Transaction, { body }: Words): Promise<Finding[]> {
  const figures = figuresAt(body);
  if (figures.length === 0) return [];
  const wanted = [...new Set(figures.map(({ figure }) => figure.attrs.media))];
  const rows = await tx.select({ id: media.id }).from(media).where(inArray(media.id, wanted));
  const stored = new Set(rows.map(({ id }) => id));
  return figures
    .filter(({ figure }) => !stored.has(figure.attrs.media))
    .map(({ path }) => blocks('picture-missing', { path }));
}

/** An address that was chosen, and is another article's. One from the headline gets a number when it is published. */
async function takenSlug(tx: Transaction, article: Checked, words: Words): Promise<Finding[]> {
  const fromHeadline = slugFrom(words.headline, article.id);
  const wanted = words.slug || article.slug || fromHeadline;
  if (wanted === fromHeadline || (article.slug && isNumberedFrom(wanted, article.slug))) return [];
  const [other] = await tx
    .select({ slug: articleSlugs.slug })
    .from(articleSlugs)
    .where(and(eq(articleSlugs.slug, wanted), sql`${articleSlugs.articleId} is distinct from ${article.id}`));
  return other ? [blocks('slug-taken', { field: 'slug' })] : [];
}

function cutHeadline(words: Words): Finding[] {
  const field = words.shareHeadline.trim() === '' ? 'headline' : 'shareHeadline';
  return isHeadlineCut(words[field], figuresAt(words.body).length > 0) ? [warns('headline-cut', { field })] : [];
}

/** Pages that are there whatever the database holds. */
const standing = /^\/($|(about|contact|follow|privacy|archive|search)(\/|$)|media\/|[\w-]+\.(xml|json|txt)$)/;

async function deadLinks(tx: Transaction, { body }: Words): Promise<Finding[]> {
  const origin = siteOrigin();
  const own = linksAt(body).flatMap(({ href, path }) => {
    const isOwn = href.startsWith('/') || href === origin || href.startsWith(`${origin}/`);
    const target = isOwn ? placeOf(new URL(href, origin).pathname) : null;
    return target && target !== 'standing' ? [{ href, path, target }] : [];
  });
  if (own.length === 0) return [];
  const names = (kind: string) => [
    ...new Set(own.flatMap(({ target }) => (target !== 'nowhere' && target.kind === kind ? target.name : []))),
  ];
  const there = new Set<string>();
  const note = (kind: string, rows: { name: string }[]) => {
    for (const { name } of rows) there.add(`${kind} ${name}`);
  };
  if (names('articles').length > 0) {
    note(
      'articles',
      await tx
        .select({ name: articleSlugs.slug })
        .from(articleSlugs)
        .innerJoin(articles, eq(articles.id, articleSlugs.articleId))
        .where(and(inArray(articleSlugs.slug, names('articles')), lte(articleSlugs.publicFrom, sql`now()`), isLive())),
    );
  }
  if (names('authors').length > 0) {
    note(
      'authors',
      await tx
        .select({ name: authors.handle })
        .from(authors)
        .where(inArray(authors.handle, names('authors'))),
    );
  }
  for (const [kind, table, moved] of [
    ['sections', sections, 'section'],
    ['topics', topics, 'topic'],
    ['series', series, 'series'],
  ] as const) {
    const asked = names(kind);
    if (asked.length === 0) continue;
    note(kind, await tx.select({ name: table.slug }).from(table).where(inArray(table.slug, asked)));
    note(
      kind,
      await tx
        .select({ name: movedGroups.slug })
        .from(movedGroups)
        .where(and(eq(movedGroups.kind, moved), inArray(movedGroups.slug, asked))),
    );
  }
  return own
    .filter(({ target }) => target === 'nowhere' || !there.has(`${target.kind} ${target.name}`))
    .map(({ href, path }) => warns('dead-link', { path }, sentences.deadLink(href)));
}

type Place = 'standing' | 'nowhere' | { kind: string; name: string };

/** What a path of ours names. */
function placeOf(pathname: string): Place {
  if (standing.test(pathname)) return 'standing';
  const [, kind = '', name = ''] = /^\/(articles|sections|topics|series|authors)\/([^/]+)/.exec(pathname) ?? [];
  if (kind === '') return 'nowhere';
  try {
    const decoded = decodeURIComponent(name);
    return /\p{Cc}/u.test(decoded) ? 'nowhere' : { kind, name: canonicalName(decoded) };
  } catch {
    return 'nowhere';
  }
}
