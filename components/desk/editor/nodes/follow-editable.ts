import type { Editor } from '@tiptap/core';

/** Calls `draw` when the editor opens or closes for writing, and not at every key. Returns what ends that. */
export function followEditable(editor: Editor, draw: () => void): () => void {
  let was = editor.isEditable;
  const follow = () => {
    if (editor.isEditable === was) return;
    was = editor.isEditable;
    draw();
  };
  editor.on('update', follow);
  return () => editor.off('update', follow);
}
