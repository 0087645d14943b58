import { keyOf, type Line, type LineKind } from './compared-lines.ts';
import { tokensOf } from './tokens.ts';

/** Which line of the old text is which of the present one. `isMove`: it stands elsewhere now, and comes twice, once alone. */
export type Pair = { from: number | null; to: number | null; isMove?: boolean };

/**
 * Finds what became of each line. Lines that are the same are found first, then those between them that are alike, then
 * those that were moved. The work is bounded whatever the texts are: n log n for the first, and a limit for the others.
 */
export function alignLines(old: Line[], present: Line[], languages: [string, string]): Pair[] {
  const keys: [string[], string[]] = [old.map(keyOf), present.map(keyOf)];
  const pairs: Pair[] = [];
  const likeness = new Likeness(old, present, languages);
  align({ from: 0, fromEnd: old.length, to: 0, toEnd: present.length }, keys, pairs, 0, likeness);
  return withMoves(pairs, keys, likeness);
}

type Range = { from: number; fromEnd: number; to: number; toEnd: number };

function align(range: Range, keys: [string[], string[]], pairs: Pair[], depth: number, likeness: Likeness): void {
  const [a, b] = keys;
  let { from, fromEnd, to, toEnd } = range;
  for (; from < fromEnd && to < toEnd && a[from] === b[to]; from += 1, to += 1) pairs.push({ from, to });
  let same = 0;
  while (fromEnd - same > from && toEnd - same > to && a[fromEnd - same - 1] === b[toEnd - same - 1]) same += 1;
  [fromEnd, toEnd] = [fromEnd - same, toEnd - same];
  const anchors = depth > 30 ? [] : anchorsIn({ from, fromEnd, to, toEnd }, keys);
  if (anchors.length === 0) pairs.push(...likeness.pairs({ from, fromEnd, to, toEnd }));
  else {
    for (const [x, y] of [...anchors, [fromEnd, toEnd] as const]) {
      align({ from, fromEnd: x, to, toEnd: y }, keys, pairs, depth + 1, likeness);
      if (x < fromEnd) pairs.push({ from: x, to: y });
      [from, to] = [x + 1, y + 1];
    }
  }
  for (let index = 0; index < same; index += 1) pairs.push({ from: fromEnd + index, to: toEnd + index });
}

/** Lines that both have once, as many as follow one another in both (patience diff). */
function anchorsIn({ from, fromEnd, to, toEnd }: Range, [a, b]: [string[], string[]]): [number, number][] {
  const once = (keys: string[], start: number, end: number) => {
    const found = new Map<string, number>();
    for (let index = start; index < end; index += 1) found.set(keys[index]!, found.has(keys[index]!) ? -1 : index);
    return found;
  };
  const [ofOld, ofPresent] = [once(a, from, fromEnd), once(b, to, toEnd)];
  const both: [number, number][] = [];
  for (const [key, x] of ofOld) {
    const y = ofPresent.get(key) ?? -1;
    if (x >= 0 && y >= 0) both.push([x, y]);
  }
  return longestRising(both);
}

/** The most of these pairs, which rise in their first number, that rise in their second too. */
function longestRising(pairs: [number, number][]): [number, number][] {
  const tails: number[] = []; // index of the pair that ends the best run of each length
  const before: number[] = [];
  for (const [index, [, y]] of pairs.entries()) {
    let [low, high] = [0, tails.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (pairs[tails[middle]!]![1] < y) low = middle + 1;
      else high = middle;
    }
    before[index] = low > 0 ? tails[low - 1]! : -1;
    tails[low] = index;
  }
  const run: [number, number][] = [];
  for (let index = tails.at(-1) ?? -1; index >= 0; index = before[index]!) run.push(pairs[index]!);
  return run.reverse();
}

/** Less alike, and they are two lines. */
const leastAlike = 0.4;
const leastAlikeMoved = 0.7;
/** So short a line is found in too many places to have come from any. */
const leastMovedWords = 5;
/** Lines compared with one another, and cells of the table that pairs them. */
const mostLikenesses = 400_000;
const mostCells = 4_000_000;

/** How much of their words lines share. */
class Likeness {
  #old: Line[];
  #present: Line[];
  #languages: [string, string];
  #words = new Map<string, number>();
  #known: [Map<number, Int32Array>, Map<number, Int32Array>] = [new Map(), new Map()];
  #left = mostLikenesses;

  constructor(old: Line[], present: Line[], languages: [string, string]) {
    this.#old = old;
    this.#present = present;
    this.#languages = languages;
  }

  /** Between 0 and 1; 0 for what can never be one line. */
  between(from: number, to: number): number {
    const [one, other] = [this.#old[from]!, this.#present[to]!];
    if (one.kind !== other.kind && !(isProse(one.kind) && isProse(other.kind))) return 0;
    this.#left -= 1;
    const [a, b] = [this.wordsOf(0, from), this.wordsOf(1, to)];
    const likeness = a.length + b.length === 0 ? 0 : (2 * shared(a, b)) / (a.length + b.length);
    if (one.kind !== other.kind) return likeness * 0.9;
    return isProse(one.kind) ? likeness : Math.max(likeness, leastAlike); // in place of it, however unlike
  }

  /** Words of a line as numbers, in rising order. */
  wordsOf(side: 0 | 1, index: number): Int32Array {
    const known = this.#known[side].get(index);
    if (known) return known;
    const line = (side === 0 ? this.#old : this.#present)[index]!;
    const words = tokensOf(line.runs, this.#languages[side])
      .filter(({ isWord }) => isWord)
      .map(({ text }) => {
        const word = text.toLowerCase();
        const number = this.#words.get(word) ?? this.#words.size;
        this.#words.set(word, number);
        return number;
      });
    const made = Int32Array.from(words).sort();
    this.#known[side].set(index, made);
    return made;
  }

  /** Pairs what is alike, in order, so that the whole is as alike as can be; the rest stays alone, the old first. */
  pairs({ from, fromEnd, to, toEnd }: Range): Pair[] {
    const [rows, columns] = [fromEnd - from, toEnd - to];
    const alone = (): Pair[] => [
      ...Array.from({ length: rows }, (_, index): Pair => ({ from: from + index, to: null })),
      ...Array.from({ length: columns }, (_, index): Pair => ({ from: null, to: to + index })),
    ];
    if (rows === 0 || columns === 0 || rows * columns > mostCells) return alone();
    // far from the diagonal nothing is compared once there is too much to compare
    const reach = Math.min(1, Math.max(0, this.#left) / (rows * columns) / 2);
    const steps = new Uint8Array(rows * columns); // 1: both, 2: skip an old one, 3: skip a present one
    let [below, above] = [new Float32Array(columns + 1), new Float32Array(columns + 1)];
    for (let row = rows - 1; row >= 0; row -= 1) {
      [above, below] = [below, above];
      // `below` is filled now, from what stands in `above`: the row after it
      below[columns] = 0;
      for (let column = columns - 1; column >= 0; column -= 1) {
        const isNear = reach === 1 || Math.abs(row / rows - column / columns) <= reach;
        const likeness = isNear ? this.between(from + row, to + column) : 0;
        const [skipOld, skipPresent] = [above[column]!, below[column + 1]!];
        const both = likeness >= leastAlike ? above[column + 1]! + likeness : -1;
        const best = Math.max(both, skipOld, skipPresent);
        below[column] = best;
        steps[row * columns + column] = best === both ? 1 : best === skipOld ? 2 : 3;
      }
    }
    const pairs: Pair[] = [];
    const waiting: Pair[] = []; // present lines alone come after the old ones before the next pair
    let [row, column] = [0, 0];
    while (row < rows || column < columns) {
      const step = row === rows ? 3 : column === columns ? 2 : steps[row * columns + column];
      if (step === 1) pairs.push(...waiting.splice(0), { from: from + row++, to: to + column++ });
      else if (step === 2) pairs.push({ from: from + row++, to: null });
      else waiting.push({ from: null, to: to + column++ });
    }
    return [...pairs, ...waiting];
  }

  get isSpent(): boolean {
    return this.#left <= 0;
  }
}

const isProse = (kind: LineKind): boolean =>
  ['paragraph', 'heading', 'item', 'quote', 'pullQuote', 'note', 'code', 'row'].includes(kind);

function shared(a: Int32Array, b: Int32Array): number {
  let [x, y, count] = [0, 0, 0];
  while (x < a.length && y < b.length) {
    if (a[x] === b[y]) {
      count += 1;
      x += 1;
      y += 1;
    } else if (a[x]! < b[y]!) x += 1;
    else y += 1;
  }
  return count;
}

/** Lines that are gone here and come there are one line that was moved. */
function withMoves(pairs: Pair[], [a, b]: [string[], string[]], likeness: Likeness): Pair[] {
  const gone = pairs.filter(({ from, to }) => from !== null && to === null && isLong(likeness, 0, from));
  const come = pairs.filter(({ from, to }) => from === null && to !== null && isLong(likeness, 1, to));
  if (gone.length === 0 || come.length === 0) return pairs;
  const places = new Map(come.map((pair) => [b[pair.to!]!, pair]));
  const movedTo = new Map<Pair, Pair>(); // from where it came to where it was
  for (const pair of gone) {
    const place = places.get(a[pair.from!]!);
    if (!place) continue;
    movedTo.set(place, pair);
    places.delete(a[pair.from!]!);
  }
  const isTaken = new Set(movedTo.values());
  for (const place of come) {
    if (movedTo.has(place)) continue;
    let best: { pair: Pair; likeness: number } | undefined;
    for (const pair of gone) {
      if (isTaken.has(pair) || likeness.isSpent) continue;
      const alike = likeness.between(pair.from!, place.to!);
      if (alike >= Math.max(leastAlikeMoved, best?.likeness ?? 0)) best = { pair, likeness: alike };
    }
    if (!best) continue;
    movedTo.set(place, best.pair);
    isTaken.add(best.pair);
  }
  return pairs.map((pair) => {
    const origin = movedTo.get(pair);
    if (origin) return { from: origin.from, to: pair.to, isMove: true };
    return isTaken.has(pair) ? { ...pair, isMove: true } : pair;
  });
}

const isLong = (likeness: Likeness, side: 0 | 1, index: number | null): boolean =>
  index !== null && likeness.wordsOf(side, index).length >= leastMovedWords;
