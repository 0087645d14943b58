import { DomainError } from '#lib/errors';
import { pastingWords } from '#lib/words/pasting';
import { type Block, type Body, emptyBody, type Figure, type Footnote, type Inline } from '../body.ts';
import { headingIds } from '../heading-ids.ts';
import { bodyInput } from '../rules.ts';
import { captionOf, childSource, clipped, sourceOf, storedPicture, tidy } from './images.ts';
import { linesOf, marksOf, raised, type Setting, withoutInvisible } from './line.ts';
import { filmAddress, linkOf } from './links.ts';
import { append, type ListPart, listsOf, quotesOf } from './lists.ts';
import { type FoundNotes, notesIn } from './notes.ts';
import { ownBody, ownCard, ownPictures, ownRoot } from './own.ts';
import { type Ranks, ranksOf } from './ranks.ts';
import { langOf, settingOf } from './settings.ts';
import { codeText, isCode, isNotText, isPullQuote, isQuoteOfWord, languageOfCode, left, wordItem } from './sources.ts';
import { classesOf, isHidden, styleOf } from './styles.ts';
import { type FoundCell, tableOf } from './tables.ts';
import { blocks as blockNames, type Element, type Node, treeOf } from './tree.ts';

/**
 * A picture that a piece of HTML shows. `key` stands in its figure: the id of a stored one, where the HTML names that, or
 * else in its place. `source` is its address, which may be `data:`.
 */
export type IncomingPicture = { key: string; source: string; width?: number; height?: number };

export type Reading = {
  body: Body;
  pictures: IncomingPicture[];
  /** A sentence for each thing that could not be taken along as it was. */
  remarks: string[];
  /**
   * It was written by `htmlOf`, and `body` is that text as it would be stored; `written` is the same to the letter, with
   * empty paragraphs at its end. `attributes` are those of the element around it.
   */
  own: { written: Body; attributes: Map<string, string> } | null;
};

type Options = {
  /** What the text around is written in: passages in another language say so. */
  language?: string;
};

/**
 * Reads HTML of any origin as a text of this magazine: what `htmlOf` wrote comes back to the letter; from Word, Google
 * Docs, Pages, LibreOffice and web pages come words and structure, without styles, scripts and tracking. What it returns
 * can be stored, once its pictures are. Throws DomainError with a sentence when that would be more than one article holds.
 */
export function bodyFromHtml(html: string, { language = 'en' }: Options = {}): Reading {
  const root = treeOf(html);
  const ours = ownRoot(root);
  const written = ours && ownBody(ours);
  const own = written && bodyInput.safeParse(written);
  if (own?.success)
    return {
      body: own.data,
      pictures: ownPictures(ours!),
      remarks: [],
      own: { written: written!, attributes: ours!.attributes },
    };

  const reader = new Reader(root, language);
  const result = bodyInput.safeParse(withKnownPlaces({ ...emptyBody, content: reader.read() }));
  if (!result.success) throw new DomainError(result.error.issues[0]!.message);
  return { body: result.data, pictures: reader.pictures, remarks: [...reader.remarks], own: null };
}

/** Links within the text, as far as they lead to one of its headings. */
function withKnownPlaces(body: Body): Body {
  const ids = new Set([...headingIds(body).values()].map((id) => `#${id}`));
  const leadsOn = (href: string) => !href.startsWith('#') || ids.has(href.toLowerCase());
  const within = <Part>(part: Part): Part => {
    if (Array.isArray(part)) return part.map(within) as Part;
    if (!part || typeof part !== 'object') return part;
    const { content, marks } = part as { content?: unknown; marks?: { type: string; attrs?: { href: string } }[] };
    return {
      ...part,
      ...(content !== undefined && { content: within(content) }),
      ...(marks && { marks: marks.filter(({ type, attrs }) => type !== 'link' || leadsOn(attrs!.href)) }),
    };
  };
  return within(body);
}

type Loose = Block | ListPart | { type: 'foundHeading'; rank: number; content: Inline[] };
type Context = Setting & { level: number; language: string; isQuiet: boolean };

/** Where blocks and lines are gathered while the tree is walked. */
class Flow {
  readonly parts: Loose[] = [];
  private line: Inline[] = [];

  put(node: Inline): void {
    this.line.push(node);
  }
  /** Ends the line that was begun. */
  end(): void {
    for (const content of linesOf(this.line)) this.parts.push({ type: 'paragraph', content });
    this.line = [];
  }
  add(part: Loose): void {
    this.end();
    this.parts.push(part);
  }
  addAll(parts: Loose[]): void {
    this.end();
    for (const part of parts) this.parts.push(part);
  }
}

class Reader {
  readonly pictures: IncomingPicture[] = [];
  readonly remarks = new Set<string>();
  private readonly notes: FoundNotes;
  private readonly ranks: Ranks;
  private readonly root: Element;
  private readonly language: string;

  constructor(root: Element, language: string) {
    this.root = root;
    this.language = language;
    this.notes = notesIn(root);
    this.ranks = ranksOf(root);
  }

  read(): Block[] {
    const plain: Context = {
      link: null,
      lang: null,
      bold: false,
      italic: false,
      code: false,
      keepsLines: false,
      level: 0,
      language: this.language,
      isQuiet: false,
    };
    const blocks = this.blocksOf(this.root.children, plain);
    // Google Docs draws a line before its notes.
    if (this.notes.holders.size > 0 && blocks.at(-1)?.type === 'divider') blocks.pop();
    return blocks.length > 0 ? blocks : [{ type: 'paragraph' }];
  }

  /** Blocks as a text may hold them. */
  private blocksOf(nodes: Node[], context: Context): Block[] {
    const flow = new Flow();
    this.walk(nodes, context, flow);
    flow.end();
    return this.settled(flow.parts);
  }

  private settled(parts: Loose[]): Block[] {
    const blocks: Block[] = [];
    let list: ListPart[] = [];
    const endList = () => {
      for (const block of listsOf(list)) blocks.push(block);
      list = [];
    };
    for (const part of parts) {
      if (part.type === 'listPart') {
        list.push(part);
        continue;
      }
      endList();
      blocks.push(
        part.type === 'foundHeading'
          ? { type: 'heading', attrs: { level: this.ranks.levelOf(part.rank) }, content: part.content }
          : part,
      );
    }
    endList();
    return blocks;
  }

  private walk(nodes: Node[], context: Context, flow: Flow): void {
    for (const node of nodes) {
      if (typeof node === 'string') this.text(node, context, flow);
      else this.element(node, context, flow);
    }
  }

  private text(source: string, context: Context, flow: Flow): void {
    const pieces = withoutInvisible(source).split(context.keepsLines ? /\r?\n|[\u2028\u2029\v]/ : /[\u2028\u2029\v]/);
    for (const [index, text] of pieces.entries()) {
      if (index > 0) flow.put({ type: 'hardBreak' });
      if (text === '') continue;
      const marks = marksOf(context, langOf(text, context));
      flow.put({ type: 'text', text, ...(marks.length > 0 && { marks }) });
    }
  }

  private element(element: Element, around: Context, flow: Flow): void {
    const { name, attributes, children } = element;
    const style = styleOf(element);
    if (left.has(name) || isHidden(element, style) || isNotText(element, style)) {
      if (name === 'svg' && children.length > 0 && Number.parseFloat(attributes.get('width') ?? '0') > 64)
        this.remarks.add(pastingWords.drawingLeftOut);
      return;
    }
    if (this.notes.holders.has(element) || this.notes.backLinks.has(element)) return;
    const context = {
      ...settingOf(element, style, around),
      level: around.level,
      language: around.language,
      isQuiet: around.isQuiet || this.notes.lists.has(element),
    };

    const rank = this.ranks.rankOf(element);
    if (rank !== null) {
      this.heading(element, rank, context, flow);
      return;
    }
    const word = wordItem(element, style);
    if (word) {
      const blocks = this.blocksOf(children, { ...context, level: word.level });
      flow.add({ type: 'listPart', ...word, continues: false, blocks });
      return;
    }

    switch (name) {
      case 'br':
        if (!classesOf(element).includes('Apple-interchange-newline')) flow.put({ type: 'hardBreak' });
        return;
      case 'hr':
        if (!context.isQuiet) flow.add({ type: 'divider' });
        return;
      case 'img':
        this.image(element, style, flow, context);
        return;
      case 'a':
        this.link(element, context, flow);
        return;
      case 'sup':
      case 'sub':
        this.raised(element, name, context, flow);
        return;
      case 'q':
        flow.put({ type: 'text', text: '“' });
        this.walk(children, context, flow);
        flow.put({ type: 'text', text: '”' });
        return;
      case 'rt':
        this.text('(', context, flow);
        this.walk(children, context, flow);
        this.text(')', context, flow);
        return;
      case 'rp':
        return;
      case 'input':
        if (attributes.get('type')?.toLowerCase() === 'checkbox')
          this.text(attributes.has('checked') ? '☑ ' : '☐ ', context, flow);
        return;
      case 'ul':
      case 'ol':
      case 'menu':
      case 'dir':
        this.list(element, context, flow);
        return;
      case 'li':
        flow.addAll(
          this.item(children, { ...context, level: context.level + 1 }, { isOrdered: false, start: 1, list: null }),
        );
        return;
      case 'blockquote':
        flow.addAll(quotesOf(this.blocksOf(children, { ...context, level: 0 })));
        return;
      case 'pre':
      case 'xmp':
      case 'listing':
        this.code(element, flow);
        return;
      case 'table':
        this.table(element, context, flow);
        return;
      case 'figure':
        this.figure(element, context, flow);
        return;
      case 'dt':
        flow.end();
        this.walk(children, { ...context, bold: true }, flow);
        flow.end();
        return;
      case 'iframe':
      case 'embed':
      case 'video':
      case 'audio':
        this.frame(element, flow);
        return;
    }
    if (isPullQuote(element)) {
      this.pullQuote(children, context, flow);
      return;
    }
    if (isQuoteOfWord(element)) {
      flow.addAll(quotesOf(this.blocksOf(children, context)));
      return;
    }
    if (isCode(element, style)) {
      this.code(element, flow);
      return;
    }
    if (!blockNames.has(name)) {
      this.walk(children, context, flow);
      return;
    }
    flow.end();
    const before = flow.parts.length;
    this.walk(children, context, flow);
    flow.end();
    if (classesOf(element).some((one) => /^(MsoCaption|wp-caption-text)$/.test(one))) this.captionBefore(flow, before);
  }

  private heading(element: Element, rank: number, context: Context, flow: Flow): void {
    if (context.isQuiet) return;
    const inner = new Flow();
    this.walk(element.children, { ...context, bold: false, level: 0 }, inner);
    inner.end();
    const content: Inline[] = [];
    for (const part of inner.parts) {
      if (part.type !== 'paragraph') continue;
      if (content.length > 0) content.push({ type: 'text', text: ' ' });
      append(content, part.content ?? []);
    }
    const isBold = content.every((node) => node.type !== 'text' || node.marks?.some(({ type }) => type === 'bold'));
    const plain = content.map((node) =>
      node.type === 'text' && isBold ? { ...node, marks: node.marks?.filter(({ type }) => type !== 'bold') } : node,
    );
    flow.end();
    if (plain.length > 0) flow.add({ type: 'foundHeading', rank, content: plain });
    flow.addAll(inner.parts.filter(({ type }) => type !== 'paragraph'));
  }

  private pullQuote(children: Node[], context: Context, flow: Flow): void {
    const inner = this.blocksOf(children, context);
    const content: Inline[] = [];
    for (const block of inner) {
      if (block.type !== 'paragraph') continue;
      if (content.length > 0) content.push({ type: 'hardBreak' });
      append(content, block.content ?? []);
    }
    if (content.length > 0) flow.add({ type: 'pullQuote', content });
    flow.addAll(inner.filter(({ type }) => type !== 'paragraph'));
  }

  private link(element: Element, context: Context, flow: Flow): void {
    const holder = this.notes.noteOf.get(element);
    if (holder) {
      flow.put({ type: 'footnote', content: this.noteContent(holder, context) });
      return;
    }
    this.walk(element.children, { ...context, link: linkOf(element.attributes.get('href')) ?? context.link }, flow);
  }

  /** A note holds lines only. */
  private noteContent(holder: Element, context: Context): Footnote['content'] {
    const inner = this.blocksOf(holder.children, { ...context, link: null, bold: false, italic: false, level: 0 });
    const { blocks } = tableOf([[{ isHead: false, colspan: 1, rowspan: 1, blocks: inner }]]);
    const [table] = blocks;
    const lines = table?.type === 'table' ? table.content[0]!.content[0]!.content : [];
    return lines
      .flatMap(({ content }, index) => [...(index > 0 ? [{ type: 'hardBreak' as const }] : []), ...(content ?? [])])
      .filter((node) => node.type !== 'footnote');
  }

  private raised(element: Element, which: 'sup' | 'sub', context: Context, flow: Flow): void {
    const [only] = element.children;
    if (element.children.length === 1 && typeof only === 'string') this.text(raised(only.trim(), which), context, flow);
    else this.walk(element.children, context, flow);
  }

  private list(element: Element, context: Context, flow: Flow): void {
    const start = Number.parseInt(element.attributes.get('start') ?? '1', 10);
    const list = { isOrdered: element.name === 'ol', start: Number.isNaN(start) ? 1 : start, list: element };
    const level = context.level + 1;
    flow.end();
    for (const child of element.children) {
      if (typeof child === 'string') {
        if (child.trim() !== '') flow.addAll(this.item([child], { ...context, level }, list));
        continue;
      }
      if (child.name !== 'li') {
        // Google Docs puts the inner list beside the item, browsers what stands there at all.
        const inner = new Flow();
        this.element(child, { ...context, level }, inner);
        inner.end();
        const blocks = inner.parts.filter((part) => part.type !== 'listPart');
        if (blocks.length > 0)
          flow.add({ type: 'listPart', level, ...list, continues: true, blocks: this.settled(blocks) });
        flow.addAll(inner.parts.filter((part) => part.type === 'listPart'));
        continue;
      }
      const style = styleOf(child);
      if (isHidden(child, style) || this.notes.holders.has(child)) continue;
      // Word in the browser makes a list of each item and says the level beside it.
      const said = Number.parseInt(child.attributes.get('data-aria-level') ?? '', 10);
      const inner = { ...settingOf(child, style, context), language: context.language, isQuiet: context.isQuiet };
      const id = child.attributes.get('data-listid');
      flow.addAll(
        this.item(
          child.children,
          { ...inner, level: said > 0 ? said : level },
          { ...list, list: id === undefined ? element : `listid ${id}` },
        ),
      );
    }
  }

  private item(children: Node[], context: Context, list: Pick<ListPart, 'isOrdered' | 'start' | 'list'>): ListPart[] {
    const inner = new Flow();
    this.walk(children, { ...context, bold: context.bold }, inner);
    inner.end();
    const parts: ListPart[] = [];
    let blocks: Loose[] = [];
    const end = () => {
      if (blocks.length > 0 || parts.length === 0)
        parts.push({
          type: 'listPart',
          level: context.level,
          ...list,
          continues: parts.length > 0,
          blocks: this.settled(blocks),
        });
      blocks = [];
    };
    for (const part of inner.parts) {
      if (part.type !== 'listPart') {
        blocks.push(part);
        continue;
      }
      if (blocks.length > 0) end();
      parts.push(part);
    }
    if (blocks.length > 0) end();
    return parts;
  }

  private code(element: Element, flow: Flow): void {
    const text = codeText(element)
      .replace(/\r\n?/g, '\n')
      .replace(/^\n/, '')
      .replace(/\s+$/, '')
      .replaceAll('\u00a0', ' ');
    const language = languageOfCode(element);
    flow.add({ type: 'codeBlock', attrs: { language }, ...(text !== '' && { content: [{ type: 'text', text }] }) });
  }

  private table(element: Element, context: Context, flow: Flow): void {
    const rows: { cells: Element[]; isHead: boolean }[] = [];
    /** Captions, and words where none may stand: they come first, as in a browser. */
    const before: Node[] = [];
    const gather = (within: Element, isHead: boolean) => {
      for (const child of within.children) {
        if (typeof child === 'string' || !/^(tr|tbody|thead|tfoot|colgroup|col)$/.test(child.name)) before.push(child);
        else if (child.name === 'tr') {
          const isCell = (node: Node): node is Element => typeof node !== 'string' && /^t[dh]$/.test(node.name);
          rows.push({ isHead, cells: child.children.filter(isCell) });
          for (const other of child.children) if (!isCell(other)) before.push(other);
        } else gather(child, child.name === 'thead');
      }
    };
    gather(element, false);
    const holdsTable = (node: Node): boolean =>
      typeof node !== 'string' && (node.name === 'table' || node.children.some(holdsTable));
    const hasTable = rows.some(({ cells }) => cells.some((cell) => cell.children.some(holdsTable)));
    const count = rows.reduce((sum, { cells }) => sum + cells.length, 0);
    flow.end();
    this.walk(before, context, flow);
    flow.end();
    const inner = { ...context, level: 0 };
    if (hasTable || count <= 1 || element.attributes.get('role') === 'presentation') {
      for (const { cells } of rows) {
        for (const cell of cells) {
          this.walk(
            cell.children,
            { ...settingOf(cell, styleOf(cell), inner), level: 0, language: inner.language, isQuiet: inner.isQuiet },
            flow,
          );
          flow.end();
        }
      }
      return;
    }
    const found = rows.map(({ cells, isHead }) => cells.map((cell) => this.cell(cell, isHead, inner)));
    const { blocks, isFlat, hasMoved } = tableOf(found);
    if (isFlat) this.remarks.add(pastingWords.tableFlattened);
    if (hasMoved) this.remarks.add(pastingWords.tableInCell);
    flow.addAll(blocks);
  }

  private cell(cell: Element, isInHead: boolean, context: Context): FoundCell {
    const isHead = isInHead || cell.name === 'th';
    const setting = settingOf(cell, styleOf(cell), context);
    const inner = { ...setting, level: 0, language: context.language, isQuiet: context.isQuiet };
    const blocks = this.blocksOf(cell.children, isHead ? { ...inner, bold: false } : inner);
    const span = (name: string) => {
      const number = Number.parseInt(cell.attributes.get(name) ?? '1', 10);
      return Number.isNaN(number) || number < 0 ? 1 : number;
    };
    return { isHead, colspan: span('colspan') || 1, rowspan: span('rowspan'), blocks };
  }

  private figure(element: Element, context: Context, flow: Flow): void {
    const card = element.attributes.has('data-embed') ? ownCard(element) : null;
    if (card) {
      flow.add(card);
      return;
    }
    const caption = element.children.find(
      (child): child is Element => typeof child !== 'string' && child.name === 'figcaption',
    );
    const rest = element.children.filter((child) => child !== caption);
    const blocks = this.blocksOf(rest, { ...context, level: 0 });
    const words = caption ? captionOf(caption) : null;
    const figures = blocks.flatMap((block) =>
      block.type === 'figure' ? block : block.type === 'gallery' ? block.content : [],
    );
    const [first] = blocks;
    if (figures.length === 1 && blocks.length === 1 && words) {
      const { attrs } = figures[0]!;
      flow.add({
        type: 'figure',
        attrs: {
          ...attrs,
          caption: clipped(words.caption, 1000) || attrs.caption,
          credit: clipped(words.credit, 300) || attrs.credit,
        },
      });
      return;
    }
    if (
      figures.length > 1 &&
      figures.length === blocks.flatMap((block) => (block.type === 'gallery' ? block.content : block)).length
    ) {
      const all = [words?.caption, words?.credit].filter(Boolean).join(' ');
      for (let at = 0; at < figures.length; at += mostInGallery) {
        const content = figures.slice(at, at + mostInGallery);
        flow.add({ type: 'gallery', attrs: { caption: clipped(all, 1000) }, content });
      }
      return;
    }
    if (first?.type === 'embed' && blocks.length === 1 && words) {
      flow.add({
        type: 'embed',
        attrs: { ...first.attrs, caption: clipped([words.caption, words.credit].filter(Boolean).join(' '), 1000) },
      });
      return;
    }
    flow.addAll(blocks);
    if (caption) {
      this.walk(caption.children, context, flow);
      flow.end();
    }
  }

  private image(element: Element, style: Map<string, string>, flow: Flow, context: Context): void {
    const { attributes } = element;
    const alt = tidy(withoutInvisible(attributes.get('alt') ?? ''));
    const measure = (name: string) => Number.parseFloat(attributes.get(name) ?? style.get(name) ?? 'NaN');
    const [width, height] = [measure('width'), measure('height')];
    if (width <= 1 || height <= 1) return; // it was there to count whoever looked at it
    if (
      /^\p{Extended_Pictographic}/u.test(alt) &&
      [...alt].length <= 8 &&
      (width <= 72 || /emoji/i.test(`${attributes.get('class')} ${attributes.get('src')}`))
    ) {
      this.text(alt, context, flow);
      return;
    }
    const source = sourceOf(attributes);
    if (source === null) return;
    if (/^data:image\/svg/i.test(source)) {
      this.remarks.add(pastingWords.drawingLeftOut);
      return;
    }
    const key = storedPicture(source) ?? `incoming-${this.pictures.length + 1}`;
    this.pictures.push({ key, source, ...(width > 0 && height > 0 && { width, height }) });
    flow.add({ type: 'figure', attrs: { media: key, alt: clipped(alt, 1000), caption: '', credit: '' } });
  }

  /** Words below a picture become its caption, where the source says that they are. */
  private captionBefore(flow: Flow, before: number): void {
    const picture = flow.parts[before - 1];
    const words = flow.parts.slice(before);
    const [line] = words;
    if (picture?.type !== 'figure' || picture.attrs.caption !== '' || words.length !== 1 || line?.type !== 'paragraph')
      return;
    const caption = (line.content ?? []).map((node) => (node.type === 'text' ? node.text : ' ')).join('');
    if (caption.length > 1000) return;
    flow.parts.length = before;
    flow.parts[before - 1] = { ...picture, attrs: { ...picture.attrs, caption } } satisfies Figure;
  }

  private frame({ attributes, children }: Element, flow: Flow): void {
    const source = attributes.get('src') ?? childSource(children);
    const film = filmAddress(source);
    const title = tidy(attributes.get('title') ?? '');
    if (film) {
      flow.add({ type: 'embed', attrs: { url: film, title: clipped(title, 300), caption: '' } });
      return;
    }
    const href = linkOf(source);
    if (!href?.startsWith('http') || title === '') return;
    flow.add({
      type: 'paragraph',
      content: [{ type: 'text', text: title, marks: [{ type: 'link', attrs: { href } }] }],
    });
  }
}

const mostInGallery = 40;
