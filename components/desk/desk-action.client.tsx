'use client';

import { unstable_isUnrecognizedActionError, unstable_rethrow, useRouter } from 'next/navigation';
import { useActionState, useEffect } from 'react';
import { type FormState, idle } from '#lib/forms/form-state';
import { formValues } from '#lib/forms/form-values';
import { deskWords } from '#lib/words/desk';

type Action<Result> = (previous: FormState<Result>, data: FormData) => Promise<FormState<Result>>;

/**
 * `useActionState` for a form of those who make the magazine: a post that finds no answer, or a build that does not know it,
 * is refused in place with every word kept. `permalink` is the page the form stands on, for a post before the script is there.
 */
export function useFormAction<Result>(action: Action<Result>, permalink: string) {
  // drawn on the server it must be the action itself, which is then named in the page
  return useActionState(typeof window === 'undefined' ? action : answered(action), idle, permalink);
}

const answered =
  <Result,>(action: Action<Result>): Action<Result> =>
  async (previous, data) => {
    try {
      return await action(previous, data);
    } catch (error) {
      unstable_rethrow(error); // where it leads to, and no fault
      const { olderPage, noAnswer } = deskWords.unanswered;
      const message = unstable_isUnrecognizedActionError(error) ? olderPage : noAnswer;
      return { status: 'failed', message, fields: {}, values: formValues(data.entries()) };
    }
  };

/**
 * `useFormAction` for a form at the desk: what the page shows is read again when the work is done, and a refused form gets
 * the focus where the first error is.
 */
export function useDeskAction<Result>(action: Action<Result>, permalink: string) {
  const router = useRouter();
  const [state, act, isPending] = useFormAction(action, permalink);
  useEffect(() => {
    if (state.status === 'done') router.refresh();
    if (state.status === 'failed') document.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [state, router]);
  return [state, act, isPending] as const;
}

type OutcomeProps<Result> = {
  state: FormState<Result>;
  /** Says what was done. */
  done?: string | ((result: Result) => string);
  /** Says what was wrong where there is no field to say it beside. */
  refused?: string;
};

/** What became of the last post. */
export function Outcome<Result>({ state, done, refused }: OutcomeProps<Result>) {
  if (state.status === 'failed') {
    return (
      <p className="note note-bad" role="alert">
        {refused ?? state.message}
      </p>
    );
  }
  const sentence = state.status === 'done' && (typeof done === 'function' ? done(state.result) : done);
  return (
    <div role="status" className="outcome">
      {sentence && <p className="note note-good">{sentence}</p>}
    </div>
  );
}
