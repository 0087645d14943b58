import { Extension, isMacOS } from '@tiptap/core';
import { type EditorState, Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { typingWords as words } from '#lib/words/typing';
import { BlockHandle } from './block-handle.ts';
import { type Blocks, blocksOf, movedBy } from './block-order.ts';

/**
 * Blocks change places: with Alt+Shift and an arrow, or by the handle beside them, which is dragged with mouse or finger and
 * opens a menu. Ctrl+. opens that menu from the text.
 */
export const blockMoves = Extension.create<object, { handle: BlockHandle | null }>({
  name: 'blockMoves',
  addStorage: () => ({ handle: null }),

  addKeyboardShortcuts() {
    const move = (by: 1 | -1) => () => {
      const { view, state } = this.editor;
      const transaction = movedBy(state, blocksOf(state.selection), by);
      if (transaction) view.dispatch(transaction);
      this.storage.handle?.say(transaction ? placeOf(view.state, blocksOf(view.state.selection)) : words.atTheEnd);
      return true;
    };
    const openMenu = () => this.storage.handle?.openMenu() ?? false;
    const keys: Record<string, () => boolean> = {
      'Alt-Shift-ArrowUp': move(-1),
      'Alt-Shift-ArrowDown': move(1),
      'Mod-.': openMenu,
    };
    // On a Mac these go from paragraph to paragraph.
    return isMacOS() ? keys : { ...keys, 'Alt-ArrowUp': move(-1), 'Alt-ArrowDown': move(1) };
  },

  addProseMirrorPlugins() {
    return [
      new Plugin({
        view: (view: EditorView) => {
          const handle = new BlockHandle(view);
          this.storage.handle = handle;
          return handle;
        },
      }),
    ];
  },
});

/** Says where blocks stand now among those beside them. */
export function placeOf({ doc }: EditorState, { from }: Blocks): string {
  const place = doc.resolve(from);
  return words.movedTo(place.index() + 1, place.parent.childCount);
}
