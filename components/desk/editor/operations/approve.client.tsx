'use client';

import { useState } from 'react';
import { NoteDialog } from '#components/desk/editor/operations/note-dialog.client';
import { Button } from '#components/ui/button';
import { approveArticleAction } from '#lib/articles/actions';
import { canApprove } from '#lib/articles/rules';
import { workflowWords as words } from '#lib/words/workflow';
import type { Operation } from './operation.ts';

/** Says that a submitted draft is good as it is. */
export function Approve({ user, standing, off, working, perform }: Operation) {
  const [asking, setAsking] = useState(false);
  const [error, setError] = useState<string>();
  if (!canApprove(user, standing)) return null;
  return (
    <>
      <Button variant="quiet" small disabled={off} onClick={() => setAsking(true)}>
        {words.approve}
      </Button>
      {asking && (
        <NoteDialog
          title={words.approveTitle}
          text={words.approveText}
          label={words.approveNote}
          confirm={words.approve}
          error={error}
          busy={working}
          onConfirm={async (note) => {
            const { stays, fields, error } = await perform(approveArticleAction, { note }, words.approved);
            setError(fields.note ?? error);
            setAsking(stays);
          }}
          onClose={() => {
            setAsking(false);
            setError(undefined);
          }}
        />
      )}
    </>
  );
}
