import {
  type Block,
  type Body,
  bodyOf,
  type Figure,
  type Footnote,
  type Inline,
  type List,
  type Mark,
  type Table,
} from './body.ts';
import { blockHtml, endnotesHtml, escaped, type PictureOf, type Whole, wholeOf } from './html/write.ts';
import { footnotesOf } from './rules.ts';

/**
 * A text as Markdown, for people and programs that want that. What Markdown has no word for (galleries, cards, cells that
 * span others, passages in another language) stands in it as HTML, which Markdown allows. Words and structure are kept;
 * to the letter a text is kept by `htmlOf` alone.
 */
export function markdownOf(body: Body, pictureOf: PictureOf = () => undefined): string {
  const whole = wholeOf(body, pictureOf);
  const inHtml: Footnote[] = [];
  const pieces: string[] = [];
  let last: Block | undefined;
  for (const block of body.content) {
    const isList = (one: Block | undefined) => one?.type === 'bulletList' || one?.type === 'orderedList';
    if (isList(last) && isList(block)) pieces.push('<!-- -->'); // or they would be one list
    let piece = blockMarkdown(block, whole);
    if (piece === null) {
      inHtml.push(...footnotesOf(bodyOf(block)));
      piece = blockHtml(block, whole);
    }
    if (piece !== '') pieces.push(piece);
    last = block;
  }
  for (const [note, number] of whole.numbers) {
    if (!inHtml.includes(note)) pieces.push(`[^${number}]: ${lineMarkdown(note.content, whole, '<br>') || '&nbsp;'}`);
  }
  if (inHtml.length > 0) pieces.push(endnotesHtml(inHtml, whole));
  return `${pieces.join('\n\n')}\n`;
}

/** Null for what Markdown has no word for. */
function blockMarkdown(block: Block, whole: Whole): string | null {
  switch (block.type) {
    case 'paragraph':
      return atLineStart(lineMarkdown(block.content, whole));
    case 'heading': {
      const words = lineMarkdown(block.content, whole, '<br>');
      return words && `${'#'.repeat(block.attrs.level)} ${words}`;
    }
    case 'bulletList':
    case 'orderedList':
      return listMarkdown(block, whole);
    case 'blockquote':
      return prefixed(
        block.content
          .map((child) => blockMarkdown(child, whole))
          .filter(Boolean)
          .join('\n\n'),
        '> ',
        '> ',
      );
    case 'figure':
      return figureMarkdown(block, whole);
    case 'table':
      return tableMarkdown(block, whole);
    case 'codeBlock': {
      const code = (block.content ?? []).map(({ text }) => text).join('');
      const longest = Math.max(2, ...(code.match(/`+/g) ?? []).map(({ length }) => length));
      const fence = '`'.repeat(longest + 1);
      return `${fence}${block.attrs.language}\n${code}\n${fence}`;
    }
    case 'divider':
      return '---';
    case 'pullQuote':
    case 'gallery':
    case 'embed':
      return null;
    default:
      return block satisfies never;
  }
}

function listMarkdown(list: List, whole: Whole): string {
  const start = list.type === 'orderedList' ? (list.attrs?.start ?? 1) : 1;
  const items = list.content.map(({ content }, index) => {
    const marker = list.type === 'orderedList' ? `${start + index}. ` : '- ';
    const inner = content.map((child) => blockMarkdown(child, whole)).map((text) => text || '&nbsp;');
    return prefixed(inner.join('\n\n'), marker, ' '.repeat(marker.length));
  });
  return items.join('\n');
}

function figureMarkdown({ attrs: { media, alt, caption, credit } }: Figure, whole: Whole): string | null {
  const src = whole.pictureOf(media)?.src;
  if (!src || /[\s<>()"|\\]/.test(src) || caption.includes(' | ')) return null;
  const title = [caption, credit && `Credit: ${credit}`].filter(Boolean).join(' | ');
  if (credit && !caption) return null;
  return `![${plainMarkdown(alt)}](${src}${title && ` "${title.replace(/(["\\&<])/g, '\\$1')}"`})`;
}

/** Only a grid with one row of headings is a table in Markdown. */
function tableMarkdown({ content }: Table, whole: Whole): string | null {
  const [head] = content;
  const isPlain = content.every((row, index) =>
    row.content.every(
      ({ type, attrs, content: lines }) =>
        (type === 'tableHeader') === (index === 0) && attrs.colspan === 1 && attrs.rowspan === 1 && lines.length === 1,
    ),
  );
  if (!isPlain || !head || head.content.length < 1) return null;
  const rows = content.map(
    (row) => `| ${row.content.map((cell) => lineMarkdown(cell.content[0]!.content, whole, '<br>')).join(' | ')} |`,
  );
  rows.splice(1, 0, `|${' --- |'.repeat(head.content.length)}`);
  return rows.join('\n');
}

function lineMarkdown(content: Inline[] = [], whole: Whole, lineEnd = '\\\n'): string {
  return content
    .map((node, index) => {
      if (node.type === 'footnote') return `[^${whole.numbers.get(node) ?? 0}]`;
      if (node.type === 'hardBreak') return index === content.length - 1 ? '<br>' : lineEnd;
      return marked(node.text, node.marks ?? []);
    })
    .join('')
    .trim();
}

/** Marks as HTML where stars next to letters or to other stars would say something else. */
function marked(text: string, marks: Mark[]): string {
  const isCode = marks.some(({ type }) => type === 'code');
  return marks.reduceRight<string>(
    (inner, mark) => {
      switch (mark.type) {
        case 'code':
          return `<code>${inner}</code>`;
        case 'bold':
          return isSimple(text, marks) ? `**${inner}**` : `<strong>${inner}</strong>`;
        case 'italic':
          return isSimple(text, marks) ? `*${inner}*` : `<em>${inner}</em>`;
        case 'lang':
          return `<span lang="${escaped(mark.attrs.lang)}">${inner}</span>`;
        case 'link':
          return /[\s<>\\]/.test(mark.attrs.href)
            ? `<a href="${escaped(mark.attrs.href)}">${inner}</a>`
            : `[${inner}](<${mark.attrs.href}>)`;
        default:
          return mark satisfies never;
      }
    },
    isCode ? plainMarkdown(text) : plainMarkdown(text),
  );
}

const isSimple = (text: string, marks: Mark[]): boolean =>
  marks.length === 1 && /^[\p{L}\p{N}](.*[\p{L}\p{N}])?$/su.test(text);

/** Text in which nothing means anything but itself. */
const plainMarkdown = (text: string): string =>
  escaped(text)
    .replace(/[\\`*_[\]~|!$^]/g, '\\$&')
    .replace(/&quot;/g, '"')
    .replace(/(https?|ftp):\/\//gi, '$1:&#47;/')
    .replace(/www\./gi, 'www&#46;')
    .replace(/@/g, '&#64;');

/** What would begin a heading, a list or a line across, were it not said to be itself. */
const atLineStart = (text: string): string =>
  text.replace(/^(\s*)([#+\-=]|\d{1,9}(?=[.)]))/gm, (_all, space: string, sign: string) =>
    /\d/.test(sign) ? `${space}${sign}\\` : `${space}\\${sign}`,
  );

function prefixed(text: string, first: string, others: string): string {
  return text
    .split('\n')
    .map((line, index) => (line === '' && index > 0 ? others.trimEnd() : `${index === 0 ? first : others}${line}`))
    .join('\n');
}
