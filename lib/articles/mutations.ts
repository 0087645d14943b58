import { isDeepStrictEqual } from 'node:util';
import { eq } from 'drizzle-orm';
import { db, type Transaction } from '#db/client';
import { articles } from '#db/schema/articles';
import { authors } from '#db/schema/people';
import { settings } from '#db/schema/settings';
import { setAsideName } from '#lib/articles/revisions/rules';
import { dropSchedules } from '#lib/articles/schedules/mutations';
import type { User } from '#lib/auth/roles';
import { ConflictError, ForbiddenError } from '#lib/errors';
import { publishingWords } from '#lib/words/publishing';
import { takeSlug } from './addresses.ts';
import { refuseBesideWriter } from './presence.ts';
import { canEdit, canPublish, canUnpublish, type DraftInput, emptyWords, isStillGrowing, type Words } from './rules.ts';
import { mustBePublishable, showRevision, takeFromReaders } from './showing.ts';
import {
  addRevision,
  articleFor,
  draftOf,
  growRevision,
  onlyKnownChoices,
  sealRevision,
  setDraft,
  setState,
  wordsOf,
} from './stored.ts';

/**
 * Starts a draft, in the publication's language and by the user's own byline where they have one; `brought` are words that
 * it has from the beginning.
 */
export async function createDraft(user: User, brought: Partial<Words> = {}): Promise<{ id: string }> {
  return db.transaction(async (tx) => {
    const [publication] = await tx.select({ language: settings.language }).from(settings);
    const byline = await tx.select({ id: authors.id }).from(authors).where(eq(authors.userId, user.id));
    const [article] = await tx.insert(articles).values({ createdBy: user.id }).returning({ id: articles.id });
    const words: Words = {
      ...emptyWords,
      language: publication?.language === 'ko' ? 'ko' : 'en',
      authorIds: byline.map(({ id }) => id),
      ...brought,
    };
    const draftRevisionId = await addRevision(tx, article!.id, words, { userId: user.id });
    await tx.update(articles).set({ draftRevisionId }).where(eq(articles.id, article!.id));
    return { id: article!.id };
  });
}

/** Where a draft stands after a save: what its window names as the version before it from now on. */
export type Saved = { version: number; revisionId: string; savedAt: Date };

/**
 * Keeps what was written; what readers see stays. What one window writes in one go is one revision, which grows with its
 * saves. Nothing is overwritten when another hand saved since `version`, unless with the same words. A save that comes twice,
 * or after a later one of its window, changes nothing. Throws ConflictError, ForbiddenError, NotFoundError.
 */
export async function saveDraft(user: User, input: DraftInput): Promise<Saved> {
  return db.transaction(async (tx) => {
    const { article, draft, words } = await forSaving(tx, user, input);
    const standing = { version: article.draftVersion, revisionId: draft.id, savedAt: draft.savedAt };
    const isOwnWindow = draft.session === input.session && draft.createdBy === user.id;
    if (isOwnWindow && input.sequence <= draft.sequence) return standing;
    if (isDeepStrictEqual(wordsOf(draft), words)) return standing;
    if (input.window) await refuseBesideWriter(tx, user, article.id, input.window);
    if (!isOwnWindow && input.version !== article.draftVersion) {
      const who = draft.createdBy === user.id ? 'You' : draft.creatorName || 'Somebody else';
      throw new ConflictError(
        `${who} saved this draft elsewhere after you opened it. Nothing was overwritten: your words are still here.`,
      );
    }
    const isShown = [article.publishedRevisionId, article.scheduledRevisionId].includes(draft.id);
    let revisionId = draft.id;
    if (isOwnWindow && !isShown && isStillGrowing(draft, words, new Date())) {
      await growRevision(tx, draft.id, words, input.sequence);
    } else {
      revisionId = await addRevision(tx, article.id, words, {
        userId: user.id,
        session: input.session,
        sequence: input.sequence,
      });
    }
    const version = await setDraft(tx, article.id, revisionId);
    if (['published', 'approved', 'scheduled'].includes(article.state)) await setState(tx, article.id, 'draft');
    return { version, revisionId, savedAt: new Date() };
  });
}

/**
 * Keeps words beside the draft, as a revision that is not the newest: what somebody wrote and then set aside for another's
 * version. Throws ForbiddenError, NotFoundError.
 */
export async function keepAside(user: User, input: Words & { id: string }): Promise<{ revisionId: string }> {
  return db.transaction(async (tx) => {
    const { article, words } = await forSaving(tx, user, input);
    const about = { name: setAsideName, isSealed: true };
    return { revisionId: await addRevision(tx, article.id, words, { userId: user.id }, about) };
  });
}

async function forSaving(tx: Transaction, user: User, input: Words & { id: string }) {
  const article = await articleFor(tx, user, input.id, 'unsettled');
  if (!canEdit(user, article)) {
    throw new ForbiddenError('This draft is in review. Withdraw it first, then go on writing.');
  }
  const draft = await draftOf(tx, article);
  return { article, draft, words: await onlyKnownChoices(tx, article.id, wordsOf(input)) };
}

/**
 * Shows the newest revision to readers, at an address that stays its own for ever. `version` is that of the draft the person
 * had before them: when somebody saved since, nothing is published. Publishing what is already public changes nothing. `also` is done with it or not at all.
 */
export async function publishArticle(
  user: User,
  id: string,
  version?: number,
  also?: (tx: Transaction) => Promise<unknown>,
): Promise<{ slug: string }> {
  return db.transaction(async (tx) => {
    const article = await articleFor(tx, user, id);
    if (!canPublish(user, article)) throw new ForbiddenError('Submit the article for review: an editor publishes it.');
    const draft = await draftOf(tx, article, version);
    if (article.state === 'published' && article.publishedRevisionId === draft.id && article.slug) {
      await also?.(tx);
      return { slug: article.slug };
    }
    await mustBePublishable(tx, article, draft);
    await dropSchedules(tx, article, user, ['show']); // what was scheduled is overtaken
    await also?.(tx);
    const slug = await takeSlug(tx, article, draft);
    const sentence = publishingWords.mail.text(user.name || user.email, draft.headline);
    await sealRevision(tx, draft.id);
    await showRevision(tx, article, { revision: draft, slug, user, sentence });
    return { slug };
  });
}

/** Takes an article away from readers. Its address stays reserved, and its text stays at the desk. */
export async function unpublishArticle(user: User, id: string): Promise<void> {
  await db.transaction(async (tx) => {
    const article = await articleFor(tx, user, id);
    if (!canUnpublish(user, article)) {
      throw new ForbiddenError('Only an editor, or the author of a published article, can unpublish it.');
    }
    await dropSchedules(tx, article, user); // nothing brings back by itself what somebody took away
    await takeFromReaders(tx, id, { user });
  });
}
