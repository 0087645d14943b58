import type { Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import type { NodeView } from '@tiptap/pm/view';
import { followEditable } from './follow-editable.ts';

type Options = {
  node: Node;
  editor: Editor;
  getPos: () => number | undefined;
  dom: HTMLElement;
  /** Shows what `node` says in `dom`, and whether it may be changed. */
  draw: (node: Node) => void;
};

/** The view of a block that is one piece, written in fields of its own: the editor keeps out of them but for drags. */
export function blockView({ node: first, editor, getPos, dom, draw }: Options): NodeView {
  draw(first);
  const unfollow = followEditable(editor, () => {
    const pos = getPos();
    const node = pos === undefined ? null : editor.state.doc.nodeAt(pos);
    if (node?.type === first.type) draw(node);
  });
  return {
    dom,
    update: (node) => {
      if (node.type !== first.type) return false;
      draw(node);
      return true;
    },
    selectNode: () => dom.setAttribute('data-selected', ''),
    deselectNode: () => dom.removeAttribute('data-selected'),
    stopEvent: (event) => !/^(drag|drop)/.test(event.type),
    ignoreMutation: () => true,
    destroy: unfollow,
  };
}
