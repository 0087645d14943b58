import type { Node } from '@tiptap/pm/model';
import type { EditorState } from '@tiptap/pm/state';
import { addMeasures, type Measure, measureText, noText } from '#lib/body/measure';

/** How long the open text is, and what is selected of it; null when nothing is. */
export function measureState({ doc, selection }: EditorState): { text: Measure; selected: Measure | null } {
  const { from, to, empty } = selection;
  return {
    text: measureDoc(doc),
    selected: empty
      ? null
      : measureText(doc.textBetween(from, to, '\n', ({ type }) => (type.name === 'hardBreak' ? ' ' : ''))),
  };
}

function measureDoc(doc: Node): Measure {
  let sum = noText;
  doc.descendants((node) => {
    if (node.inlineContent) sum = addMeasures(sum, measureLine(node));
  });
  return sum;
}

/** Kept with the node, which never changes: after a key one line is measured, not the whole text. */
const known = new WeakMap<Node, Measure>();

/** A line without the notes in it, which are lines of their own. */
function measureLine(line: Node): Measure {
  const kept = known.get(line);
  if (kept) return kept;
  let text = '';
  line.forEach((child) => {
    text += child.isText ? child.text! : child.type.name === 'hardBreak' ? ' ' : '';
  });
  const measure = measureText(text);
  known.set(line, measure);
  return measure;
}
