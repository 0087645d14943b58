'use client';

import type { Editor } from '@tiptap/react';
import { useEffect, useState } from 'react';
import { noteWords as words } from '#lib/words/notes';

/** Stands beside selected words and offers to say something about them, also where the text itself is closed. */
export function NoteButton({ editor, onAsk }: { editor: Editor; onAsk: () => void }) {
  const [at, setAt] = useState<{ top: number; left: number } | null>(null);

  useEffect(() => {
    const place = () => setAt(placeBeside(editor));
    const soon = () => requestAnimationFrame(place);
    editor.on('selectionUpdate', soon);
    editor.on('update', soon);
    window.addEventListener('resize', soon);
    const sheet = document.querySelector('.editor-sheet'); // the editor may not stand in it yet
    const moved = new ResizeObserver(soon); // a bar has come in above the text
    if (sheet) moved.observe(sheet);
    return () => {
      editor.off('selectionUpdate', soon);
      editor.off('update', soon);
      window.removeEventListener('resize', soon);
      moved.disconnect();
    };
  }, [editor]);

  if (!at) return null;
  return (
    <button
      type="button"
      className="note-button"
      style={at}
      title={`${words.noteHint} (Ctrl+Alt+M)`}
      aria-keyshortcuts="Control+Alt+M"
      onMouseDown={(event) => event.preventDefault()} // the words stay selected
      onClick={onAsk}
    >
      {words.note}
    </button>
  );
}

/** In the columns' own measure; null where nothing is selected. */
function placeBeside(editor: Editor): { top: number; left: number } | null {
  if (editor.isDestroyed) return null;
  const { from, to, empty } = editor.state.selection;
  if (empty || editor.state.doc.textBetween(from, to, ' ', ' ').trim() === '') return null;
  const columns = editor.view.dom.closest('.editor-columns')?.getBoundingClientRect();
  const sheet = editor.view.dom.getBoundingClientRect();
  if (!columns) return null;
  const end = editor.view.coordsAtPos(to);
  const left = Math.min(sheet.right + 8, columns.right - 64) - columns.left;
  const isBeside = columns.right - sheet.right >= 72;
  return { top: (isBeside ? end.top : end.bottom + 6) - columns.top, left };
}
