'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { EditorDialog } from '#components/desk/editor/editor-dialog.client';
import { Button } from '#components/ui/button';
import { deleteDraftAction } from '#lib/articles/actions';
import { canDelete } from '#lib/articles/rules';
import { paths } from '#lib/paths';
import { editorWords as words } from '#lib/words/editor';
import { schedulingWords } from '#lib/words/scheduling';
import type { Operation } from './operation.ts';

/** Puts a draft that no reader ever saw out of sight, after a question. */
export function Delete({ user, article, standing, off, working, perform }: Operation) {
  const [asking, setAsking] = useState(false);
  const [error, setError] = useState<string>();
  const router = useRouter();
  if (!canDelete(user, standing)) return null;
  return (
    <>
      <Button variant="danger" small disabled={off} onClick={() => setAsking(true)}>
        {words.deleteDraft}
      </Button>
      {asking && (
        <EditorDialog
          title={words.deleteTitle}
          text={article.scheduledAt ? `${words.deleteText} ${schedulingWords.alsoDropped}` : words.deleteText}
          confirm={words.deleteDraft}
          error={error}
          busy={working}
          onConfirm={async () => {
            const toList = () => router.push(`${paths.desk.articles}?deleted=${article.id}`);
            const { stays, error } = await perform(deleteDraftAction, {}, '', toList);
            setError(error);
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
