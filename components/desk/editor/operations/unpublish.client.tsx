'use client';

import { useState } from 'react';
import { EditorDialog } from '#components/desk/editor/editor-dialog.client';
import { Button } from '#components/ui/button';
import { unpublishArticleAction } from '#lib/articles/actions';
import { canUnpublish } from '#lib/articles/rules';
import { editorWords as words } from '#lib/words/editor';
import type { Operation } from './operation.ts';

/** Takes the article from readers, after a question. */
export function Unpublish({ user, standing, off, working, perform }: Operation) {
  const [asking, setAsking] = useState(false);
  if (!canUnpublish(user, standing)) return null;
  return (
    <>
      <Button variant="danger" small disabled={off} onClick={() => setAsking(true)}>
        {words.unpublish}
      </Button>
      {asking && (
        <EditorDialog
          title={words.unpublishTitle}
          text={words.unpublishText}
          confirm={words.unpublish}
          busy={working}
          onConfirm={async () => {
            await perform(unpublishArticleAction, {}, words.unpublished);
            setAsking(false);
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
