import type { Editor } from '@tiptap/core';
import { NodeSelection, TextSelection } from '@tiptap/pm/state';
import { isTaken } from '../input-method.ts';

/** Takes the block before or after that at `pos` to its other side: the block stays what it is, and so does the focus. */
export function moveBlock(editor: Editor, pos: number | undefined, direction: -1 | 1): void {
  if (pos === undefined) return;
  const { doc, tr } = editor.state;
  const block = doc.nodeAt(pos);
  const place = doc.resolve(pos);
  const neighbour = place.parent.maybeChild(place.index() + direction);
  if (!block || !neighbour) return;
  const start = direction === -1 ? pos - neighbour.nodeSize : pos + block.nodeSize;
  tr.delete(start, start + neighbour.nodeSize);
  tr.insert(direction === -1 ? start + block.nodeSize : pos, neighbour);
  editor.view.dispatch(tr);
}

/** Puts the caret into the text that follows at `pos`, making a paragraph there when something else follows. */
export function leaveBelow(editor: Editor, pos: number): void {
  const { tr, schema } = editor.state;
  if (!tr.doc.nodeAt(pos)?.isTextblock) tr.insert(pos, schema.nodes.paragraph!.create());
  tr.setSelection(TextSelection.near(tr.doc.resolve(pos + 1))).scrollIntoView();
  editor.view.dispatch(tr);
  editor.view.focus();
}

/** Leaves a field of the block at `pos` with the block selected. */
export function selectBlock(editor: Editor, pos: number): void {
  editor.view.dispatch(editor.state.tr.setSelection(NodeSelection.create(editor.state.doc, pos)));
  editor.view.focus();
}

/** Enter in a block's field goes on to the text below, Escape selects the block. */
export function fieldKeys(editor: Editor, getPos: () => number | undefined): (event: KeyboardEvent) => void {
  return (event) => {
    const pos = getPos();
    if (isTaken(event) || pos === undefined) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      const place = editor.state.doc.resolve(pos);
      const end = place.depth > 0 ? place.after(1) : pos + editor.state.doc.nodeAt(pos)!.nodeSize;
      leaveBelow(editor, end);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      selectBlock(editor, pos);
    }
  };
}

/** Sets an attribute of the block at `pos`. */
export function setAttribute(editor: Editor, pos: number | undefined, name: string, value: unknown): void {
  if (pos === undefined) return;
  editor.view.dispatch(editor.state.tr.setNodeAttribute(pos, name, value));
}

/** Removes the block at `pos`; the last picture of a gallery takes the gallery along. */
export function removeBlock(editor: Editor, pos: number | undefined): void {
  const block = pos === undefined ? null : editor.state.doc.nodeAt(pos);
  if (!block || pos === undefined) return;
  const place = editor.state.doc.resolve(pos);
  const isLast = place.depth > 0 && place.parent.childCount === 1;
  const [from, to] = isLast ? [place.before(), place.after()] : [pos, pos + block.nodeSize];
  const { tr, schema } = editor.state;
  tr.delete(from, to);
  if (tr.doc.childCount === 0) tr.insert(0, schema.nodes.paragraph!.create());
  editor.view.dispatch(tr.scrollIntoView());
  editor.view.focus();
}

/** Takes the picture at `pos` out of its gallery, to stand below it. */
export function takeOut(editor: Editor, pos: number | undefined): void {
  const figure = pos === undefined ? null : editor.state.doc.nodeAt(pos);
  if (!figure || pos === undefined) return;
  const place = editor.state.doc.resolve(pos);
  if (place.parent.type.name !== 'gallery') return;
  const { tr } = editor.state;
  tr.insert(place.after(), figure);
  if (place.parent.childCount === 1) tr.delete(place.before(), place.after());
  else tr.delete(pos, pos + figure.nodeSize);
  editor.view.dispatch(tr.scrollIntoView());
  editor.view.focus();
}
