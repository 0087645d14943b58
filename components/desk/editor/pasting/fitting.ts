import { Fragment, type Node as ProseMirrorNode, type Schema, type Slice } from '@tiptap/pm/model';
import type { EditorState, Transaction } from '@tiptap/pm/state';
import type { Block, Body } from '#lib/body/body';
import { inCell } from '#lib/body/html/tables';
import { openSlice } from './clipboard.ts';

/** What of a text goes to the caret, and what after the table in which that stands. */
export type Fitted = { here: Block[]; afterTable: Block[] };

/**
 * A text as it can be set at a place with these names around it (the innermost first). In a list or a quote headings become
 * lines of it; a cell of a table holds lines alone, and would be torn in two by anything else: that follows the table.
 */
export function fitted({ content }: Body, around: string[]): Fitted {
  if (content.every(({ type }) => type === 'paragraph')) return { here: content, afterTable: [] };
  if (around.some((name) => name === 'tableCell' || name === 'tableHeader')) {
    if (content.length === 1 && content[0]!.type === 'table') return { here: content, afterTable: [] }; // cells into cells
    const { paragraphs, rest } = inCell(content);
    return { here: paragraphs, afterTable: rest };
  }
  const isInItem = around.some((name) => name === 'listItem' || name === 'blockquote');
  return { here: isInItem ? content.flatMap(wordsOf) : content, afterTable: [] };
}

function wordsOf(block: Block): Block[] {
  if (block.type === 'heading' || block.type === 'pullQuote') return [{ type: 'paragraph', content: block.content }];
  return block.type === 'blockquote' ? block.content : [block];
}

/** Sets these blocks in place of the selection. Those for which `stays` is true are not joined with the lines around them. */
export function setBlocks(
  tr: Transaction,
  { here, afterTable }: { here: ProseMirrorNode[]; afterTable: ProseMirrorNode[] },
  stays: (node: ProseMirrorNode) => boolean,
): void {
  const { $from } = tr.selection;
  const levels = Array.from({ length: $from.depth }, (_, level) => level + 1);
  const table = levels.find((level) => $from.node(level).type.name === 'table');
  const isTable = table !== undefined && here.some((node) => node.type.name === 'table');
  const [inside, after] = isTable ? [[], [...here, ...afterTable]] : [here, afterTable];
  if (table !== undefined && after.length > 0) tr.insert($from.after(table), after);
  if (inside.length > 0) setSlice(tr, openSlice(Fragment.from(inside), stays));
}

/** Sets a piece of text in place of the selection; after a gallery when one of its pictures is selected. */
export function setSlice(tr: Transaction, slice: Slice): void {
  const { $from } = tr.selection;
  if ($from.parent.type.name === 'gallery') {
    tr.insert($from.after(), slice.content);
    return;
  }
  const isWhole = slice.openStart === 0 && slice.openEnd === 0 && slice.content.childCount === 1;
  if (isWhole) tr.replaceSelectionWith(slice.content.firstChild!, false);
  else tr.replaceSelection(slice);
}

/** Blocks as they are stored, as nodes of the editor's schema. Throws where a block does not fit it. */
export const nodesOf = (schema: Schema, blocks: Block[]): ProseMirrorNode[] =>
  blocks.map((block) => schema.nodeFromJSON(block));

/** The names of what is around the selection, the innermost first. */
export function namesAround({ selection: { $from } }: EditorState): string[] {
  return Array.from({ length: $from.depth }, (_, step) => $from.node($from.depth - step).type.name);
}
