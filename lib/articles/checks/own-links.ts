import { and, eq, gt, inArray, isNull, lte, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client';
import { articleSlugs, articles, revisions } from '#db/schema/articles';
import { media } from '#db/schema/media';
import { authors, movedHandles } from '#db/schema/people';
import { movedGroups, sections, series, topics } from '#db/schema/sections';
import { isLive, shownRevisionId, shownSlug } from '#lib/articles/live';
import type { Body } from '#lib/body/body';
import { hasPlace } from '#lib/body/heading-ids';
import { feedTypes } from '#lib/feeds/rules';
import { parsePictureFile } from '#lib/media/rules';
import { paths } from '#lib/paths';
import { canonicalName } from '#lib/route-params';
import { ownAddress } from '#lib/site';
import type { LinkFinding } from './link-finding.ts';

/** Pages and files that are there whatever the database holds: server/routes.ts has the same. */
export const fixedAddresses: readonly string[] = [
  paths.front,
  paths.about,
  paths.contact,
  paths.follow,
  paths.privacy,
  paths.search,
  paths.signIn,
  ...Object.keys(feedTypes).map((file) => `/${file}`),
  '/feed.xsl',
  paths.sitemap,
  paths.newsSitemap,
  '/robots.txt',
  '/llms.txt',
  paths.indexNowKey,
  paths.security,
  '/manifest.webmanifest',
  '/favicon.ico',
];

const groups = {
  sections: { table: sections, kind: 'section', pathOf: paths.section },
  topics: { table: topics, kind: 'topic', pathOf: paths.topic },
  series: { table: series, kind: 'series', pathOf: paths.series },
} as const;
type GroupPlace = keyof typeof groups;
type Place = { in: GroupPlace | 'articles' | 'authors' | 'media'; name: string };

type Known = { is: LinkFinding['is']; path?: string; title?: string };
type Reader = Pick<Transaction, 'select'>;

/**
 * Where each of these addresses leads, by the address as it is given. One of this site that was copied whole, or has moved,
 * is given back as the path of today. `body` is the text in which they stand, where it is known: it has the places that `#…`
 * may name. Asks no other host.
 */
export async function findLinks(db: Reader, hrefs: string[], body?: Body): Promise<Map<string, LinkFinding>> {
  const own = new Map<string, { url: URL; place: Place | 'there' | 'absent' | 'elsewhere' }>();
  const findings = new Map<string, LinkFinding>();
  for (const href of new Set(hrefs)) {
    const url = ownAddress(href);
    if (url) own.set(href, { url, place: placeOf(url.pathname) });
    else if (body && href.startsWith('#')) findings.set(href, { is: hasPlace(body, href) ? 'there' : 'absent', href });
    else findings.set(href, { is: 'elsewhere', href });
  }
  const named = [...own.values()].flatMap(({ place }) => (typeof place === 'object' ? place : []));
  const known = await lookUp(db, named);
  for (const [href, { url, place }] of own) {
    const { is, path, title }: Known =
      typeof place === 'object' ? (known.get(keyOf(place)) ?? { is: 'absent' }) : { is: place };
    const whole = `${path ?? url.pathname}${url.search}${url.hash}`;
    const finding =
      is === 'live' || is === 'moved' ? { is, href: whole, title: title ?? '' } : ({ is, href: whole } as const);
    findings.set(href, finding);
  }
  return findings;
}

/** What a path of ours names. The site reads slashes that are too many as one, and none at the end. */
function placeOf(pathname: string): Place | 'there' | 'absent' | 'elsewhere' {
  const path = pathname.replace(/\/{2,}/g, '/').replace(/(.)\/$/, '$1');
  if (fixedAddresses.includes(path)) return 'there';
  if (/^\/articles\/[^/]+\/share\/[^/]+\.jpg$/.test(path)) return 'elsewhere'; // drawn anew with what they show
  if (feedOfPage.test(path)) return 'elsewhere'; // written anew with what they show
  const [, folder = '', name = ''] = /^\/(articles|sections|topics|series|authors|media)\/([^/]+)$/.exec(path) ?? [];
  if (folder === '') return 'absent';
  try {
    const decoded = decodeURIComponent(name);
    return /\p{Cc}/u.test(decoded) ? 'absent' : { in: folder as Place['in'], name: canonicalName(decoded) };
  } catch {
    return 'absent'; // a broken escape
  }
}

const feedOfPage =
  /^\/(articles\/[^/]+\/comments\.xml|(sections|topics|series|authors)\/[^/]+\/(feed\.xml|atom\.xml|feed\.json))$/;

const keyOf = (place: Place): string => `${place.in} ${place.name}`;

async function lookUp(db: Reader, places: Place[]): Promise<Map<string, Known>> {
  const known = new Map<string, Known>();
  const names = (folder: Place['in']) => [
    ...new Set(places.flatMap((place) => (place.in === folder ? place.name : []))),
  ];
  const note = (folder: Place['in'], name: string, found: Known) => known.set(keyOf({ in: folder, name }), found);

  for (const row of await articlesAt(db, names('articles'))) {
    if (row.isLive && row.isOpen && row.slug !== null)
      note('articles', row.name, {
        is: row.slug === row.name ? 'live' : 'moved',
        path: paths.article(row.slug),
        title: row.title ?? '',
      });
    else note('articles', row.name, { is: row.isComing ? 'coming' : 'hidden' });
  }
  const handles = names('authors');
  if (handles.length > 0) {
    const columns = { handle: authors.handle, name: authors.name };
    const moved = await db
      .select({ asked: movedHandles.handle, ...columns })
      .from(movedHandles)
      .innerJoin(authors, eq(authors.id, movedHandles.authorId))
      .where(inArray(movedHandles.handle, handles));
    const present = await db
      .select({ asked: authors.handle, ...columns })
      .from(authors)
      .where(inArray(authors.handle, handles));
    for (const { asked, handle, name } of [...moved, ...present])
      note('authors', asked, { is: asked === handle ? 'live' : 'moved', path: paths.author(handle), title: name });
  }
  for (const folder of Object.keys(groups) as GroupPlace[]) {
    for (const { name, slug, title } of await groupsAt(db, folder, names(folder)))
      note(folder, name, { is: name === slug ? 'live' : 'moved', path: groups[folder].pathOf(slug), title });
  }
  const files = names('media');
  const pictures = files.flatMap((file) => parsePictureFile(file)?.id ?? []);
  if (pictures.length > 0) {
    const rows = await db
      .select({ id: media.id, extension: media.extension, files: media.files })
      .from(media)
      .where(and(inArray(media.id, pictures), isNull(media.removedAt)));
    for (const { id, extension, files } of rows)
      for (const { name } of files ?? [{ name: `${id}.${extension}` }]) note('media', name, { is: 'there' });
  }
  return known;
}

async function articlesAt(db: Reader, slugs: string[]) {
  if (slugs.length === 0) return [];
  return db
    .select({
      name: articleSlugs.slug,
      slug: shownSlug,
      title: revisions.headline,
      isLive: sql<boolean>`${isLive()}`,
      isOpen: sql<boolean>`${lte(articleSlugs.publicFrom, sql`now()`)}`,
      isComing: sql<boolean>`coalesce(${and(gt(articles.scheduledAt, sql`now()`), isNull(articles.removedAt))}, false)`,
    })
    .from(articleSlugs)
    .innerJoin(articles, eq(articles.id, articleSlugs.articleId))
    .leftJoin(revisions, eq(revisions.id, shownRevisionId))
    .where(inArray(articleSlugs.slug, slugs));
}

/** Sections, topics or series by the addresses that they have, or had. */
async function groupsAt(db: Reader, folder: GroupPlace, slugs: string[]) {
  if (slugs.length === 0) return [];
  const { table, kind } = groups[folder];
  const moved = await db
    .select({ name: movedGroups.slug, slug: table.slug, title: table.name })
    .from(movedGroups)
    .innerJoin(table, eq(table.id, movedGroups.groupId))
    .where(and(eq(movedGroups.kind, kind), inArray(movedGroups.slug, slugs)));
  const present = await db
    .select({ name: table.slug, slug: table.slug, title: table.name })
    .from(table)
    .where(inArray(table.slug, slugs));
  return [...moved, ...present]; // what has an address now comes before what had it
}
