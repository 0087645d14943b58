'use client';

import { useState } from 'react';
import { CheckDialog } from '#components/desk/editor/check/check-dialog.client';
import { EditorDialog } from '#components/desk/editor/editor-dialog.client';
import { ChangesDialog } from '#components/desk/editor/operations/changes-dialog.client';
import { ScheduleFields } from '#components/desk/scheduling/schedule-fields.client';
import { Button } from '#components/ui/button';
import type { CheckPlace, Finding } from '#lib/articles/checks/publish-check';
import { canSchedule } from '#lib/articles/schedules/rules';
import { schedulePublicationAction } from '#lib/corrections/actions';
import { correctingWords } from '#lib/words/corrections';
import { schedulingWords as words } from '#lib/words/scheduling';
import type { Operation } from './operation.ts';

export type Scheduling = Operation & {
  timeZone: string;
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
  isAllPublic,
  ...props
}: Scheduling & { isAllPublic: boolean }) {
  const [findings, setFindings] = useState<Finding[]>([]);
  const [isAsking, setAsking] = useState(false);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [correction, setCorrection] = useState(''); // kept when it was refused
  if (!canSchedule(user, standing) || isAllPublic) return null;

  const look = async () => {
    if (!(await keeper.save())) return; // what is looked at is what is at the site
    setErrors({});
    const found = await props.check();
    if (found.length > 0) setFindings(found);
    else setAsking(true);
  };
  const schedule = async (data: FormData) => {
    const fields = Object.fromEntries([...data].map(([name, value]) => [name, String(value)]));
    const refused = await perform(schedulePublicationAction, { ...fields, correction }, words.scheduled, () =>
      setCorrection(''),
    );
    setErrors(refused);
    setAsking(['day', 'time', 'which'].some((name) => name in refused));
  };
  const dialog = { busy: working, confirm: words.confirm, onClose: () => setAsking(false) };
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
