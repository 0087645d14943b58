import { type Editor, Node } from '@tiptap/core';
import { closeHistory, redo, undo } from '@tiptap/pm/history';
import { keymap } from '@tiptap/pm/keymap';
import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import { EditorState, NodeSelection, TextSelection, type Transaction } from '@tiptap/pm/state';
import { StepMap } from '@tiptap/pm/transform';
import { EditorView } from '@tiptap/pm/view';
import { blockWords as words } from '#lib/words/blocks';
import { hangulKeys } from '../hangul.ts';
import type { PasteHost } from '../pasting/pasting.ts';
import { pastingInNote } from '../pasting/pasting-in-note.ts';
import { readSelection } from '../selection-now.ts';
import { element } from './dom.ts';
import { followEditable } from './follow-editable.ts';

/**
 * A note, where it belongs in the text. Its number is its place among the notes, counted by the page (CSS counter). It is
 * written in a small editor of its own that opens over the text; what is typed there is part of the same document and of the
 * same undoing.
 */
export const footnoteNode = Node.create<{ pasteHost: PasteHost | null }>({
  name: 'footnote',
  addOptions: () => ({ pasteHost: null }),
  group: 'inline',
  inline: true,
  content: '(text | hardBreak)*',
  atom: true,
  selectable: true,
  parseHTML: () => [{ tag: 'span.footnote' }],
  renderHTML: () => ['span', { class: 'footnote' }, 0],

  addKeyboardShortcuts() {
    return {
      'Mod-Alt-n': () => this.editor.isEditable && insertFootnote(this.editor.view),
      Enter: () => {
        const { selection } = this.editor.state;
        if (!(selection instanceof NodeSelection) || selection.node.type.name !== this.name) return false;
        views.get(this.editor.view.nodeDOM(selection.from) as HTMLElement)?.open();
        return true;
      },
    };
  },

  addNodeView() {
    return ({ node, editor, view, getPos }) =>
      new FootnoteView({ node, outer: view, getPos, editor, pasteHost: this.options.pasteHost });
  },
});

/** Sets a note at the caret, and opens it. */
export function insertFootnote(view: EditorView): boolean {
  const { state } = view;
  const note = state.schema.nodes.footnote!.create();
  const at = state.selection.to;
  const place = state.doc.resolve(at);
  if (!place.parent.inlineContent || !place.parent.canReplaceWith(place.index(), place.index(), note.type))
    return false;
  const tr = state.tr.insert(at, note);
  view.dispatch(tr.setSelection(NodeSelection.create(tr.doc, at)).scrollIntoView());
  views.get(view.nodeDOM(at) as HTMLElement)?.open();
  return true;
}

/** The open views, by their elements: the keyboard asks for one by where it stands. */
const views = new WeakMap<HTMLElement, FootnoteView>();

type Made = {
  node: ProseMirrorNode;
  outer: EditorView;
  getPos: () => number | undefined;
  editor: Editor;
  pasteHost: PasteHost | null;
};

class FootnoteView {
  dom: HTMLElement;
  #node: ProseMirrorNode;
  #editor: Editor;
  #outer: EditorView;
  #getPos: () => number | undefined;
  #pasteHost: PasteHost | null;
  #inner: EditorView | null = null;
  #popover: HTMLElement | null = null;
  #unfollow: (() => void) | null = null;

  constructor({ node, outer, getPos, editor, pasteHost }: Made) {
    this.#node = node;
    this.#editor = editor;
    this.#outer = outer;
    this.#getPos = getPos;
    this.#pasteHost = pasteHost;
    // Behind something that is not editable and holds no text, Chromium (156) begins a syllable anew: ㄴ는 in place of 는.
    const filled = '\u200b';
    this.dom = element('span', { class: 'editor-footnote', title: node.textContent || words.emptyNote }, filled);
    this.dom.addEventListener('click', () => this.open());
    views.set(this.dom, this);
  }

  open(): void {
    if (this.#inner || !this.#outer.editable) return;
    const label = element('span', { class: 'editor-note-label' }, words.note);
    this.#popover = element('span', { class: 'editor-note', lang: '' }, label);
    this.dom.append(this.#popover);
    const over = this.#popover.getBoundingClientRect().right - document.documentElement.clientWidth + 8;
    if (over > 0) this.#popover.style.left = `${-over}px`; // within the window, wherever its line ends
    this.#inner = new EditorView(this.#popover, {
      state: EditorState.create({
        doc: this.#node,
        plugins: [
          readSelection(),
          hangulKeys(),
          ...(this.#pasteHost ? [pastingInNote(this.#pasteHost)] : []),
          keymap({
            'Mod-z': () => undo(this.#outer.state, this.#outer.dispatch),
            'Mod-Shift-z': () => redo(this.#outer.state, this.#outer.dispatch),
            'Mod-y': () => redo(this.#outer.state, this.#outer.dispatch),
            Enter: () => this.#leave(),
            Escape: () => this.#leave(),
            Tab: () => this.#leave(),
            'Mod-b': () => this.#toggle('bold'),
            'Mod-i': () => this.#toggle('italic'),
          }),
        ],
      }),
      attributes: { role: 'textbox', 'aria-label': words.noteText, class: 'editor-note-text' },
      dispatchTransaction: (transaction) => this.#dispatch(transaction),
      handleDOMEvents: {
        // the text around must not take the caret away while the note has it
        mousedown: () => {
          if (this.#outer.hasFocus()) this.#inner?.focus();
          return false;
        },
        blur: () => {
          setTimeout(() => !this.#inner?.hasFocus() && document.hasFocus() && this.#close());
          return false;
        },
      },
    });
    const end = this.#inner.state.doc.content.size;
    this.#inner.dispatch(this.#inner.state.tr.setSelection(TextSelection.create(this.#inner.state.doc, end)));
    this.#inner.focus();
    this.#unfollow = followEditable(this.#editor, () => this.#close()); // somebody else may take over while it is open
  }

  #toggle(name: string): boolean {
    const inner = this.#inner!;
    const mark = inner.state.schema.marks[name]!;
    const { from, to, empty } = inner.state.selection;
    if (empty) return true;
    const tr = inner.state.tr;
    inner.dispatch(
      inner.state.doc.rangeHasMark(from, to, mark)
        ? tr.removeMark(from, to, mark)
        : tr.addMark(from, to, mark.create()),
    );
    return true;
  }

  /** Back to the text, behind the note. */
  #leave(): boolean {
    const pos = this.#getPos();
    this.#close();
    if (pos === undefined) return true;
    const { tr } = this.#outer.state;
    this.#outer.dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(pos + this.#node.nodeSize))));
    this.#outer.focus();
    return true;
  }

  #close(): void {
    this.#unfollow?.();
    this.#unfollow = null;
    this.#inner?.destroy();
    this.#inner = null;
    this.#popover?.remove();
    this.#popover = null;
  }

  /** A change in the note is the same change in the text, moved to where the note stands. */
  #dispatch(transaction: Transaction): void {
    const { state, transactions } = this.#inner!.state.applyTransaction(transaction);
    this.#inner!.updateState(state);
    const pos = this.#getPos();
    if (transaction.getMeta('fromOutside') || pos === undefined) return;
    const outer = this.#outer.state.tr;
    const offset = StepMap.offset(pos + 1);
    for (const { steps } of transactions) for (const step of steps) outer.step(step.map(offset)!);
    if (outer.docChanged) this.#outer.dispatch(transaction.getMeta('paste') ? closeHistory(outer) : outer);
  }

  update(node: ProseMirrorNode): boolean {
    if (!node.sameMarkup(this.#node)) return false;
    this.#node = node;
    this.dom.title = node.textContent || words.emptyNote;
    if (this.#inner) this.#follow(node, this.#inner.state);
    return true;
  }

  /** What changed in the text, by undo or by another hand, is shown in the open note. */
  #follow(node: ProseMirrorNode, state: EditorState): void {
    const start = node.content.findDiffStart(state.doc.content);
    const end = node.content.findDiffEnd(state.doc.content);
    if (start === null || end === null) return;
    const overlap = start - Math.min(end.a, end.b);
    const [endHere, endThere] = overlap > 0 ? [end.b + overlap, end.a + overlap] : [end.b, end.a];
    const tr = state.tr.replace(start, endHere, node.slice(start, endThere));
    this.#inner!.dispatch(tr.setMeta('fromOutside', true));
  }

  selectNode(): void {
    this.dom.setAttribute('data-selected', '');
  }

  deselectNode(): void {
    this.dom.removeAttribute('data-selected');
  }

  stopEvent(event: Event): boolean {
    return this.#popover?.contains(event.target as globalThis.Node) ?? false;
  }

  ignoreMutation(): boolean {
    return true;
  }

  destroy(): void {
    this.#close();
  }
}
