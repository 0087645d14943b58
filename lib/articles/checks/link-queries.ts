import 'server-only';
import { and, asc, eq, ilike, sql } from 'drizzle-orm';
import { db } from '#db/client';
import { articleSlugs, articles, revisions } from '#db/schema/articles';
import { isLive, shownRevisionId, shownSlug } from '#lib/articles/live';
import type { User } from '#lib/auth/roles';
import { paths } from '#lib/paths';
import { ownAddress } from '#lib/site';

/**
 * What the site knows of an address: `live` and `moved` lead to an article that readers see, `moved` by an earlier address;
 * `hidden` is an article that they do not see; `absent` leads nowhere; of anything else nothing is known here.
 */
export type LinkFinding =
  | { is: 'live' | 'moved'; href: string; title: string }
  | { is: 'hidden' | 'absent' | 'elsewhere'; href: string };

/** A published article to link to. */
export type LinkTarget = { href: string; title: string; language: string };

/** What `href` leads to. An address of this site that was copied whole is given back as a path. Asks no other host. */
export async function checkLink(_user: User, href: string): Promise<LinkFinding> {
  const own = ownAddress(href);
  if (!own) return { is: 'elsewhere', href };
  const whole = `${own.pathname}${own.search}${own.hash}`;
  const slug = /^\/articles\/([^/]+)\/?$/.exec(own.pathname)?.[1];
  if (slug === undefined) return { is: 'elsewhere', href: whole };
  const name = decoded(slug)?.normalize('NFC');
  const [row] = name
    ? await db
        .select({
          slug: shownSlug,
          title: revisions.headline,
          isLive: sql<boolean>`${isLive()}`,
        })
        .from(articleSlugs)
        .innerJoin(articles, eq(articles.id, articleSlugs.articleId))
        .innerJoin(revisions, eq(revisions.id, sql`coalesce(${shownRevisionId}, ${articles.draftRevisionId})`))
        .where(eq(articleSlugs.slug, name))
    : [];
  if (!row?.slug) return { is: 'absent', href: whole };
  const address = `${paths.article(row.slug)}${own.search}${own.hash}`;
  if (!row.isLive) return { is: 'hidden', href: whole };
  return { is: row.slug === name ? 'live' : 'moved', href: address, title: row.title };
}

/** Published articles whose headline has these words, those that begin so first; at most 8. */
export async function searchLinkTargets(_user: User, words: string): Promise<LinkTarget[]> {
  const text = words.trim().replace(/[\\%_]/g, '\\$&');
  if (text === '') return [];
  const rows = await db
    .select({ slug: shownSlug, title: revisions.headline, language: revisions.language })
    .from(articles)
    .innerJoin(revisions, eq(revisions.id, shownRevisionId))
    .where(and(isLive(), ilike(revisions.headline, `%${text}%`)))
    .orderBy(sql`${revisions.headline} not ilike ${`${text}%`}`, sql`${articles.publishedAt} desc`, asc(articles.id))
    .limit(8);
  return rows.map(({ slug, ...row }) => ({ ...row, href: paths.article(slug!) }));
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}
