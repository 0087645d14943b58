'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { EditorDialog } from '#components/desk/editor/editor-dialog.client';
import { errorBeside, ScheduleFields } from '#components/desk/scheduling/schedule-fields.client';
import { Button } from '#components/ui/button';
import { changeScheduleAction } from '#lib/articles/schedules/actions';
import { canSchedule, type ScheduledThing } from '#lib/articles/schedules/rules';
import { formatMoment } from '#lib/dates';
import { schedulingWords as words } from '#lib/words/scheduling';
import { fieldsOf } from '../scheduling/fields-of.ts';
import { momentForOwnClock, momentNamed } from '../scheduling/moment-named.ts';
import { useOwnZone } from '../scheduling/own-zone.ts';
import type { Operation, Performed } from './operations/operation.ts';

type Props = Operation & {
  timeZone: string;
  /** What is on the screen is not the version that is scheduled. */
  isNewerWritten: boolean;
};

/** The last thing done here: the fields that take it back, and how the article must stand for that. */
type Undo = { fields: Record<string, string>; what: ScheduledThing; at: number | null; publicId: string | null };

/** What will happen to the article by itself, with the ways to move it, to cancel it, and to take that back. */
export function ScheduleNote({ user, article, standing, off, working, perform, timeZone, isNewerWritten }: Props) {
  const ownZone = useOwnZone();
  const [moving, setMoving] = useState<ScheduledThing>();
  const [refused, setRefused] = useState<Performed>();
  const [undo, setUndo] = useState<Undo>();
  const undoButton = useRef<HTMLButtonElement>(null);
  const { scheduledAt, unpublishAt } = article;
  useRefreshAt(Math.min(scheduledAt?.getTime() ?? Infinity, unpublishAt?.getTime() ?? Infinity));

  // Whatever else has been scheduled or published since, there is nothing to take back any more.
  const now = undo?.what === 'show' ? scheduledAt : unpublishAt;
  const isUndoable =
    undo && (now?.getTime() ?? null) === undo.at && article.publishedRevisionId === undo.publicId && !moving;
  const isCancelled = isUndoable && undo.at === null;
  useEffect(() => {
    if (isCancelled) undoButton.current?.focus(); // what was pressed is gone
  }, [isCancelled]);
  if (!scheduledAt && !unpublishAt && !isUndoable) return null;

  const mayChange = canSchedule(user, standing);
  const things = [
    { what: 'show', kind: standing.isPublic ? 'change' : 'show', at: scheduledAt },
    { what: 'take', kind: 'take', at: unpublishAt },
  ] as const;
  const errors = refused?.fields ?? {};
  const ask = async (what: ScheduledThing, fields: Record<string, string>, done = '') => {
    const performed = await perform(changeScheduleAction, fields, done, (result) =>
      setUndo(
        result.undo
          ? { fields: result.undo, what, at: result.at?.getTime() ?? null, publicId: article.publishedRevisionId }
          : undefined,
      ),
    );
    setRefused(performed);
    if (!performed.stays) setMoving(undefined);
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
                  <Button
                    variant="quiet"
                    small
                    disabled={off}
                    aria-label={words.moveOf(words.kinds[kind], article.headline)}
                    onClick={() => {
                      setRefused(undefined);
                      setMoving(what);
                    }}
                  >
                    {words.move}
                  </Button>
                  <Button
                    variant="quiet"
                    small
                    disabled={off}
                    aria-label={words.cancelOf(words.kinds[kind], article.headline)}
                    onClick={() => ask(what, { change: 'cancel', what, was: at.toISOString() })}
                  >
                    {words.cancel}
                  </Button>
                </div>
              )}
              {moving === what && (
                <EditorDialog
                  title={words.moveTitle}
                  confirm={words.moveConfirm}
                  error={errorBeside(refused)}
                  busy={working}
                  onConfirm={(data) => ask(what, { ...fieldsOf(data), change: 'move', what, was: at.toISOString() })}
                  onClose={() => setMoving(undefined)}
                >
                  <ScheduleFields timeZone={timeZone} initial={at} errors={errors} />
                </EditorDialog>
              )}
            </div>
          ),
      )}
      {isUndoable && (
        <div className="schedule-note-line">
          <p role="status">{isCancelled ? words.done.cancel() : words.moved}</p>
          <Button
            ref={undoButton}
            variant="quiet"
            small
            disabled={off}
            onClick={() => ask(undo.what, undo.fields, isCancelled ? words.done.restore() : words.movedBack)}
          >
            {words.undo}
          </Button>
        </div>
      )}
    </section>
  );
}

/** Reads the page again when the moment `next` has come, until it shows that it has: what stands here has happened then. */
function useRefreshAt(next: number): void {
  const router = useRouter();
  useEffect(() => {
    if (next - Date.now() > longestTimer) return;
    let pause = 2000;
    let timer = setTimeout(look, Math.max(next - Date.now(), 0) + pause);
    function look() {
      router.refresh();
      pause = Math.min(2 * pause, 60_000);
      timer = setTimeout(look, pause);
    }
    return () => clearTimeout(timer);
  }, [next, router]);
}

/** Browsers take no longer one: 24 days, in milliseconds. */
const longestTimer = 2 ** 31 - 1;
