import 'server-only';
import { and, asc, eq, ilike, sql } from 'drizzle-orm';
import { db } from '#db/client';
import { articles, revisions } from '#db/schema/articles';
import { isLive, shownRevisionId, shownSlug } from '#lib/articles/live';
import type { User } from '#lib/auth/roles';
import { paths } from '#lib/paths';
import type { LinkFinding } from './link-finding.ts';
import { findLinks } from './own-links.ts';

/** A published article to link to. */
export type LinkTarget = { href: string; title: string; language: string };

/** What `href` leads to, as `findLinks` says it. */
export const checkLink = async (_user: User, href: string): Promise<LinkFinding> =>
  (await findLinks(db, [href])).get(href)!;

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
