'use client';

import { useActionState } from 'react';
import { FormFrame, landingFrame } from '#components/forms/form-frame';
import { ReaderField } from '#components/forms/reader-field';
import { Receipt } from '#components/forms/receipt';
import { Button } from '#components/ui/button';
import { followAction } from '#lib/followers/actions';
import { idle } from '#lib/forms/form-state';
import { formFragments } from '#lib/paths';
import { siteWords } from '#lib/words/site';

const words = siteWords.followForm;
const fragment = formFragments.follow;

/** Asks for letters. `from` is the path of the page it stands on, which a post comes back to; then `isSent`. */
export function FollowForm({ from, isSent = false }: { from: string; isSent?: boolean }) {
  const [state, action] = useActionState(followAction, idle, `${from}#${fragment}`);
  if (isSent) {
    return (
      <Receipt id={fragment} title={words.receivedTitle}>
        <p>{words.received}</p>
        <p className="quiet">{words.receivedHint}</p>
      </Receipt>
    );
  }
  return (
    <div data-form-place={fragment} id={landingFrame(fragment, state)} className="follow-form" tabIndex={-1}>
      <FormFrame name="follow" action={action} state={state}>
        <input type="hidden" name="from" value={from} />
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
          enterKeyHint="send"
          maxLength={254}
          required
        />
        <Button type="submit">{words.send}</Button>
      </FormFrame>
    </div>
  );
}
