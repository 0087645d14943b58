'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { EditorDialog } from '#components/desk/editor/editor-dialog.client';
import { Schedule, type Scheduling } from '#components/desk/editor/operations/schedule.client';
import { ScheduleFields } from '#components/desk/scheduling/schedule-fields.client';
import { Button } from '#components/ui/button';
import { changeScheduleAction } from '#lib/articles/schedules/actions';
import { canSchedule, type ScheduledThing } from '#lib/articles/schedules/rules';
import { formatMoment } from '#lib/dates';
import { schedulingWords as words } from '#lib/words/scheduling';
import { momentForOwnClock, momentNamed } from '../scheduling/moment-named.ts';
import { useOwnZone } from '../scheduling/own-zone.ts';

/** What will happen to the article by itself, with the ways to move it, to cancel it, and to take that back. */
export function ScheduleNote(props: Scheduling) {
  const { user, article, standing, keeper, off, working, perform, timeZone } = props;
  const ownZone = useOwnZone();
  const [moving, setMoving] = useState<ScheduledThing>();
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [undo, setUndo] = useState<Record<string, string>>();
  const undoButton = useRef<HTMLButtonElement>(null);
  const router = useRouter();
  const { scheduledAt, unpublishAt } = article;
  const isCancelled = undo?.change === 'restore' && (undo.showAt ? !scheduledAt : !unpublishAt);
  const isMoved = undo?.change === 'move';
  useEffect(() => {
    if (isCancelled) undoButton.current?.focus(); // what was pressed is gone
  }, [isCancelled]);
  const next = Math.min(scheduledAt?.getTime() ?? Infinity, unpublishAt?.getTime() ?? Infinity);
  useEffect(() => {
    const inTime = next + 1500 - Date.now();
    if (inTime > longestTimer) return;
    const timer = setTimeout(() => router.refresh(), Math.max(inTime, 1500)); // what stands here has happened then
    return () => clearTimeout(timer);
  }, [next, router]);
  if (!scheduledAt && !unpublishAt && !isCancelled) return null;

  const mayChange = canSchedule(user, standing);
  const things = [
    { what: 'show', kind: standing.isPublic ? 'change' : 'show', at: scheduledAt },
    { what: 'take', kind: 'take', at: unpublishAt },
  ] as const;
  const isNewerWritten =
    scheduledAt !== null &&
    (article.scheduledRevisionId !== article.revisionId || article.version !== keeper.version || keeper.isUnsaved());
  const ask = async (fields: Record<string, string>, done = '') => {
    const refused = await perform(changeScheduleAction, fields, done, ({ undo: fields }) =>
      setUndo(fields ?? undefined),
    );
    setErrors(refused);
    setMoving(Object.keys(refused).length > 0 ? moving : undefined);
  };

  return (
    <section className="note schedule-note" aria-label={words.title}>
      {things.map(
        ({ what, kind, at }) =>
          at && (
            <div key={what} className="schedule-note-line">
              <p suppressHydrationWarning>
                {words.sentences[kind](momentNamed(at, timeZone))}
                <span className="schedule-own">{momentForOwnClock(at, timeZone, ownZone)}</span>
                {what === 'show' && isNewerWritten && article.scheduledVersionAt && (
                  <span className="schedule-own">
                    {words.newerHere(formatMoment(article.scheduledVersionAt, { timeZone, language: 'en' }))}
                  </span>
                )}
              </p>
              {mayChange && (
                <div className="button-row">
                  {what === 'show' && isNewerWritten && <Schedule {...props} isAllPublic={false} />}
                  <Button
                    variant="quiet"
                    small
                    disabled={off}
                    aria-label={words.moveOf(words.kinds[kind], article.headline)}
                    onClick={() => setMoving(what)}
                  >
                    {words.move}
                  </Button>
                  <Button
                    variant="quiet"
                    small
                    disabled={off}
                    aria-label={words.cancelOf(words.kinds[kind], article.headline)}
                    onClick={() => ask({ change: 'cancel', what })}
                  >
                    {words.cancel}
                  </Button>
                </div>
              )}
              {moving === what && (
                <EditorDialog
                  title={words.moveTitle}
                  confirm={words.moveConfirm}
                  busy={working}
                  onConfirm={(data) => {
                    const fields = Object.fromEntries([...data].map(([name, value]) => [name, String(value)]));
                    return ask({ ...fields, change: 'move', what });
                  }}
                  onClose={() => {
                    setMoving(undefined);
                    setErrors({});
                  }}
                >
                  <ScheduleFields timeZone={timeZone} initial={at} errors={errors} />
                </EditorDialog>
              )}
            </div>
          ),
      )}
      {(isCancelled || isMoved) && (
        <div className="schedule-note-line">
          <p role="status">{isCancelled ? words.done.cancel() : words.moved}</p>
          <Button
            ref={undoButton}
            variant="quiet"
            small
            disabled={off}
            onClick={() => ask(undo, isCancelled ? words.done.restore() : words.movedBack)}
          >
            {words.undo}
          </Button>
        </div>
      )}
    </section>
  );
}

/** Browsers take no longer one: 24 days, in milliseconds. */
const longestTimer = 2 ** 31 - 1;
