'use client';

import { useActionState } from 'react';
import { FormFrame } from '#components/forms/form-frame';
import { PlainMessage } from '#components/layout/plain-message';
import { Button } from '#components/ui/button';
import { confirmFollowAction } from '#lib/followers/actions';
import { idle } from '#lib/forms/form-state';
import { paths } from '#lib/paths';
import { siteWords } from '#lib/words/site';

const words = siteWords.confirm;

/** The button behind the mailed link: opening the page changes nothing, because mail scanners open every link. */
export function ConfirmFollowForm({ token, isConfirmed }: { token: string; isConfirmed: boolean }) {
  const [state, action] = useActionState(confirmFollowAction, idle, paths.confirmFollow(token));
  if (state.status === 'done') {
    return (
      <PlainMessage title={words.doneTitle} isNews>
        {words.done}
      </PlainMessage>
    );
  }
  if (isConfirmed) return <PlainMessage title={words.alreadyTitle}>{words.already}</PlainMessage>;
  return (
    <>
      <h1>{words.heading}</h1>
      <p className="standfirst">{words.text}</p>
      <FormFrame name="confirm-follow" action={action} state={state} trap={false}>
        <input type="hidden" name="token" value={token} />
        <Button type="submit">{words.send}</Button>
      </FormFrame>
    </>
  );
}
