'use client';

import { Outcome, useFormAction } from '#components/desk/desk-action.client';
import { Button } from '#components/ui/button';
import { createDraftAction } from '#lib/articles/actions';
import { paths } from '#lib/paths';
import { deskWords } from '#lib/words/desk';

/** Starts an article and opens it. */
export function NewArticleButton() {
  const [state, act, isPending] = useFormAction(createDraftAction, paths.desk.home);
  return (
    <form action={act}>
      <Outcome state={state} />
      <Button type="submit" disabled={isPending}>
        {deskWords.home.newArticle}
      </Button>
    </form>
  );
}
