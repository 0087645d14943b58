'use client';

import { editorWords as words } from '#lib/words/editor';
import type { SavingState } from './use-saving.ts';

/** Where the words on the screen stand, in a line that is always there. */
export function SavingNote({ state }: { state: SavingState }) {
  const isBad = state.is === 'failed' || state.is === 'behind';
  return (
    <div className="editor-saving" data-bad={isBad || undefined}>
      <p role={isBad ? 'alert' : 'status'}>{sentence(state)}</p>
      {state.is === 'behind' && (
        // A whole load: what was typed here stays in the browser and is offered on the page that comes.
        <button type="button" className="editor-link-button" onClick={() => window.location.reload()}>
          {words.openNewer}
        </button>
      )}
    </div>
  );
}

function sentence(state: SavingState): string {
  switch (state.is) {
    case 'saved':
      return state.at
        ? words.savedAt(state.at.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' }))
        : words.saved;
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
