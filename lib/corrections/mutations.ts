import { eq, getTableColumns, sql } from 'drizzle-orm';
import { db, type Transaction } from '#db/client';
import { corrections } from '#db/schema/articles';
import { settings } from '#db/schema/settings';
import { announcePublicChange, noteEvent } from '#lib/articles/happenings';
import { publishArticle } from '#lib/articles/mutations';
import { schedulePublication, type When } from '#lib/articles/schedules/mutations';
import { articleFor, type StoredArticle } from '#lib/articles/stored';
import type { User } from '#lib/auth/roles';
import { dayIn } from '#lib/dates';
import { DomainError, ForbiddenError, InvalidInputError, NotFoundError } from '#lib/errors';
import { queuePings } from '#lib/pings/mutations';
import { canCorrect, momentOn } from './rules.ts';

/** Says under an article what was wrong in it. `on` is a day in the publication's zone, or empty. Throws ForbiddenError, NotFoundError. */
export async function addCorrection(
  user: User,
  input: { articleId: string; body: string; on?: string },
): Promise<{ id: string }> {
  return db.transaction((tx) => insertCorrection(tx, user, input));
}

/** Publishes the changes to a public article, and says what was wrong in it before: both or neither. See `publishArticle`. */
export function publishChanges(
  user: User,
  { id, version, correction }: { id: string; version: number; correction: string },
): Promise<{ slug: string }> {
  const correct = (tx: Transaction) => insertCorrection(tx, user, { articleId: id, body: correction });
  return publishArticle(user, id, version, correction ? correct : undefined);
}

/** The same at a time that is set: the correction is public from then on too, and goes where that goes. See `schedulePublication`. */
export function scheduleChanges(
  user: User,
  { id, version, at, correction }: { id: string; version: number; at: When; correction: string },
): Promise<{ at: Date }> {
  const correct = async (tx: Transaction, correctedAt: Date) => {
    const { wasPublic } = await articleFor(tx, user, id);
    if (!wasPublic) throw new DomainError(nothingToCorrect);
    await tx.insert(corrections).values({ articleId: id, body: correction, correctedAt, createdBy: user.id });
  };
  return schedulePublication(user, { id, version, at }, correction ? correct : undefined);
}

const nothingToCorrect = 'There is nothing to correct in public: no reader has seen this article.';

async function insertCorrection(
  tx: Transaction,
  user: User,
  { articleId, body, on = '' }: { articleId: string; body: string; on?: string },
): Promise<{ id: string }> {
  const article = await correctable(tx, user, articleId);
  const correctedAt = await possibleMoment(tx, article, on);
  const [row] = await tx
    .insert(corrections)
    .values({ articleId, body, correctedAt, createdBy: user.id })
    .returning({ id: corrections.id });
  await tell(tx, user, articleId, 'added', body);
  return row!;
}

/** Changes what a correction says, or its day. */
export async function editCorrection(user: User, input: { id: string; body: string; on?: string }): Promise<void> {
  await db.transaction(async (tx) => {
    const { article, correction } = await correctionFor(tx, user, input.id);
    const correctedAt = await possibleMoment(tx, article, input.on ?? '', correction.correctedAt);
    await tx.update(corrections).set({ body: input.body, correctedAt }).where(eq(corrections.id, input.id));
    await tell(tx, user, article.id, 'changed', input.body);
  });
}

/** Takes a correction away. Returns what it takes to put it back. */
export async function removeCorrection(
  user: User,
  id: string,
): Promise<{ articleId: string; body: string; on: string }> {
  return db.transaction(async (tx) => {
    const { article, correction } = await correctionFor(tx, user, id);
    await tx.delete(corrections).where(eq(corrections.id, id));
    await tell(tx, user, article.id, 'removed', correction.body);
    return { articleId: article.id, body: correction.body, on: dayIn(correction.correctedAt, await zone(tx)) };
  });
}

async function correctable(tx: Transaction, user: User, articleId: string): Promise<StoredArticle> {
  const article = await articleFor(tx, user, articleId);
  if (!canCorrect(user, article)) {
    throw new ForbiddenError(
      article.wasPublic ? 'Only an editor, or the author of a published article, can correct it.' : nothingToCorrect,
    );
  }
  return article;
}

async function correctionFor(tx: Transaction, user: User, id: string) {
  const [correction] = await tx
    .select({ ...getTableColumns(corrections), isPending: sql<boolean>`${corrections.correctedAt} > now()` })
    .from(corrections)
    .where(eq(corrections.id, id));
  if (!correction) throw new NotFoundError('This correction no longer exists.');
  if (correction.isPending) {
    throw new DomainError(
      'This correction goes public with the changes that are scheduled. Schedule those anew, or cancel them.',
    );
  }
  return { correction, article: await correctable(tx, user, correction.articleId) };
}

async function possibleMoment(tx: Transaction, article: StoredArticle, on: string, earlier?: Date): Promise<Date> {
  // By the clock that decides what readers see: what is of now must not lie ahead of it.
  const [row] = await tx
    .select({ timeZone: settings.timeZone, now: sql<Date>`now()`.mapWith(corrections.correctedAt) })
    .from(settings);
  const { timeZone, now } = row!;
  const moment = momentOn(on, timeZone, now, earlier);
  const refuse = (sentence: string) => new InvalidInputError({ on: sentence }, sentence);
  if (on > dayIn(now, timeZone)) throw refuse('A correction cannot be of a day that is still to come.');
  if (article.publishedAt && on !== '' && on < dayIn(article.publishedAt, timeZone))
    throw refuse('On that day the article was not yet published.');
  return moment;
}

async function zone(tx: Transaction): Promise<string> {
  const [publication] = await tx.select({ timeZone: settings.timeZone }).from(settings);
  return publication?.timeZone ?? 'UTC';
}

/** For the history, and for every page and feed that shows it. */
async function tell(
  tx: Transaction,
  user: User,
  articleId: string,
  what: 'added' | 'changed' | 'removed',
  body: string,
): Promise<void> {
  await noteEvent(tx, { articleId, kind: 'corrected', userId: user.id, detail: `${what}\n${body}` });
  await announcePublicChange(tx, articleId);
  await queuePings(tx, articleId);
}
