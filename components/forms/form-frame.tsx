import type { ReactNode } from 'react';
import type { FormState } from '#lib/forms/form-state';
import { onceField, onceKey } from '#lib/forms/once';
import { siteWords } from '#lib/words/site';

type Props = {
  /** Names the form among those of a page; also the fragment that a post comes back to. */
  name: string;
  action: (data: FormData) => void;
  state: FormState<unknown>;
  /** Asked for by a script that fills in every field it finds, and by nobody else. */
  trap?: boolean;
  children: ReactNode;
};

/** A reader's form: its name, its trap for robots, and what is wrong with the last post, above its fields. */
export const FormFrame = ({ name, action, state, trap = true, children }: Props) => (
  <form action={action} noValidate className="form">
    <input type="hidden" name="form" value={name} />
    {onceOf(state) && <input type="hidden" name={onceField} value={onceOf(state)} />}
    {trap && (
      <p className="trap" aria-hidden="true">
        <label>
          {siteWords.form.trap} <input type="text" name="website" tabIndex={-1} autoComplete="off" />
        </label>
      </p>
    )}
    {state.status === 'failed' && (
      <div className="form-problem" role="alert">
        <p className="form-problem-title">{siteWords.form.problem}</p>
        <p>{state.message}</p>
      </div>
    )}
    {children}
  </form>
);

/** What was refused may have been kept all the same, where the database went away: sent again it is the same post. */
const onceOf = (state: FormState<unknown>): string | undefined =>
  (state.status === 'failed' && onceKey(state.values)) || undefined;

/**
 * A page opened at a fragment ignores `autofocus`, but focuses what the fragment names. So after a refusal the fragment
 * is the first wrong field itself (see ReaderField), and else it is what holds the form.
 */
export const landingFrame = (fragment: string, state: FormState<unknown>): string | undefined =>
  firstWrongField(state) === undefined ? fragment : undefined;

export const firstWrongField = (state: FormState<unknown>): string | undefined =>
  state.status === 'failed' ? Object.keys(state.fields)[0] : undefined;
