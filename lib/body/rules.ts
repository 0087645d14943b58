import { z } from 'zod';
import { isLongerThan, tidyText } from '#lib/forms/fields';
import {
  type Block,
  type Body,
  bodyOf,
  bodyVersion,
  type CodeBlock,
  type Divider,
  type Embed,
  type Figure,
  type Footnote,
  type Gallery,
  type HardBreak,
  type Heading,
  type Inline,
  type List,
  type ListItem,
  type Mark,
  type Paragraph,
  type PullQuote,
  type Quote,
  type Table,
  type TableCell,
  type TableRow,
  type Text,
} from './body.ts';
import { measureText, minutesFor } from './measure.ts';

/** More than any article needs; less than what makes a page or a save slow. */
const mostBytes = 2_000_000;
const mostBlocks = 20_000;
/** Lists in lists in quotes: eight deep is past reading. Each level of a list is two nodes. */
const deepest = 20;

const cannotSet = 'The text holds something that this magazine cannot set. Paste it again as plain text.';

/** Whether a link may lead there: the web, a mailbox, a page of this site, a place on this page. */
export function isLinkTarget(href: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop these, and read what is left
  if (href.length > 2000 || /[\u0000-\u0020\u007f\\]/.test(href) || !href.isWellFormed()) return false;
  if (/^https?:\/\/./i.test(href)) return URL.canParse(href);
  return /^mailto:[^@]+@[^@]+$/i.test(href) || /^\/(?!\/)/.test(href) || href.startsWith('#');
}

/** Whether `tag` may name a language: `ko`, `zh-Hant`, `en-GB` (RFC 5646, without its rarer parts). */
export const isLanguageTag = (tag: string): boolean => /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?$/.test(tag);

/** Whether something at this address can stand in a text as a card. */
export const isEmbedAddress = (url: string): boolean => /^https:\/\//i.test(url) && isLinkTarget(url);

/** Written text as it is kept: composed, and nothing that a database or a page cannot hold. Spaces stay as typed. */
const inkText = (value: string): string =>
  value
    .toWellFormed()
    .normalize('NFC')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '');

/** The same within a line. */
const lineText = (value: string): string => inkText(value).replace(/[\t\n]/g, ' ');

/** The order in which marks are stored, the outermost first: the editor's schema has the same. */
export const markOrder = ['link', 'lang', 'bold', 'italic', 'code'] as const satisfies Mark['type'][];

const mark: z.ZodType<Mark> = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('bold') }),
  z.strictObject({ type: z.literal('italic') }),
  z.strictObject({ type: z.literal('code') }),
  z.strictObject({ type: z.literal('lang'), attrs: z.strictObject({ lang: z.string().refine(isLanguageTag) }) }),
  z.strictObject({
    type: z.literal('link'),
    attrs: z.strictObject({
      href: z.string().refine(isLinkTarget, 'A link must begin with https://, http://, mailto:, / or #.'),
    }),
  }),
]);

const marks = z
  .array(mark)
  .refine((given) => new Set(given.map(({ type }) => type)).size === given.length)
  .transform((given) => given.toSorted((one, other) => markOrder.indexOf(one.type) - markOrder.indexOf(other.type)));

const textNode: z.ZodType<Text> = z.strictObject({
  type: z.literal('text'),
  text: z.string().min(1).transform(lineText),
  marks: marks.optional(),
});
const hardBreak: z.ZodType<HardBreak> = z.strictObject({ type: z.literal('hardBreak') });

/** Within a line: neighbours that look the same are one text, and no content is none. */
const lineOf = <Node extends Inline>(node: z.ZodType<Node>) => z.array(node).transform(tidyLine).optional();

const footnote: z.ZodType<Footnote> = z
  .strictObject({ type: z.literal('footnote'), content: lineOf(z.union([textNode, hardBreak])) })
  .transform(withoutEmptyContent);
const inlines = lineOf<Inline>(z.union([textNode, hardBreak, footnote]));

const paragraph: z.ZodType<Paragraph> = z
  .strictObject({ type: z.literal('paragraph'), content: inlines })
  .transform(withoutEmptyContent);

const heading: z.ZodType<Heading> = z
  .strictObject({
    type: z.literal('heading'),
    attrs: z.strictObject({ level: z.union([z.literal(2), z.literal(3), z.literal(4)]) }),
    content: inlines,
  })
  .transform(withoutEmptyContent);

const pullQuote: z.ZodType<PullQuote> = z
  .strictObject({ type: z.literal('pullQuote'), content: inlines })
  .transform(withoutEmptyContent);

const list: z.ZodType<List> = z.lazy(() =>
  z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('bulletList'), content: z.array(listItem).min(1) }),
    z.strictObject({
      type: z.literal('orderedList'),
      attrs: z.strictObject({ start: z.int().min(0).max(99_999) }).default({ start: 1 }),
      content: z.array(listItem).min(1),
    }),
  ]),
);

const listItem: z.ZodType<ListItem> = z.lazy(() =>
  z.strictObject({
    type: z.literal('listItem'),
    content: z
      .array(z.union([paragraph, list]))
      .min(1)
      .refine((content) => content[0]?.type === 'paragraph'),
  }),
);

const quote: z.ZodType<Quote> = z.strictObject({
  type: z.literal('blockquote'),
  content: z.array(z.union([paragraph, list])).min(1),
});

const figure: z.ZodType<Figure> = z.strictObject({
  type: z.literal('figure'),
  attrs: z.strictObject({
    media: z.string().regex(/^[\w-]{8,128}$/),
    alt: blockWords(1000, 'alternative text of a picture'),
    caption: blockWords(1000, 'caption of a picture'),
    credit: blockWords(300, 'credit of a picture'),
  }),
});

/** More pictures in a row than anybody looks at. */
export const mostInGallery = 40;

const gallery: z.ZodType<Gallery> = z.strictObject({
  type: z.literal('gallery'),
  attrs: z.strictObject({ caption: blockWords(1000, 'caption of a gallery') }),
  content: z.array(figure).min(1).max(mostInGallery),
});

export const mostColumns = 20;
export const mostRows = 500;
const span = z.int().min(1).max(mostColumns);
const cell: z.ZodType<TableCell> = z.strictObject({
  type: z.enum(['tableHeader', 'tableCell']),
  attrs: z.strictObject({ colspan: span, rowspan: z.int().min(1).max(500) }),
  content: z.array(paragraph).min(1),
});
const table: z.ZodType<Table> = z
  .strictObject({
    type: z.literal('table'),
    content: z
      // an editor leaves out what is empty: a row that cells from above fill
      .array(z.strictObject({ type: z.literal('tableRow'), content: z.array(cell).default([]) }))
      .min(1)
      .max(mostRows),
  })
  .superRefine(({ content }, context) => {
    const message = tableFault(content);
    if (message) context.addIssue({ code: 'custom', message });
  });

const codeBlock: z.ZodType<CodeBlock> = z
  .strictObject({
    type: z.literal('codeBlock'),
    attrs: z.strictObject({ language: z.string().regex(/^[\w+#.-]{0,30}$/) }),
    content: z
      .array(z.strictObject({ type: z.literal('text'), text: z.string().min(1).transform(inkText) }))
      .transform((nodes) => tidyLine(nodes) as CodeBlock['content'])
      .optional(),
  })
  .transform(withoutEmptyContent);

const divider: z.ZodType<Divider> = z.strictObject({ type: z.literal('divider') });

const embed: z.ZodType<Embed> = z.strictObject({
  type: z.literal('embed'),
  attrs: z.strictObject({
    url: z.string().refine(isEmbedAddress, 'What is embedded must have an address that begins with https://.'),
    title: blockWords(300, 'title of an embed'),
    caption: blockWords(1000, 'caption of an embed'),
  }),
});

const blocks: Record<Block['type'], z.ZodType<Block>> = {
  paragraph,
  heading,
  bulletList: list,
  orderedList: list,
  blockquote: quote,
  pullQuote,
  figure,
  gallery,
  table,
  codeBlock,
  divider,
  embed,
};

/** Chosen by type rather than tried one after the other: a refusal then names what is wrong with that one block. */
const block = z
  .custom<{ type: string }>((value) => typeof (value as { type?: unknown } | null)?.type === 'string')
  .transform((value, context): Block => {
    const known = Object.hasOwn(blocks, value.type) ? blocks[value.type as Block['type']] : undefined;
    const result = known?.safeParse(value);
    if (result?.success) return result.data;
    context.addIssue({ code: 'custom', message: sentenceOf(result?.error) });
    return z.NEVER;
  });

const doc = z
  .strictObject({
    type: z.literal('doc'),
    attrs: z
      .strictObject({
        version: z
          .int()
          .min(1)
          .refine(
            (version) => version <= bodyVersion,
            'This text was written by a newer version of the site. Load the page again.',
          ),
      })
      .optional(), // texts of the first version named none
    content: z.array(block).min(1).max(mostBlocks),
  })
  .transform(({ content }) => bodyOf(...withoutEmptyEnd(content)));

/**
 * An article's text as it may be stored: nothing that `body.ts` does not name, links that lead somewhere safe, NFC. The same
 * text always comes out the same: marks in their order, no two neighbours that are one, no empty paragraphs at the end.
 */
export const bodyInput: z.ZodType<Body> = z.unknown().transform((value, context): Body => {
  const problem = tooMuch(value);
  const result = problem ? undefined : doc.safeParse(value);
  if (result?.success) return result.data;
  context.addIssue({ code: 'custom', message: problem ?? sentenceOf(result?.error) });
  return z.NEVER;
});

/** The same, from the text of a form field. */
export const bodyFieldInput: z.ZodType<Body> = z
  .string('The text is missing.')
  .transform((text, context): unknown => {
    if (text.length > mostBytes) return context.addIssue({ code: 'custom', message: tooLong });
    try {
      return JSON.parse(text);
    } catch {
      return context.addIssue({ code: 'custom', message: 'The text did not arrive whole. Please save again.' });
    }
  })
  .pipe(bodyInput);

const tooLong = 'This text is too long for one article. Split it in two.';

/** A sentence when `value` is too large to look at closely. Walks without recursion: depth is what it measures. */
function tooMuch(value: unknown): string | undefined {
  const stack: { node: unknown; depth: number }[] = [{ node: value, depth: 0 }];
  for (let seen = stack.pop(); seen; seen = stack.pop()) {
    const content = (seen.node as { content?: unknown } | null)?.content;
    if (!Array.isArray(content)) continue;
    if (seen.depth >= deepest) return 'Lists and quotes stand in one another too deeply.';
    for (const node of content) stack.push({ node, depth: seen.depth + 1 });
  }
  try {
    return new TextEncoder().encode(JSON.stringify(value)).length > mostBytes ? tooLong : undefined;
  } catch {
    return cannotSet; // nested too deeply in something that is not content
  }
}

/** The first refusal that was written for a person, else that something cannot be set. */
function sentenceOf(error: z.ZodError | undefined): string {
  const sentences = (error?.issues ?? []).flatMap(function own(issue): string[] {
    if (issue.code === 'invalid_union') return issue.errors.flat().flatMap(own);
    if (issue.code === 'too_big' && issue.origin === 'array') return [tooLong];
    return issue.code === 'custom' && issue.message !== 'Invalid input' ? [issue.message] : [];
  });
  return sentences[0] ?? cannotSet;
}

function blockWords(most: number, name: string) {
  return z
    .string()
    .transform((value) => tidyText(inkText(value)).replace(/\s+/g, ' '))
    .refine(
      (value) => !isLongerThan(value, most),
      `The ${name} is too long: keep it under ${most.toLocaleString('en')} characters.`,
    );
}

/** A text that held only control characters is nothing any more, and an empty text node breaks the editor. */
function tidyLine<Node extends Inline>(nodes: Node[]): Node[] {
  const tidy: Inline[] = [];
  for (const node of nodes as Inline[]) {
    const last = tidy.at(-1);
    if (node.type !== 'text') tidy.push(node);
    else if (node.text === '') continue;
    else if (last?.type === 'text' && lookTheSame(last.marks ?? [], node.marks ?? []))
      tidy[tidy.length - 1] = { ...last, text: (last.text + node.text).normalize('NFC') };
    else tidy.push(node.marks?.length === 0 ? { type: 'text', text: node.text } : node);
  }
  return tidy as Node[];
}

const lookTheSame = (one: Mark[], other: Mark[]): boolean => JSON.stringify(one) === JSON.stringify(other);

function withoutEmptyContent<Node extends { content?: unknown[] | undefined }>(node: Node): Node {
  if (node.content === undefined || node.content.length > 0) return node;
  const { content: _empty, ...rest } = node;
  return rest as Node;
}

/** Empty paragraphs at the end are only there to write on. */
function withoutEmptyEnd(content: Block[]): Block[] {
  const end = content.findLastIndex((last) => last.type !== 'paragraph' || last.content !== undefined);
  return content.slice(0, Math.max(1, end + 1));
}

/**
 * A sentence when the rows of a table do not fill the same columns, spans counted, with nothing over another, or fill too
 * many. It stops at the first fault: spans make a short text a vast table.
 */
function tableFault(rows: TableRow[]): string | undefined {
  const uneven = 'A table has rows of different lengths. Make it again.';
  const taken = rows.map(() => new Set<number>());
  for (const [top, row] of rows.entries()) {
    let left = 0;
    for (const { attrs } of row.content) {
      while (taken[top]!.has(left)) left += 1;
      if (top + attrs.rowspan > rows.length) return uneven;
      if (left + attrs.colspan > mostColumns) return `A table is too wide to read: keep it to ${mostColumns} columns.`;
      for (let down = top; down < top + attrs.rowspan; down += 1) {
        for (let right = left; right < left + attrs.colspan; right += 1) {
          if (taken[down]!.has(right)) return uneven;
          taken[down]!.add(right);
        }
      }
    }
  }
  const columns = taken[0]!.size;
  const isFull = taken.every((filled) => filled.size === columns && Math.max(-1, ...filled) === columns - 1);
  return isFull && columns > 0 ? undefined : uneven;
}

/** The text alone, a line for each paragraph, heading, item or cell; notes after it. Pictures and embeds are left out. */
export const plainText = (body: Body): string =>
  [...body.content.flatMap(linesOf), ...footnotesOf(body).map(({ content }) => inlineText(content))]
    .filter(Boolean)
    .join('\n');

function linesOf(block: Block | ListItem | TableRow | TableCell): string[] {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
    case 'pullQuote':
      return [inlineText(block.content)];
    case 'bulletList':
    case 'orderedList':
    case 'blockquote':
    case 'listItem':
    case 'table':
    case 'tableRow':
    case 'tableHeader':
    case 'tableCell':
      return block.content.flatMap(linesOf);
    case 'codeBlock':
      return (block.content ?? []).flatMap(({ text }) => text.split('\n'));
    case 'figure':
    case 'gallery':
    case 'divider':
    case 'embed':
      return [];
    default:
      return block satisfies never;
  }
}

const inlineText = (content: Inline[] = []): string =>
  content
    .map((node) => (node.type === 'text' ? node.text : node.type === 'hardBreak' ? ' ' : ''))
    .join('')
    .replace(/\s+/g, ' ')
    .trim();

/** The notes of a text in their order: the first is number 1. */
export function footnotesOf(body: Body): Footnote[] {
  const within = (node: { type: string; content?: unknown[] }): Footnote[] =>
    node.type === 'footnote'
      ? [node as Footnote]
      : ((node.content ?? []) as { type: string; content?: unknown[] }[]).flatMap(within);
  return body.content.flatMap(within);
}

/** The pull quotes of a text, in their order. */
export const pullQuotesOf = (body: Body): string[] =>
  body.content.flatMap((block) => (block.type === 'pullQuote' ? [inlineText(block.content)] : [])).filter(Boolean);

/** Every picture of a text, those of galleries too. */
export const figuresOf = (body: Body): Figure[] =>
  body.content.flatMap((block) => (block.type === 'figure' ? block : block.type === 'gallery' ? block.content : []));

/** The picture that stands for the article: the first in its text. */
export const leadFigure = (body: Body): Figure | null => figuresOf(body)[0] ?? null;

/** Whether there is nothing to read or see. */
export const isEmptyBody = (body: Body): boolean =>
  figuresOf(body).length === 0 && plainText(body) === '' && body.content.every(({ type }) => type !== 'embed');

/** Minutes a practised reader needs for the text (see measure.ts). */
export const readingMinutes = (body: Body): number => minutesFor(measureText(plainText(body)));

/** How the text begins, for where there is no standfirst: whole words, at most `most` characters, '…' when cut. */
export function excerpt(body: Body, most = 200): string {
  const text = body.content
    .filter((block) => block.type === 'paragraph')
    .map((block) => inlineText(block.content))
    .filter(Boolean)
    .join(' ');
  if (text.length <= most) return text;
  const cut = text.slice(0, most);
  const end = cut.lastIndexOf(' ');
  return `${(end > most / 2 ? cut.slice(0, end) : cut).toWellFormed().replace(/[\s\ufffd,;:.–—-]+$/u, '')}…`;
}
