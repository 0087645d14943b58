import type { User } from '#lib/auth/roles';
import { type ArticleStanding, canPublish } from './rules.ts';

/** What can happen at a time that is set: readers are shown a version, or the article is taken from them. */
export type ScheduledThing = 'show' | 'take';

/** Who may set a time, move it or cancel it: whoever may do it now. */
export const canSchedule = (user: User, article: ArticleStanding): boolean => canPublish(user, article);

/** Only what readers see, or will by then, can be taken from them. */
export const canScheduleTaking = (user: User, article: ArticleStanding & { scheduledAt: Date | null }): boolean =>
  canPublish(user, article) && (article.isPublic || article.scheduledAt !== null);

/** How long after its time what is scheduled counts as overdue, in seconds: workers look every fifteen. */
export const overdueAfter = 120;

/** How far ahead a time may lie, in years: further is a slip of the fingers. */
export const furthestAhead = 10;
