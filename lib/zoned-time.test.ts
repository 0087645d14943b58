import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isoInZone } from '#lib/dates';
import { firstMomentAt, gapAt, type LocalTime, localTimeAt, momentsAt, offsetName } from './zoned-time.ts';

const iso = (moments: Date[]) => moments.map((moment) => moment.toISOString().slice(0, 16));
const zones = [
  'Asia/Seoul',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Asia/Kathmandu',
];
const zones2 = ['America/St_Johns', 'Africa/Casablanca', 'Pacific/Kiritimati', 'Antarctica/Troll', 'UTC'];
const zone = fc.constantFrom(...zones, ...zones2);
const anyMoment = fc
  .integer({ min: Date.UTC(1995, 0, 1) / 60_000, max: Date.UTC(2040, 0, 1) / 60_000 })
  .map((minutes) => new Date(minutes * 60_000));

describe('a time on the wall', () => {
  test('is one moment on most days', () => {
    expect(iso(momentsAt('2026-11-21T09:30', 'Asia/Seoul'))).toEqual(['2026-11-21T00:30']);
    expect(iso(momentsAt('2026-07-01T09:30', 'Europe/Berlin'))).toEqual(['2026-07-01T07:30']);
    expect(iso(momentsAt('2026-12-31T23:59', 'America/St_Johns'))).toEqual(['2027-01-01T03:29']);
  });

  test('is two where a clock change repeats the hour', () => {
    const [first, second] = momentsAt('2026-10-25T02:30', 'Europe/Berlin');
    expect(iso([first!, second!])).toEqual(['2026-10-25T00:30', '2026-10-25T01:30']);
    expect(offsetName(first!, 'Europe/Berlin')).toBe('UTC+02:00');
    expect(offsetName(second!, 'Europe/Berlin')).toBe('UTC+01:00');
    expect(iso(momentsAt('2026-10-25T03:00', 'Europe/Berlin'))).toEqual(['2026-10-25T02:00']);
    expect(iso(momentsAt('2026-04-05T01:45', 'Australia/Lord_Howe'))).toHaveLength(2); // half an hour there
  });

  test('is none where a clock change leaves the hour out, which is told', () => {
    expect(momentsAt('2027-03-28T02:30', 'Europe/Berlin')).toEqual([]);
    expect(gapAt('2027-03-28T02:30', 'Europe/Berlin')).toEqual({
      from: '2027-03-28T02:00',
      to: '2027-03-28T03:00',
      at: new Date('2027-03-28T01:00Z'),
    });
    expect(gapAt('2027-03-28T03:00', 'Europe/Berlin')).toBeNull();
    expect(gapAt('2027-03-14T02:59', 'America/New_York')).toMatchObject({ to: '2027-03-14T03:00' });
  });

  test('is none on the day that Samoa left out', () => {
    expect(momentsAt('2011-12-30T12:00', 'Pacific/Apia')).toEqual([]);
    expect(gapAt('2011-12-30T12:00', 'Pacific/Apia')).toMatchObject({
      from: '2011-12-30T00:00',
      to: '2011-12-31T00:00',
    });
  });

  test('that is no time is none', () => {
    expect(momentsAt('2026-13-45T99:99', 'UTC')).toEqual([]);
    expect(gapAt('2026-13-45T99:99', 'UTC')).toBeNull();
    expect(momentsAt('tomorrowTnoon', 'UTC')).toEqual([]);
  });
});

test('every moment is found again by what the clock shows, in every zone', () => {
  fc.assert(
    fc.property(zone, anyMoment, (where, moment) => {
      const local = localTimeAt(moment, where);
      expect(isoInZone(moment, where).slice(0, 16)).toBe(local);
      expect(momentsAt(local, where).map(Number)).toContain(moment.getTime());
      expect(gapAt(local, where)).toBeNull();
    }),
    { numRuns: 500 },
  );
});

test('every time is shown at each of its moments, or lies in a gap that ends with a time there is', () => {
  // Around each clock change, where something can go wrong, as well as anywhere.
  const wall = fc.oneof(
    anyMoment,
    fc
      .tuple(fc.integer({ min: 1996, max: 2039 }), fc.nat({ max: 365 * 24 * 4 }))
      .map(([year, quarter]) => new Date(Date.UTC(year, 0, 1, 0, quarter * 15))),
  );
  fc.assert(
    fc.property(zone, wall, (where, at) => {
      const local = at.toISOString().slice(0, 16) as LocalTime;
      const moments = momentsAt(local, where);
      for (const moment of moments) expect(localTimeAt(moment, where)).toBe(local);
      expect(moments.length).toBeLessThanOrEqual(2);
      const gap = gapAt(local, where);
      expect(gap === null).toBe(moments.length > 0);
      if (gap) {
        expect(gap.from <= local && local < gap.to).toBe(true);
        expect(momentsAt(gap.to, where).map(Number)).toContain(gap.at.getTime());
      }
    }),
    { numRuns: 1500 },
  );
});

test('the first moment of a time is the earlier of two, and for none the clock change that leaves it out', () => {
  expect(firstMomentAt('2026-10-25T02:30', 'Europe/Berlin')).toEqual(new Date('2026-10-25T00:30:00Z'));
  expect(firstMomentAt('2026-03-29T02:30', 'Europe/Berlin')).toEqual(new Date('2026-03-29T01:00:00Z'));
});
