import { and, eq, isNull, sql } from 'drizzle-orm';
import { db } from '#db/client';
import { previewLinks, revisions } from '#db/schema/articles';
import { articleFor, sealRevision } from '#lib/articles/stored';
import type { User } from '#lib/auth/roles';
import { ForbiddenError, NotFoundError } from '#lib/errors';
import { paths } from '#lib/paths';
import { canRevokePreview, canSharePreview } from './rules.ts';
import { previewToken } from './tokens.ts';

/**
 * Makes a link by which anybody reads one revision for so many days. From then on the revision stays as it is: what is shown
 * is what was meant. Returns the link's path. Throws ForbiddenError, NotFoundError.
 */
export async function sharePreview(
  user: User,
  input: { id: string; revisionId: string; days: number },
): Promise<{ linkId: string; path: string }> {
  return db.transaction(async (tx) => {
    const article = await articleFor(tx, user, input.id);
    if (!canSharePreview(user, article)) throw new ForbiddenError('This draft is in review. Withdraw it first.');
    const [revision] = await tx
      .select({ id: revisions.id })
      .from(revisions)
      .where(and(eq(revisions.id, input.revisionId), eq(revisions.articleId, article.id)));
    if (!revision) throw new NotFoundError('This article has no such version.');
    await sealRevision(tx, revision.id);
    const [link] = await tx
      .insert(previewLinks)
      .values({
        articleId: article.id,
        revisionId: revision.id,
        createdBy: user.id,
        expiresAt: sql`now() + ${input.days} * interval '1 day'`,
      })
      .returning({ id: previewLinks.id });
    return { linkId: link!.id, path: paths.preview(previewToken(link!.id)) };
  });
}

/** Ends a link at once and for ever. Throws ForbiddenError, NotFoundError. */
export async function revokePreview(user: User, input: { id: string; linkId: string }): Promise<void> {
  await db.transaction(async (tx) => {
    const article = await articleFor(tx, user, input.id);
    if (!canRevokePreview(user, article)) throw new ForbiddenError('You cannot end links to this article.');
    const ended = await tx
      .update(previewLinks)
      .set({ revokedAt: sql`now()` })
      .where(
        and(eq(previewLinks.id, input.linkId), eq(previewLinks.articleId, article.id), isNull(previewLinks.revokedAt)),
      )
      .returning({ id: previewLinks.id });
    if (ended.length === 0) throw new NotFoundError('This link has ended already.');
  });
}
