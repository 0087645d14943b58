import './comparison.css';
import { Fragment, type ReactNode } from 'react';
import { PieceOnPage } from '#components/desk/comparison/piece';
import type { Comparison as Compared, ComparedLine, Piece } from '#lib/articles/revisions/compare';
import type { LineKind } from '#lib/articles/revisions/compared-lines';
import { comparisonWords as words } from '#lib/words/revisions';

type Props = {
  comparison: Compared;
  /** Of the later version. */
  language: string;
  /** Only what one of the two says, with what the other has not marked in it. */
  side?: 'before' | 'after';
};

/**
 * Two versions of an article as one text: what was added is underlined, what is gone struck through, and both are told to
 * those who hear the page. Long stretches that are the same are folded.
 */
export function Comparison({ comparison, language, side }: Props) {
  const lines = side ? comparison.lines.flatMap((line) => ofSide(line, side)) : comparison.lines;
  const isTextSame = lines.every(({ is }) => is === 'same');
  if (comparison.isSame && !side) return <p className="comparison-none">{words.nothing}</p>;
  return (
    <div className="comparison">
      {!side && comparison.fields.length > 0 && (
        <dl className="comparison-fields">
          {comparison.fields.map(({ name, pieces }) => (
            <div key={name}>
              <dt>{words.fields[name]}</dt>
              <dd>
                {pieces.map((piece, index) => (
                  <Fragment key={index}>
                    {index > 0 && ' '}
                    <PieceOnPage piece={piece} />
                  </Fragment>
                ))}
              </dd>
            </div>
          ))}
        </dl>
      )}
      {isTextSame && !side ? (
        <p className="comparison-none">{words.nothingInText}</p>
      ) : (
        <div className="comparison-text" lang={language}>
          {folded(lines).map((group, index) =>
            group.isFolded ? (
              <details key={index}>
                <summary lang="en">{words.unchanged(group.lines.length)}</summary>
                {group.lines.map((line, position) => (
                  <LineOnPage key={position} line={line} />
                ))}
              </details>
            ) : (
              group.lines.map((line, position) => <LineOnPage key={`${index} ${position}`} line={line} />)
            ),
          )}
        </div>
      )}
    </div>
  );
}

/** Unchanged lines that are shown around a change, and how many more of them are worth folding. */
const around = 1;
const leastFolded = 3;

type Group = { isFolded: boolean; lines: ComparedLine[] };

function folded(lines: ComparedLine[]): Group[] {
  const isNear = lines.map((_, index) =>
    lines.slice(Math.max(0, index - around), index + around + 1).some(({ is }) => is !== 'same'),
  );
  const groups: Group[] = [];
  for (const [index, line] of lines.entries()) {
    const isFolded = !isNear[index] && line.kind !== 'headline';
    const last = groups.at(-1);
    if (last?.isFolded === isFolded) last.lines.push(line);
    else groups.push({ isFolded, lines: [line] });
  }
  return groups.map((group) => ({ ...group, isFolded: group.isFolded && group.lines.length >= leastFolded }));
}

function ofSide(line: ComparedLine, side: 'before' | 'after'): ComparedLine[] {
  const [absent, away] = side === 'before' ? (['added', 'moved'] as const) : (['removed', 'left'] as const);
  if (line.is === absent || line.is === away) return [];
  return [{ ...line, pieces: line.pieces.filter(({ is }) => is !== absent) }];
}

/** Kinds that are told by a word before them; the others are told by how they are set. */
const labelled: Partial<Record<LineKind, true>> = {
  note: true,
  picture: true,
  gallery: true,
  alt: true,
  caption: true,
  credit: true,
  divider: true,
  embed: true,
  title: true,
};

function LineOnPage({ line }: { line: ComparedLine }) {
  const { is, kind, depth, was, isReset, pieces } = line;
  const remarks = [
    is === 'moved' && words.movedHere,
    is === 'left' && words.movedAway,
    was && words.was(words.kinds[was]),
    isReset && words.reset,
    kind === 'picture' && is === 'changed' && words.otherPicture,
  ].filter((remark) => typeof remark === 'string');
  const isEmpty = pieces.length === 0 || kind === 'picture';
  if (isEmpty && kind === 'paragraph' && is === 'same') return null;
  return (
    <p className="comparison-line" data-is={is} data-kind={kind} data-depth={depth || undefined}>
      {remarks.length > 0 && (
        <span className="comparison-remark" lang="en">
          {remarks.join(', ')}{' '}
        </span>
      )}
      {(labelled[kind] || isEmpty) && (
        <span className="comparison-kind" lang="en">
          {isEmpty ? <Whole is={is}>{words.kinds[kind]}</Whole> : `${words.kinds[kind]}: `}
        </span>
      )}
      {!isEmpty && pieces.map((piece, index) => <PieceOnPage key={index} piece={piece} />)}
    </p>
  );
}

/** What has no words of its own, and came or went as a whole. */
function Whole({ is, children }: { is: ComparedLine['is']; children: string }): ReactNode {
  const piece = (of: Piece['is']) => <PieceOnPage piece={{ is: of, text: children, marks: [] } as Piece} />;
  return is === 'added' || is === 'removed' ? piece(is) : children;
}
