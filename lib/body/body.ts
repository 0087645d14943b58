/**
 * The text of an article as it is stored: ProseMirror JSON, restricted to what this magazine sets. The editor
 * (components/desk/editor) writes it, `bodyInput` in rules.ts checks it, components/articles/article-body.tsx draws it.
 */
export type Body = { type: 'doc'; attrs: { version: typeof bodyVersion }; content: Block[] };

/**
 * Rises when what a text may hold changes, together with a migration of what is stored. The first, which named none, knew
 * neither pull quotes, galleries, tables, code, dividers, embeds nor footnotes.
 */
export const bodyVersion = 2;

export type Block =
  | Paragraph
  | Heading
  | List
  | Quote
  | PullQuote
  | Figure
  | Gallery
  | Table
  | CodeBlock
  | Divider
  | Embed;
export type Paragraph = { type: 'paragraph'; content?: Inline[] };
/** The headline is the first level of a page. */
export type Heading = { type: 'heading'; attrs: { level: 2 | 3 | 4 }; content?: Inline[] };
export type List = { type: 'bulletList' | 'orderedList'; attrs?: { start: number }; content: ListItem[] };
export type ListItem = { type: 'listItem'; content: (Paragraph | List)[] };
export type Quote = { type: 'blockquote'; content: (Paragraph | List)[] };
/** Words of the article set large beside it. */
export type PullQuote = { type: 'pullQuote'; content?: Inline[] };

/** A picture with its words. `media` is the id of a stored picture (db/schema/media.ts). */
export type Figure = { type: 'figure'; attrs: { media: string; alt: string; caption: string; credit: string } };
/** Pictures that belong together; each has its words, and all have one caption. */
export type Gallery = { type: 'gallery'; attrs: { caption: string }; content: Figure[] };

/** Every row fills the same columns, spans counted. */
export type Table = { type: 'table'; content: TableRow[] };
export type TableRow = { type: 'tableRow'; content: TableCell[] };
export type TableCell = {
  type: 'tableHeader' | 'tableCell';
  attrs: { colspan: number; rowspan: number };
  content: Paragraph[];
};

/** `language` names what the code is written in, or is empty. */
export type CodeBlock = { type: 'codeBlock'; attrs: { language: string }; content?: PlainText[] };
export type PlainText = { type: 'text'; text: string };
export type Divider = { type: 'divider' };

/** Something that stands elsewhere, as a card that asks nobody for anything until it is pressed. */
export type Embed = { type: 'embed'; attrs: { url: string; title: string; caption: string } };

export type Inline = Text | HardBreak | Footnote;
export type Text = { type: 'text'; text: string; marks?: Mark[] };
export type HardBreak = { type: 'hardBreak' };
/** A note at this place. Its number is its place among the notes of the text, and is not stored. */
export type Footnote = { type: 'footnote'; content?: (Text | HardBreak)[] };
/** In the order in which they are stored, the outermost first. `lang` is a BCP 47 tag. */
export type Mark =
  | { type: 'link'; attrs: { href: string } }
  | { type: 'lang'; attrs: { lang: string } }
  | { type: 'bold' }
  | { type: 'italic' }
  | { type: 'code' };

export const emptyBody: Body = { type: 'doc', attrs: { version: bodyVersion }, content: [{ type: 'paragraph' }] };

/** The text of these blocks. */
export const bodyOf = (...content: Block[]): Body => ({ ...emptyBody, content });
