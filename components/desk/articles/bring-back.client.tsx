'use client';

import { Outcome, useDeskAction } from '#components/desk/desk-action.client';
import { Button } from '#components/ui/button';
import { bringBackDraftAction } from '#lib/articles/actions';
import { paths } from '#lib/paths';
import { editorWords } from '#lib/words/editor';

/** Undoes the deletion of a draft. */
export function BringBack({ id, said }: { id: string; said?: string }) {
  const [state, act, isPending] = useDeskAction(bringBackDraftAction, paths.desk.articles);
  return (
    <form action={act} className="note button-row">
      <input type="hidden" name="id" value={id} />
      {said && <p role="status">{said}</p>}
      <Outcome state={state} />
      <Button type="submit" variant="quiet" small disabled={isPending}>
        {editorWords.bringBack}
      </Button>
    </form>
  );
}
