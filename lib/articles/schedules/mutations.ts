import { and, eq, gt, sql } from 'drizzle-orm';
import { db, type Transaction } from '#db/client';
import { articles, corrections } from '#db/schema/articles';
import { settings } from '#db/schema/settings';
import { releaseSlugs, takeSlug } from '#lib/articles/addresses';
import { announcePublicChange, noteEvent } from '#lib/articles/happenings';
import { mustBePublishable, nobodyAsked, noSchedule, noTakedown } from '#lib/articles/showing';
import {
  articleFor,
  draftOf,
  revisionOf,
  type StoredArticle,
  type StoredDraft,
  sealRevision,
} from '#lib/articles/stored';
import { hasRole, type User } from '#lib/auth/roles';
import { DomainError, ForbiddenError, InvalidInputError, NotFoundError } from '#lib/errors';
import { enqueue } from '#lib/jobs';
import { readyPublishedText } from '#lib/search/published-texts';
import { orderShareImages } from '#lib/share-images/mutations';
import { schedulingWords as words } from '#lib/words/scheduling';
import {
  type AskedTime,
  canSchedule,
  canScheduleTaking,
  furthestAhead,
  momentOf,
  type ScheduledThing,
} from './rules.ts';
import { settleDue } from './settling.ts';

/**
 * What was scheduled, as it is needed to have it again. `correction` goes public with it, and may be empty; `instead` is the
 * revision that readers had when it was cancelled.
 */
export type Cancelled = {
  what: ScheduledThing;
  at: Date;
  revisionId: string | null;
  correction: string;
  instead: string | null;
};

/** A moment, or what somebody read from the publication's clock: `zone` is what they took for its zone. */
export type When = Date | (AskedTime & { zone: string });

/**
 * Sets when readers are shown the newest version, or the one named by `revisionId`, in the place of what they see then: from
 * that time on they are, whatever is running. What was scheduled before gives way. `version` is that of the draft which the
 * person had before them. `also` is done with it or not at all. Throws ConflictError, ForbiddenError, InvalidInputError,
 * NotFoundError.
 */
export async function schedulePublication(
  user: User,
  { id, version, revisionId, at: when }: { id: string; version?: number; revisionId?: string; at: When },
  also?: (tx: Transaction, at: Date) => Promise<unknown>,
): Promise<{ at: Date }> {
  return db.transaction(async (tx) => {
    const article = await articleFor(tx, user, id);
    if (!canSchedule(user, article)) throw new ForbiddenError(words.refused.publish);
    const revision = revisionId ? await revisionFor(tx, article, revisionId) : await draftOf(tx, article, version);
    if (article.publishedRevisionId === revision.id) throw new DomainError(words.refused.isPublic);
    const at = await timeAhead(tx, when);
    await mustBePublishable(tx, article, revision);
    mustBeInOrder({ ...article, scheduledAt: at });
    await dropCorrection(tx, article);
    await show(tx, article, revision, user, at);
    await also?.(tx, at);
    return { at };
  });
}

/** Sets when readers do not see the article any more. Throws ForbiddenError, InvalidInputError, NotFoundError. */
export async function scheduleUnpublication(
  user: User,
  { id, at: when }: { id: string; at: When },
): Promise<{ at: Date }> {
  return db.transaction(async (tx) => {
    const article = await articleFor(tx, user, id);
    if (!canSchedule(user, article)) throw new ForbiddenError(words.refused.unpublish);
    if (!canScheduleTaking(user, article)) throw new DomainError(words.refused.neverShown);
    const at = await timeAhead(tx, when);
    mustBeInOrder({ ...article, unpublishAt: at });
    await take(tx, article, user, at);
    return { at };
  });
}

/**
 * Sets another time for what is scheduled, and returns the earlier one too. `was` is the time that the person had before
 * them: where it is another by now, nothing is moved. Throws DomainError, ForbiddenError, InvalidInputError, NotFoundError.
 */
export async function moveSchedule(
  user: User,
  { id, what, at: when, was }: { id: string; what: ScheduledThing; at: When; was?: Date },
): Promise<{ at: Date; before: Date }> {
  return db.transaction(async (tx) => {
    const article = await articleFor(tx, user, id);
    if (!canSchedule(user, article)) throw new ForbiddenError(words.refused.move);
    mustBeScheduled(article, what, was);
    const at = await timeAhead(tx, when);
    mustBeInOrder({ ...article, ...(what === 'show' ? { scheduledAt: at } : { unpublishAt: at }) });
    if (what === 'take') await take(tx, article, user, at);
    else {
      await show(tx, article, await revisionFor(tx, article, article.scheduledRevisionId!), user, at);
      await tx.update(corrections).set({ correctedAt: at }).where(goesAlong(id));
    }
    return { at, before: (what === 'show' ? article.scheduledAt : article.unpublishAt)! };
  });
}

/**
 * Lets what is scheduled not happen. What is never shown need not be taken away: with its publication the taking of an
 * article goes that readers do not see. `was` as for `moveSchedule`. Returns what there was. Throws DomainError,
 * ForbiddenError, NotFoundError.
 */
export async function cancelSchedule(
  user: User,
  { id, what, was }: { id: string; what: ScheduledThing; was?: Date },
): Promise<Cancelled[]> {
  return db.transaction(async (tx) => {
    const article = await articleFor(tx, user, id);
    if (!canSchedule(user, article)) throw new ForbiddenError(words.refused.cancel);
    mustBeScheduled(article, what, was);
    const isBoth = what === 'show' && !article.isPublic;
    return dropSchedules(tx, article, user, isBoth ? ['show', 'take'] : [what]);
  });
}

/**
 * Takes a cancellation back, as long as nothing else was scheduled and readers have what they had. Throws DomainError,
 * ForbiddenError, InvalidInputError.
 */
export async function restoreSchedule(
  user: User,
  { id, cancelled }: { id: string; cancelled: Cancelled[] },
): Promise<void> {
  await db.transaction(async (tx) => {
    const article = await articleFor(tx, user, id);
    if (!canSchedule(user, article)) throw new ForbiddenError(words.refused.move);
    let standing = article;
    for (const { what, at, revisionId, correction, instead } of cancelled) {
      const isAnother = (what === 'show' ? article.scheduledAt : article.unpublishAt) !== null;
      if (isAnother || article.publishedRevisionId !== instead) throw new DomainError(words.refused.another);
      await timeAhead(tx, at);
      standing = { ...standing, ...(what === 'show' ? { scheduledAt: at } : { unpublishAt: at }) };
      mustBeInOrder(standing);
      if (what === 'show') {
        const revision = await revisionFor(tx, article, revisionId ?? '');
        if (article.publishedRevisionId === revision.id) throw new DomainError(words.refused.isPublic);
        await mustBePublishable(tx, article, revision);
        await show(tx, article, revision, user, at);
        if (correction && article.wasPublic)
          await tx.insert(corrections).values({ articleId: id, body: correction, correctedAt: at, createdBy: user.id });
      } else if (canScheduleTaking(user, standing)) await take(tx, article, user, at);
      else throw new DomainError(words.refused.neverShown);
    }
  });
}

/** Drops what is scheduled for an article that is locked: all of it, or `which`. Returns what there was. */
export async function dropSchedules(
  tx: Transaction,
  article: StoredArticle,
  user: User,
  which: ScheduledThing[] = ['show', 'take'],
): Promise<Cancelled[]> {
  const { id, scheduledAt, scheduledRevisionId, unpublishAt, publishedRevisionId: instead } = article;
  const dropped: Cancelled[] = [];
  if (which.includes('show') && scheduledAt) {
    const correction = await dropCorrection(tx, article);
    dropped.push({ what: 'show', at: scheduledAt, revisionId: scheduledRevisionId, correction, instead });
  }
  if (which.includes('take') && unpublishAt)
    dropped.push({ what: 'take', at: unpublishAt, revisionId: null, correction: '', instead });
  if (dropped.length === 0) return dropped;
  await announcePublicChange(tx, id); // what was kept until then is kept longer
  const isShowDropped = dropped.some(({ what }) => what === 'show');
  if (isShowDropped) await releaseSlugs(tx, id);
  const wasNewest = article.state === 'scheduled' && scheduledRevisionId === article.draftRevisionId;
  await tx
    .update(articles)
    .set({
      ...(isShowDropped && { ...noSchedule, ...(article.slug === null && { publishedAt: null }) }),
      ...(isShowDropped && wasNewest && { state: article.scheduledFrom ?? ('draft' as const) }),
      ...(dropped.some(({ what }) => what === 'take') && noTakedown),
      changedAt: sql`now()`,
    })
    .where(eq(articles.id, id));
  for (const { what, at, revisionId, correction } of dropped) {
    const kind = what === 'show' ? 'schedule_cancelled' : 'unpublish_cancelled';
    const detail = [at.toISOString(), correction].filter(Boolean).join('\n');
    await noteEvent(tx, { articleId: id, kind, revisionId, userId: user.id, detail });
  }
  return dropped;
}

/** Settles what is overdue, now. Throws ForbiddenError; DomainError when it cannot be. */
export async function retryOverdue(user: User): Promise<{ settled: number }> {
  if (!hasRole(user, 'editor')) throw new ForbiddenError(words.refused.retry);
  try {
    return { settled: await settleDue() };
  } catch (error) {
    if (!(error instanceof AggregateError)) throw error;
    console.error('What was scheduled could not be settled:', ...error.errors);
    const [first] = error.errors as Error[];
    const cause = first?.cause instanceof Error ? first.cause : first; // what the database says, without the query
    throw new DomainError(words.refused.notSettled(cause?.message ?? ''));
  }
}

async function show(tx: Transaction, article: StoredArticle, revision: StoredDraft, user: User, at: Date) {
  await announcePublicChange(tx, article.id); // what was kept until an earlier time, or for ever, is kept until this one
  await releaseSlugs(tx, article.id);
  const slug = await takeSlug(tx, article, revision, at);
  await sealRevision(tx, revision.id);
  await tx
    .update(articles)
    .set({
      scheduledRevisionId: revision.id,
      scheduledAt: at,
      scheduledSlug: slug,
      scheduledBy: user.id,
      ...(article.slug === null && { publishedAt: at }), // its place in every list, which it takes at its time
      ...(revision.id === article.draftRevisionId && {
        state: 'scheduled' as const,
        scheduledFrom: article.state === 'scheduled' ? article.scheduledFrom : article.state,
        ...(article.assigneeId === user.id && nobodyAsked), // it is done
      }),
      changedAt: sql`now()`,
    })
    .where(eq(articles.id, article.id));
  await announcePublicChange(tx, article.id);
  const detail = at.toISOString();
  await noteEvent(tx, { articleId: article.id, kind: 'scheduled', revisionId: revision.id, userId: user.id, detail });
  await enqueue(tx, 'settle', [{ data: {}, startAfter: at }]);
  await readyPublishedText(tx, article.id);
  await orderShareImages(tx, [{ kind: 'article', id: article.id }]);
}

async function take(tx: Transaction, { id }: StoredArticle, user: User, at: Date) {
  await tx
    .update(articles)
    .set({ unpublishAt: at, unpublishBy: user.id, changedAt: sql`now()` })
    .where(eq(articles.id, id));
  await announcePublicChange(tx, id);
  await noteEvent(tx, { articleId: id, kind: 'unpublish_scheduled', userId: user.id, detail: at.toISOString() });
  await enqueue(tx, 'settle', [{ data: {}, startAfter: at }]);
}

async function revisionFor(tx: Transaction, article: StoredArticle, id: string): Promise<StoredDraft> {
  const revision = await revisionOf(tx, id);
  if (revision?.articleId !== article.id) throw new NotFoundError(words.refused.otherRevision);
  return revision;
}

function mustBeScheduled(article: StoredArticle, what: ScheduledThing, was?: Date): void {
  const at = what === 'show' ? article.scheduledAt : article.unpublishAt;
  if (at === null) throw new DomainError(words.refused.notScheduled);
  if (was && at.getTime() !== was.getTime()) throw new DomainError(words.refused.changedSince);
}

/** The moment that is meant, which lies ahead by the clock that decides. Throws InvalidInputError. */
async function timeAhead(tx: Transaction, when: When): Promise<Date> {
  const [publication] = await tx.select({ zone: settings.timeZone }).from(settings);
  const { zone } = publication!;
  // who filled it in looked at another clock
  if (!(when instanceof Date) && when.zone !== zone) throw new InvalidInputError({}, words.refused.otherZone(zone));
  const at = when instanceof Date ? when : momentOf(when, zone);
  const [row] = await tx
    .select({
      isOver: sql<boolean>`${at.toISOString()}::timestamptz <= clock_timestamp()`,
      isTooFar: sql<boolean>`${at.toISOString()}::timestamptz > now() + make_interval(years => ${furthestAhead})`,
    })
    .from(settings);
  if (row?.isOver) throw new InvalidInputError({ time: words.refused.past }, words.refused.past);
  if (row?.isTooFar) throw new InvalidInputError({ day: words.refused.far }, words.refused.far);
  return at;
}

/** The correction that goes public with what is scheduled: it has its time, and readers do not see it before. */
const goesAlong = (articleId: string) =>
  and(eq(corrections.articleId, articleId), gt(corrections.correctedAt, sql`now()`));

/** What it said, which may be nothing. */
async function dropCorrection(tx: Transaction, { id }: StoredArticle): Promise<string> {
  const [dropped] = await tx.delete(corrections).where(goesAlong(id)).returning({ body: corrections.body });
  return dropped?.body ?? '';
}

/** What readers do not see is shown before it is taken, and nothing is both at one time. */
function mustBeInOrder({ isPublic, scheduledAt, unpublishAt }: StoredArticle): void {
  if (!scheduledAt || !unpublishAt) return;
  const isSame = scheduledAt.getTime() === unpublishAt.getTime();
  const isEarly = !isPublic && unpublishAt < scheduledAt;
  if (isSame || isEarly) throw new InvalidInputError({ time: words.refused.order }, words.refused.order);
}
