'use client';

import { useEffect, useState } from 'react';
import { EditorDialog } from '#components/desk/editor/editor-dialog.client';
import { requestSignInLinkAction } from '#lib/auth/actions';
import type { User } from '#lib/auth/roles';
import { idle } from '#lib/forms/form-state';
import { paths } from '#lib/paths';
import { savingWords as words } from '#lib/words/saving';
import { fetchDraft } from './draft-address.ts';

type Props = { user: User; articleId: string; onSignedIn: () => void; onClose: () => void };

/** How often it is asked whether the link was opened, in milliseconds. */
const every = 2_500;

/** The session has ended while somebody writes: they sign in by mail in another tab, and this one goes on by itself. */
export function SignInAgain({ user, articleId, onSignedIn, onClose }: Props) {
  const [isSent, setSent] = useState(false);
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<string>();

  useEffect(() => {
    let isGone = false;
    const look = async () => {
      const draft = await fetchDraft(articleId);
      if (isGone || draft === null || draft === 'signed-out') return;
      if (draft.you === user.id) onSignedIn();
      else setProblem(words.otherPerson(user.email));
    };
    const timer = setInterval(look, every);
    window.addEventListener('focus', look);
    return () => {
      isGone = true;
      clearInterval(timer);
      window.removeEventListener('focus', look);
    };
  }, [articleId, user, onSignedIn]);

  const send = async () => {
    setSending(true);
    setProblem(undefined);
    const data = new FormData();
    data.set('email', user.email);
    const answer = await requestSignInLinkAction(idle, data).catch(() => null);
    setSending(false);
    if (answer?.status === 'done') setSent(true);
    else setProblem(answer?.status === 'failed' ? answer.message : words.linkNotSent);
  };

  return (
    <EditorDialog
      title={words.signedOutTitle}
      text={isSent ? words.linkSent(user.email) : words.signedOutText(user.email)}
      confirm={isSent ? words.sendAgain : words.sendLink}
      error={problem}
      busy={isSending}
      onConfirm={send}
      onClose={onClose}
    >
      <p>
        <a href={paths.signIn} target="_blank" rel="noreferrer">
          {words.signInElsewhere}
        </a>
      </p>
    </EditorDialog>
  );
}
