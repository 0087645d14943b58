import { formatMoment, isoInZone, type Place } from '#lib/dates';

/** What happened `since` a moment, with that moment as it is shown at the desk and as machines read it. */
export const told = <Row extends { since: Date }>({ since, ...row }: Row, { timeZone }: Pick<Place, 'timeZone'>) => ({
  ...row,
  since: formatMoment(since, { timeZone, language: 'en' }),
  iso: isoInZone(since, timeZone),
});
