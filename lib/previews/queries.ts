import 'server-only';
import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm';
import { db } from '#db/client';
import { articles, previewLinks, revisions } from '#db/schema/articles';
import { users } from '#db/schema/people';
import { getDraft } from '#lib/articles/desk-queries';
import { type ArticleOnPage, getRevisionOnPage } from '#lib/articles/queries';
import type { User } from '#lib/auth/roles';
import { paths } from '#lib/paths';
import { absolute } from '#lib/site';
import { linkIdOf, previewToken } from './tokens.ts';

/** What a link shows and until when; null for one that was never made, is revoked or over, or whose article is gone. */
export async function getPreview(token: string): Promise<{ article: ArticleOnPage; expiresAt: Date } | null> {
  const id = linkIdOf(token);
  if (id === null) return null;
  const [link] = await db
    .select({
      articleId: previewLinks.articleId,
      revisionId: previewLinks.revisionId,
      expiresAt: previewLinks.expiresAt,
    })
    .from(previewLinks)
    .innerJoin(articles, eq(articles.id, previewLinks.articleId))
    .where(
      and(
        eq(previewLinks.id, id),
        isNull(previewLinks.revokedAt),
        gt(previewLinks.expiresAt, sql`now()`),
        isNull(articles.removedAt),
      ),
    );
  const article = link && (await getRevisionOnPage(link.articleId, link.revisionId));
  return article ? { article, expiresAt: link.expiresAt } : null;
}

/** The links of an article that still work, the newest first; null when there is no such article that this user may see. */
export async function listPreviewLinks(user: User, articleId: string) {
  if (!(await getDraft(user, articleId))) return null;
  const rows = await db
    .select({
      id: previewLinks.id,
      number: revisions.number,
      name: revisions.name,
      by: sql<string | null>`coalesce(nullif(${users.name}, ''), ${users.email})`,
      expiresAt: previewLinks.expiresAt,
    })
    .from(previewLinks)
    .innerJoin(revisions, eq(revisions.id, previewLinks.revisionId))
    .leftJoin(users, eq(users.id, previewLinks.createdBy))
    .where(
      and(
        eq(previewLinks.articleId, articleId),
        isNull(previewLinks.revokedAt),
        gt(previewLinks.expiresAt, sql`now()`),
      ),
    )
    .orderBy(desc(previewLinks.createdAt));
  return rows.map((row) => ({ ...row, address: absolute(paths.preview(previewToken(row.id))) }));
}
