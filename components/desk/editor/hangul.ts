import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { composed } from './composed.ts';
import { isTaken } from './input-method.ts';

/**
 * What prosemirror-view 1.42 (Tiptap 3.34) and Chromium leave to be done for an author who writes Korean:
 *
 * - While a syllable is being composed, prosemirror-view takes no key at all. An input method that hands on a key with the
 *   syllable still open (ibus and fcitx on Wayland, shortcuts on a Mac) then leaves it to the browser: Enter parts the
 *   paragraph behind the editor's back and the next syllable lands in the old one, Ctrl+B and Ctrl+Z do nothing, a digit
 *   swaps places with the syllable. Such a key ends the composition first, and is a key like any other after that.
 *   Chromium ends a composition for nothing that a script can do but when the field loses the focus.
 * - A button of the toolbar keeps the focus in the text, so that pressing one ends no composition either: what it switches
 *   on is forgotten with the next stroke of the same syllable.
 * - Text from a Mac may come decomposed; it is composed where it comes in, as the server would store it.
 */
export const hangul = Extension.create({
  name: 'hangul',
  priority: 1000, // before everything that looks at keys
  addProseMirrorPlugins: () => [hangulKeys()],
});

/** The same for an editor within the editor. It must stand before all that looks at keys. */
export const hangulKeys = () =>
  new Plugin({
    props: {
      handleDOMEvents: {
        keydown(view, event) {
          if (!isForInputMethod(event)) endComposition(view);
          return false;
        },
      },
      transformPasted: composed,
    },
    view(view) {
      const { ownerDocument: page } = view.dom;
      const press = (event: Event) => {
        if (!view.dom.contains(event.target as Node)) endComposition(view);
      };
      page.addEventListener('pointerdown', press, true);
      return { destroy: () => page.removeEventListener('pointerdown', press, true) };
    },
  });

/** Keys that only change what another key means: the second ㅅ of ㅆ is typed with Shift. */
const modifiers = new Set(['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'Fn', 'HangulMode', 'HanjaMode']);

/** A key whose meaning is not known, as phones send it, is the input method's too. */
const isForInputMethod = (event: KeyboardEvent): boolean =>
  isTaken(event) || event.key === 'Unidentified' || modifiers.has(event.key);

function endComposition(view: EditorView): void {
  if (!view.composing) return;
  view.dom.blur();
  view.dom.focus({ preventScroll: true });
}
