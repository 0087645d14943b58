import { z } from 'zod';
import { type ArticleStanding, canPublish, publishInput } from '#lib/articles/rules';
import type { User } from '#lib/auth/roles';
import { dayIn } from '#lib/dates';
import { lines } from '#lib/forms/fields';
import { firstMomentAt } from '#lib/zoned-time';

const body = lines(2000, 'Say what was wrong, and what is right.');
/** A day in the publication's zone, '2026-11-21'; empty for today. */
const day = z
  .string()
  .default('')
  .refine((text) => text === '' || isDay(text), 'Give a day.');

/** Changes to a public article, and what readers are told was wrong before; empty for nothing. */
export const publishChangesInput = publishInput.extend({ correction: lines(2000) });

export const correctionInput = z.object({ articleId: z.uuid(), body, on: day });
export const changedCorrectionInput = z.object({ id: z.uuid(), body, on: day });
export const correctionIdInput = z.object({ id: z.uuid() });

/** What is wrong in public is put right in public: there is nothing to correct in what no reader ever saw. */
export const canCorrect = (user: User, article: ArticleStanding): boolean =>
  canPublish(user, article) && article.wasPublic;

/**
 * The moment that stands for a day in this zone: now for today, else its noon, so that it is the same day for most. A day that
 * `earlier` falls on already is that moment.
 */
export function momentOn(on: string, timeZone: string, now: Date, earlier?: Date): Date {
  if (earlier && (on === '' || dayIn(earlier, timeZone) === on)) return earlier;
  if (on === '' || on === dayIn(now, timeZone)) return now;
  return firstMomentAt(`${on}T12:00`, timeZone);
}

/** When what readers find in an article last changed: its text, or what is said to have been wrong in it. */
export const changedAt = (
  article: { publishedAt: Date; republishedAt: Date | null },
  corrections: { correctedAt: Date }[] = [],
): Date =>
  [article.republishedAt, ...corrections.map(({ correctedAt }) => correctedAt)].reduce<Date>(
    (latest, at) => (at && at > latest ? at : latest),
    article.publishedAt,
  );

function isDay(text: string): boolean {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
