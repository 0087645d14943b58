import { Extension } from '@tiptap/core';
import { closeHistory } from '@tiptap/pm/history';
import { type EditorState, NodeSelection, Plugin, PluginKey, TextSelection, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import { findMatches, type Match, type Query } from './find-matches.ts';

/** What is looked for in the open text, and where it was found. `at` is the match that is shown, -1 when there is none. */
export type Finding = { query: Query; matches: Match[]; at: number };

type Change = { query: Query } | { at: number } | 'stop';

const key = new PluginKey<(Finding & { marks: DecorationSet }) | null>('findInText');

const marking = new Plugin<(Finding & { marks: DecorationSet }) | null>({
  key,
  state: {
    init: () => null,
    apply(transaction, finding) {
      const change = transaction.getMeta(key) as Change | undefined;
      if (change === 'stop' || (!finding && !change)) return null;
      if (!change && !transaction.docChanged) return finding;
      const { doc } = transaction;
      const query = change && 'query' in change ? change.query : finding!.query;
      const isSame = !transaction.docChanged && query === finding?.query;
      const matches = isSame ? finding.matches : findMatches(doc, query);
      const at = change && 'at' in change ? change.at : nearest(matches, startOf(transaction, finding, change));
      return { query, matches, at, marks: marksOf(transaction, matches, at) };
    },
  },
  props: { decorations: (state) => key.getState(state)?.marks },
});

/** Finds and marks words of the text. It does nothing until `look` is called. */
export const findInText = Extension.create({ name: 'findInText', addProseMirrorPlugins: () => [marking] });

/** What is being looked for, or null. */
export const findingOf = (state: EditorState): Finding | null => key.getState(state) ?? null;

/** Looks for `query`, from the caret on, and shows the first match. */
export function look(view: EditorView, query: Query): void {
  view.dispatch(view.state.tr.setMeta(key, { query } satisfies Change));
  show(view);
}

/** Shows the next match, or the one before; after the last comes the first. */
export function step(view: EditorView, by: 1 | -1): void {
  const finding = findingOf(view.state);
  if (!finding || finding.matches.length === 0) return;
  const count = finding.matches.length;
  view.dispatch(view.state.tr.setMeta(key, { at: (finding.at + by + count) % count } satisfies Change));
  show(view);
}

/** Ends the search: nothing is marked any more, and the selection stays. */
export function stopLooking(view: EditorView): void {
  if (findingOf(view.state)) view.dispatch(view.state.tr.setMeta(key, 'stop' satisfies Change));
}

/** Replaces the match that is shown and goes on to the next one. Returns how many were replaced. */
export function replaceOne(view: EditorView, words: string): number {
  const finding = findingOf(view.state);
  const match = finding?.matches[finding.at];
  if (!finding || !match) return 0;
  const transaction = closeHistory(view.state.tr);
  replace(transaction, match, words.normalize('NFC'));
  view.dispatch(transaction);
  const left = findingOf(view.state)!.matches.length;
  const within = left - finding.matches.length + 1; // what is looked for may stand in what was set instead: go past it
  if (left > 0) view.dispatch(view.state.tr.setMeta(key, { at: (finding.at + within) % left } satisfies Change));
  show(view);
  return 1;
}

/** Replaces every match, as one step of undo. Returns how many there were. */
export function replaceAll(view: EditorView, words: string): number {
  const matches = findingOf(view.state)?.matches ?? [];
  if (matches.length === 0) return 0;
  const transaction = closeHistory(view.state.tr);
  for (const match of [...matches].reverse()) replace(transaction, match, words.normalize('NFC')); // from the end: places stay
  view.dispatch(transaction);
  return matches.length;
}

/** Within a node's attributes, the later match of one attribute comes first as well: the text before it stays as it was. */
function replace(transaction: Transaction, { from, to, attribute }: Match, words: string): void {
  if (!attribute) {
    if (words) transaction.insertText(words, from, to);
    else transaction.delete(from, to);
    return;
  }
  const { name, start, end } = attribute;
  const present = String(transaction.doc.nodeAt(from)!.attrs[name]);
  transaction.setNodeAttribute(from, name, present.slice(0, start) + words + present.slice(end));
}

/** Puts the selection on the match that is shown, where it stays when looking ends, and brings it into sight. */
function show(view: EditorView): void {
  const finding = findingOf(view.state);
  const match = finding?.matches[finding.at];
  if (!match) return;
  const { doc, tr } = view.state;
  const { from, to, thing } = match;
  if (!thing) view.dispatch(tr.setSelection(TextSelection.create(doc, from, to)));
  else if (NodeSelection.isSelectable(doc.nodeAt(thing.from)!))
    view.dispatch(tr.setSelection(NodeSelection.create(doc, thing.from)));
  const place = thing ? view.nodeDOM(thing.from) : view.domAtPos(from + 1).node;
  const element = place instanceof HTMLElement ? place : place?.parentElement;
  const shown = view.dom.querySelector('.found-shown') ?? element;
  if (shown && !isWellInSight(shown)) shown.scrollIntoView({ block: 'center', inline: 'nearest' });
}

/** Not below the bars that stick to the edges of the page, nor close to them. */
function isWellInSight(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return top > innerHeight * 0.3 && bottom < innerHeight * 0.8;
}

/** From where the nearest match counts: the caret for new words, the match that was shown for a changed text. */
function startOf(transaction: Transaction, finding: Finding | null, change: Change | undefined): number {
  const shown = finding?.matches[finding.at];
  if (change || !shown) return transaction.selection.from;
  return transaction.mapping.map(shown.from);
}

function nearest(matches: Match[], from: number): number {
  if (matches.length === 0) return -1;
  const next = matches.findIndex((match) => match.from >= from);
  return next === -1 ? 0 : next;
}

function marksOf({ doc }: Transaction, matches: Match[], at: number): DecorationSet {
  const marks = matches.map(({ from, to, thing }, index) => {
    const attrs = { class: index === at ? 'found found-shown' : 'found' };
    return thing ? Decoration.node(thing.from, thing.to, attrs) : Decoration.inline(from, to, attrs);
  });
  return DecorationSet.create(doc, marks);
}
