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
export function readSelection(): Plugin {
  let heard: Ends = null; // as the browser last told
  /** By the event that the browser is about to send: prosemirror-view reads the selection for nothing else that is public. */
  const read = (view: EditorView): false => {
    const page = view.dom.ownerDocument;
    // It costs a key about a millisecond in a long text, and is hardly ever needed.
    if (!view.composing && !areSame(heard, endsIn(page))) page.dispatchEvent(new Event('selectionchange'));
    return false;
  };
  return new Plugin({
    view: ({ dom: { ownerDocument: page } }) => {
      const hear = () => {
        heard = endsIn(page);
      };
      page.addEventListener('selectionchange', hear);
      return { destroy: () => page.removeEventListener('selectionchange', hear) };
    },
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
}

/** Where the selection of a page begins and ends. */
type Ends = readonly [Node | null, number, Node | null, number] | null;

function endsIn(page: Document): Ends {
  const selection = page.getSelection();
  return selection && [selection.anchorNode, selection.anchorOffset, selection.focusNode, selection.focusOffset];
}

const areSame = (one: Ends, other: Ends): boolean => one?.every((end, index) => end === other?.[index]) ?? !other;
