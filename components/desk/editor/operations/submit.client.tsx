'use client';

import { useState } from 'react';
import { NoteDialog } from '#components/desk/editor/operations/note-dialog.client';
import { Button } from '#components/ui/button';
import { submitArticleAction } from '#lib/articles/actions';
import { canPublish, canSubmit } from '#lib/articles/rules';
import { hasRole } from '#lib/auth/roles';
import { editorWords as words } from '#lib/words/editor';
import type { Operation } from './operation.ts';

/** Asks the editors for a look. For who may publish it is the second choice, and an editor asks nobody. */
export function Submit({ user, standing, off, working, perform }: Operation) {
  const [asking, setAsking] = useState(false);
  const [error, setError] = useState<string>();
  if (!canSubmit(user, standing) || hasRole(user, 'editor')) return null;
  return (
    <>
      <Button
        variant={canPublish(user, standing) ? 'quiet' : 'primary'}
        small
        disabled={off}
        onClick={() => setAsking(true)}
      >
        {words.submit}
      </Button>
      {asking && (
        <NoteDialog
          title={words.submitTitle}
          text={words.submitText}
          label={words.submitNote}
          confirm={words.submit}
          error={error}
          busy={working}
          onConfirm={async (note) => {
            const { stays, fields, error } = await perform(submitArticleAction, { note }, words.submitted);
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
