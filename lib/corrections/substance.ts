import type { ComparedLine, Comparison } from '#lib/articles/revisions/compare';

/** Why readers of the version before may have read something else. */
export type Substance = 'number' | 'name' | 'negation' | 'removed' | 'many';

/** More words than this came or went, and it is no slip that was mended. */
const mostWords = 8;
/** So many words gone in one place are a passage. */
const passage = 6;

/**
 * Whether a change is one of substance, and by what it shows; null for spelling, signs, looks, and what goes with the text.
 * A guess from words alone, on the side of asking: it is a question to the one who publishes, and no refusal.
 */
export function substanceOf({ lines }: Comparison): Substance | null {
  const changes = lines.filter(({ kind, is }) => is !== 'same' && told.has(kind)).flatMap(changesIn);
  const found = (test: (change: Change) => boolean) => changes.some(test);
  if (found(({ removed, added }) => differs(numbersIn(removed.text), numbersIn(added.text)))) return 'number';
  if (found(({ removed, added }) => differs(negationsIn(removed.text), negationsIn(added.text)))) return 'negation';
  const weighty = changes.filter((change) => !isSlip(change));
  if (weighty.some(({ removed, added }) => differs(namesIn(removed), namesIn(added)))) return 'name';
  if (weighty.some(({ removed, added }) => wordsIn(removed.text).length - wordsIn(added.text).length >= passage))
    return 'removed';
  const count = (side: 'removed' | 'added') =>
    weighty.reduce((sum, change) => sum + wordsIn(change[side].text).length, 0);
  return Math.max(count('removed'), count('added')) > mostWords ? 'many' : null;
}

/** What says something to readers. */
const told = new Set<ComparedLine['kind']>([
  'headline',
  'standfirst',
  'paragraph',
  'heading',
  'item',
  'quote',
  'pullQuote',
  'note',
  'caption',
  'row',
]);

type Said = { text: string; opens: boolean };
/** Words in place of others. `opens`: they begin a sentence, where any word has a capital. */
type Change = { removed: Said; added: Said };

function changesIn({ pieces }: ComparedLine): Change[] {
  const changes: Change[] = [];
  let before = '';
  let current: Change | null = null;
  for (const { is, text } of pieces) {
    if (is === 'added' || is === 'removed') {
      if (!current) {
        const opens = /(^|[.!?…:“"‘'(]\s*)$/.test(before);
        current = { removed: { text: '', opens }, added: { text: '', opens } };
        changes.push(current);
      }
      current[is].text += text;
    } else {
      before = text;
      current = null;
    }
  }
  return changes;
}

const wordsIn = (text: string): string[] => text.match(/[\p{L}\p{N}]+(?:['’.,-][\p{L}\p{N}]+)*/gu) ?? [];

/** Numbers however they are written: 1,000 and 1000 are one. */
const numbersIn = (text: string): string[] => [
  ...(text.match(/\d+(?:[.,:]\d+)*/g) ?? []).map((number) => number.replace(/[,:](?=\d{3}(\D|$))/g, '')),
  ...wordsIn(text.toLowerCase()).filter((word) => numberWords.has(word)),
];
const numberWords = new Set(
  (
    'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen ' +
    'nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion ' +
    'half third quarter twice double dozen'
  ).split(' '),
);

const negationsIn = (text: string): string[] =>
  wordsIn(text.toLowerCase()).flatMap((word) =>
    /^(not|no|none|never|nor|neither|nobody|nothing|nowhere|without|cannot)$/.test(word) || /n['’]t$/.test(word)
      ? ['no']
      : /^(안|못)$|않|아니|없|못하/.test(word)
        ? ['no']
        : [],
  );

/** Words with a capital that no sentence gave them. Hangul has none: there a name is a word like others. */
const namesIn = ({ text, opens }: Said): string[] =>
  [...text.matchAll(/\p{Lu}[\p{L}\p{N}'’-]*/gu)].flatMap(({ 0: word, index }) => {
    const before = text.slice(0, index);
    const isFirst = before.trim() === '' ? opens : /[.!?…]["”’)]?\s*$/.test(before);
    return isFirst || word.length < 2 ? [] : [word];
  });

/** Another spelling of as many words: capitals, signs, one letter or two. A name spelled otherwise is another name. */
function isSlip({ removed, added }: Change): boolean {
  const [old, present] = [wordsIn(removed.text), wordsIn(added.text)];
  if (old.join('').toLowerCase() === present.join('').toLowerCase()) return true;
  if (old.length !== present.length || differs(namesIn(removed), namesIn(added))) return false;
  return old.every((word, index) => {
    const other = present[index]!;
    const most = Math.min(word.length, other.length) < 4 ? 0 : Math.min(word.length, other.length) < 7 ? 1 : 2;
    return distance(word.toLowerCase(), other.toLowerCase()) <= most;
  });
}

const differs = (one: string[], other: string[]): boolean => one.toSorted().join() !== other.toSorted().join();

/** Letters to change, add or leave out (Levenshtein). Words of more than forty letters are told apart by being equal. */
function distance(one: string, other: string): number {
  if (one === other) return 0;
  if (one.length > 40 || other.length > 40) return Number.POSITIVE_INFINITY;
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const changed = row[j - 1]! + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(changed, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row.at(-1)!;
}
