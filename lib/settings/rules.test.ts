import { expect, test } from 'vitest';
import { isTimeZone, sampleUndoEnds, timeZones } from './rules.ts';

test('a zone is one that the calendar knows', () => {
  for (const zone of ['Asia/Seoul', 'Asia/Pyongyang', 'UTC', 'Pacific/Kiritimati', 'America/St_Johns']) {
    expect(isTimeZone(zone), zone).toBe(true);
  }
  for (const zone of ['', 'Seoul', 'Asia/Atlantis', '+09:00', 'Asia/Seoul; drop'])
    expect(isTimeZone(zone), zone).toBe(false);
});

test('every zone offered can be chosen, UTC once', () => {
  expect(timeZones().filter((zone) => zone === 'UTC')).toHaveLength(1);
  expect(timeZones().every(isTimeZone)).toBe(true);
});

test('a removed sample can be put back for a day', () => {
  expect(sampleUndoEnds(new Date('2026-11-21T09:30:00Z'))).toEqual(new Date('2026-11-22T09:30:00Z'));
});
