'use client';

import { startTransition, useState } from 'react';
import { Outcome, useFormAction } from '#components/desk/desk-action.client';
import { SelectField } from '#components/ui/field';
import { setCommentingAction } from '#lib/articles/actions';
import { type Commenting, commentings } from '#lib/articles/rules';
import { paths } from '#lib/paths';
import { detailsWords as words } from '#lib/words/details';

type Props = { articleId: string; commenting: Commenting; disabled: boolean };

/** Whether readers may comment. Unlike what stands around it, it is no part of the text, and true at once. */
export function CommentingField({ articleId, commenting, disabled }: Props) {
  const [state, act, isPending] = useFormAction(setCommentingAction, paths.desk.article(articleId));
  const [chosen, setChosen] = useState(commenting);
  const now = state.status === 'failed' ? (state.values.before as Commenting) : chosen;
  return (
    <div className="field">
      <SelectField
        label={words.commenting}
        name="commenting"
        hint={words.commentingHints[now]}
        disabled={disabled || isPending}
        value={now}
        onChange={(event) => {
          const data = new FormData();
          data.set('id', articleId);
          data.set('commenting', event.target.value);
          data.set('before', now);
          setChosen(event.target.value as Commenting);
          startTransition(() => act(data));
        }}
      >
        {commentings.map((one) => (
          <option key={one} value={one}>
            {words.commentings[one]}
          </option>
        ))}
      </SelectField>
      <Outcome state={state} done={words.commentingSet} />
    </div>
  );
}
