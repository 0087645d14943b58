import { dayIn, formatNamedDay, formatTime } from '#lib/dates';
import { schedulingWords as words } from '#lib/words/scheduling';
import { localTimeAt } from '#lib/zoned-time';

/** 'Friday, 4 December 2026, 07:00' */
export const momentNamed = (at: Date, timeZone: string): string =>
  `${formatNamedDay(dayIn(at, timeZone), 'en')}, ${formatTime(at, { timeZone, language: 'en' })}`;

/** The same by the clock of the person, where it shows another time than the publication's; else null. */
export function momentForOwnClock(at: Date, timeZone: string, ownZone: string | null): string | null {
  if (ownZone === null || localTimeAt(at, ownZone) === localTimeAt(at, timeZone)) return null;
  const isSameDay = dayIn(at, ownZone) === dayIn(at, timeZone);
  const when = isSameDay ? formatTime(at, { timeZone: ownZone, language: 'en' }) : momentNamed(at, ownZone);
  return words.hereToo(when, ownZone);
}

/** 'in 35 minutes', 'in 5 hours', 'in 5 days'. */
export function howFarAhead(at: Date, now: Date): string {
  const minutes = Math.round((at.getTime() - now.getTime()) / 60_000);
  const format = new Intl.RelativeTimeFormat('en');
  if (minutes < 120) return format.format(minutes, 'minute');
  if (minutes < 48 * 60) return format.format(Math.round(minutes / 60), 'hour');
  return format.format(Math.round(minutes / 1440), 'day');
}
