'use client';

import { useActionState } from 'react';
import { FormFrame } from '#components/forms/form-frame';
import { Button } from '#components/ui/button';
import { Field } from '#components/ui/field';
import { errorOf, idle, wordOf } from '#lib/forms/form-state';
import { paths } from '#lib/paths';
import { issueQuoteAction } from '#lib/quotes/actions';
import { quoteWords as words } from '#lib/words/quotes';

type Props = {
  articleId: string;
  slug: string;
  language: string;
  /** What was selected in the article, and the sentences around it: null where it does not stand there. */
  selected: string;
  sentences: string | null;
};

/** Makes a card of a sentence. What was selected is shown as the card will say it, and only has to be sent. */
export function QuoteForm({ articleId, slug, language, selected, sentences }: Props) {
  const [state, action] = useActionState(issueQuoteAction, idle, paths.quoting(slug));
  const error =
    errorOf(state, 'text') ?? (state.status === 'idle' && selected && !sentences ? words.notThere : undefined);
  return (
    <div className="panel">
      <FormFrame name="quote" action={action} state={state} trap={false}>
        <input type="hidden" name="articleId" value={articleId} />
        {sentences && !error ? (
          <>
            <input type="hidden" name="text" value={sentences} />
            <figure className="quote-coming">
              <figcaption>{words.willShow}</figcaption>
              <blockquote lang={language}>{sentences}</blockquote>
            </figure>
          </>
        ) : (
          <Field
            name="text"
            id="quote-text"
            label={words.field}
            hint={words.hint}
            lang={language}
            rows={4}
            error={error}
            defaultValue={wordOf(state, 'text', selected)}
            autoFocus={error !== undefined}
            required
          />
        )}
        <Button type="submit">{words.make}</Button>
      </FormFrame>
    </div>
  );
}
