'use client';

import { useRouter } from 'next/navigation';
import { useActionState, useEffect } from 'react';
import { type FormState, idle } from '#lib/forms/form-state';

type Action<Result> = (previous: FormState<Result>, data: FormData) => Promise<FormState<Result>>;

/**
 * `useActionState` for a form at the desk: what the page shows is read again when the work is done, and a refused form gets
 * the focus where the first error is. `permalink` is the page the form stands on, for a post before the script is there.
 */
export function useDeskAction<Result>(action: Action<Result>, permalink: string) {
  const router = useRouter();
  const [state, act, isPending] = useActionState<FormState<Result>, FormData>(action, idle, permalink);
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
