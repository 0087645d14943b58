import type { ReactNode } from 'react';
import { MixedText } from '#components/ui/mixed-text';
import { Photo, photoSizes } from '#components/ui/photo';
import type {
  Block,
  Body,
  Embed,
  Figure as FigureBlock,
  Footnote,
  Inline,
  ListItem,
  Table,
  TableRow,
  Text,
} from '#lib/body/body';
import { headingIds } from '#lib/body/heading-ids';
import { footnotesOf } from '#lib/body/rules';
import { frameOf, sourceOf } from '#lib/embeds';
import type { Picture } from '#lib/media/picture';
import { siteWords } from '#lib/words/site';

type Props = { body: Body; pictures: Record<string, Picture>; language: string };

/** What every piece of a text needs to know of the whole. */
type Whole = {
  pictures: Record<string, Picture>;
  language: string;
  numbers: Map<Footnote, number>;
  tables: Map<Table, number>;
};

/** The text of an article as readers see it. What the editor can write, and only that, is drawn here. */
export function ArticleBody({ body, pictures, language }: Props) {
  const ids = headingIds(body);
  const notes = footnotesOf(body);
  const tables = body.content.filter((block) => block.type === 'table');
  const whole: Whole = {
    pictures,
    language,
    numbers: new Map(notes.map((note, index) => [note, index + 1])),
    tables: new Map(tables.map((table, index) => [table, index + 1])),
  };
  return (
    <>
      {body.content.map((block, index) => (
        <BlockOnPage key={index} block={block} id={ids.get(index)} whole={whole} />
      ))}
      {notes.length > 0 && <Footnotes notes={notes} whole={whole} />}
    </>
  );
}

type BlockProps = { block: Block; id?: string; whole: Whole };

function BlockOnPage({ block, id, whole }: BlockProps): ReactNode {
  const { pictures, language } = whole;
  const inline = (content?: Inline[]) => <InlineText content={content} whole={whole} />;
  const within = (blocks: Block[]) =>
    blocks.map((child, index) => <BlockOnPage key={index} block={child} whole={whole} />);
  switch (block.type) {
    case 'paragraph':
      return block.content?.length ? <p>{inline(block.content)}</p> : null;
    case 'heading': {
      const Heading = `h${block.attrs.level}` as const;
      return <Heading id={id}>{inline(block.content)}</Heading>;
    }
    case 'bulletList':
      return <ul>{itemsOf(block.content, within)}</ul>;
    case 'orderedList':
      return (
        <ol start={block.attrs?.start === 1 ? undefined : block.attrs?.start}>{itemsOf(block.content, within)}</ol>
      );
    case 'blockquote':
      return <blockquote>{within(block.content)}</blockquote>;
    case 'pullQuote':
      return <p className="pull-quote">{inline(block.content)}</p>;
    case 'figure':
      return <Figure figure={block} picture={pictures[block.attrs.media]} language={language} />;
    case 'gallery':
      return (
        <figure className="gallery">
          {block.content.map((figure, index) => (
            <Figure
              key={index}
              figure={figure}
              picture={pictures[figure.attrs.media]}
              language={language}
              sizes={photoSizes.gallery}
            />
          ))}
          {block.attrs.caption && (
            <figcaption>
              <MixedText text={block.attrs.caption} language={language} />
            </figcaption>
          )}
        </figure>
      );
    case 'table':
      return <TableOnPage table={block} number={whole.tables.get(block) ?? 1} within={within} />;
    case 'codeBlock':
      return (
        <pre>
          <code className={block.attrs.language ? `language-${block.attrs.language}` : undefined}>
            {block.content?.map(({ text }) => text)}
          </code>
        </pre>
      );
    case 'divider':
      return <hr />;
    case 'embed':
      return (
        <figure className="embed">
          <EmbedCard embed={block} language={language} />
          {block.attrs.caption && (
            <figcaption>
              <MixedText text={block.attrs.caption} language={language} />
            </figcaption>
          )}
        </figure>
      );
    default:
      return block satisfies never;
  }
}

type TableProps = { table: Table; number: number; within: (blocks: Block[]) => ReactNode };

/** A table, which may be wider than the page: it is pushed sideways by itself, with the keys too. */
function TableOnPage({ table, number, within }: TableProps) {
  const [first, ...others] = table.content;
  // A cell that reaches down out of the head would be cut off there.
  const isHead =
    others.length > 0 && first!.content.every(({ type, attrs }) => type === 'tableHeader' && attrs.rowspan === 1);
  const rows = (from: TableRow[], isOfHead: boolean) =>
    from.map((row, index) => (
      <tr key={index}>
        {row.content.map(({ type, attrs, content }, column) => {
          const { colspan, rowspan } = attrs;
          const spans = {
            colSpan: colspan === 1 ? undefined : colspan,
            rowSpan: rowspan === 1 ? undefined : rowspan,
          };
          return type === 'tableHeader' ? (
            <th key={column} scope={isOfHead || (from === table.content && index === 0) ? 'col' : 'row'} {...spans}>
              {within(content)}
            </th>
          ) : (
            <td key={column} {...spans}>
              {within(content)}
            </td>
          );
        })}
      </tr>
    ));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what is pushed sideways must be reached by keys
    <section className="table" aria-label={siteWords.article.table(number)} tabIndex={0}>
      <table>
        {isHead && <thead>{rows([first!], true)}</thead>}
        <tbody>{rows(isHead ? others : table.content, false)}</tbody>
      </table>
    </section>
  );
}

/** A link to what stands elsewhere. Where there is a player for it, a press sets that in its place (embeds.enhance.ts). */
function EmbedCard({ embed: { attrs }, language }: { embed: Embed; language: string }) {
  const frame = frameOf(attrs.url);
  const source = sourceOf(attrs.url);
  const title =
    attrs.title || (frame ? siteWords.article.untitledEmbed(source) : attrs.url.replace(/^https:\/\//i, ''));
  return (
    <a
      className="embed-card"
      href={attrs.url}
      rel="noopener"
      data-frame={frame?.src}
      data-shape={frame?.shape}
      data-title={frame ? title : undefined}
    >
      <span className="embed-from">{source}</span>
      <span className="embed-title">
        <MixedText text={title} language={language} />
      </span>
      {frame && <span className="embed-does embed-plays">{siteWords.article.embedPlays(source)}</span>}
      <span className="embed-does embed-opens">{siteWords.article.embedOpens(source)}</span>
    </a>
  );
}

/** The notes at the end, each with a way back to its place. */
const Footnotes = ({ notes, whole }: { notes: Footnote[]; whole: Whole }) => (
  <section className="footnotes" role="doc-endnotes" aria-label={siteWords.article.footnotes}>
    <ol>
      {notes.map((note, index) => (
        <li key={index} id={`note-${index + 1}`}>
          <InlineText content={note.content} whole={whole} />{' '}
          <a href={`#note-${index + 1}-in-text`} aria-label={siteWords.article.backToNote(index + 1)}>
            ↩
          </a>
        </li>
      ))}
    </ol>
  </section>
);

/** A paragraph alone in an item is the item. */
const itemsOf = (items: ListItem[], within: (blocks: Block[]) => ReactNode) =>
  items.map((item, index) => <li key={index}>{within(item.content)}</li>);

type FigureProps = {
  figure: FigureBlock;
  picture: Picture | undefined;
  language: string;
  isLead?: boolean;
  sizes?: string;
};

/** A picture with its words; pictures as tall as wide keep to the column, others break it where there is room. */
export function Figure({ figure, picture, language, isLead = false, sizes }: FigureProps) {
  if (!picture) return null;
  const { alt, caption, credit } = figure.attrs;
  const isWide = picture.width >= picture.height * 1.2;
  const shape = isWide ? 'figure-wide' : 'figure-column';
  return (
    <figure className={isLead ? 'figure-lead' : shape}>
      <Photo
        picture={picture}
        alt={alt}
        sizes={sizes ?? (isLead || isWide ? photoSizes.wide : photoSizes.column)}
        isFirst={isLead}
      />
      {(caption || credit) && (
        <figcaption>
          {caption && (
            <span className="caption">
              <MixedText text={caption} language={language} />
            </span>
          )}{' '}
          {credit && (
            <span className="credit">
              <MixedText text={credit} language={language} />
            </span>
          )}
        </figcaption>
      )}
    </figure>
  );
}

const InlineText = ({ content = [], whole }: { content?: Inline[]; whole: Whole }) =>
  content.map((node, index) => <InlineOnPage key={index} node={node} whole={whole} />);

function InlineOnPage({ node, whole }: { node: Inline; whole: Whole }): ReactNode {
  switch (node.type) {
    case 'hardBreak':
      return <br />;
    case 'text':
      return marked(node, whole.language);
    case 'footnote': {
      const number = whole.numbers.get(node) ?? 0;
      return (
        <sup className="footnote">
          <a id={`note-${number}-in-text`} href={`#note-${number}`} aria-label={siteWords.article.note(number)}>
            {number}
          </a>
        </sup>
      );
    }
    default:
      return node satisfies never;
  }
}

const marked = (node: Text, language: string): ReactNode => {
  const isNamed = node.marks?.some(({ type }) => type === 'lang'); // then there is nothing to guess
  return (node.marks ?? []).reduceRight<ReactNode>(
    (inner, mark) => {
      switch (mark.type) {
        case 'bold':
          return <strong>{inner}</strong>;
        case 'italic':
          return <em>{inner}</em>;
        case 'code':
          return <code>{inner}</code>;
        case 'lang':
          return <span lang={mark.attrs.lang}>{inner}</span>;
        case 'link':
          return <Link href={mark.attrs.href}>{inner}</Link>;
        default:
          return mark satisfies never;
      }
    },
    isNamed ? node.text : <MixedText text={node.text} language={language} />,
  );
};

/** Links to elsewhere keep this page to themselves as an opener; where from is no secret. */
const Link = ({ href, children }: { href: string; children: ReactNode }) => (
  <a href={href} rel={/^https?:/i.test(href) ? 'noopener' : undefined}>
    {children}
  </a>
);
