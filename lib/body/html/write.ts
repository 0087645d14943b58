import type { Block, Body, Figure, Footnote, Inline, ListItem, Mark, TableCell } from '../body.ts';
import { headingIds } from '../heading-ids.ts';
import { footnotesOf } from '../rules.ts';

export type PictureOf = (media: string) => { src: string; width: number; height: number } | undefined;

type Options = {
  /** Where a stored picture can be seen by whoever gets the HTML; without, a picture is named and not shown. */
  pictureOf?: PictureOf;
  /** Attributes for the element around all. */
  attributes?: Record<string, string>;
};

/** What every piece of a text needs to know of the whole. */
export type Whole = { numbers: Map<Footnote, number>; pictureOf: PictureOf };

/**
 * A text as clean HTML, from which `bodyFromHtml` makes exactly that text again. What HTML has no word for stands in
 * `data-` attributes; there are no styles, and nothing that belongs to the page a reader sees.
 */
export function htmlOf(body: Body, { pictureOf = () => undefined, attributes = {} }: Options = {}): string {
  const notes = footnotesOf(body);
  const whole = wholeOf(body, pictureOf);
  const ids = headingIds(body);
  const blocks = body.content.map((block, index) => blockHtml(block, whole, ids.get(index)));
  if (notes.length > 0) blocks.push(endnotesHtml(notes, whole));
  return tag('div', { 'data-body': String(body.attrs.version), ...attributes }, `\n${blocks.join('\n')}\n`);
}

/** What every piece of `body` needs to know of the whole: the numbers of its notes, and where pictures are. */
export const wholeOf = (body: Body, pictureOf: PictureOf): Whole => ({
  numbers: new Map(footnotesOf(body).map((note, index) => [note, index + 1])),
  pictureOf,
});

/** A block by itself; its notes are those of the whole text, see `endnotesHtml`. */
export function blockHtml(block: Block, whole: Whole, id?: string): string {
  const line = (content?: Inline[]) => lineHtml(content, whole);
  switch (block.type) {
    case 'paragraph':
      return tag('p', {}, line(block.content));
    case 'heading':
      return tag(`h${block.attrs.level}`, { id }, line(block.content));
    case 'bulletList':
      return tag('ul', {}, itemsHtml(block.content, whole));
    case 'orderedList': {
      const start = block.attrs?.start ?? 1;
      return tag('ol', { start: start === 1 ? undefined : String(start) }, itemsHtml(block.content, whole));
    }
    case 'blockquote':
      return tag('blockquote', {}, block.content.map((child) => blockHtml(child, whole)).join(''));
    case 'pullQuote':
      return tag('aside', { class: 'pull-quote' }, tag('p', {}, line(block.content)));
    case 'figure':
      return figureHtml(block, whole);
    case 'gallery': {
      const caption = block.attrs.caption && tag('figcaption', {}, escaped(block.attrs.caption));
      return tag(
        'figure',
        { 'data-gallery': '' },
        block.content.map((figure) => figureHtml(figure, whole)).join('') + caption,
      );
    }
    case 'table': {
      // the editor writes no content for a row that cells from above fill
      const rows = block.content.map((row) =>
        tag('tr', {}, (row.content ?? []).map((cell) => cellHtml(cell, whole)).join('')),
      );
      return tag('table', {}, tag('tbody', {}, `\n${rows.join('\n')}\n`));
    }
    case 'codeBlock': {
      const language = block.attrs.language && `language-${block.attrs.language}`;
      const code = (block.content ?? []).map(({ text }) => escaped(text)).join('');
      return tag('pre', {}, tag('code', { class: language || undefined }, code));
    }
    case 'divider':
      return '<hr>';
    case 'embed': {
      const { url, title, caption } = block.attrs;
      const untitled = title === '' ? '' : undefined;
      const link = tag('a', { href: url, 'data-untitled': untitled }, escaped(title || new URL(url).hostname));
      return tag('figure', { 'data-embed': '' }, link + (caption && tag('figcaption', {}, escaped(caption))));
    }
    default:
      return block satisfies never;
  }
}

/** A paragraph alone in an item is the item. */
const itemsHtml = (items: ListItem[], whole: Whole): string =>
  items.map(({ content }) => tag('li', {}, soleLine(content, whole))).join('');

function cellHtml({ type, attrs, content }: TableCell, whole: Whole): string {
  const span = (number: number) => (number === 1 ? undefined : String(number));
  const spans = { colspan: span(attrs.colspan), rowspan: span(attrs.rowspan) };
  return tag(type === 'tableHeader' ? 'th' : 'td', spans, soleLine(content, whole));
}

function soleLine(content: Block[], whole: Whole): string {
  const [first] = content;
  return content.length === 1 && first?.type === 'paragraph'
    ? lineHtml(first.content, whole)
    : content.map((block) => blockHtml(block, whole)).join('');
}

function figureHtml({ attrs: { media, alt, caption, credit } }: Figure, whole: Whole): string {
  const { src, width, height } = whole.pictureOf(media) ?? {};
  const image = `<img${attributesHtml({ src, alt, width: width?.toString(), height: height?.toString() })}>`;
  const words = [caption && escaped(caption), credit && tag('cite', {}, escaped(credit))].filter(Boolean).join(' ');
  return tag('figure', { 'data-media': media }, image + (words && tag('figcaption', {}, words)));
}

/** Neighbours share the elements of the marks that they share, the outermost first. */
function lineHtml(content: Inline[] = [], whole: Whole): string {
  let html = '';
  let open: Mark[] = [];
  const turnTo = (marks: Mark[]) => {
    const same = open.findIndex((mark, index) => JSON.stringify(mark) !== JSON.stringify(marks[index]));
    const shared = same === -1 ? open.length : same;
    for (const mark of open.slice(shared).reverse()) html += `</${nameOf(mark)}>`;
    for (const mark of marks.slice(shared))
      html += `<${nameOf(mark)}${attributesHtml('attrs' in mark ? mark.attrs : {})}>`;
    open = marks;
  };
  for (const node of content) {
    turnTo(node.type === 'text' ? (node.marks ?? []) : []);
    if (node.type === 'text') html += escaped(node.text);
    else if (node.type === 'hardBreak') html += '<br>';
    else html += noteMark(whole.numbers.get(node) ?? 0);
  }
  turnTo([]);
  return html;
}

function nameOf(mark: Mark): string {
  switch (mark.type) {
    case 'link':
      return 'a';
    case 'lang':
      return 'span';
    case 'bold':
      return 'strong';
    case 'italic':
      return 'em';
    case 'code':
      return 'code';
    default:
      return mark satisfies never;
  }
}

const noteMark = (number: number): string =>
  tag(
    'sup',
    {},
    tag('a', { id: `note-${number}-in-text`, href: `#note-${number}`, role: 'doc-noteref' }, String(number)),
  );

/** The words of notes, each under the number that it has in the whole text. */
export function endnotesHtml(notes: Footnote[], whole: Whole): string {
  const items = notes.map((note) => {
    const number = whole.numbers.get(note) ?? 0;
    const back = tag('a', { href: `#note-${number}-in-text`, role: 'doc-backlink' }, '↩');
    return tag('li', { id: `note-${number}` }, `${tag('p', {}, lineHtml(note.content, whole))} ${back}`);
  });
  return tag('section', { role: 'doc-endnotes' }, tag('ol', {}, items.join('')));
}

const tag = (name: string, attributes: Record<string, string | undefined>, inner: string): string =>
  `<${name}${attributesHtml(attributes)}>${inner}</${name}>`;

const attributesHtml = (attributes: Record<string, string | undefined>): string =>
  Object.entries(attributes)
    .map(([name, value]) =>
      value === undefined ? '' : value === '' && name !== 'alt' ? ` ${name}` : ` ${name}="${escaped(value)}"`,
    )
    .join('');

/** Text as HTML writes it, between tags and in attributes. */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
