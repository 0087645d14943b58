import {
  type Block,
  type Body,
  bodyOf,
  type Figure,
  type Footnote,
  type Inline,
  type List,
  type ListItem,
  type Mark,
  type Paragraph,
  type TableRow,
} from '../body.ts';
import { isEmbedAddress } from '../rules.ts';
import { type Element, elementsIn, type Node, textOf } from './tree.ts';

/** Thrown within this file alone: what was written by `htmlOf` has been changed since, in a way that says something else. */
class NotOurs extends Error {}

/** The element that `htmlOf` writes around a text, when there is one. */
export const ownRoot = (root: Element): Element | undefined =>
  elementsIn(root).find(({ attributes }) => attributes.has('data-body'));

/**
 * The text that `htmlOf` wrote into this element, to the letter; null when it holds something that `htmlOf` does not
 * write. White space that an editor of HTML put between blocks, or around the end of a line, does not count.
 */
export function ownBody(root: Element): Body | null {
  const notes = new Map<string, Element>();
  for (const element of elementsIn(root)) {
    const id = element.attributes.get('id');
    if (element.name === 'li' && id) notes.set(`#${id}`, element);
  }
  try {
    return bodyOf(...blocksOf(root.children, notes));
  } catch (error) {
    if (error instanceof NotOurs) return null;
    throw error;
  }
}

/** A card as `htmlOf` writes it, where the text around is another's; null when it leads nowhere. */
export function ownCard(element: Element): Block | null {
  try {
    const card = figureOf(element);
    return card.type === 'embed' && isEmbedAddress(card.attrs.url) ? card : null;
  } catch (error) {
    if (error instanceof NotOurs) return null;
    throw error;
  }
}

/** The pictures of such a text, where their addresses are told. */
export function ownPictures(root: Element): { key: string; source: string; width?: number; height?: number }[] {
  return elementsIn(root).flatMap(({ attributes, children }) => {
    const key = attributes.get('data-media');
    const image = children.find((child): child is Element => typeof child !== 'string' && child.name === 'img');
    const source = image?.attributes.get('src');
    if (key === undefined || source === undefined) return [];
    const measure = (name: string) => Number(image?.attributes.get(name)) || undefined;
    return { key, source, width: measure('width'), height: measure('height') };
  });
}

type Notes = Map<string, Element>;

const blocksOf = (nodes: Node[], notes: Notes): Block[] =>
  elementsOnly(nodes)
    .filter(({ attributes }) => attributes.get('role') !== 'doc-endnotes')
    .map((element) => blockOf(element, notes));

function blockOf(element: Element, notes: Notes): Block {
  const { name, attributes, children } = element;
  switch (name) {
    case 'p':
      return paragraphOf(children, notes);
    case 'h2':
    case 'h3':
    case 'h4':
      return { type: 'heading', attrs: { level: Number(name[1]) as 2 | 3 | 4 }, content: lineOf(children, notes) };
    case 'ul':
      return { type: 'bulletList', content: itemsOf(children, notes) };
    case 'ol':
      return {
        type: 'orderedList',
        attrs: { start: Number(attributes.get('start') ?? 1) },
        content: itemsOf(children, notes),
      };
    case 'blockquote':
      return { type: 'blockquote', content: blocksOf(children, notes) as (Paragraph | List)[] };
    case 'aside':
      return { type: 'pullQuote', content: lineOf(sole(children, 'p').children, notes) };
    case 'figure':
      return figureOf(element);
    case 'table':
      return { type: 'table', content: elementsOnly(sole(children, 'tbody').children).map((row) => rowOf(row, notes)) };
    case 'pre':
      return codeOf(sole(children, 'code'));
    case 'hr':
      return { type: 'divider' };
    default:
      throw new NotOurs();
  }
}

const itemsOf = (children: Node[], notes: Notes): ListItem[] =>
  elementsOnly(children).map((item) => {
    if (item.name !== 'li') throw new NotOurs();
    return { type: 'listItem', content: soleOrBlocks(item.children, notes) as (Paragraph | List)[] };
  });

/** What stands in an item or a cell: a line, or blocks. */
const soleOrBlocks = (children: Node[], notes: Notes): Block[] =>
  children.some((child) => typeof child !== 'string' && /^(p|ul|ol)$/.test(child.name))
    ? blocksOf(children, notes)
    : [paragraphOf(children, notes)];

const paragraphOf = (children: Node[], notes: Notes): Paragraph => ({
  type: 'paragraph',
  content: lineOf(children, notes),
});

function figureOf({ attributes, children }: Element): Block {
  const parts = elementsOnly(children);
  const caption = parts.find(({ name }) => name === 'figcaption');
  const media = attributes.get('data-media');
  if (media !== undefined) {
    const image = parts.find(({ name }) => name === 'img');
    const credit = caption?.children.find(
      (child): child is Element => typeof child !== 'string' && child.name === 'cite',
    );
    const before = (caption?.children ?? [])
      .filter((child) => child !== credit)
      .map(textOf)
      .join('');
    return {
      type: 'figure',
      attrs: {
        media,
        alt: image?.attributes.get('alt') ?? '',
        caption: credit ? before.replace(/ $/, '') : before,
        credit: credit ? textOf(credit) : '',
      },
    };
  }
  const words = caption ? textOf(caption) : '';
  if (attributes.has('data-gallery')) {
    const figures = parts.filter(({ name }) => name === 'figure').map((figure) => figureOf(figure) as Figure);
    return { type: 'gallery', attrs: { caption: words }, content: figures };
  }
  const link = parts.find(({ name }) => name === 'a');
  if (!attributes.has('data-embed') || !link) throw new NotOurs();
  const title = link.attributes.has('data-untitled') ? '' : textOf(link);
  return { type: 'embed', attrs: { url: link.attributes.get('href') ?? '', title, caption: words } };
}

const rowOf = (row: Element, notes: Notes): TableRow => ({
  type: 'tableRow',
  content: elementsOnly(row.children).map(({ name, attributes, children }) => {
    const span = (which: string) => Number(attributes.get(which) ?? 1);
    return {
      type: name === 'th' ? 'tableHeader' : 'tableCell',
      attrs: { colspan: span('colspan'), rowspan: span('rowspan') },
      content: soleOrBlocks(children, notes) as Paragraph[],
    };
  }),
});

function codeOf(code: Element): Block {
  const text = textOf(code);
  const language = code.attributes.get('class')?.replace(/^language-/, '') ?? '';
  return { type: 'codeBlock', attrs: { language }, content: text === '' ? [] : [{ type: 'text', text }] };
}

function lineOf(nodes: Node[], notes: Notes, marks: Mark[] = []): Inline[] {
  return nodes.flatMap((node): Inline[] => {
    if (typeof node === 'string') {
      const text = node.replace(/[ \t]*\n[ \t]*/g, ' ');
      return text === '' ? [] : [{ type: 'text', text, ...(marks.length > 0 && { marks }) }];
    }
    if (node.name === 'br') return [{ type: 'hardBreak' }];
    if (node.name === 'sup') return [noteOf(node, notes)];
    return lineOf(node.children, notes, [...marks, markOf(node)]);
  });
}

function markOf({ name, attributes }: Element): Mark {
  if (name === 'a') return { type: 'link', attrs: { href: attributes.get('href') ?? '' } };
  if (name === 'span') return { type: 'lang', attrs: { lang: attributes.get('lang') ?? '' } };
  if (name === 'strong') return { type: 'bold' };
  if (name === 'em') return { type: 'italic' };
  if (name === 'code') return { type: 'code' };
  throw new NotOurs();
}

function noteOf(mark: Element, notes: Notes): Footnote {
  const note = notes.get(sole(mark.children, 'a').attributes.get('href') ?? '');
  const words = note?.children.find((child): child is Element => typeof child !== 'string' && child.name === 'p');
  if (!words) throw new NotOurs();
  return { type: 'footnote', content: lineOf(words.children, new Map()) as Footnote['content'] };
}

/** Where only elements may stand. */
function elementsOnly(nodes: Node[]): Element[] {
  return nodes.filter((node): node is Element => {
    if (typeof node === 'string' && node.trim() !== '') throw new NotOurs();
    return typeof node !== 'string';
  });
}

function sole(nodes: Node[], name: string): Element {
  const [element, ...others] = elementsOnly(nodes);
  if (element?.name !== name || others.length > 0) throw new NotOurs();
  return element;
}
