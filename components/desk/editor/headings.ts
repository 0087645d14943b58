import type { Node } from '@tiptap/pm/model';

/** `isSkipping`: it stands deeper than one level below the heading before it, or below the headline. */
export type HeadingInText = { pos: number; level: number; text: string; isSkipping: boolean };

/** The headings of a text in their order, wherever they stand. */
export function headingsOf(doc: Node): HeadingInText[] {
  const headings: HeadingInText[] = [];
  doc.descendants((node, pos) => {
    if (node.type.name === 'heading') {
      const level = Number(node.attrs.level);
      const before = headings.at(-1)?.level ?? 1; // the headline
      headings.push({ pos, level, text: node.textContent.trim(), isSkipping: level > before + 1 });
    }
    return !node.isTextblock;
  });
  return headings;
}
