import { eq } from 'drizzle-orm';
import { db } from '#db/client';
import { articles } from '#db/schema/articles';
import { announce } from '#lib/announce';
import type { User } from '#lib/auth/roles';
import { cacheTags } from '#lib/cache-tags';
import { ForbiddenError } from '#lib/errors';
import { type Commenting, canSetCommenting } from './rules.ts';
import { articleFor } from './stored.ts';

/**
 * Opens, holds or closes the comments of an article, at once: it is no part of what is written. Throws ForbiddenError,
 * NotFoundError.
 */
export async function setCommenting(user: User, id: string, commenting: Commenting): Promise<void> {
  await db.transaction(async (tx) => {
    const article = await articleFor(tx, user, id);
    if (!canSetCommenting(user, article)) {
      throw new ForbiddenError('Only an editor, or the author of an article, can open or close its comments.');
    }
    await tx.update(articles).set({ commenting }).where(eq(articles.id, id));
    await announce(tx, [cacheTags.article(id)]);
  });
}
