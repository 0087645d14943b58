import type { Node } from '@tiptap/pm/model';
import type { Range } from '#lib/articles/review/passages';

/** A text as one string, a line for each block, with the place in the document of each of its UTF-16 units. */
export type FlatText = { text: string; positions: number[] };

/** Pictures and cards stand in it by their words, so that a note can be on one. */
export function flatText(doc: Node): FlatText {
  const parts: string[] = [];
  const positions: number[] = [];
  const add = (text: string, at: (index: number) => number) => {
    parts.push(text);
    for (let index = 0; index < text.length; index += 1) positions.push(at(index));
  };
  doc.descendants((node, pos) => {
    if (node.isText) add(node.text ?? '', (index) => pos + index);
    else if (node.type.name === 'hardBreak') add(' ', () => pos);
    else if (node.isTextblock || (node.isBlock && node.isAtom)) {
      if (positions.length > 0) add('\n', () => pos);
      if (node.isAtom) add(wordsOf(node), () => pos);
    }
  });
  return { text: parts.join(''), positions };
}

const wordsOf = ({ attrs }: Node): string => String(attrs.caption || attrs.alt || attrs.title || '');

/** The part of a flat text that lies between two places of the document. */
export function rangeWithin({ positions }: FlatText, from: number, to: number): Range {
  const start = positions.findIndex((pos) => pos >= from);
  if (start < 0) return { from: positions.length, to: positions.length };
  let end = start;
  while (end < positions.length && positions[end]! < to) end += 1;
  return { from: start, to: end };
}
