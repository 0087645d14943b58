/**
 * The text of an article as it is stored: ProseMirror JSON, restricted to what this magazine sets. The editor
 * (components/desk/editor) writes it, `bodyInput` in rules.ts checks it, components/articles/article-body.tsx draws it.
 */
export type Body = { type: 'doc'; content: Block[] };

export type Block = Paragraph | Heading | List | Quote | Figure;
export type Paragraph = { type: 'paragraph'; content?: Inline[] };
export type Heading = { type: 'heading'; attrs: { level: 2 | 3 }; content?: Inline[] };
export type List = { type: 'bulletList' | 'orderedList'; attrs?: { start: number }; content: ListItem[] };
export type ListItem = { type: 'listItem'; content: (Paragraph | List)[] };
export type Quote = { type: 'blockquote'; content: (Paragraph | List)[] };

/** A picture with its words. `media` is the id of a stored picture (db/schema/media.ts). */
export type Figure = { type: 'figure'; attrs: { media: string; alt: string; caption: string; credit: string } };

export type Inline = Text | HardBreak;
export type Text = { type: 'text'; text: string; marks?: Mark[] };
export type HardBreak = { type: 'hardBreak' };
export type Mark = { type: 'bold' } | { type: 'italic' } | { type: 'link'; attrs: { href: string } };

export const emptyBody: Body = { type: 'doc', content: [{ type: 'paragraph' }] };
