import { tidyText } from '#lib/forms/fields';
import { fold } from '#lib/palette/rules';
import { isMostlyHangul } from '#lib/scripts-of-text';

export const foundPerPage = 20;
/** So far nobody leafs; what stands further back is found by another word. */
export const mostPages = 50;
/** Longer than what anybody looks for. */
const longestQuery = 100;

/** What is looked for, from the address: composed, on one line; and the page of it, from 1. */
export function searchAsked({ q = '', page = '1' }: { q?: string | string[]; page?: string | string[] }) {
  const text = tidyText([q].flat()[0] ?? '').replace(/\s+/g, ' ');
  return {
    q: [...text].slice(0, longestQuery).join('').trim(),
    page: Math.min(mostPages, Math.max(1, Number.parseInt([page].flat()[0] ?? '', 10) || 1)),
  };
}

/** Whether `q` says too little to be looked for: a single Latin letter is in every text, a syllable of Hangul in few. */
export const isTooShort = (q: string): boolean =>
  !q.split(' ').some((term) => [...fold(term)].filter((sign) => /[\p{L}\p{N}\p{M}]/u.test(sign)).length >= 2);

/** A piece of text, and whether it is what was looked for. */
export type Piece = { text: string; isFound: boolean };

/** `text` in pieces: where words of `q` stand in it and where not. Part of a syllable marks the whole of it. */
export function markFound(text: string, q: string): Piece[] {
  const { folded, places, signs } = foldedPlaces(text);
  const isFound = new Array<boolean>(signs.length).fill(false);
  for (const term of termsIn(q)) {
    for (let at = folded.indexOf(term); at >= 0; at = folded.indexOf(term, at + term.length))
      isFound.fill(true, places[at]!, places[at + term.length - 1]! + 1);
  }
  const pieces: Piece[] = [];
  for (const [index, sign] of signs.entries()) {
    const last = pieces.at(-1);
    if (last?.isFound === isFound[index]) last!.text += sign;
    else pieces.push({ text: sign, isFound: isFound[index]! });
  }
  return pieces;
}

/** How much stands around what was found, in characters: a syllable of Hangul is as wide as two letters, and says as much. */
const around = { before: 70, after: 150 };
const aroundHangul = { before: 40, after: 80 };

/** Whether every word of `q` stands in a text. */
export const holdsAll = (text: string, q: string): boolean => termsIn(q).every((term) => fold(text).includes(term));

/** The place of a text where the longest word of `q` in it stands first, with what is around it; null where none does. */
export function passageAround(text: string, q: string): string | null {
  const { folded, places, signs } = foldedPlaces(text.replace(/\s+/g, ' '));
  const [longest] = termsIn(q)
    .filter((term) => folded.includes(term))
    .toSorted((one, other) => other.length - one.length);
  if (longest === undefined) return null;
  const first = folded.indexOf(longest);
  const at = places[first]!;
  const { before, after } = isMostlyHangul(signs.slice(Math.max(0, at - 100), at + 100).join(''))
    ? aroundHangul
    : around;
  const from = beginningOfWord(signs, at - before, at);
  const to = Math.min(signs.length, at + after);
  const end = to === signs.length ? to : Math.max(at + 1, signs.lastIndexOf(' ', to));
  const words = signs.slice(from, end).join('').trim();
  return `${from > 0 ? '… ' : ''}${words}${end < signs.length ? ' …' : ''}`;
}

/** The first beginning of a word from `from` on, at the latest at `at`. */
function beginningOfWord(signs: string[], from: number, at: number): number {
  if (from <= 0) return 0;
  const space = signs.indexOf(' ', from);
  return space < 0 || space >= at ? from : space + 1;
}

const termsIn = (q: string): string[] => q.split(' ').map(fold).filter(Boolean);

/** Folded text, the place in `signs` that each of its units comes from, and the characters of the text itself. */
function foldedPlaces(text: string): { folded: string; places: number[]; signs: string[] } {
  const signs = [...text.normalize('NFC')];
  const places: number[] = [];
  let folded = '';
  for (const [index, sign] of signs.entries()) {
    const letters = foldedSign(sign);
    for (let unit = 0; unit < letters.length; unit += 1) places.push(index);
    folded += letters;
  }
  return { folded, places, signs };
}

/** Texts have many characters and few different ones. */
const knownSigns = new Map<string, string>();
function foldedSign(sign: string): string {
  const known = knownSigns.get(sign);
  if (known !== undefined) return known;
  const folded = fold(sign);
  if (knownSigns.size < 20_000) knownSigns.set(sign, folded);
  return folded;
}
