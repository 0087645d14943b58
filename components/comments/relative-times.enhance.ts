const units: [Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];
const recent = 7 * 86_400;

/** '3 hours ago' beside a comment of this week; its date and hour stay at hand. */
export function enhanceTimes(): void {
  const format = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: 'auto' });
  for (const time of document.querySelectorAll<HTMLTimeElement>('.comment time')) {
    const age = Math.max(0, (Date.now() - Date.parse(time.dateTime)) / 1000); // no reader's clock is right
    if (!(age < recent)) continue;
    const [unit, seconds] = units.find((candidate) => age >= candidate[1]) ?? ['second', Number.POSITIVE_INFINITY];
    time.title = time.textContent;
    time.textContent = format.format(-Math.floor(age / seconds) || 0, unit);
  }
}
