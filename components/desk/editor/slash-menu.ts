import { type Editor, Extension } from '@tiptap/core';
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { ReplaceStep } from '@tiptap/pm/transform';
import type { EditorView } from '@tiptap/pm/view';
import { blockWords as words } from '#lib/words/blocks';
import { type Ask, type Command, commands } from './commands.ts';
import { element } from './nodes/dom.ts';
import { shownKeys } from './shown-keys.ts';
import { fittingCommands } from './slash-matches.ts';

/** The menu as it is open: where its '/' stands, what was typed after it, and which of the fitting commands is chosen. */
type Open = { from: number; query: string; at: number };

const key = new PluginKey<Open | null>('slashMenu');
const listId = 'slash-menu';

/**
 * A menu of all that can be set here, opened by '/' at the start of a line or after a space and narrowed by typing. It reads
 * what stands in the text: a syllable that is still being composed narrows it too, and a key that chooses ends the syllable
 * first (hangul.ts).
 */
export const slashMenu = Extension.create<{ ask: Ask }>({
  name: 'slashMenu',
  priority: 900, // its keys come before those of the text
  addOptions: () => ({ ask: { dialog: () => {}, pictures: () => {} } }),
  addProseMirrorPlugins() {
    return [slashPlugin(this.editor, this.options.ask)];
  },
});

function slashPlugin(editor: Editor, ask: Ask): Plugin<Open | null> {
  const listed = ({ query }: Open) =>
    fittingCommands(
      offered(editor).filter((command) => query !== '' || !command.isActive?.(editor)),
      query,
    );
  const choose = (view: EditorView, command: Command) => {
    const open = key.getState(view.state);
    if (!open) return;
    view.dispatch(view.state.tr.delete(open.from, view.state.selection.head).setMeta(key, 'close'));
    command.run(editor, ask);
  };
  return new Plugin<Open | null>({
    key,
    state: { init: () => null, apply: (transaction, open, _before, state) => next(transaction, open, state) },
    props: {
      handleKeyDown(view, event) {
        const open = key.getState(view.state);
        if (!open || event.ctrlKey || event.metaKey || event.altKey) return false;
        if (event.key === 'Escape') {
          view.dispatch(view.state.tr.setMeta(key, 'close'));
          return true;
        }
        const found = listed(open);
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (found.length === 0) return false;
        if (step) view.dispatch(view.state.tr.setMeta(key, { at: (open.at + step + found.length) % found.length }));
        else if (event.key === 'Enter' || (event.key === 'Tab' && !event.shiftKey))
          choose(view, found[open.at] ?? found[0]!);
        else return false;
        return true;
      },
      handleDOMEvents: {
        blur(view) {
          // The focus may come back at once: a syllable has no other end (hangul.ts).
          queueMicrotask(() => {
            if (view.isDestroyed || view.hasFocus() || !key.getState(view.state)) return;
            view.dispatch(view.state.tr.setMeta(key, 'close'));
          });
          return false;
        },
      },
      attributes(state): Record<string, string> {
        const open = key.getState(state);
        if (!open) return {};
        const chosen = listed(open).length > 0 && { 'aria-activedescendant': `${listId}-${open.at}` };
        return { 'aria-haspopup': 'listbox', 'aria-controls': listId, 'aria-autocomplete': 'list', ...chosen };
      },
    },
    view: (view) => new SlashMenuView(view, listed, choose),
  });
}

/** All but what would do nothing here. Bold and its like are for words that are there. */
const offered = (editor: Editor): Command[] =>
  commands.filter((command) => !['bold', 'italic', 'code'].includes(command.name) && command.isPossible(editor));

function next(transaction: Transaction, open: Open | null, state: EditorState): Open | null {
  const change = transaction.getMeta(key) as 'close' | { at: number } | undefined;
  if (change === 'close') return null;
  const { selection } = state;
  const { $head } = selection;
  if (!open) {
    if (!selection.empty || !typedSlash(transaction) || $head.parent.type.name !== 'paragraph') return null;
    const before = $head.parent.textBetween(0, $head.parentOffset - 1, undefined, '\ufffc').at(-1) ?? ' ';
    return /\s/.test(before) ? { from: $head.pos - 1, query: '', at: 0 } : null;
  }
  const from = transaction.mapping.map(open.from, -1);
  const isWithin = selection.empty && from >= $head.start() && from < $head.pos;
  if (!isWithin || state.doc.textBetween(from, from + 1) !== '/') return null;
  const query = state.doc.textBetween(from + 1, $head.pos, '\n', '\ufffc');
  if (query.startsWith(' ') || query.length > 24) return null; // a stroke between two words, not a question
  if (change) return { from, query, at: change.at };
  return { from, query, at: query === open.query ? open.at : 0 };
}

/** Whether somebody has just typed a slash: not undone, pasted, or brought by another window. */
function typedSlash(transaction: Transaction): boolean {
  if (!transaction.docChanged || transaction.getMeta('paste') || transaction.getMeta('history$')) return false;
  const [step] = transaction.steps;
  return (
    step instanceof ReplaceStep && step.slice.content.childCount === 1 && step.slice.content.firstChild?.text === '/'
  );
}

type Listed = (open: Open) => Command[];
type Choose = (view: EditorView, command: Command) => void;

/** The menu on the screen. The focus stays in the text, which names the chosen one (aria-activedescendant). */
class SlashMenuView {
  #view: EditorView;
  #listed: Listed;
  #choose: Choose;
  #shown: Open | null = null;
  #list = element('ul', {
    id: listId,
    role: 'listbox',
    tabindex: '0', // it scrolls; the keys of the text go along it, but not everybody's software knows them
    class: 'slash-menu',
    'aria-label': words.slashMenu,
    lang: 'en',
  });
  #status = element('p', { role: 'status', class: 'editor-unseen', lang: 'en' });

  constructor(view: EditorView, listed: Listed, choose: Choose) {
    this.#view = view;
    this.#listed = listed;
    this.#choose = choose;
    this.#list.hidden = true;
    this.#list.addEventListener('mousedown', (event) => event.preventDefault()); // the caret stays
    view.dom.parentElement?.append(this.#list, this.#status);
    window.addEventListener('scroll', this.#place, { capture: true, passive: true });
    window.addEventListener('resize', this.#place);
  }

  update(view: EditorView): void {
    const open = key.getState(view.state) ?? null;
    const isSame =
      open?.from === this.#shown?.from && open?.query === this.#shown?.query && open?.at === this.#shown?.at;
    if (isSame) return;
    this.#shown = open;
    this.#list.hidden = !open;
    if (!open) {
      this.#status.textContent = '';
      this.#list.replaceChildren();
      return;
    }
    if (!this.#list.isConnected) view.dom.parentElement?.append(this.#list, this.#status);
    const found = this.#listed(open);
    this.#status.textContent = found.length === 0 ? words.slashNone : words.slashFound(found.length);
    this.#list.replaceChildren(
      ...found.map((command, index) => this.#option(command, index, index === open.at)),
      ...(found.length === 0
        ? [element('li', { class: 'slash-menu-none', role: 'presentation' }, words.slashNone)]
        : []),
    );
    this.#place();
    this.#list.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }

  #option(command: Command, index: number, isChosen: boolean): HTMLElement {
    const hint = command.typed ?? shownKeys(command.keys);
    const option = element(
      'li',
      { id: `${listId}-${index}`, role: 'option', 'aria-selected': String(isChosen), class: 'slash-menu-option' },
      element('span', {}, command.label),
      element('span', { class: 'slash-menu-hint', 'aria-hidden': 'true' }, hint),
    );
    option.addEventListener('click', () => this.#choose(this.#view, command));
    return option;
  }

  /** Below the slash, or above it where there is no room. */
  #place = () => {
    if (!this.#shown || this.#list.hidden) return;
    const { left, top, bottom } = this.#view.coordsAtPos(Math.min(this.#shown.from, this.#view.state.doc.content.size));
    const { offsetHeight: height, offsetWidth: width } = this.#list;
    const hasRoomBelow = bottom + height + 8 < innerHeight || top < height + 8;
    this.#list.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`;
    this.#list.style.top = `${hasRoomBelow ? bottom + 6 : top - height - 6}px`;
  };

  destroy(): void {
    this.#list.remove();
    this.#status.remove();
    window.removeEventListener('scroll', this.#place, { capture: true });
    window.removeEventListener('resize', this.#place);
  }
}
