'use client';

import { useActionState } from 'react';
import { FormFrame } from '#components/forms/form-frame';
import { PlainMessage } from '#components/layout/plain-message';
import { Button } from '#components/ui/button';
import { unsubscribeAction } from '#lib/followers/actions';
import { idle } from '#lib/forms/form-state';
import { paths } from '#lib/paths';
import { siteWords } from '#lib/words/site';

const words = siteWords.unsubscribe;

/** The button behind the link in every letter; opening the page changes nothing. */
export function UnsubscribeForm({ token, isFollowing }: { token: string; isFollowing: boolean }) {
  const [state, action] = useActionState(unsubscribeAction, idle, paths.unsubscribe(token));
  if (state.status === 'done') {
    return (
      <PlainMessage title={words.doneTitle} isNews>
        {words.done}
      </PlainMessage>
    );
  }
  if (!isFollowing) {
    return (
      <PlainMessage title={words.unknownTitle}>
        {words.unknown} <a href={paths.contact}>{siteWords.contact}</a>
      </PlainMessage>
    );
  }
  return (
    <>
      <h1>{words.heading}</h1>
      <p className="standfirst">{words.text}</p>
      <FormFrame name="unsubscribe" action={action} state={state} trap={false}>
        <input type="hidden" name="token" value={token} />
        <Button type="submit">{words.send}</Button>
      </FormFrame>
    </>
  );
}
