/*
 * A note names a passage by its words and those around it, so that nothing of it stands in the text. Here a passage is found
 * again in a text that has been worked on since. Pure, and in UTF-16 units of a text as `flatText` of the editor writes it.
 */

export type Passage = { quote: string; before: string; after: string };
export type Range = { from: number; to: number };

const mostQuote = 1000;
const context = 60;
/** From this length on words stand for themselves; shorter ones are known by their neighbours too. */
const tellingQuote = 24;
const tellingContext = 8;

/** The words between two places, without white space at their ends, and those around them; null for nothing. */
export function passageAt(text: string, { from, to }: Range): Passage | null {
  const cut = text.slice(from, Math.min(to, from + mostQuote));
  const start = from + cut.length - cut.trimStart().length;
  const quote = whole(cut.trim());
  if (quote === '') return null;
  return {
    quote,
    before: whole(text.slice(Math.max(0, start - context), start)),
    after: whole(text.slice(start + quote.length, start + quote.length + context)),
  };
}

/** Where the passage stands in a text now; null when it has gone. Of several places the one with the same neighbours. */
export function findPassage(text: string, passage: Passage): Range | null {
  return passage.quote === '' ? null : (findWords(text, passage) ?? findBetween(text, passage));
}

/** Places with just these words. */
function findWords(text: string, { quote, before, after }: Passage): Range | null {
  const enough = quote.length >= tellingQuote ? 0 : tellingContext;
  let best: { at: number; score: number } | null = null;
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) {
    const [left, right] = [sameEnd(text.slice(0, at), before), sameStart(text.slice(at + quote.length), after)];
    const score = left + right;
    // One whole side is enough, though it is short or nothing because the text begins or ends there.
    const isWhole =
      (left === before.length && (left > 0 || at === 0)) ||
      (right === after.length && (right > 0 || at + quote.length === text.length));
    if ((score >= enough || isWhole) && score > (best?.score ?? -1)) best = { at, score };
  }
  return best && { from: best.at, to: best.at + quote.length };
}

/** What stands between the same neighbours, when it still resembles the words: they were worked on. */
function findBetween(text: string, { quote, before, after }: Passage): Range | null {
  const [left, right] = [before.slice(-tellingQuote), after.slice(0, tellingQuote)];
  if (left.length + right.length < 2 * tellingContext) return null;
  let best: (Range & { likeness: number }) | null = null;
  for (let at = text.indexOf(left); at >= 0; at = text.indexOf(left, at + 1)) {
    const from = at + left.length;
    const to = right === '' ? text.length : text.indexOf(right, from);
    if (to < 0 || to - from > quote.length * 2 + context) continue;
    const likeness = alike(text.slice(from, to), quote);
    if (likeness > Math.max(0.5, best?.likeness ?? 0)) best = { from, to, likeness };
    if (left === '') break; // it began the text
  }
  if (!best) return null;
  const found = text.slice(best.from, best.to);
  const from = best.from + found.length - found.trimStart().length;
  return { from, to: from + found.trim().length };
}

function sameStart(one: string, other: string): number {
  let length = 0;
  while (length < other.length && one[length] === other[length]) length += 1;
  return length;
}

function sameEnd(one: string, other: string): number {
  let length = 0;
  while (length < other.length && length < one.length && one.at(-1 - length) === other.at(-1 - length)) length += 1;
  return length;
}

/** How much of two texts is the same, from 0 to 1, by their pairs of neighbouring letters: for any script. */
function alike(one: string, other: string): number {
  const pairs = (text: string) => {
    const counts = new Map<string, number>();
    for (let at = 0; at < text.length - 1; at += 1)
      counts.set(text.slice(at, at + 2), (counts.get(text.slice(at, at + 2)) ?? 0) + 1);
    return counts;
  };
  const [ones, others] = [pairs(one), pairs(other)];
  let shared = 0;
  for (const [pair, count] of ones) shared += Math.min(count, others.get(pair) ?? 0);
  return (2 * shared) / Math.max(1, one.length - 1 + other.length - 1);
}

/** Without half a character at either end. */
const whole = (text: string): string => text.replace(/^[\udc00-\udfff]/, '').replace(/[\ud800-\udbff]$/, '');
