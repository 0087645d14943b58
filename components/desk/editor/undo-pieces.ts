import { Extension } from '@tiptap/core';
import { closeHistory } from '@tiptap/pm/history';
import type { Transaction } from '@tiptap/pm/state';
import { ReplaceStep } from '@tiptap/pm/transform';

/**
 * Undo takes words back one by one. prosemirror-history 1.5 makes one piece of all that is typed without half a second's
 * pause, and who types without pausing would lose a page to one Ctrl+Z. Each word begins a piece here; the strokes of a
 * syllable that is being composed replace each other and stay together.
 */
export const undoPieces = Extension.create({
  name: 'undoPieces',
  dispatchTransaction({ transaction, next }) {
    next(beginsWord(transaction) ? closeHistory(transaction) : transaction);
  },
});

function beginsWord(transaction: Transaction): boolean {
  const [step] = transaction.steps;
  if (transaction.steps.length !== 1 || !(step instanceof ReplaceStep) || step.from !== step.to) return false;
  const { content, openStart } = step.slice;
  if (openStart > 0 || content.childCount !== 1 || !/^\S/.test(content.firstChild?.text ?? '')) return false;
  const place = transaction.docs[0]!.resolve(step.from);
  return !/\S$/.test(place.parent.textBetween(Math.max(0, place.parentOffset - 1), place.parentOffset));
}
