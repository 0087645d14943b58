import { z } from 'zod';
import { type ArticleStanding, canPublish, publishInput } from '#lib/articles/rules';
import type { User } from '#lib/auth/roles';
import { InvalidInputError } from '#lib/errors';
import { lines } from '#lib/forms/fields';
import { schedulingWords as words } from '#lib/words/scheduling';
import { type Gap, gapAt, type LocalTime, localTimeAt, momentsAt } from '#lib/zoned-time';

/** What can happen at a time that is set: readers are shown a version, or the article is taken from them. */
export type ScheduledThing = 'show' | 'take';

/** Who may set a time, move it or cancel it: whoever may do it now. */
export const canSchedule = (user: User, article: ArticleStanding): boolean => canPublish(user, article);

/** Only what readers see, or will by then, can be taken from them. */
export const canScheduleTaking = (user: User, article: ArticleStanding & { scheduledAt: Date | null }): boolean =>
  canPublish(user, article) && (article.isPublic || article.scheduledAt !== null);

/** How long after its time what is scheduled counts as overdue, in seconds: far longer than it takes where all is well. */
export const overdueAfter = 120;

/** How far ahead a time may lie, in years: further is a slip of the fingers. */
export const furthestAhead = 10;

/** Of a time that a clock change repeats, the earlier or the later one. */
export const occurrences = ['first', 'second'] as const;
export type Occurrence = (typeof occurrences)[number];

/** A time as somebody sets it, by the clock of the publication. */
export type AskedTime = {
  /** '2026-11-21' */
  day: string;
  /** '09:30' */
  time: string;
  which?: Occurrence;
};

/** What a clock in `zone` makes of a day and a time: the moments at which it shows them, or the gap that leaves them out. */
export function readTime({ day, time }: AskedTime, zone: string): { moments: Date[]; gap: Gap | null } {
  const local = `${day}T${time}` as LocalTime;
  return { moments: momentsAt(local, zone), gap: gapAt(local, zone) };
}

/** The same the other way round: how `at` is set on a clock in `zone`. */
export function askedTimeOf(at: Date, zone: string): AskedTime {
  const [day, time] = localTimeAt(at, zone).split('T') as [string, string];
  const { moments } = readTime({ day, time }, zone);
  const isRepeated = moments.length > 1;
  return { day, time, ...(isRepeated && { which: at.getTime() < moments[1]!.getTime() ? 'first' : 'second' }) };
}

/** The one moment that is meant. Throws InvalidInputError where there is none, or where it is one of two. */
export function momentOf(asked: AskedTime, zone: string): Date {
  const { moments, gap } = readTime(asked, zone);
  const refuse = (field: string, sentence: string) => new InvalidInputError({ [field]: sentence }, sentence);
  if (gap) throw refuse('time', words.gap(zone, gap));
  if (moments.length === 0) throw refuse('day', words.refused.noTime);
  if (moments.length > 1 && !asked.which) throw refuse('which', words.twice(zone));
  return moments[asked.which === 'second' ? moments.length - 1 : 0]!;
}

const what = z.enum(['show', 'take']);
/** A moment as the page sends it back: ISO 8601. */
const moment = z.iso.datetime().transform((text) => new Date(text));
/** `zone` is the publication's, as the page that was filled in had it. */
const askedTime = {
  day: z.iso.date('Give a day.'),
  time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Give a time, such as 09:30.'),
  which: z.enum(occurrences).optional(),
  zone: z.string().max(60),
};
/** A publication or a change at a time; `correction` goes along, and may be empty. */
export const scheduleInput = publishInput.extend({ ...askedTime, correction: lines(2000) });
/** A taking down at a time. */
export const scheduleTakingInput = z.object({ id: z.uuid(), ...askedTime });
/** What is done with something scheduled. `was` is its time as the page showed it; `instead`, what readers had when it was cancelled. */
export const scheduleChangeInput = z.discriminatedUnion('change', [
  z.object({ change: z.literal('move'), id: z.uuid(), what, was: moment, ...askedTime }),
  z.object({ change: z.literal('cancel'), id: z.uuid(), what, was: moment }),
  z.object({
    change: z.literal('restore'),
    id: z.uuid(),
    showAt: moment.optional(),
    revisionId: z.uuid().optional(),
    correction: lines(2000).optional(),
    takeAt: moment.optional(),
    instead: z.uuid().optional(),
  }),
]);
