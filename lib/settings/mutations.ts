import { and, eq, inArray, isNotNull, isNull, lt, ne, notExists } from 'drizzle-orm';
import { db, type Transaction } from '#db/client';
import { articleSlugs, articles, revisionAuthors, revisions } from '#db/schema/articles';
import { comments } from '#db/schema/comments';
import { authors, users } from '#db/schema/people';
import { pages, settings } from '#db/schema/settings';
import { announce } from '#lib/announce';
import { moveSignInLinks } from '#lib/auth/mutations';
import type { User } from '#lib/auth/roles';
import { makeProfile } from '#lib/authors/mutations';
import { withdraw } from '#lib/cache/expiry';
import { cacheTags } from '#lib/cache-tags';
import { ConflictError, DomainError, ForbiddenError, InvalidInputError } from '#lib/errors';
import { groupsOfArticles, removeGroupsLeftEmpty } from '#lib/groups/mutations';
import { listNamedSubjects, orderShareImages } from '#lib/share-images/mutations';
import { orderRedrawing } from '#lib/share-images/redrawing';
import { canChangeSettings, type SettingsInput, type SetUpInput, sampleUndoEnds, sampleUndoHours } from './rules.ts';

/**
 * The owner's first page: names the publication and the owner, once. Works for an owner who is not signed in yet, too:
 * their link goes on working under the address given here. Throws ForbiddenError, ConflictError, InvalidInputError.
 */
export async function setUpPublication(user: User, input: SetUpInput): Promise<void> {
  demandOwner(user);
  const { ownerName, ownerEmail, sample, ...publication } = input;
  await db.transaction(async (tx) => {
    const [before] = await tx.select({ setUpAt: settings.setUpAt }).from(settings).for('update');
    if (before?.setUpAt)
      throw new ConflictError('This publication has been set up already. Its settings are at the desk.');
    await tx.update(settings).set({ ...publication, setUpAt: new Date() });
    const [holder] = await tx
      .select({ id: users.id })
      .from(users)
      .where(and(eq(users.email, ownerEmail), ne(users.id, user.id)));
    if (holder) throw new InvalidInputError({ ownerEmail: 'Somebody with this address has an account already.' });
    await tx.update(users).set({ name: ownerName, email: ownerEmail }).where(eq(users.id, user.id));
    await moveSignInLinks(tx, user.email, ownerEmail);
    await makeProfile(tx, { id: user.id, name: ownerName, email: ownerEmail });
    if (sample === 'remove') await hideSample(tx);
    await announceEverywhere(tx);
    await orderAllShareImages(tx);
  });
}

/** Changes what the publication is called, its language, zone, contact address and colour. Throws ForbiddenError. */
export async function changeSettings(user: User, input: SettingsInput): Promise<void> {
  demandOwner(user);
  await db.transaction(async (tx) => {
    await tx.update(settings).set(input);
    await announceEverywhere(tx);
    await orderAllShareImages(tx);
  });
}

/** Takes the sample magazine out of sight; for a day it can be put back. Throws ForbiddenError. */
export async function removeSample(user: User): Promise<void> {
  demandOwner(user);
  await db.transaction(hideSample);
}

/** Puts the removed sample back. Throws ForbiddenError, DomainError when the day is over. */
export async function restoreSample(user: User): Promise<void> {
  demandOwner(user);
  await db.transaction(async (tx) => {
    const [publication] = await tx.select({ removedAt: settings.sampleRemovedAt }).from(settings).for('update');
    const removedAt = publication?.removedAt;
    if (!removedAt) return;
    if (sampleUndoEnds(removedAt) < new Date()) {
      throw new DomainError('The day is over: the sample has been deleted for good.');
    }
    const back = await tx
      .update(articles)
      .set({ removedAt: null })
      .where(and(eq(articles.isSample, true), eq(articles.removedAt, removedAt)))
      .returning({ id: articles.id });
    await tx.update(pages).set({ removedAt: null }).where(eq(pages.isSample, true));
    await tx.update(settings).set({ sampleRemovedAt: null });
    await announceArticles(tx, back);
  });
}

/** Deletes a sample for good that was removed more than a day ago. Called once a day; returns how many articles went. */
export async function purgeRemovedSample(): Promise<number> {
  return db.transaction(async (tx) => {
    const dayAgo = new Date(Date.now() - sampleUndoHours * 3_600_000);
    const [publication] = await tx
      .select({ removedAt: settings.sampleRemovedAt })
      .from(settings)
      .where(lt(settings.sampleRemovedAt, dayAgo))
      .for('update');
    if (!publication?.removedAt) return 0;
    const gone = await tx
      .select({ id: articles.id })
      .from(articles)
      .where(and(eq(articles.isSample, true), eq(articles.removedAt, publication.removedAt)));
    await announceArticles(tx, gone, withdraw); // before their addresses are gone
    await tx.delete(pages).where(eq(pages.isSample, true));
    const sampleComments = await tx
      .delete(comments)
      .where(eq(comments.isSample, true))
      .returning({ articleId: comments.articleId });
    await announce(tx, [...new Set(sampleComments.map(({ articleId }) => cacheTags.comments(articleId)))]);
    const ids = gone.map(({ id }) => id);
    if (ids.length > 0) {
      const leaving = await groupsOfArticles(tx, ids);
      await tx.delete(articleSlugs).where(inArray(articleSlugs.articleId, ids)); // nobody was promised a sample
      await tx.delete(articles).where(inArray(articles.id, ids));
      await removeGroupsLeftEmpty(tx, 'topic', leaving.topics);
      await removeGroupsLeftEmpty(tx, 'series', leaving.series);
    }
    // An invented author stays as long as something that somebody has worked on carries the name.
    await tx
      .delete(authors)
      .where(
        and(
          eq(authors.isSample, true),
          notExists(
            tx
              .select({ one: revisionAuthors.authorId })
              .from(revisionAuthors)
              .where(eq(revisionAuthors.authorId, authors.id)),
          ),
        ),
      );
    return gone.length;
  });
}

function demandOwner(user: User): void {
  if (!canChangeSettings(user)) throw new ForbiddenError('Only an owner can change the settings.');
}

/** The sample's text about itself, and those of its articles that nobody has worked on, go out of sight together, at one moment by which they are found again. */
async function hideSample(tx: Transaction): Promise<void> {
  const [publication] = await tx.select({ removedAt: settings.sampleRemovedAt }).from(settings).for('update');
  if (publication?.removedAt) return;
  const removedAt = new Date();
  const workedOn = tx
    .select({ id: revisions.id })
    .from(revisions)
    .where(and(eq(revisions.articleId, articles.id), isNotNull(revisions.createdBy)));
  const gone = await tx
    .update(articles)
    .set({ removedAt })
    .where(and(eq(articles.isSample, true), isNull(articles.removedAt), notExists(workedOn)))
    .returning({ id: articles.id });
  await tx.update(pages).set({ removedAt }).where(eq(pages.isSample, true));
  await tx.update(settings).set({ sampleRemovedAt: removedAt });
  await announceArticles(tx, gone, withdraw);
}

/** `mark` says, as `withdraw`, that they are taken away from readers. */
async function announceArticles(
  tx: Transaction,
  changed: { id: string }[],
  mark = (tag: string): string => tag,
): Promise<void> {
  const ids = changed.map(({ id }) => id);
  const slugs =
    ids.length > 0
      ? await tx.select({ slug: articleSlugs.slug }).from(articleSlugs).where(inArray(articleSlugs.articleId, ids))
      : [];
  await announce(tx, [
    cacheTags.articles,
    cacheTags.authors,
    cacheTags.sections,
    cacheTags.topics,
    cacheTags.series,
    cacheTags.page('about'),
    ...ids.flatMap((id) => [mark(cacheTags.article(id)), cacheTags.comments(id)]),
    ...slugs.map(({ slug }) => cacheTags.slug(slug)),
  ]);
}

/** Its name and colour are on all of them. */
async function orderAllShareImages(tx: Transaction): Promise<void> {
  await orderShareImages(tx, await listNamedSubjects(tx));
  await orderRedrawing(tx, [{ of: 'publication', id: '' }]);
}

/** Name, zone and language are on every page and in every date. */
const announceEverywhere = (tx: Transaction) =>
  announce(tx, [
    cacheTags.settings,
    cacheTags.articles,
    cacheTags.authors,
    cacheTags.sections,
    cacheTags.page('about'),
    cacheTags.page('privacy'),
  ]);
