import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { isTaken } from './input-method.ts';

/**
 * Keys that select (Shift+End, Ctrl+A) are the browser's, and it tells of the new selection later, as a task of its own: a
 * key or a paste that follows at once would be done to the old one. So the editor is told before each.
 */
export const selectionNow = Extension.create({
  name: 'selectionNow',
  priority: 1001, // before everything that looks at keys or at the clipboard
  addProseMirrorPlugins: () => [readSelection()],
});

/** The same for an editor within the editor. */
export const readSelection = () =>
  new Plugin({
    props: {
      handleDOMEvents: {
        keydown: (view, event) => {
          if (!isTaken(event)) read(view);
          return false;
        },
        paste: read,
        copy: read,
        cut: read,
      },
    },
  });

/** By the event that the browser is about to send: prosemirror-view reads the selection for nothing else that is public. */
function read(view: EditorView): false {
  if (!view.composing) view.dom.ownerDocument.dispatchEvent(new Event('selectionchange'));
  return false;
}
