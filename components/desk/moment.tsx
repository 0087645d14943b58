import { formatMoment, isoInZone, type Place } from '#lib/dates';

/** A moment in the publication's zone. */
export function Moment({ at, place }: { at: Date; place: Place }) {
  return <time dateTime={isoInZone(at, place.timeZone)}>{formatMoment(at, { ...place, language: 'en' })}</time>;
}
