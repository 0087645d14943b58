import type { EditorView } from '@tiptap/pm/view';

/** A place between two blocks of the text, and how far it is from the top of the window. */
export type Gap = { pos: number; top: number };

/** The place between two blocks that is nearest to a height in the window: where something that is dropped will land. */
export function gapAt(view: EditorView, clientY: number): Gap {
  const { doc } = view.state;
  const starts: number[] = [];
  doc.forEach((_block, offset) => {
    starts.push(offset);
  });
  const boxOf = (index: number) => (view.nodeDOM(starts[index]!) as HTMLElement).getBoundingClientRect();
  let [first, last] = [0, starts.length - 1]; // the first block whose middle is below
  while (first < last) {
    const middle = (first + last) >> 1;
    const { top, bottom } = boxOf(middle);
    if ((top + bottom) / 2 < clientY) first = middle + 1;
    else last = middle;
  }
  const box = boxOf(first);
  if ((box.top + box.bottom) / 2 < clientY) return { pos: doc.content.size, top: box.bottom + 4 };
  return { pos: starts[first]!, top: first === 0 ? box.top - 4 : (box.top + boxOf(first - 1).bottom) / 2 };
}
