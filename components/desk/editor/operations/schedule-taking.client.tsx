'use client';

import { useState } from 'react';
import { EditorDialog } from '#components/desk/editor/editor-dialog.client';
import { ScheduleFields } from '#components/desk/scheduling/schedule-fields.client';
import { Button } from '#components/ui/button';
import { scheduleTakingAction } from '#lib/articles/schedules/actions';
import { canScheduleTaking } from '#lib/articles/schedules/rules';
import { schedulingWords as words } from '#lib/words/scheduling';
import type { Operation } from './operation.ts';

/** Sets when readers do not see the article any more. */
export function ScheduleTaking({
  user,
  article,
  standing,
  off,
  working,
  perform,
  timeZone,
}: Operation & { timeZone: string }) {
  const [isAsking, setAsking] = useState(false);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const { scheduledAt, unpublishAt } = article;
  if (unpublishAt || !canScheduleTaking(user, { ...standing, scheduledAt })) return null;
  return (
    <>
      <Button variant="quiet" small disabled={off} onClick={() => setAsking(true)}>
        {words.scheduleTaking}
      </Button>
      {isAsking && (
        <EditorDialog
          title={words.takingTitle}
          text={words.takingText}
          confirm={words.confirm}
          busy={working}
          onConfirm={async (data) => {
            const fields = Object.fromEntries([...data].map(([name, value]) => [name, String(value)]));
            const refused = await perform(scheduleTakingAction, fields, words.takingScheduled);
            setErrors(refused);
            setAsking(Object.keys(refused).length > 0);
          }}
          onClose={() => {
            setAsking(false);
            setErrors({});
          }}
        >
          <ScheduleFields timeZone={timeZone} errors={errors} />
        </EditorDialog>
      )}
    </>
  );
}
