import type { Block, Body, CodeBlock, Figure, Footnote, Inline, ListItem, Mark } from '#lib/body/body';

/** A stretch of text that looks the same throughout. */
export type Run = { text: string; marks: Mark[] };

export type LineKind =
  | 'headline'
  | 'standfirst'
  | 'paragraph'
  | 'heading'
  | 'item'
  | 'quote'
  | 'pullQuote'
  | 'note'
  | 'picture'
  | 'gallery'
  | 'alt'
  | 'caption'
  | 'credit'
  | 'row'
  | 'code'
  | 'divider'
  | 'embed'
  | 'title';

/**
 * A text taken apart for comparing: what stands on a line of its own, whatever it stands in. `setting` is what else makes it
 * what it is, and is not shown: the level of a heading, the kind of a list, the spans of a table's cells.
 */
export type Line = { kind: LineKind; runs: Run[]; setting: string; depth: number };

/** Where a note stands in its line; its words are a line below. */
export const noteSign = '※';
/** Between the cells of a row. */
export const cellSign = '|';
export const breakSign = '↵';

/** The lines of a text in the order in which they are read; what goes with a picture follows it. */
export const linesOf = (body: Body): Line[] => body.content.flatMap((block) => linesOfBlock(block, '', 0));

/** A line of plain words. */
export const plainLine = (kind: LineKind, text: string, setting = '', depth = 0): Line => ({
  kind,
  runs: text === '' ? [] : [{ text, marks: [] }],
  setting,
  depth,
});

/** Two lines with the same key are the same. */
export const keyOf = ({ kind, setting, depth, runs }: Line): string =>
  [kind, setting, depth, ...runs.map(({ text, marks }) => text + lookOf(marks))].join('\u0001');

/** Two runs with the same look differ in their words at most. */
export const lookOf = (marks: Mark[]): string => (marks.length === 0 ? '' : JSON.stringify(marks));

function linesOfBlock(block: Block, within: string, depth: number): Line[] {
  switch (block.type) {
    case 'paragraph':
      return inlineLines(within === '' ? 'paragraph' : 'quote', block.content, within, depth);
    case 'heading':
      return inlineLines('heading', block.content, String(block.attrs.level), block.attrs.level);
    case 'pullQuote':
      return inlineLines('pullQuote', block.content, '', 0);
    case 'bulletList':
    case 'orderedList': {
      const list = block.type === 'orderedList' ? `${within} ordered ${block.attrs?.start ?? 1}` : `${within} bullet`;
      return block.content.flatMap((item) => linesOfItem(item, list, depth));
    }
    case 'blockquote':
      return block.content.flatMap((child) => linesOfBlock(child, `${within} quote`, depth));
    case 'figure':
      return linesOfFigure(block, 0);
    case 'gallery': {
      const { caption } = block.attrs;
      const pictures = block.content.flatMap((figure) => linesOfFigure(figure, 1));
      return [plainLine('gallery', ''), ...pictures, ...(caption ? [plainLine('caption', caption)] : [])];
    }
    case 'table':
      return block.content.flatMap((row): Line[] => {
        const cells = row.content.map(({ content }) => content.flatMap((paragraph) => inlineRuns(paragraph.content)));
        const setting = row.content.map(({ type, attrs }) => `${type} ${attrs.colspan} ${attrs.rowspan}`).join(',');
        const runs = cells.flatMap((cell, index) => (index === 0 ? cell : [between, ...cell]));
        const notes = row.content.flatMap(({ content }) => content.flatMap((paragraph) => notesOf(paragraph.content)));
        return [{ kind: 'row', runs, setting, depth: 0 }, ...notes];
      });
    case 'codeBlock':
      return linesOfCode(block);
    case 'divider':
      return [plainLine('divider', '')];
    case 'embed': {
      const { url, title, caption } = block.attrs;
      return [
        plainLine('embed', url),
        ...(title ? [plainLine('title', title)] : []),
        ...(caption ? [plainLine('caption', caption)] : []),
      ];
    }
    default:
      return block satisfies never;
  }
}

const between: Run = { text: ` ${cellSign} `, marks: [] };

/** The first paragraph is the item; what follows in it is one more line of the same. */
const linesOfItem = ({ content }: ListItem, list: string, depth: number): Line[] =>
  content.flatMap((child) =>
    child.type === 'paragraph'
      ? inlineLines('item', child.content, list, depth + 1)
      : linesOfBlock(child, list, depth + 1),
  );

function linesOfFigure({ attrs: { media, alt, caption, credit } }: Figure, depth: number): Line[] {
  const words = [
    ['alt', alt],
    ['caption', caption],
    ['credit', credit],
  ] as const;
  return [
    plainLine('picture', media, '', depth),
    ...words.flatMap(([kind, text]) => (text ? [plainLine(kind, text, '', depth)] : [])),
  ];
}

const linesOfCode = ({ attrs, content = [] }: CodeBlock): Line[] =>
  content
    .map(({ text }) => text)
    .join('')
    .split('\n')
    .map((text) => plainLine('code', text, attrs.language));

const inlineLines = (kind: LineKind, content: Inline[] | undefined, setting: string, depth: number): Line[] => [
  { kind, runs: inlineRuns(content), setting, depth },
  ...notesOf(content),
];

const inlineRuns = (content: Inline[] = []): Run[] =>
  content.map((node): Run => {
    switch (node.type) {
      case 'text':
        return { text: node.text, marks: node.marks ?? [] };
      case 'hardBreak':
        return { text: ` ${breakSign} `, marks: [] };
      case 'footnote':
        return { text: noteSign, marks: [] };
      default:
        return node satisfies never;
    }
  });

const notesOf = (content: Inline[] = []): Line[] =>
  content
    .filter((node): node is Footnote => node.type === 'footnote')
    .map((note) => ({ kind: 'note', runs: inlineRuns(note.content), setting: '', depth: 0 }));
