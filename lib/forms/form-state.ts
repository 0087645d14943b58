/** What a form knows of its last post. `values` are the words that were posted, to be put back. */
export type FormState<Result = null> =
  | { status: 'idle' }
  | { status: 'done'; result: Result }
  | {
      status: 'failed';
      message: string;
      fields: Record<string, string>;
      values: FormValues;
      /** Whoever sent it has to sign in again first. */
      isSignedOut?: true;
    };

export type FormValues = Record<string, string | string[]>;

export const idle = { status: 'idle' } as const;

/** The word to put back into field `name` after a refused post, or `otherwise`. */
export function wordOf(state: FormState<unknown>, name: string, otherwise = ''): string {
  const value = state.status === 'failed' ? state.values[name] : undefined;
  return (Array.isArray(value) ? value[0] : value) ?? otherwise;
}

export function errorOf(state: FormState<unknown>, name: string): string | undefined {
  return state.status === 'failed' ? state.fields[name] : undefined;
}
