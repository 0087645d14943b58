'use client';

import { useState } from 'react';
import { NoteDialog } from '#components/desk/editor/operations/note-dialog.client';
import { Button } from '#components/ui/button';
import { returnArticleAction } from '#lib/articles/actions';
import { canReturn } from '#lib/articles/rules';
import { editorWords as words } from '#lib/words/editor';
import type { Operation } from './operation.ts';

/** Sends a draft back to its writer, with what should change. */
export function Return({ user, standing, off, working, perform }: Operation) {
  const [asking, setAsking] = useState(false);
  const [error, setError] = useState<string>();
  if (!canReturn(user, standing)) return null;
  return (
    <>
      <Button variant="quiet" small disabled={off} onClick={() => setAsking(true)}>
        {words.return}
      </Button>
      {asking && (
        <NoteDialog
          title={words.returnTitle}
          text={words.returnText}
          label={words.returnNote}
          confirm={words.return}
          required
          error={error}
          busy={working}
          onConfirm={async (note) => {
            const { stays, fields, error } = await perform(returnArticleAction, { note }, words.returned);
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
