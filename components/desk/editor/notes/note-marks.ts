import type { Node } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import { findPassage, type Passage } from '#lib/articles/review/passages';
import { flatText } from './flat-text.ts';

/** A passage with the note that is on it. */
export type Anchor = Passage & { id: string };
type Place = { from: number; to: number; isBlock: boolean };
/** Where in the document each note's passage begins; null for one that has gone. */
export type NotePlaces = Map<string, number | null>;

type Marks = { anchors: Anchor[]; active: string | null; places: Map<string, Place>; drawn: DecorationSet };
type Change = { anchors?: Anchor[]; active?: string | null };

const key = new PluginKey<Marks>('notes');

/**
 * Marks the passages that notes are on, as decorations: nothing of it is in the document. They move with the text while it is
 * worked on; what was taken out is looked for elsewhere.
 */
export function noteMarks(tell: { places: (places: NotePlaces) => void; open: (id: string) => void }): Plugin<Marks> {
  return new Plugin<Marks>({
    key,
    state: {
      init: () => ({ anchors: [], active: null, places: new Map(), drawn: DecorationSet.empty }),
      apply: (transaction, marks, _before, { doc }) => follow(transaction, marks, doc),
    },
    props: {
      decorations: (state) => key.getState(state)?.drawn,
      handleDOMEvents: {
        click: (_view, event) => {
          const mark = (event.target as Element | null)?.closest?.('[data-note]');
          const id = mark?.getAttribute('data-note');
          if (id) tell.open(id);
          return false;
        },
      },
    },
    view: (view) => {
      let told = '';
      const update = ({ state }: EditorView) => {
        const places = notePlaces(state);
        const sign = [...places].map(([id, at]) => `${id} ${at !== null}`).join() + orderOf(places);
        if (sign === told) return;
        told = sign;
        tell.places(places);
      };
      update(view);
      return { update };
    },
  });
}

/** Says which passages have notes, or which of them is being read. */
export function markNotes(view: EditorView, change: Change): void {
  view.dispatch(view.state.tr.setMeta(key, change).setMeta('addToHistory', false));
}

/** Takes all marks of notes, and what keeps them in place, from the editor. */
export function unmarkNotes(editor: { unregisterPlugin: (name: PluginKey) => unknown }): void {
  editor.unregisterPlugin(key);
}

function notePlaces(state: EditorState): NotePlaces {
  const marks = key.getState(state);
  return new Map((marks?.anchors ?? []).map(({ id }) => [id, marks?.places.get(id)?.from ?? null]));
}

const orderOf = (places: NotePlaces): string =>
  [...places]
    .sort(([, one], [, other]) => (one ?? -1) - (other ?? -1))
    .map(([id]) => id)
    .join();

function follow(transaction: Transaction, marks: Marks, doc: Node): Marks {
  const change = transaction.getMeta(key) as Change | undefined;
  if (!change && !transaction.docChanged) return marks;
  const anchors = change?.anchors ?? marks.anchors;
  const active = change?.active === undefined ? marks.active : change.active;
  const places = new Map<string, Place>();
  for (const [id, { from, to, isBlock }] of marks.places) {
    const { mapping } = transaction;
    const moved = { from: mapping.map(from, 1), to: mapping.map(to, -1), isBlock };
    if (moved.from < moved.to && anchors.some((anchor) => anchor.id === id)) places.set(id, moved);
  }
  // Looked for is only what is new, what was taken out just now, and what may have come back: that means reading the whole text.
  const grown = doc.content.size - transaction.before.content.size;
  const isLost = ({ id, quote }: Anchor) =>
    !places.has(id) &&
    (change?.anchors !== undefined || marks.places.has(id) || (grown > 1 && grown * 2 >= quote.length));
  const lost = anchors.filter(isLost);
  if (lost.length > 0) {
    const { text, positions } = flatText(doc);
    for (const anchor of lost) {
      const found = findPassage(text, anchor);
      if (found) places.set(anchor.id, placeOf(doc, positions[found.from]!, positions[found.to - 1]!));
    }
  }
  return { anchors, active, places, drawn: draw(doc, places, active) };
}

/** From the first to the last sign of a passage; a picture's words stand for the whole picture. */
function placeOf(doc: Node, first: number, last: number): Place {
  const node = doc.nodeAt(first);
  if (node?.isBlock && node.isAtom) return { from: first, to: first + node.nodeSize, isBlock: true };
  return { from: first, to: last + 1, isBlock: false };
}

function draw(doc: Node, places: Map<string, Place>, active: string | null): DecorationSet {
  const drawn = [...places].map(([id, { from, to, isBlock }]) => {
    const look = { class: id === active ? 'note-mark note-mark-active' : 'note-mark', 'data-note': id };
    return isBlock ? Decoration.node(from, to, look) : Decoration.inline(from, to, { nodeName: 'mark', ...look });
  });
  return DecorationSet.create(doc, drawn);
}
