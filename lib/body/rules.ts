import { z } from 'zod';
import { isLongerThan, tidyText } from '#lib/forms/fields';
import type { Block, Body, Figure, Heading, Inline, List, ListItem, Mark, Paragraph, Quote } from './body.ts';

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

/** Written text as it is kept: composed, and nothing that a database or a page cannot hold. Spaces stay as typed. */
const inkText = (value: string): string =>
  value
    .toWellFormed()
    .normalize('NFC')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '');

const mark: z.ZodType<Mark> = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('bold') }),
  z.strictObject({ type: z.literal('italic') }),
  z.strictObject({
    type: z.literal('link'),
    attrs: z.strictObject({
      href: z.string().refine(isLinkTarget, 'A link must begin with https://, http://, mailto:, / or #.'),
    }),
  }),
]);

const inline: z.ZodType<Inline> = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('text'),
    text: z.string().min(1).transform(inkText),
    marks: z
      .array(mark)
      .refine((marks) => new Set(marks.map(({ type }) => type)).size === marks.length)
      .optional(),
  }),
  z.strictObject({ type: z.literal('hardBreak') }),
]);

/** A text that held only control characters is nothing any more, and an empty text node breaks the editor. */
const inlines = z.array(inline).transform((nodes) => nodes.filter((node) => node.type !== 'text' || node.text !== ''));

const paragraph: z.ZodType<Paragraph> = z.strictObject({
  type: z.literal('paragraph'),
  content: inlines.optional(),
});

const heading: z.ZodType<Heading> = z.strictObject({
  type: z.literal('heading'),
  attrs: z.strictObject({ level: z.union([z.literal(2), z.literal(3)]) }),
  content: inlines.optional(),
});

const list: z.ZodType<List> = z.lazy(() =>
  z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('bulletList'), content: z.array(listItem).min(1) }),
    z.strictObject({
      type: z.literal('orderedList'),
      attrs: z.strictObject({ start: z.int().min(0).max(99_999) }).optional(),
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
    alt: figureWords(1000, 'alternative text'),
    caption: figureWords(1000, 'caption'),
    credit: figureWords(300, 'credit'),
  }),
});

const blocks: Record<string, z.ZodType<Block>> = {
  paragraph,
  heading,
  bulletList: list,
  orderedList: list,
  blockquote: quote,
  figure,
};

/** Chosen by type rather than tried one after the other: a refusal then names what is wrong with that one block. */
const block = z
  .custom<{ type: string }>((value) => typeof (value as { type?: unknown } | null)?.type === 'string')
  .transform((value, context): Block => {
    const known = Object.hasOwn(blocks, value.type) ? blocks[value.type] : undefined;
    const result = known?.safeParse(value);
    if (result?.success) return result.data;
    context.addIssue({ code: 'custom', message: sentenceOf(result?.error) });
    return z.NEVER;
  });

const doc = z.strictObject({ type: z.literal('doc'), content: z.array(block).min(1).max(mostBlocks) });

/** An article's text as it may be stored: nothing that `body.ts` does not name, links that lead somewhere safe, NFC. */
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

function figureWords(most: number, name: string) {
  return z
    .string()
    .transform((value) => tidyText(inkText(value)).replace(/\s+/g, ' '))
    .refine(
      (value) => !isLongerThan(value, most),
      `The ${name} of a picture is too long: keep it under ${most.toLocaleString('en')} characters.`,
    );
}

/** The text alone, a line for each paragraph, heading or item. Pictures are left out. */
export const plainText = (body: Body): string => body.content.flatMap(linesOf).filter(Boolean).join('\n');

function linesOf(block: Block | ListItem): string[] {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return [inlineText(block.content)];
    case 'bulletList':
    case 'orderedList':
    case 'blockquote':
    case 'listItem':
      return block.content.flatMap(linesOf);
    case 'figure':
      return [];
    default:
      return block satisfies never;
  }
}

const inlineText = (content: Inline[] = []): string =>
  content
    .map((node) => (node.type === 'text' ? node.text : ' '))
    .join('')
    .replace(/\s+/g, ' ')
    .trim();

export const figuresOf = (body: Body): Figure[] => body.content.filter((block) => block.type === 'figure');

/** The picture that stands for the article: the first in its text. */
export const leadFigure = (body: Body): Figure | null => figuresOf(body)[0] ?? null;

/** Whether there is nothing to read or see. */
export const isEmptyBody = (body: Body): boolean => figuresOf(body).length === 0 && plainText(body) === '';

/** Minutes a practised reader needs: 230 words or 500 syllables of Hangul (or characters of Hanja) in one. */
export function readingMinutes(body: Body): number {
  const text = plainText(body);
  const syllables = text.match(/[\p{Script=Hangul}\p{Script=Han}]/gu)?.length ?? 0;
  const words =
    text.replace(/[\p{Script=Hangul}\p{Script=Han}]/gu, ' ').match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu)?.length ??
    0;
  return Math.max(1, Math.round(words / 230 + syllables / 500));
}

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
