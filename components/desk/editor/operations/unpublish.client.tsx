'use client';

import { useState } from 'react';
import { EditorDialog } from '#components/desk/editor/editor-dialog.client';
import { Button } from '#components/ui/button';
import { unpublishArticleAction } from '#lib/articles/actions';
import { canUnpublish } from '#lib/articles/rules';
import { editorWords as words } from '#lib/words/editor';
import { schedulingWords } from '#lib/words/scheduling';
import type { Operation } from './operation.ts';

/** Takes the article from readers, after a question. */
export function Unpublish({ user, article, standing, off, working, perform }: Operation) {
  const [asking, setAsking] = useState(false);
  const [error, setError] = useState<string>();
  if (!canUnpublish(user, standing)) return null;
  return (
    <>
      <Button variant="danger" small disabled={off} onClick={() => setAsking(true)}>
        {words.unpublish}
      </Button>
      {asking && (
        <EditorDialog
          title={words.unpublishTitle}
          text={article.scheduledAt ? `${words.unpublishText} ${schedulingWords.alsoDropped}` : words.unpublishText}
          confirm={words.unpublish}
          error={error}
          busy={working}
          onConfirm={async () => {
            const { stays, error } = await perform(unpublishArticleAction, {}, words.unpublished);
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
