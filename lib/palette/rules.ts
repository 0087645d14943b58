import { z } from 'zod';
import { line } from '#lib/forms/fields';

/** What is typed into the palette; `at` is the article that stands open behind it. */
export const paletteInput = z.object({ q: line(200).default(''), at: z.uuid().optional() });
export type PaletteInput = z.infer<typeof paletteInput>;

/** Text as it is compared: in letters of Hangul, without marks, in lower case. As lib/articles/lists/search-texts.ts has it in SQL. */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();

/**
 * How well what is typed names something that is called by `names`: 4 begins like one of them, 3 begins a word, 2 stands
 * within, 1 is its letters in order with others between, or the initial consonants of its syllables; 0 not at all. Of several
 * words the worst counts.
 */
export function likeness(q: string, names: string[]): number {
  const terms = q.split(/\s+/).filter(Boolean);
  if (terms.length === 0) return 0;
  const folded = names.map(fold);
  const whole = fold(q.trim());
  if (folded.some((name) => name.startsWith(whole))) return 4;
  return Math.min(...terms.map((term) => Math.max(...folded.map((name) => likenessOf(fold(term), name)))));
}

function likenessOf(term: string, name: string): number {
  if (name.split(/[^\p{L}\p{N}\p{M}]+/u).some((word) => word.startsWith(term))) return 3;
  if (/^[a-z]{1,2}$/.test(term)) return 0; // nearly everything has them somewhere
  if (name.includes(term)) return 2;
  if (isInitials(term)) return initialsOf(name).includes(term) ? 1 : 0;
  return isWithin(term, name) ? 1 : 0;
}

/** Two consonants or more that begin no syllable: in folded text, a consonant is followed by its vowel. */
const isInitials = (term: string): boolean => /^[\u1100-\u1112]{2,}$/.test(term);
const initialsOf = (name: string): string => name.replace(/[^\u1100-\u1112]/g, '');

/** Whether the letters of `term` stand in `name` in their order, the first of them at the beginning of a word. */
function isWithin(term: string, name: string): boolean {
  const [first, ...others] = [...term];
  for (const { index } of name.matchAll(/(?<![\p{L}\p{N}])[\p{L}\p{N}]/gu)) {
    if (!name.startsWith(first!, index)) continue;
    let at = index + first!.length;
    const isThere = others.every((letter) => {
      const found = name.indexOf(letter, at);
      at = found + letter.length;
      return found >= 0;
    });
    if (isThere) return true;
  }
  return false;
}
