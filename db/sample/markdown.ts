import { lexer, type Token, type Tokens } from 'marked';
import {
  type Block,
  type Body,
  bodyOf,
  type Figure,
  type Inline,
  type List,
  type ListItem,
  type Mark,
  type Paragraph,
  type Quote,
} from '#lib/body/body';

/** Where a piece of Markdown stands, for the sentence that says what is wrong with it. */
export type Place = { file: string; line: number };

/** Finds the stored picture of a drawing by its name. */
export type FindPicture = (drawing: string) => string | undefined;

/**
 * Turns the Markdown of a sample text into an article's body. It knows what the magazine sets and nothing else: anything
 * more is an error with file and line, because it would be lost in silence. `place` is where `markdown` begins.
 */
export function bodyFromMarkdown(markdown: string, place: Place, findPicture: FindPicture): Body {
  const content: Block[] = [];
  let line = place.line;
  for (const token of lexer(markdown)) {
    const block = blockFrom(token, { file: place.file, line }, findPicture);
    if (block) content.push(block);
    line += token.raw.split('\n').length - 1;
  }
  if (content.length === 0) fail(place, 'there is no text');
  return bodyOf(...content);
}

function blockFrom(token: Token, place: Place, findPicture: FindPicture): Block | null {
  switch (token.type) {
    case 'space':
      return null;
    case 'heading':
      if (token.depth !== 2 && token.depth !== 3) return fail(place, 'only headings ## and ### can be set');
      return { type: 'heading', attrs: { level: token.depth }, content: inlineFrom(token.tokens ?? [], place) };
    case 'paragraph': {
      const [first, ...others] = token.tokens ?? [];
      if (first?.type === 'image' && others.length === 0) return figureFrom(first as Tokens.Image, place, findPicture);
      return paragraphFrom(token, place);
    }
    case 'blockquote':
      return quoteFrom(token as Tokens.Blockquote, place);
    case 'list':
      return listFrom(token as Tokens.List, place);
    default:
      return fail(place, `this cannot be set: ${token.type}`);
  }
}

/** `![what is seen](drawing:its-name "Caption. | Whose it is")` */
function figureFrom(image: Tokens.Image, place: Place, findPicture: FindPicture): Figure {
  const name = /^drawing:([a-z0-9-]+)$/.exec(image.href)?.[1];
  if (!name) return fail(place, `a picture must be a drawing, not ${image.href}`);
  const media = findPicture(name);
  if (!media) return fail(place, `there is no drawing ${name}`);
  const [caption = '', credit = ''] = (image.title ?? '').split(' | ');
  if (!image.text || !caption) return fail(place, `the picture ${name} needs alternative text and a caption`);
  return { type: 'figure', attrs: { media, alt: image.text, caption, credit: credit.replace(/^Credit: /, '') } };
}

/** Also for the text of a list item, which marked calls 'text' when no empty lines stand between the items. */
const paragraphFrom = (token: Token, place: Place): Paragraph => ({
  type: 'paragraph',
  content: inlineFrom('tokens' in token ? (token.tokens ?? []) : [], place),
});

const quoteFrom = (token: Tokens.Blockquote, place: Place): Quote => ({
  type: 'blockquote',
  content: innerBlocks(token.tokens, place),
});

function listFrom(token: Tokens.List, place: Place): List {
  const content = token.items.map((item): ListItem => {
    if (item.task) fail(place, 'check boxes cannot be set');
    return { type: 'listItem', content: innerBlocks(item.tokens, place) };
  });
  if (!token.ordered) return { type: 'bulletList', content };
  return { type: 'orderedList', attrs: { start: Number(token.start) || 1 }, content };
}

function innerBlocks(tokens: Token[], place: Place): (Paragraph | List)[] {
  return tokens.flatMap((token): (Paragraph | List)[] => {
    if (token.type === 'space') return [];
    if (token.type === 'list') return [listFrom(token as Tokens.List, place)];
    if (token.type === 'paragraph' || token.type === 'text') return [paragraphFrom(token, place)];
    return fail(place, `this cannot be set inside a quote or a list: ${token.type}`);
  });
}

function inlineFrom(tokens: Token[], place: Place, marks: Mark[] = []): Inline[] {
  return tokens.flatMap((token): Inline[] => {
    const inner = (mark: Mark) => inlineFrom(('tokens' in token && token.tokens) || [], place, [...marks, mark]);
    switch (token.type) {
      case 'text':
      case 'escape':
        if (/&#?\w+;/.test(token.text)) fail(place, `write the character itself, not ${token.text}`);
        return [{ type: 'text', text: token.text.replace(/\s*\n\s*/g, ' '), ...(marks.length > 0 && { marks }) }];
      case 'strong':
        return inner({ type: 'bold' });
      case 'em':
        return inner({ type: 'italic' });
      case 'link':
        if (token.title) fail(place, 'a link has no title here');
        return inner({ type: 'link', attrs: { href: token.href } });
      case 'br':
        return [{ type: 'hardBreak' }];
      default:
        return fail(place, `this cannot be set in a line: ${token.type}`);
    }
  });
}

export function fail(place: Place, what: string): never {
  throw new Error(`${place.file}:${place.line}: ${what}.`);
}
