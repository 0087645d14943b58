'use client';

import './scheduling.css';
import { useEffect, useId, useState } from 'react';
import { Button } from '#components/ui/button';
import { Field } from '#components/ui/field';
import { askedTimeOf, type Occurrence, occurrences, readTime } from '#lib/articles/schedules/rules';
import { dayIn } from '#lib/dates';
import { schedulingWords as words } from '#lib/words/scheduling';
import { firstMomentAt, type LocalTime, offsetName } from '#lib/zoned-time';
import { howFarAhead, momentForOwnClock, momentNamed } from './moment-named.ts';
import { useOwnZone } from './own-zone.ts';

type Props = {
  /** The publication's. */
  timeZone: string;
  /** What the fields begin with; without one, tomorrow morning. */
  initial?: Date;
  errors: Record<string, string>;
};

/** What is wrong and stands beside none of these fields; for the dialog around them to say. */
export const errorBeside = (refused: { fields: Record<string, string>; error?: string } | undefined) =>
  ['day', 'time', 'which'].some((name) => name in (refused?.fields ?? {})) ? undefined : refused?.error;

/**
 * Fields for a time by the clock of the publication, with what that is for the person who sets it. An hour that a clock change
 * leaves out is said to be none, and of one that comes twice it is asked which.
 */
export function ScheduleFields({ timeZone, initial, errors }: Props) {
  const now = useNow();
  const ownZone = useOwnZone();
  const [asked, setAsked] = useState(() => askedTimeOf(initial ?? morningAfter(1, new Date(), timeZone), timeZone));
  const readingId = useId();
  const { moments, gap } = readTime(asked, timeZone);
  const isRepeated = moments.length > 1;
  const at = isRepeated ? (asked.which ? moments[asked.which === 'second' ? 1 : 0] : undefined) : moments[0];
  const own = at && momentForOwnClock(at, timeZone, ownZone);
  const pick = (moment: Date) => setAsked(askedTimeOf(moment, timeZone));
  const daysToMonday = (8 - weekdayIn(now, timeZone)) % 7 || 7;
  const presets: (readonly [name: keyof typeof words.preset, moment: Date])[] = [
    ['hour', new Date(now.getTime() + 3_600_000)],
    ['hours', new Date(now.getTime() + 3 * 3_600_000)],
    ['tomorrow', morningAfter(1, now, timeZone)],
    ...(daysToMonday > 1 ? [['monday', morningAfter(daysToMonday, now, timeZone)] as const] : []),
  ];

  return (
    <div className="schedule-fields">
      <input type="hidden" name="zone" value={timeZone} />
      <div className="schedule-when">
        <Field
          name="day"
          type="date"
          label={words.day}
          required
          error={errors.day}
          value={asked.day}
          onChange={({ target }) => setAsked({ ...asked, day: target.value, which: undefined })}
        />
        <Field
          name="time"
          type="time"
          label={words.time}
          required
          error={errors.time}
          value={asked.time}
          onChange={({ target }) => setAsked({ ...asked, time: target.value, which: undefined })}
        />
      </div>
      <p className="field-hint">{words.clock(timeZone, offsetName(at ?? moments[0] ?? now, timeZone))}</p>
      {isRepeated && (
        <fieldset className="schedule-which" aria-describedby={readingId}>
          <legend className="field-label">{words.which}</legend>
          {occurrences.map((which: Occurrence, index) => (
            <label key={which} className="choice">
              <input
                type="radio"
                name="which"
                value={which}
                required
                checked={asked.which === which}
                onChange={() => setAsked({ ...asked, which })}
              />
              <span>{words.occurrences[which](offsetName(moments[index]!, timeZone))}</span>
            </label>
          ))}
          {errors.which && <p className="field-error">{errors.which}</p>}
        </fieldset>
      )}
      <div
        className="schedule-reading"
        id={readingId}
        role="status"
        data-bad={gap || (at && at < now) ? true : undefined}
      >
        {gap && <p>{words.gap(timeZone, gap)}</p>}
        {isRepeated && !at && <p>{words.twice(timeZone)}</p>}
        {at && at < now && <p>{words.isOver(momentNamed(at, timeZone))}</p>}
        {at && at >= now && <p>{words.reads(momentNamed(at, timeZone), howFarAhead(at, now))}</p>}
        {own && <p>{own}</p>}
      </div>
      <fieldset className="schedule-presets">
        <legend className="field-hint">{words.presets}</legend>
        {presets.map(([name, moment]) => (
          <Button key={name} variant="quiet" small onClick={() => pick(moment)}>
            {words.preset[name]}
          </Button>
        ))}
      </fieldset>
    </div>
  );
}

/** The time, looked at again often enough for words such as 'in 35 minutes'. */
function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 15_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** Seven o'clock `days` days after that of `now` there, or the first time after a gap in which that lies. */
function morningAfter(days: number, now: Date, timeZone: string): Date {
  const day = new Date(Date.parse(dayIn(now, timeZone)) + days * 86_400_000).toISOString().slice(0, 10);
  return firstMomentAt(`${day}T07:00` as LocalTime, timeZone);
}

/** 0 for Sunday. */
const weekdayIn = (moment: Date, timeZone: string): number => new Date(dayIn(moment, timeZone)).getUTCDay();
