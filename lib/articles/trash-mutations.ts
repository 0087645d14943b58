import { eq, lt, sql } from 'drizzle-orm';
import { db } from '#db/client';
import { articles } from '#db/schema/articles';
import { dropSchedules } from '#lib/articles/schedules/mutations';
import type { User } from '#lib/auth/roles';
import { DomainError, ForbiddenError } from '#lib/errors';
import { noteEvent } from './happenings.ts';
import { canDelete, canDeleteForGood, canUnpublishAndDelete, trashDays } from './rules.ts';
import { takeFromReaders } from './showing.ts';
import { articleFor } from './stored.ts';

/**
 * Puts an article that is not public into the trash; what was planned for it is off. `unpublishFirst` takes it from readers in
 * the same step. `bringBack` undoes it for 30 days. Throws DomainError, ForbiddenError, NotFoundError.
 */
export async function moveToTrash(user: User, id: string, { unpublishFirst = false } = {}): Promise<void> {
  await db.transaction(async (tx) => {
    let article = await articleFor(tx, user, id);
    if (article.isPublic && canUnpublishAndDelete(user, article)) {
      if (!unpublishFirst) throw new PublicError('It is public. Unpublish it first.');
      await takeFromReaders(tx, id, { user });
      article = await articleFor(tx, user, id);
    }
    if (!canDelete(user, article)) throw new ForbiddenError(whyNot(article));
    await dropSchedules(tx, article, user);
    await tx.update(articles).set({ removedAt: sql`now()`, removedBy: user.id }).where(eq(articles.id, id));
    await noteEvent(tx, { articleId: id, kind: 'removed', userId: user.id });
  });
}

/** Takes an article out of the trash, as it was. Throws ForbiddenError, NotFoundError. */
export async function bringBack(user: User, id: string): Promise<void> {
  await db.transaction(async (tx) => {
    const article = await articleFor(tx, user, id, 'removed');
    if (!canDelete(user, article)) throw new ForbiddenError(whyNot(article));
    await tx
      .update(articles)
      .set({ removedAt: null, removedBy: null, changedAt: sql`now()` })
      .where(eq(articles.id, id));
    await noteEvent(tx, { articleId: id, kind: 'brought_back', userId: user.id });
  });
}

/**
 * Deletes an article in the trash with all its revisions, notes and comments, before its time. The addresses that it had stay
 * reserved. Throws ForbiddenError, NotFoundError.
 */
export async function deleteForGood(user: User, id: string): Promise<void> {
  await db.transaction(async (tx) => {
    await articleFor(tx, user, id, 'removed');
    if (!canDeleteForGood(user)) throw new ForbiddenError('Only an editor can delete an article for good.');
    await tx.delete(articles).where(eq(articles.id, id));
  });
}

/** Deletes what has been in the trash for its 30 days. Called once a day. */
export async function emptyTrash(): Promise<void> {
  await db.delete(articles).where(lt(articles.removedAt, sql`now() - ${trashDays} * interval '1 day'`));
}

/** What keeps an article out of the trash is that readers see it, and this person could change that. */
export class PublicError extends DomainError {
  override name = 'PublicError';
}

const whyNot = ({ wasPublic, isScheduled }: { wasPublic: boolean; isScheduled: boolean }): string =>
  isScheduled && !wasPublic
    ? 'It is scheduled: only an editor, or an author of it who may publish, can put it into the trash.'
    : wasPublic
      ? 'Readers have had this article: only an editor, or an author of it who may publish, can put it into the trash.'
      : 'It is in review: withdraw it first, or leave it to an editor.';
