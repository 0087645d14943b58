import type { Editor } from '@tiptap/react';
import type { CheckPlace } from '#lib/articles/checks/publish-check';

/** Takes the keyboard to what a check found: a field, a field of a picture, or words in the text. */
export function goToPlace(where: CheckPlace, editor: Editor | null): void {
  if ('field' in where && where.field !== 'body') focus(fieldOf(where.field));
  else if (editor && !editor.isDestroyed) goInText('path' in where ? where : { path: [0] }, editor);
}

function goInText(where: { path: number[]; part?: string }, editor: Editor): void {
  const pos = positionOf(editor, where.path);
  if (pos === null) return;
  const block = editor.view.nodeDOM(pos);
  const element = block instanceof Element ? block : (block?.parentElement ?? null);
  const field = element?.matches('figure') ? fieldOfPicture(element, where.part) : null;
  if (field) {
    focus(field);
  } else if (editor.isEditable) {
    editor.chain().setTextSelection(pos).scrollIntoView().focus().run();
  } else {
    element?.scrollIntoView({ block: 'center' });
  }
}

const fieldOf = (name: string): HTMLElement | null =>
  document.querySelector<HTMLElement>(
    name === 'authorIds' ? '.editor-byline ~ select' : `#editor-${name}, .editor-side [name="${name}"]`,
  );

/** The field of a picture that something was found in; its first where it is about the picture itself. */
const fieldOfPicture = (figure: Element, part: string | undefined): HTMLElement | null =>
  figure.querySelector<HTMLElement>(part ? `[data-part="${part}"] textarea` : 'textarea');

/** Where in the document the way down by index leads; null when it leads nowhere any more. */
function positionOf(editor: Editor, path: number[]): number | null {
  let node = editor.state.doc;
  let pos = -1; // the document has no opening of its own
  for (const index of path) {
    if (index >= node.childCount) return null;
    pos += 1;
    for (let before = 0; before < index; before += 1) pos += node.child(before).nodeSize;
    node = node.child(index);
  }
  return pos;
}

function focus(field: HTMLElement | null): void {
  field?.closest('details')?.setAttribute('open', '');
  field?.scrollIntoView({ block: 'center' });
  field?.focus({ preventScroll: true });
}
