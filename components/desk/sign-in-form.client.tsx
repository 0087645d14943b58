'use client';

import { Outcome, useFormAction } from '#components/desk/desk-action.client';
import { Button } from '#components/ui/button';
import { Field } from '#components/ui/field';
import { requestSignInLinkAction, signInAction } from '#lib/auth/actions';
import { errorOf, wordOf } from '#lib/forms/form-state';
import { paths } from '#lib/paths';
import { deskWords } from '#lib/words/desk';

const words = deskWords.signIn;

/** Asks for a link, and says where it went. */
export function SignInForm({ sendsMail }: { sendsMail: boolean }) {
  const [state, act, isPending] = useFormAction(requestSignInLinkAction, paths.signIn);
  if (state.status === 'done') {
    return (
      <div role="status">
        <h2>{words.sentTitle}</h2>
        <p>{words.sent(state.result.email)}</p>
        {!sendsMail && <p className="note">{words.sentToOutbox}</p>}
        <p>
          <a href={paths.signIn}>{words.another}</a>
        </p>
      </div>
    );
  }
  return (
    <form action={act} className="stack" noValidate>
      <p className="lead">{words.lead}</p>
      <Outcome state={state} />
      <Field
        label={words.email}
        name="email"
        type="email"
        autoComplete="email"
        inputMode="email"
        enterKeyHint="send"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus
        required
        defaultValue={wordOf(state, 'email')}
        error={errorOf(state, 'email')}
      />
      <Button type="submit" disabled={isPending}>
        {words.send}
      </Button>
    </form>
  );
}

/** The button behind a mailed link. */
export function SignInWithLinkForm({ token, name }: { token: string; name: string }) {
  const [state, act, isPending] = useFormAction(signInAction, paths.signInLink(token));
  return (
    <form action={act} className="stack">
      <Outcome state={state} />
      <input type="hidden" name="token" value={token} />
      <Button type="submit" disabled={isPending} autoFocus>
        {words.signInAs(name)}
      </Button>
    </form>
  );
}
