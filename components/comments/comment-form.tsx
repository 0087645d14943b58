'use client';

import { useActionState } from 'react';
import { FormFrame, landingFrame } from '#components/forms/form-frame';
import { ReaderField } from '#components/forms/reader-field';
import { Button } from '#components/ui/button';
import { postCommentAction } from '#lib/comments/actions';
import { idle } from '#lib/forms/form-state';
import { formFragments, paths } from '#lib/paths';
import { siteWords } from '#lib/words/site';

const words = siteWords.comments;
const fragment = formFragments.comment;

/** 'Add comment' under an article; see CommentReceipt for what follows. */
export function CommentForm({ articleId, slug }: { articleId: string; slug: string }) {
  const [state, action] = useActionState(postCommentAction, idle, `${paths.article(slug)}#${fragment}`);
  return (
    <section
      data-form-place={fragment}
      id={landingFrame(fragment, state)}
      className="panel"
      aria-labelledby="add-comment-title"
      tabIndex={-1}
    >
      <h3 id="add-comment-title">{words.add}</h3>
      <p className="panel-text">{words.rules}</p>
      <FormFrame name="comment" action={action} state={state}>
        <input type="hidden" name="articleId" value={articleId} />
        <div className="field-pair">
          <ReaderField
            label={words.name}
            name="name"
            state={state}
            fragment={fragment}
            autoComplete="name"
            enterKeyHint="next"
            maxLength={80}
            required
          />
          <ReaderField
            label={words.email}
            name="email"
            state={state}
            fragment={fragment}
            type="email"
            inputMode="email"
            autoComplete="email"
            autoCapitalize="off"
            spellCheck={false}
            enterKeyHint="next"
            maxLength={254}
            required
          />
        </div>
        <ReaderField
          label={words.body}
          name="body"
          state={state}
          fragment={fragment}
          rows={7}
          hint={words.bodyHint}
          enterKeyHint="enter"
          required
        />
        <Button type="submit">{words.send}</Button>
      </FormFrame>
    </section>
  );
}
