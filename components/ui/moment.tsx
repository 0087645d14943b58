import { formatDay, formatMoment, isoInZone, type Place } from '#lib/dates';

/** A moment in the publication's zone, readable by people and by machines. */
export const Moment = ({ at, place, withTime = false }: { at: Date; place: Place; withTime?: boolean }) => (
  <time dateTime={isoInZone(at, place.timeZone)}>{(withTime ? formatMoment : formatDay)(at, place)}</time>
);
