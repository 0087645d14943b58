/**
 * Moments as readers see them: in the publication's time zone, whatever zone the server stands in. Formatters are costly
 * to make, so each is made once.
 */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(language: string, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const locale = language === 'en' ? 'en-GB' : language;
  const key = JSON.stringify([locale, timeZone, options]);
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, { timeZone, ...options });
  formatters.set(key, made);
  return made;
}

/** Where and how dates are written: every publication has both. */
export type Place = { language: string; timeZone: string };

/** '21 November 2026' */
export const formatDay = (moment: Date, { language, timeZone }: Place): string =>
  formatter(language, timeZone, { day: 'numeric', month: 'long', year: 'numeric' }).format(moment);

/** '21 November 2026, 09:30' */
export const formatMoment = (moment: Date, place: Place): string =>
  `${formatDay(moment, place)}, ${formatTime(moment, place)}`;

/** '09:30' */
export const formatTime = (moment: Date, { language, timeZone }: Place): string =>
  formatter(language, timeZone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(moment);

/** As short as it can be told on the day `now`: '09:30', '21 Nov' or '21 Nov 2025'. */
export function formatBriefly(moment: Date, { language, timeZone }: Place, now: Date): string {
  if (isSameDay(moment, now, timeZone)) return formatTime(moment, { language, timeZone });
  const isThisYear = partsOf(moment, timeZone).year === partsOf(now, timeZone).year;
  const year = isThisYear ? undefined : 'numeric';
  return formatter(language, timeZone, { day: 'numeric', month: 'short', year }).format(moment);
}

/** '2026-11-21': the day that it is at `moment` where the publication is. */
export const dayIn = (moment: Date, timeZone: string): string => isoInZone(moment, timeZone).slice(0, 10);

/** A day, '2026-11-21', as short as it can be told in the year of `now`: '21 Nov' or '21 Nov 2025'. */
export const formatDayBriefly = (day: string, language: string, now: Date): string =>
  formatter(language, 'UTC', {
    day: 'numeric',
    month: 'short',
    year: day.startsWith(String(now.getUTCFullYear())) ? undefined : 'numeric',
  }).format(new Date(`${day}T12:00:00Z`));

/** A day, '2026-12-04', by its name: 'Friday 4 December 2026'. */
export const formatNamedDay = (day: string, language: string): string =>
  formatter(language, 'UTC', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(
    new Date(`${day}T12:00:00Z`),
  );

/** '2026-11-21T09:30:00+09:00': for `<time datetime>`, feeds' readers and share tags. */
export function isoInZone(moment: Date, timeZone: string): string {
  const { year, month, day, hour, minute, second } = partsOf(moment, timeZone);
  return `${year}-${month}-${day}T${hour}:${minute}:${second}${offsetOf(moment, timeZone)}`;
}

/** 'Sat, 21 Nov 2026 09:30:00 +0900': what RSS wants. Always English. */
export function rfc822(moment: Date, timeZone: string): string {
  const { year, day, hour, minute, second } = partsOf(moment, timeZone);
  const names = formatter('en-US', timeZone, { weekday: 'short', month: 'short' }).formatToParts(moment);
  const name = (type: string) => names.find((part) => part.type === type)?.value;
  const offset = offsetOf(moment, timeZone).replace(':', '');
  return `${name('weekday')}, ${day} ${name('month')} ${year} ${hour}:${minute}:${second} ${offset}`;
}

/** Whether two moments fall on one day where the publication is. */
export const isSameDay = (one: Date, other: Date, timeZone: string): boolean =>
  dayIn(one, timeZone) === dayIn(other, timeZone);

function partsOf(moment: Date, timeZone: string) {
  const parts = formatter('en-US', timeZone, {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(moment);
  const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value ?? '';
  return {
    year: part('year').padStart(4, '0'),
    month: part('month'),
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
    second: part('second'),
  };
}

/** '+09:00' at that moment: zones change theirs with the season and with the law. */
function offsetOf(moment: Date, timeZone: string): string {
  const { year, month, day, hour, minute, second } = partsOf(moment, timeZone);
  const there = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  const minutes = Math.round((there - Math.floor(moment.getTime() / 1000) * 1000) / 60_000);
  const absolute = Math.abs(minutes);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(absolute / 60))}:${two(absolute % 60)}`;
}
