import { closeHistory } from '@tiptap/pm/history';
import { Fragment, type Node, type Schema } from '@tiptap/pm/model';
import { type EditorState, NodeSelection, Selection, TextSelection, type Transaction } from '@tiptap/pm/state';

/** Whole blocks beside one another, from just before the first to just after the last. */
export type Blocks = { from: number; to: number };

/** What text can be turned into, in the order of the menu. */
export const blockKinds = [
  'paragraph',
  'heading2',
  'heading3',
  'heading4',
  'bulletList',
  'orderedList',
  'blockquote',
  'pullQuote',
  'codeBlock',
] as const;
export type BlockKind = (typeof blockKinds)[number];

/** In these, blocks have an order that may be changed: an item moves within its list, everything else in the text. */
const orders = new Set(['doc', 'bulletList', 'orderedList', 'blockquote']);

/** The blocks that the selection touches, within the innermost order that holds them all. */
export const blocksOf = (selection: Selection): Blocks =>
  blocksWithin(selection, (parent) => orders.has(parent.type.name));

/** The blocks of the text itself that the selection touches: the whole list, not its item. */
export const topBlocksOf = (selection: Selection): Blocks => blocksWithin(selection, ({ type }) => type.name === 'doc');

function blocksWithin({ $from, $to }: Selection, isOrder: (parent: Node) => boolean): Blocks {
  let depth = $from.sharedDepth($to.pos);
  while (depth > 0 && !isOrder($from.node(depth))) depth -= 1;
  return {
    from: $from.depth > depth ? $from.before(depth + 1) : $from.pos,
    to: $to.depth > depth ? $to.after(depth + 1) : $to.pos,
  };
}

/** Moves blocks past their neighbour. Null at an end. The selection moves with them. */
export function movedBy(state: EditorState, { from, to }: Blocks, by: 1 | -1): Transaction | null {
  const { doc } = state;
  const neighbour = by === -1 ? doc.resolve(from).nodeBefore : doc.resolve(to).nodeAfter;
  if (!neighbour || from === to) return null;
  if (by === 1 && isLineToWriteOn(doc, to)) return null;
  const start = by === -1 ? from - neighbour.nodeSize : to;
  const transaction = closeHistory(state.tr).delete(start, start + neighbour.nodeSize);
  return transaction.insert(by === -1 ? to - neighbour.nodeSize : from, neighbour).scrollIntoView();
}

/** The empty paragraph that the editor keeps at the end of the text. */
const isLineToWriteOn = (doc: Node, pos: number): boolean =>
  doc.lastChild!.type.name === 'paragraph' &&
  doc.lastChild!.content.size === 0 &&
  pos + doc.lastChild!.nodeSize === doc.content.size;

/** Moves blocks of the text to `gap`, a place between two of its blocks. Null when they are there already. */
export function movedTo(state: EditorState, { from, to }: Blocks, gap: number): Transaction | null {
  if (gap >= from && gap <= to) return null;
  const { content } = state.doc.slice(from, to);
  const transaction = closeHistory(state.tr).delete(from, to);
  const place = transaction.mapping.map(gap);
  return withSelected(transaction.insert(place, content), { from: place, to: place + content.size });
}

/** Sets the same blocks again below themselves, and selects them there. */
export function duplicated(state: EditorState, { from, to }: Blocks): Transaction {
  const { content } = state.doc.slice(from, to);
  return withSelected(closeHistory(state.tr).insert(to, content), { from: to, to: to + content.size });
}

/** Takes blocks out. Of an empty text a paragraph is left to write on. */
export function removed(state: EditorState, { from, to }: Blocks): Transaction {
  const { doc, schema } = state;
  const isAll = to - from >= doc.content.size;
  const transaction = closeHistory(state.tr).replaceWith(
    from,
    to,
    isAll ? schema.nodes.paragraph!.create() : Fragment.empty,
  );
  const place = Math.min(from, transaction.doc.content.size);
  return transaction.setSelection(Selection.near(transaction.doc.resolve(place), 1)).scrollIntoView();
}

/** What these blocks can be turned into; nothing when one of them is not text. */
export function kindsFor(state: EditorState, blocks: Blocks): BlockKind[] {
  const nodes = nodesOf(state.doc, blocks);
  if (!nodes.every(({ type }) => textKinds.has(type.name))) return [];
  return blockKinds.filter((kind) => typeOf(state.schema, kind) && !nodes.every((node) => isOfKind(node, kind)));
}

/** Makes blocks of another kind of the same lines. */
export function turnedInto(state: EditorState, blocks: Blocks, kind: BlockKind): Transaction {
  const lines = nodesOf(state.doc, blocks).flatMap(linesOf);
  const made = Fragment.from(madeOf(state.schema, lines, kind));
  const transaction = closeHistory(state.tr).replaceWith(blocks.from, blocks.to, made);
  return transaction.setSelection(Selection.near(transaction.doc.resolve(blocks.from), 1)).scrollIntoView();
}

/** Selects blocks, so that one sees what is meant: as a thing when it is one, else all of its words. */
export function withSelected(transaction: Transaction, { from, to }: Blocks): Transaction {
  const { doc } = transaction;
  const only = doc.nodeAt(from);
  const isThing = only && from + only.nodeSize === to && !only.isTextblock && NodeSelection.isSelectable(only);
  const selection =
    isThing && only.isAtom
      ? NodeSelection.create(doc, from)
      : TextSelection.between(doc.resolve(from + 1), doc.resolve(to - 1));
  return transaction.setSelection(selection).scrollIntoView();
}

const textKinds = new Set([
  'paragraph',
  'heading',
  'bulletList',
  'orderedList',
  'blockquote',
  'pullQuote',
  'codeBlock',
]);

const nodesOf = (doc: Node, { from, to }: Blocks): Node[] => [...doc.slice(from, to).content.content];

const typeOf = (schema: Schema, kind: BlockKind) => schema.nodes[kind.startsWith('heading') ? 'heading' : kind];

const levelOf = (kind: BlockKind): number => Number(kind.slice('heading'.length));

const isOfKind = ({ type, attrs }: Node, kind: BlockKind): boolean =>
  type.name === 'heading' ? kind === `heading${attrs.level}` : type.name === kind;

/** The lines of a block, each with its marks and notes; what stands in a list or quote is parted from it. */
function linesOf(block: Node): Fragment[] {
  if (block.type.name === 'codeBlock')
    return block.textContent
      .split('\n')
      .map((line) => (line ? Fragment.from(block.type.schema.text(line)) : Fragment.empty));
  if (block.isTextblock) return [block.content];
  return block.content.content.flatMap(linesOf);
}

function madeOf(schema: Schema, lines: Fragment[], kind: BlockKind): Node[] {
  const type = typeOf(schema, kind)!;
  const paragraphs = () => lines.map((line) => schema.nodes.paragraph!.create(null, line));
  switch (kind) {
    case 'paragraph':
      return paragraphs();
    case 'heading2':
    case 'heading3':
    case 'heading4':
      return lines.map((line) => type.create({ level: levelOf(kind) }, line));
    case 'pullQuote':
      return lines.map((line) => type.create(null, line));
    case 'blockquote':
      return [type.create(null, paragraphs())];
    case 'bulletList':
    case 'orderedList':
      return [
        type.create(
          null,
          paragraphs().map((paragraph) => schema.nodes.listItem!.create(null, paragraph)),
        ),
      ];
    case 'codeBlock': {
      const text = lines.map((line) => line.textBetween(0, line.size, '', ' ')).join('\n');
      return [type.create(null, text ? schema.text(text) : null)];
    }
    default:
      return kind satisfies never;
  }
}
