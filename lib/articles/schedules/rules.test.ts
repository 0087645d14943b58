import { expect, test } from 'vitest';
import { InvalidInputError } from '#lib/errors';
import { offsetName } from '#lib/zoned-time';
import { type AskedTime, askedTimeOf, momentOf, scheduleChangeInput, scheduleInput } from './rules.ts';

const refusalOf = (asked: AskedTime, zone: string): Record<string, string> => {
  try {
    momentOf(asked, zone);
  } catch (error) {
    if (error instanceof InvalidInputError) return error.fields;
    throw error;
  }
  return {};
};

test('a time is read by the clock of the publication', () => {
  expect(momentOf({ day: '2026-12-04', time: '07:00' }, 'Asia/Seoul')).toEqual(new Date('2026-12-03T22:00:00Z'));
  expect(momentOf({ day: '2026-07-04', time: '07:00' }, 'Europe/Berlin')).toEqual(new Date('2026-07-04T05:00:00Z'));
});

test('an hour that a clock change leaves out is refused, and it is said why', () => {
  const { time } = refusalOf({ day: '2026-03-29', time: '02:30' }, 'Europe/Berlin');
  expect(time).toBe(
    'There is no such time in Berlin on that day: the clocks there go from 02:00 to 03:00. Choose another.',
  );
  expect(momentOf({ day: '2026-03-29', time: '03:00' }, 'Europe/Berlin')).toEqual(new Date('2026-03-29T01:00:00Z'));
});

test('of an hour that comes twice it is asked which one is meant', () => {
  const asked = { day: '2026-10-25', time: '02:30' };
  expect(refusalOf(asked, 'Europe/Berlin').which).toContain('comes twice in Berlin');
  expect(momentOf({ ...asked, which: 'first' }, 'Europe/Berlin')).toEqual(new Date('2026-10-25T00:30:00Z'));
  expect(momentOf({ ...asked, which: 'second' }, 'Europe/Berlin')).toEqual(new Date('2026-10-25T01:30:00Z'));
  const plain = { day: '2026-10-26', time: '02:30', which: 'second' } as const;
  expect(momentOf(plain, 'Europe/Berlin'), 'the answer to a question of before').toEqual(
    new Date('2026-10-26T01:30:00Z'),
  );
});

test('a moment and the clock that shows it lead to each other, also where it shows one time twice', () => {
  const zones = ['Asia/Seoul', 'Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'Pacific/Apia', 'UTC'];
  let changes = 0;
  for (const zone of zones)
    for (let day = 0; day < 366; day += 1) {
      const noon = new Date(Date.UTC(2026, 0, 1 + day, 12));
      const isChange = offsetName(noon, zone) !== offsetName(new Date(noon.getTime() + 86_400_000), zone);
      if (isChange) changes += 1;
      for (let half = 0; half < (isChange ? 48 : 1); half += 1) {
        const at = new Date(noon.getTime() + half * 1_800_000);
        expect(momentOf(askedTimeOf(at, zone), zone)).toEqual(at);
      }
    }
  expect(changes, 'two a year in three of them').toBe(6);
});

test.each([
  { day: '', time: '07:00' },
  { day: '2026-02-30', time: '07:00' },
  { day: '2026-12-04', time: '' },
  { day: '2026-12-04', time: '24:00' },
  { day: '2026-12-04', time: '7 pm' },
  { day: '2026-12-04', time: '07:00', which: 'third' },
])('a form that says %o is refused where it is wrong', (given) => {
  const id = '00000000-0000-4000-8000-000000000000';
  const whole = { id, zone: 'Asia/Seoul', ...given };
  expect(scheduleInput.safeParse({ ...whole, version: '1', correction: '' }).success).toBe(false);
  expect(
    scheduleChangeInput.safeParse({ ...whole, change: 'move', what: 'show', was: new Date().toISOString() }).success,
  ).toBe(false);
});
