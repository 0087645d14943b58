import { diffArrays } from 'diff';
import type { Words } from '#lib/articles/rules';
import type { Mark } from '#lib/body/body';
import { comparisonWords } from '#lib/words/revisions';
import { shareImageWords as shareWords } from '#lib/words/share-images';
import { alignLines } from './aligned-lines.ts';
import { keyOf, type Line, type LineKind, linesOf, lookOf, plainLine, type Run } from './compared-lines.ts';
import { type Token, tokensOf } from './tokens.ts';

/** What two versions have in common, and what only one of them has. `restyled`: the same words, which looked like `before`. */
export type Piece = Run & ({ is: 'same' | 'added' | 'removed' } | { is: 'restyled'; before: Mark[] });

/**
 * `moved` stands at its new place, where it may be changed too, and `left` at the old one. `was` is what kind of line it was;
 * `isReset`: it is set in another way, which its words do not show.
 */
export type ComparedLine = {
  is: 'same' | 'changed' | 'added' | 'removed' | 'moved' | 'left';
  kind: LineKind;
  depth: number;
  was?: LineKind;
  isReset?: boolean;
  pieces: Piece[];
};

export const comparedFields = [
  'slug',
  'language',
  'section',
  'authors',
  'topics',
  'series',
  'translationOf',
  'canonicalUrl',
  'shareHeadline',
  'shareText',
  'shareLayout',
  'shareQuote',
] as const;
export type ComparedField = { name: (typeof comparedFields)[number]; pieces: Piece[] };

/** How two versions of an article differ. Lines are all there, fields only where they differ. Words are counted. */
export type Comparison = {
  lines: ComparedLine[];
  fields: ComparedField[];
  added: number;
  removed: number;
  isSame: boolean;
};

/** What the sections, authors, topics, series and articles that are named in words are called, by id. */
export type Names = Record<string, string>;

/**
 * How `after` differs from `before`, word by word. Bounded work: two unrelated texts of 20,000 words take a fraction of a
 * second, and where telling words apart would take longer, whole lines are told apart.
 */
export function compareWords(before: Words, after: Words, names: Names = {}): Comparison {
  const counter = new Counter();
  const heads = (['headline', 'standfirst'] as const).flatMap((kind) => {
    const [one, other] = [plainLine(kind, before[kind]), plainLine(kind, after[kind])];
    return before[kind] === '' && after[kind] === '' ? [] : [compareLines(one, other, before, after, counter)];
  });
  const [old, present] = [linesOf(before.body), linesOf(after.body)];
  const lines = alignLines(old, present, [before.language, after.language]).map(
    ({ from, to, isMove }): ComparedLine => {
      const [one, other] = [old[from ?? -1], present[to ?? -1]];
      if (one && other) {
        const compared = compareLines(one, other, before, after, counter);
        return isMove ? { ...compared, is: 'moved' } : compared;
      }
      if (isMove && one) return { ...frameOf(one), is: 'left', pieces: piecesOf(one, 'same') };
      const is = one ? 'removed' : 'added';
      const line = (one ?? other)!;
      if (hasWords(line)) counter.count(is, tokensOf(line.runs, (one ? before : after).language));
      return { ...frameOf(line), is, pieces: piecesOf(line, is) };
    },
  );
  const all = [...heads, ...lines];
  const fields = fieldsThatDiffer(before, after, names);
  const isSame = fields.length === 0 && all.every(({ is }) => is === 'same');
  return { lines: all, fields, added: counter.added, removed: counter.removed, isSame };
}

/** Words counted, and what may still be spent on telling words apart. */
class Counter {
  added = 0;
  removed = 0;
  /** Steps of Myers' algorithm, which takes the square of what differs. */
  budget = 6_000_000;

  count(is: 'added' | 'removed', tokens: Token[]): void {
    for (const { isWord } of tokens) if (isWord) this[is] += 1;
  }
}

/** What stands in other lines is a name for the machine. */
const hasWords = ({ kind }: Line): boolean => kind !== 'picture' && kind !== 'embed';

const frameOf = ({ kind, depth }: Line) => ({ kind, depth });

const piecesOf = ({ runs }: Line, is: 'same' | 'added' | 'removed'): Piece[] => runs.map((run) => ({ ...run, is }));

function compareLines(one: Line, other: Line, before: Words, after: Words, counter: Counter): ComparedLine {
  const frame = frameOf(other);
  if (keyOf(one) === keyOf(other)) return { ...frame, is: 'same', pieces: piecesOf(other, 'same') };
  const [old, present] = [tokensOf(one.runs, before.language), tokensOf(other.runs, after.language)];
  const pieces = compareTokens(old, present, counter, hasWords(other));
  const was = one.kind === other.kind ? undefined : one.kind;
  const isReset = !was && (one.setting !== other.setting || one.depth !== other.depth);
  const isSame = !was && !isReset && pieces.every(({ is }) => is === 'same'); // spaces alone are no difference
  return { ...frame, is: isSame ? 'same' : 'changed', ...(was && { was }), ...(isReset && { isReset }), pieces };
}

/** More differences than this in one line, and it is another line. */
const mostEdits = 1_200;

function compareTokens(old: Token[], present: Token[], counter: Counter, isCounted: boolean): Piece[] {
  const count = (is: 'added' | 'removed', tokens: Token[]) => isCounted && counter.count(is, tokens);
  const most = Math.min(mostEdits, Math.floor(Math.sqrt(counter.budget)));
  const changes = diffArrays(
    old.map(({ text }) => text),
    present.map(({ text }) => text),
    { maxEditLength: most },
  );
  if (!changes) {
    counter.budget -= most ** 2;
    count('removed', old);
    count('added', present);
    return [...runsOf(old, 'removed'), ...runsOf(present, 'added')];
  }
  const edits = changes.reduce((sum, change) => (change.added || change.removed ? sum + change.count : sum), 0);
  counter.budget -= edits ** 2;
  const steps: Step[] = [];
  let [from, to] = [0, 0];
  for (const { added, removed, count: length } of changes) {
    const [gone, come] = [old.slice(from, from + length), present.slice(to, to + length)];
    if (!added) from += length;
    if (!removed) to += length;
    if (removed) count('removed', gone);
    else if (added) count('added', come);
    if (removed) steps.push({ removed: gone, added: [] });
    else if (added) steps.push({ removed: [], added: come });
    else steps.push({ same: gone.map((token, index) => [token, come[index]!]) });
  }
  return joined(steps)
    .flatMap((step) =>
      'same' in step
        ? step.same.flatMap(samePieces)
        : [...runsOf(step.removed, 'removed'), ...runsOf(step.added, 'added')],
    )
    .reduce(merge, []);
}

type Step = { same: [Token, Token][] } | { removed: Token[]; added: Token[] };

/** One change where there were several with nothing but signs between them: it reads better than word for word. */
function joined(steps: Step[]): Step[] {
  const result: Step[] = [];
  for (const [index, step] of steps.entries()) {
    const last = result.at(-1);
    if ('same' in step) {
      const isBetween = last && !('same' in last) && steps[index + 1];
      const isSlight = step.same.every(([, { isWord }]) => !isWord);
      if (isBetween && isSlight) {
        last.removed.push(...step.same.map(([old]) => old));
        last.added.push(...step.same.map(([, present]) => present));
      } else result.push(step);
    } else if (last && !('same' in last)) {
      last.removed.push(...step.removed);
      last.added.push(...step.added);
    } else result.push({ removed: [...step.removed], added: [...step.added] });
  }
  return result;
}

function samePieces([old, present]: [Token, Token]): Piece[] {
  const looksOf = ({ runs }: Token) => runs.filter(isInk).map(({ text, marks }) => text.trim() + lookOf(marks));
  if (looksOf(old).join('\u0001') === looksOf(present).join('\u0001')) return runsOf([present], 'same');
  const before = old.runs[0]?.marks ?? [];
  return present.runs.map((run) => (isInk(run) ? { ...run, is: 'restyled', before } : { ...run, is: 'same' }));
}

const isInk = ({ text }: Run): boolean => text.trim() !== '';

const runsOf = (tokens: Token[], is: 'same' | 'added' | 'removed'): Piece[] =>
  tokens.flatMap(({ runs }) => runs.map((run) => ({ ...run, is }))).reduce<Piece[]>(merge, []);

/** Neighbours that look the same are one piece. */
function merge(pieces: Piece[], piece: Piece): Piece[] {
  const last = pieces.at(-1);
  if (last && last.is === piece.is && lookOf(last.marks) === lookOf(piece.marks) && beforeOf(last) === beforeOf(piece))
    last.text += piece.text;
  else pieces.push({ ...piece });
  return pieces;
}

const beforeOf = (piece: Piece): string => (piece.is === 'restyled' ? lookOf(piece.before) : '');

function fieldsThatDiffer(before: Words, after: Words, names: Names): ComparedField[] {
  const [old, present] = [fieldTexts(before, names), fieldTexts(after, names)];
  return comparedFields.flatMap((name) => {
    const [one, other] = [old[name], present[name]];
    if (JSON.stringify(one) === JSON.stringify(other)) return [];
    const pieces: Piece[] = diffArrays(one, other).flatMap(({ added, removed, value }) =>
      value.map((text): Piece => ({ text, marks: [], is: added ? 'added' : removed ? 'removed' : 'same' })),
    );
    return [{ name, pieces }];
  });
}

/** What a field says, by its parts. Choices are compared by what they are called. */
function fieldTexts(words: Words, names: Names): Record<ComparedField['name'], string[]> {
  const named = (ids: (string | null)[]) =>
    ids.flatMap((id) => (id === null ? [] : (names[id] ?? comparisonWords.gone)));
  const said = (text: string) => (text === '' ? [] : [text]);
  return {
    slug: said(words.slug),
    language: [comparisonWords.languages[words.language]],
    section: named([words.sectionId]),
    authors: named(words.authorIds),
    topics: named(words.topicIds),
    series: named([words.seriesId]),
    translationOf: named([words.translationOf]),
    canonicalUrl: said(words.canonicalUrl),
    shareHeadline: said(words.shareHeadline),
    shareText: said(words.shareText),
    shareLayout: [shareWords.layouts[words.shareLayout ?? 'picture']], // a browser may have kept words from before there were any
    shareQuote: said(words.shareQuote ?? ''),
  };
}
