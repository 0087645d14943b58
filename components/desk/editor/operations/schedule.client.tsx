'use client';

import { useState } from 'react';
import { CheckDialog } from '#components/desk/editor/check/check-dialog.client';
import { EditorDialog } from '#components/desk/editor/editor-dialog.client';
import { ChangesDialog } from '#components/desk/editor/operations/changes-dialog.client';
import { errorBeside, ScheduleFields } from '#components/desk/scheduling/schedule-fields.client';
import { Button } from '#components/ui/button';
import type { CheckPlace, Finding } from '#lib/articles/checks/publish-check';
import { canSchedule } from '#lib/articles/schedules/rules';
import { schedulePublicationAction } from '#lib/corrections/actions';
import { correctingWords } from '#lib/words/corrections';
import { schedulingWords as words } from '#lib/words/scheduling';
import { fieldsOf } from '../../scheduling/fields-of.ts';
import { type Operation, type Performed, pendingCorrection } from './operation.ts';

type Props = Operation & {
  timeZone: string;
  /** Readers see exactly this, or will. */
  isSettled: boolean;
  /** What stands in the way of the words as they are saved, or is worth a look. */
  check: () => Promise<Finding[]>;
  onGo: (where: CheckPlace) => void;
};

/**
 * Sets when readers see the words on the screen, after a look at what is missing in them; where readers see others already,
 * beside what changes for them. What was scheduled before gives way, and its time is the first offered.
 */
export function Schedule({
  user,
  article,
  standing,
  keeper,
  off,
  working,
  perform,
  timeZone,
  isSettled,
  ...props
}: Props) {
  const [findings, setFindings] = useState<Finding[]>([]);
  const [isAsking, setAsking] = useState(false);
  const [refused, setRefused] = useState<Performed>(nothing);
  const [given, setCorrection] = useState<string>(); // kept when it was refused
  if (!canSchedule(user, standing) || (isSettled && !isAsking)) return null;
  const correction = given ?? pendingCorrection(article);

  const look = async () => {
    if (!(await keeper.save())) return; // what is looked at is what is at the site
    setRefused(nothing);
    const found = await props.check();
    if (found.length > 0) setFindings(found);
    else setAsking(true);
  };
  const schedule = async (data: FormData) => {
    const fields = { ...fieldsOf(data), correction };
    const performed = await perform(schedulePublicationAction, fields, words.scheduled, () => setCorrection(undefined));
    setRefused(performed);
    setAsking(performed.stays);
  };
  const { fields: errors } = refused;
  const error = errors.correction ?? errorBeside(refused);
  const dialog = { busy: working, confirm: words.confirm, error, onClose: () => setAsking(false) };
  const when = <ScheduleFields timeZone={timeZone} initial={article.scheduledAt ?? undefined} errors={errors} />;

  return (
    <>
      <Button variant="quiet" small disabled={off} onClick={look}>
        {article.scheduledAt ? words.thisInstead : words.schedule}
      </Button>
      {findings.length > 0 && (
        <CheckDialog
          findings={findings}
          anyway={words.anyway}
          busy={working}
          onGo={props.onGo}
          onAnyway={() => {
            setFindings([]);
            setAsking(true);
          }}
          onClose={() => setFindings([])}
        />
      )}
      {isAsking &&
        (standing.isPublic ? (
          <ChangesDialog
            {...dialog}
            articleId={article.id}
            title={words.changesTitle}
            text={words.changesText}
            without={correctingWords.withoutLater}
            correction={correction}
            onCorrection={setCorrection}
            onPublish={schedule}
          >
            {when}
          </ChangesDialog>
        ) : (
          <EditorDialog {...dialog} title={words.scheduleTitle} text={words.scheduleText} onConfirm={schedule}>
            {when}
          </EditorDialog>
        ))}
    </>
  );
}

const nothing: Performed = { stays: false, fields: {} };
