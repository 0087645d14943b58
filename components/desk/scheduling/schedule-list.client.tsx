'use client';

import './scheduling.css';
import Link from 'next/link';
import { type ReactNode, startTransition, useEffect, useRef, useState } from 'react';
import { Outcome, useDeskAction } from '#components/desk/desk-action.client';
import { EditorDialog } from '#components/desk/editor/editor-dialog.client';
import { ScheduleFields } from '#components/desk/scheduling/schedule-fields.client';
import { Button } from '#components/ui/button';
import { changeScheduleAction } from '#lib/articles/schedules/actions';
import type { Scheduled } from '#lib/articles/schedules/queries';
import { dayIn, formatNamedDay, formatTime, isoInZone } from '#lib/dates';
import { paths } from '#lib/paths';
import { editorWords } from '#lib/words/editor';
import { schedulingWords as words } from '#lib/words/scheduling';
import { momentForOwnClock, momentNamed } from './moment-named.ts';
import { useOwnZone } from './own-zone.ts';

type Props = { scheduled: Scheduled[]; timeZone: string; now: Date; empty: ReactNode };

/** What is scheduled, by the day of the publication; what is overdue first. Each is moved, cancelled, and has that taken back. */
export function ScheduleList({ scheduled, timeZone, now, empty }: Props) {
  const [outcome, act, isPending] = useDeskAction(changeScheduleAction, paths.desk.schedule);
  const [moving, setMoving] = useState<Scheduled>();
  const [heard, setHeard] = useState<typeof outcome>(); // what was answered before the dialog opened is not about it
  const undoButton = useRef<HTMLButtonElement>(null);
  const undo = outcome.status === 'done' ? outcome.result.undo : null;
  useEffect(() => {
    if (outcome.status !== 'done') return;
    setMoving(undefined);
    if (outcome.result.change === 'cancel') undoButton.current?.focus(); // its row is gone
  }, [outcome]);
  const send = (data: FormData) => startTransition(() => act(data));
  const refusal = outcome.status === 'failed' && outcome !== heard ? outcome : null;
  const move = (thing: Scheduled) => {
    setHeard(outcome);
    setMoving(thing);
  };

  return (
    <div className="queue schedule-list" aria-busy={isPending}>
      <div className="queue-said">
        <Outcome state={outcome} done={({ change, at }) => words.done[change](at ? momentNamed(at, timeZone) : '')} />
        {undo && (
          <form action={act}>
            {Object.entries(undo).map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
            <Button ref={undoButton} type="submit" variant="quiet" small>
              {words.undo}
            </Button>
          </form>
        )}
      </div>
      {scheduled.length === 0 && empty}
      {groupsOf(scheduled, timeZone, now).map(({ name, isOverdue, things }) => (
        <section key={name} aria-label={name} className={isOverdue ? 'schedule-overdue' : undefined}>
          <h2>{name}</h2>
          <ol className="rows rows-tight">
            {things.map((thing) => (
              <Row key={`${thing.id} ${thing.what}`} thing={thing} timeZone={timeZone} act={act} onMove={move} />
            ))}
          </ol>
        </section>
      ))}
      {moving && (
        <EditorDialog
          title={words.moveTitle}
          text={`“${moving.headline || editorWords.untitled}”`}
          confirm={words.moveConfirm}
          busy={isPending}
          error={refusal && Object.keys(refusal.fields).length === 0 ? refusal.message : undefined}
          onConfirm={(data) => {
            data.set('change', 'move');
            data.set('id', moving.id);
            data.set('what', moving.what);
            data.set('was', moving.at.toISOString());
            send(data);
          }}
          onClose={() => setMoving(undefined)}
        >
          <ScheduleFields timeZone={timeZone} initial={moving.at} errors={refusal?.fields ?? {}} />
        </EditorDialog>
      )}
    </div>
  );
}

type RowProps = {
  thing: Scheduled;
  timeZone: string;
  act: (data: FormData) => void;
  onMove: (thing: Scheduled) => void;
};

function Row({ thing, timeZone, act, onMove }: RowProps) {
  const { id, what, at, headline, language, by } = thing;
  const ownZone = useOwnZone();
  const name = headline || editorWords.untitled;
  const kind = words.kinds[what === 'show' && thing.isChange ? 'change' : what];
  const own = momentForOwnClock(at, timeZone, ownZone);
  return (
    <li className="row schedule-row">
      <time className="schedule-time" dateTime={isoInZone(at, timeZone)}>
        {formatTime(at, { timeZone, language: 'en' })}
      </time>
      <div className="row-body">
        <p className="row-title">
          <Link href={paths.desk.article(id)} lang={language} prefetch={false}>
            {name}
          </Link>
        </p>
        <p className="row-meta">{[kind, by && words.by(by), own].filter(Boolean).join(' · ')}</p>
        {thing.isNewerWritten && <p className="row-meta">{words.newer}</p>}
      </div>
      {thing.mayChange && !thing.isOverdue && (
        <div className="row-actions">
          <Button
            variant="quiet"
            small
            className="needs-script"
            aria-label={words.moveOf(kind, name)}
            onClick={() => onMove(thing)}
          >
            {words.move}
          </Button>
          <form action={act}>
            <input type="hidden" name="change" value="cancel" />
            <input type="hidden" name="id" value={id} />
            <input type="hidden" name="what" value={what} />
            <input type="hidden" name="was" value={at.toISOString()} />
            <Button type="submit" variant="quiet" small aria-label={words.cancelOf(kind, name)}>
              {words.cancel}
            </Button>
          </form>
        </div>
      )}
    </li>
  );
}

/** By day, those of one day under its name; before them what is overdue, of whatever day. */
function groupsOf(scheduled: Scheduled[], timeZone: string, now: Date) {
  const today = dayIn(now, timeZone);
  const tomorrow = new Date(Date.parse(today) + 86_400_000).toISOString().slice(0, 10);
  const nameOf = ({ at, isOverdue }: Scheduled): string => {
    if (isOverdue) return words.overdueDay;
    const day = dayIn(at, timeZone);
    const named = formatNamedDay(day, 'en');
    if (day === today) return `${words.today}, ${named}`;
    return day === tomorrow ? `${words.tomorrow}, ${named}` : named;
  };
  return [...Map.groupBy(scheduled, nameOf)].map(([name, things]) => ({
    name,
    isOverdue: things.some((thing) => thing.isOverdue),
    things,
  }));
}
