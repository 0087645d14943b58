import { describe, expect, it } from 'vitest';
import { formatDay, formatMoment, isoInZone, isSameDay, rfc822 } from './dates.ts';

const moment = new Date('2026-11-21T00:30:05.900Z');
const seoul = { language: 'en', timeZone: 'Asia/Seoul' };

describe('a moment in the publication’s zone', () => {
  it('is written as its day, whatever zone the server stands in', () => {
    expect(formatDay(moment, seoul)).toBe('21 November 2026');
    expect(formatDay(moment, { language: 'en', timeZone: 'Pacific/Honolulu' })).toBe('20 November 2026');
    expect(formatMoment(moment, seoul)).toBe('21 November 2026, 09:30');
    expect(formatDay(moment, { language: 'ko', timeZone: 'Asia/Seoul' })).toBe('2026년 11월 21일');
  });

  it.each([
    ['Asia/Seoul', '2026-11-21T09:30:05+09:00'],
    ['UTC', '2026-11-21T00:30:05+00:00'],
    ['Asia/Kolkata', '2026-11-21T06:00:05+05:30'],
    ['Asia/Kathmandu', '2026-11-21T06:15:05+05:45'],
    ['America/St_Johns', '2026-11-20T21:00:05-03:30'],
    ['Pacific/Kiritimati', '2026-11-21T14:30:05+14:00'],
    ['Pacific/Marquesas', '2026-11-20T15:00:05-09:30'],
  ])('carries the offset of %s', (timeZone, expected) => {
    expect(isoInZone(moment, timeZone)).toBe(expected);
    expect(new Date(isoInZone(moment, timeZone)).getTime()).toBe(Math.floor(moment.getTime() / 1000) * 1000);
  });

  it('changes its offset with the season', () => {
    expect(isoInZone(new Date('2026-07-01T12:00:00Z'), 'Europe/London')).toBe('2026-07-01T13:00:00+01:00');
    expect(isoInZone(new Date('2026-12-01T12:00:00Z'), 'Europe/London')).toBe('2026-12-01T12:00:00+00:00');
  });

  it('knows the offset of Pyongyang between 2015 and 2018', () => {
    expect(isoInZone(new Date('2016-01-01T00:00:00Z'), 'Asia/Pyongyang')).toBe('2016-01-01T08:30:00+08:30');
  });

  it('has midnight as hour 00', () => {
    expect(isoInZone(new Date('2026-11-20T15:00:00Z'), 'Asia/Seoul')).toBe('2026-11-21T00:00:00+09:00');
  });

  it('is what RSS wants', () => {
    expect(rfc822(moment, 'Asia/Seoul')).toBe('Sat, 21 Nov 2026 09:30:05 +0900');
    expect(rfc822(moment, 'America/St_Johns')).toBe('Fri, 20 Nov 2026 21:00:05 -0330');
  });

  it('shares a day with another only in that zone', () => {
    const later = new Date('2026-11-21T16:00:00Z');
    expect(isSameDay(moment, later, 'UTC')).toBe(true);
    expect(isSameDay(moment, later, 'Asia/Seoul')).toBe(false);
  });
});
