import type { ReactNode } from 'react';
import type { Piece } from '#lib/articles/revisions/compare';
import type { Mark } from '#lib/body/body';
import { comparisonWords as words } from '#lib/words/revisions';

/** A stretch of a compared text; that it was added or removed is underlined or struck through, and said. */
export function PieceOnPage({ piece }: { piece: Piece }) {
  const shown = marked(piece.text, piece.marks);
  switch (piece.is) {
    case 'same':
      return shown;
    case 'added':
      return (
        <ins>
          <Unseen text={words.addedBegins} />
          {shown}
          <Unseen text={words.ends} />
        </ins>
      );
    case 'removed':
      return (
        <del>
          <Unseen text={words.removedBegins} />
          {shown}
          <Unseen text={words.ends} />
        </del>
      );
    case 'restyled':
      return (
        <span className="comparison-restyled">
          {shown}
          <small lang="en"> [{words.styled(howDiffers(piece.before, piece.marks))}]</small>{' '}
        </span>
      );
    default:
      return piece satisfies never;
  }
}

const Unseen = ({ text }: { text: string }) => (
  <span className="comparison-unseen" lang="en">
    {text}
  </span>
);

/** As in the article, but that a link leads nowhere from here. */
const marked = (text: string, marks: Mark[]): ReactNode =>
  marks.reduceRight<ReactNode>((inner, mark) => {
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
        return (
          <span className="comparison-link" title={mark.attrs.href}>
            {inner}
          </span>
        );
      default:
        return mark satisfies never;
    }
  }, text);

/** 'bold, a link to https://…': what it looks like now and did not before; 'plain' when it only lost something. */
function howDiffers(before: Mark[], after: Mark[]): string {
  const had = new Set(before.map((mark) => JSON.stringify(mark)));
  const come = after.filter((mark) => !had.has(JSON.stringify(mark)));
  return come.map(wordOf).join(', ') || after.map(wordOf).join(', ') || words.plain;
}

function wordOf(mark: Mark): string {
  if (mark.type === 'link') return words.linkTo(mark.attrs.href);
  return mark.type === 'lang' ? words.inLanguage(mark.attrs.lang) : words.marks[mark.type];
}
