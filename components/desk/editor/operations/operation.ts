import type { ArticleStanding, Words } from '#lib/articles/rules';
import type { User } from '#lib/auth/roles';
import type { FormState } from '#lib/forms/form-state';
import type { OpenArticle } from '../article-editor.client.tsx';
import type { WordsKeeper } from '../words-keeper.ts';

/** What an operation of the bar is handed. Each draws its own button, where a rule says that this person has it. */
export type Operation = {
  user: User;
  article: OpenArticle;
  /** Where the article stands with the words on the screen. */
  standing: ArticleStanding;
  keeper: WordsKeeper<Words>;
  /** Nothing can be pressed yet. */
  off: boolean;
  working: boolean;
  perform: Perform;
};

/**
 * Saves what is typed, asks for `action` with that version and says what became of it: `done`, unless empty, where it was done.
 */
export type Perform = <Result>(
  action: (previous: FormState<Result>, data: FormData) => Promise<FormState<Result>>,
  fields: Record<string, string>,
  done: string,
  onDone?: (result: Result) => void,
) => Promise<Performed>;

/** What became of it: by field what was refused, and in one sentence. A dialog that `stays` keeps what was given in it. */
export type Performed = { stays: boolean; error?: string; fields: Record<string, string> };

/** What readers are to be told with the changes that are scheduled; begun with where others go public in their place. */
export const pendingCorrection = ({ corrections }: OpenArticle): string =>
  corrections.find(({ isPending }) => isPending)?.body ?? '';
