import type { ReactNode } from 'react';
import { MixedText } from '#components/ui/mixed-text';
import type { Block, Body, Figure as FigureBlock, Inline, ListItem, Text } from '#lib/body/body';
import { headingIds } from '#lib/body/heading-ids';
import type { Picture } from '#lib/media/queries';

type Props = { body: Body; pictures: Record<string, Picture>; language: string };

/** The text of an article as readers see it. What the editor can write, and only that, is drawn here. */
export function ArticleBody({ body, pictures, language }: Props) {
  const ids = headingIds(body);
  return body.content.map((block, index) => (
    <BlockOnPage key={index} block={block} id={ids.get(index)} pictures={pictures} language={language} />
  ));
}

type BlockProps = { block: Block; id?: string; pictures: Record<string, Picture>; language: string };

function BlockOnPage({ block, id, pictures, language }: BlockProps): ReactNode {
  const inline = (content?: Inline[]) => <InlineText content={content} language={language} />;
  const within = (blocks: Block[]) =>
    blocks.map((child, index) => <BlockOnPage key={index} block={child} pictures={pictures} language={language} />);
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
    case 'figure':
      return <Figure figure={block} picture={pictures[block.attrs.media]} language={language} />;
    default:
      return block satisfies never;
  }
}

/** A paragraph alone in an item is the item. */
const itemsOf = (items: ListItem[], within: (blocks: Block[]) => ReactNode) =>
  items.map((item, index) => <li key={index}>{within(item.content)}</li>);

type FigureProps = { figure: FigureBlock; picture: Picture | undefined; language: string; isLead?: boolean };

/** A picture with its words; pictures as tall as wide keep to the column, others break it where there is room. */
export function Figure({ figure, picture, language, isLead = false }: FigureProps) {
  if (!picture) return null;
  const { alt, caption, credit } = figure.attrs;
  const shape = picture.width >= picture.height * 1.2 ? 'figure-wide' : 'figure-column';
  return (
    <figure className={isLead ? 'figure-lead' : shape}>
      <img
        src={picture.src}
        width={picture.width}
        height={picture.height}
        alt={alt}
        loading={isLead ? 'eager' : 'lazy'}
        fetchPriority={isLead ? 'high' : undefined}
        decoding="async"
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

const InlineText = ({ content = [], language }: { content?: Inline[]; language: string }) =>
  content.map((node, index) => <InlineOnPage key={index} node={node} language={language} />);

function InlineOnPage({ node, language }: { node: Inline; language: string }): ReactNode {
  switch (node.type) {
    case 'hardBreak':
      return <br />;
    case 'text':
      return marked(node, language);
    default:
      return node satisfies never;
  }
}

const marked = (node: Text, language: string): ReactNode =>
  (node.marks ?? []).reduceRight<ReactNode>(
    (inner, mark) => {
      switch (mark.type) {
        case 'bold':
          return <strong>{inner}</strong>;
        case 'italic':
          return <em>{inner}</em>;
        case 'link':
          return <Link href={mark.attrs.href}>{inner}</Link>;
        default:
          return mark satisfies never;
      }
    },
    <MixedText text={node.text} language={language} />,
  );

/** Links to elsewhere keep this page to themselves as an opener; where from is no secret. */
const Link = ({ href, children }: { href: string; children: ReactNode }) => (
  <a href={href} rel={/^https?:/i.test(href) ? 'noopener' : undefined}>
    {children}
  </a>
);
