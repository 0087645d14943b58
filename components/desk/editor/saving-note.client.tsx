'use client';

import { formatTime } from '#lib/dates';
import { editorWords as words } from '#lib/words/editor';
import type { SavingState } from './use-saving.ts';

/** Where the words on the screen stand, in a line that is always there. */
export function SavingNote({ state, timeZone }: { state: SavingState; timeZone: string }) {
  const isBad = state.is === 'failed' || state.is === 'behind';
  return (
    <div className="editor-saving" data-bad={isBad || undefined}>
      <p role={isBad ? 'alert' : 'status'}>{sentence(state, timeZone)}</p>
      {state.is === 'behind' && (
        // A whole load: what was typed here stays in the browser and is offered on the page that comes.
        <button type="button" className="editor-link-button" onClick={() => window.location.reload()}>
          {words.openNewer}
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
    case 'failed':
    case 'behind':
      return words.failed(state.reason);
    default:
      return state satisfies never;
  }
}
