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
 * Saves what is typed, asks for `action` with that version and says what became of it: `done`, unless empty, where it was done. Returns
 * what was refused by field, so that a dialog with such a field stays open; otherwise it shall close.
 */
export type Perform = <Result>(
  action: (previous: FormState<Result>, data: FormData) => Promise<FormState<Result>>,
  fields: Record<string, string>,
  done: string,
  onDone?: (result: Result) => void,
) => Promise<Record<string, string>>;
