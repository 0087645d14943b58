'use client';

import { useState } from 'react';
import { EditorDialog } from '#components/desk/editor/editor-dialog.client';
import { errorBeside, ScheduleFields } from '#components/desk/scheduling/schedule-fields.client';
import { Button } from '#components/ui/button';
import { scheduleTakingAction } from '#lib/articles/schedules/actions';
import { canScheduleTaking } from '#lib/articles/schedules/rules';
import { schedulingWords as words } from '#lib/words/scheduling';
import { fieldsOf } from '../../scheduling/fields-of.ts';
import type { Operation, Performed } from './operation.ts';

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
  const [refused, setRefused] = useState<Performed>();
  const { scheduledAt, unpublishAt } = article;
  const errors = refused?.fields ?? {};
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
          error={errorBeside(refused)}
          busy={working}
          onConfirm={async (data) => {
            const performed = await perform(scheduleTakingAction, fieldsOf(data), words.takingScheduled);
            setRefused(performed);
            setAsking(performed.stays);
          }}
          onClose={() => {
            setAsking(false);
            setRefused(undefined);
          }}
        >
          <ScheduleFields timeZone={timeZone} errors={errors} />
        </EditorDialog>
      )}
    </>
  );
}
