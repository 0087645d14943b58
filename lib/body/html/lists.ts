import type { Block, List, ListItem, Paragraph } from '../body.ts';

/**
 * A piece of a list as it stands in the source, where the levels are told in many ways (elements in one another, a
 * number beside each item, Word's styles): an item, or more of the item before.
 */
export type ListPart = {
  type: 'listPart';
  level: number;
  isOrdered: boolean;
  start: number;
  /** Tells neighbouring lists apart. */
  list: unknown;
  continues: boolean;
  blocks: Block[];
};

/** Lists in lists beyond this stand at this level: a text may not be deeper. */
const deepestLevel = 8;

type OpenList = { level: number; key: unknown; node: List; next: number };

/**
 * Puts neighbouring parts together to lists. What cannot stand in a list (a picture, a table) divides it, and numbers
 * go on after it.
 */
export function listsOf(parts: ListPart[]): Block[] {
  const result: Block[] = [];
  let open: OpenList[] = [];
  /** What the lists that were divided would have counted next, by their key. */
  const resumed = new Map<unknown, number>();

  const divide = (block: Block) => {
    for (const { key, next } of open) resumed.set(key, next);
    open = [];
    result.push(block);
  };
  const listFor = ({ level, isOrdered, start, list }: ListPart): OpenList => {
    while (open.length > 0 && open[open.length - 1]!.level > level) open.pop();
    const top = open[open.length - 1];
    if (top?.level === level) {
      if (top.key === list && (top.node.type === 'orderedList') === isOrdered) return top;
      open.pop();
    }
    if (open.length >= deepestLevel) return open[open.length - 1]!;
    const from = resumed.get(list) ?? start;
    const node: List = isOrdered
      ? { type: 'orderedList', attrs: { start: from >= 0 && from <= 99_999 ? from : 1 }, content: [] }
      : { type: 'bulletList', content: [] };
    const around = open[open.length - 1]?.node.content.at(-1);
    if (around) around.content.push(node);
    else result.push(node);
    const opened = { level, key: list, node, next: from };
    open.push(opened);
    return opened;
  };

  for (const part of parts) {
    let item: ListItem | undefined;
    if (part.continues) {
      while (open.length > 0 && open[open.length - 1]!.level > part.level) open.pop();
      item = open[open.length - 1]?.node.content.at(-1);
    }
    for (const block of part.blocks) {
      const words = inItem(block);
      if (words === null) {
        divide(block);
        item = undefined;
      } else if (item) append(item.content, words);
      else if (part.continues) append(result, words);
      else {
        const list = listFor(part);
        item = { type: 'listItem', content: [...words] };
        list.node.content.push(item);
        list.next += 1;
      }
    }
  }
  return result;
}

/** What of a block may stand in an item; null when it cannot. */
function inItem(block: Block): (Paragraph | List)[] | null {
  switch (block.type) {
    case 'paragraph':
      return [block];
    case 'heading':
    case 'pullQuote':
      return [{ type: 'paragraph', content: block.content }];
    case 'blockquote':
      return block.content.flatMap((child) => (child.type === 'paragraph' ? child : linesOfList(child)));
    default:
      return null;
  }
}

/** Blocks as a quote may hold them: what it cannot hold divides it. */
export function quotesOf(blocks: Block[]): Block[] {
  const result: Block[] = [];
  for (const block of blocks) {
    const words =
      block.type === 'bulletList' || block.type === 'orderedList'
        ? [block]
        : block.type === 'blockquote'
          ? block.content
          : inItem(block);
    const last = result.at(-1);
    if (words === null) result.push(block);
    else if (last?.type === 'blockquote') append(last.content, words);
    else result.push({ type: 'blockquote', content: [...words] });
  }
  return result;
}

/** A list in lines of their own, each with its marker, where no list can stand. */
export const linesOfList = (list: List): Paragraph[] =>
  list.content.flatMap((item, index) =>
    item.content.flatMap((child, place): Paragraph[] => {
      if (child.type !== 'paragraph') return linesOfList(child);
      if (place > 0) return [child];
      const marker = list.type === 'orderedList' ? `${(list.attrs?.start ?? 1) + index}. ` : '• ';
      return [{ type: 'paragraph', content: [{ type: 'text', text: marker }, ...(child.content ?? [])] }];
    }),
  );

/** Adds many to many: spread into `push`, a hundred thousand of them would overflow the stack. */
export function append<Part>(parts: Part[], more: Iterable<Part>): void {
  for (const part of more) parts.push(part);
}
