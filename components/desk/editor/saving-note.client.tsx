'use client';

import { formatTime } from '#lib/dates';
import { editorWords as words } from '#lib/words/editor';
import { savingWords } from '#lib/words/saving';
import type { SavingState } from './words-keeper.ts';

type Props = {
  state: SavingState;
  timeZone: string;
  onCompare?: () => void;
  onSignIn?: () => void;
  onReload?: () => void;
};

/** Where the words on the screen stand, in a line that is always there. */
export function SavingNote({ state, timeZone, onCompare, onSignIn, onReload }: Props) {
  const isBad = ['kept', 'unkept', 'conflict'].includes(state.is);
  return (
    <div className="editor-saving" data-bad={isBad || undefined}>
      <p role={isBad ? 'alert' : 'status'}>{sentence(state, timeZone)}</p>
      {state.is === 'conflict' && onCompare && (
        <button type="button" className="editor-link-button" onClick={onCompare}>
          {savingWords.compare}
        </button>
      )}
      {state.is === 'conflict' && onReload && (
        <button type="button" className="editor-link-button" onClick={onReload}>
          {words.openNewer}
        </button>
      )}
      {state.is === 'kept' && state.isSignedOut && onSignIn && (
        <button type="button" className="editor-link-button" onClick={onSignIn}>
          {savingWords.signIn}
        </button>
      )}
    </div>
  );
}

function sentence(state: SavingState, timeZone: string): string {
  switch (state.is) {
    case 'saved':
      return state.at ? words.savedAt(formatTime(state.at, { timeZone, language: 'en' })) : words.saved;
    case 'saving':
      return words.saving;
    case 'unsaved':
      return words.unsaved;
    case 'kept':
      return words.kept(state.reason);
    case 'unkept':
      return words.unkept(state.reason);
    case 'conflict':
      return words.conflict(state.reason);
    default:
      return state satisfies never;
  }
}
