import { isDeepStrictEqual } from 'node:util';
import { and, eq } from 'drizzle-orm';
import { db, type Transaction } from '#db/client';
import { revisions } from '#db/schema/articles';
import { noteEvent } from '#lib/articles/happenings';
import { canEdit } from '#lib/articles/rules';
import {
  addRevision,
  articleFor,
  draftOf,
  onlyKnownChoices,
  revisionOf,
  setDraft,
  setState,
  wordsOf,
} from '#lib/articles/stored';
import type { User } from '#lib/auth/roles';
import { ForbiddenError, NotFoundError } from '#lib/errors';

/** What restoring did: `undo` is the revision that brings back what was there before it. */
export type Restored = { version: number; undo: string | null };

/**
 * Makes the words of an earlier revision the newest draft, as a revision of its own: nothing goes from the history, and what
 * readers see stays. Throws ForbiddenError, NotFoundError.
 */
export async function restoreRevision(user: User, input: { id: string; revisionId: string }): Promise<Restored> {
  return db.transaction(async (tx) => {
    const article = await articleFor(tx, user, input.id);
    if (!canEdit(user, article)) throw new ForbiddenError('This draft is in review. Withdraw it first.');
    const [draft, earlier] = [await draftOf(tx, article), await ofArticle(tx, article.id, input.revisionId)];
    const words = await onlyKnownChoices(tx, article.id, wordsOf(earlier));
    if (isDeepStrictEqual(wordsOf(draft), words)) return { version: article.draftVersion, undo: null };
    const revisionId = await addRevision(tx, article.id, words, { userId: user.id });
    const version = await setDraft(tx, article.id, revisionId);
    if (['published', 'approved', 'scheduled'].includes(article.state)) await setState(tx, article.id, 'draft');
    await noteEvent(tx, {
      articleId: article.id,
      kind: 'restored',
      revisionId,
      userId: user.id,
      detail: String(earlier.number),
    });
    return { version, undo: draft.id };
  });
}

/** Gives a revision a name, by which it is found again and from which on it stays as it is. Throws ForbiddenError, NotFoundError. */
export async function nameRevision(user: User, input: { id: string; revisionId: string; name: string }): Promise<void> {
  await db.transaction(async (tx) => {
    const article = await articleFor(tx, user, input.id);
    if (!canEdit(user, article)) throw new ForbiddenError('This draft is in review. Withdraw it first.');
    await ofArticle(tx, article.id, input.revisionId);
    await tx
      .update(revisions)
      .set({ name: input.name || null, isSealed: true })
      .where(eq(revisions.id, input.revisionId));
  });
}

async function ofArticle(tx: Transaction, articleId: string, revisionId: string) {
  const [row] = await tx
    .select({ number: revisions.number })
    .from(revisions)
    .where(and(eq(revisions.id, revisionId), eq(revisions.articleId, articleId)));
  const revision = row && (await revisionOf(tx, revisionId));
  if (!revision) throw new NotFoundError('This article has no such version.');
  return { ...revision, number: row.number };
}
