/*
 * From the clock on somebody's wall to a moment. A clock change leaves an hour out, in which there is no moment, or repeats
 * one, in which there are two. The zones' rules are those of the machine's `Intl`.
 */

/** '2026-11-21T09:30', without a zone. */
export type LocalTime = `${string}T${string}`;

const hour = 3_600_000;
const minute = 60_000;

/** The moments at which a clock in `zone` shows `local`, earlier first: none, one or two. */
export function momentsAt(local: LocalTime, zone: string): Date[] {
  const wall = Date.parse(`${local}Z`);
  if (Number.isNaN(wall)) return [];
  const moments = offsetsAround(wall, zone).map((offset) => wall - offset);
  return moments
    .filter((moment) => moment + offsetAt(moment, zone) === wall)
    .sort((one, other) => one - other)
    .map((moment) => new Date(moment));
}

/** The first moment at which a clock in `zone` shows `local`, which is a time; one that a clock change leaves out, at that change. */
export function firstMomentAt(local: LocalTime, zone: string): Date {
  const [first] = momentsAt(local, zone);
  return first ?? gapAt(local, zone)!.at;
}

/** What a clock in `zone` shows at `moment`. */
export const localTimeAt = (moment: Date, zone: string): LocalTime =>
  new Date(moment.getTime() + offsetAt(moment.getTime(), zone)).toISOString().slice(0, 16) as LocalTime;

/** A time that a clock change leaves out: the last and the first that the clock shows before and after it, and when that is. */
export type Gap = { from: LocalTime; to: LocalTime; at: Date };

/** The gap in which `local` lies in `zone`, or null when a clock there shows it at some time. */
export function gapAt(local: LocalTime, zone: string): Gap | null {
  const wall = Date.parse(`${local}Z`);
  if (Number.isNaN(wall) || momentsAt(local, zone).length > 0) return null;
  // The change lies where `moment + offset` jumps over the wall time: halved until it is found.
  let [before, after] = [wall - 40 * hour, wall + 40 * hour];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (middle + offsetAt(middle, zone) < wall) before = middle;
    else after = middle;
  }
  const from = after + offsetAt(before, zone);
  return { from: asLocal(from), to: asLocal(after + offsetAt(after, zone)), at: new Date(after) };
}

/** 'UTC+09:00', 'UTC−03:30': how far a clock in `zone` is ahead at `moment`. */
export function offsetName(moment: Date, zone: string): string {
  const minutes = offsetAt(moment.getTime(), zone) / minute;
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `UTC${minutes < 0 ? '−' : '+'}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`;
}

/** All offsets that a zone has within a day and a half of a wall time, in milliseconds. Samoa once left out a whole day. */
function offsetsAround(wall: number, zone: string): number[] {
  const around = [-36, -24, -12, 0, 12, 24, 36].map((hours) => offsetAt(wall + hours * hour, zone));
  return [...new Set(around)];
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** How far a clock in `zone` is ahead of UTC at a moment, in milliseconds: whole minutes, as every zone has since 1972. */
function offsetAt(moment: number, zone: string): number {
  let formatter = formatters.get(zone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formatters.set(zone, formatter);
  }
  const parts = Object.fromEntries(formatter.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
  const shown = Date.UTC(parts.year!, parts.month! - 1, parts.day, parts.hour, parts.minute, parts.second);
  return Math.round((shown - Math.floor(moment / 1000) * 1000) / minute) * minute;
}

const asLocal = (wall: number): LocalTime => new Date(wall).toISOString().slice(0, 16) as LocalTime;
