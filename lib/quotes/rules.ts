import { z } from 'zod';
import type { Body } from '#lib/body/body';
import { plainText } from '#lib/body/rules';
import { quoteWords as words } from '#lib/words/quotes';

/** Characters of a quote, as a person counts them: fewer say nothing, and more do not fit on a card. */
const quoteLength = { least: 6, most: 400 } as const;

/** A passage of an article that is asked for. It is widened to whole sentences, so that it may begin anywhere. */
export const quoteInput = z.object({
  articleId: z.uuid(words.notPublished),
  text: z
    .string(words.nothing)
    .max(quoteLength.most * 16, words.tooLong(quoteLength.most))
    .transform((text) => tidyQuote(text))
    .refine((text) => text.length > 0, words.nothing),
});

/** What keeps sentences from being a card; null for nothing. */
export function faultOf(sentences: string): string | null {
  const length = [...new Intl.Segmenter().segment(sentences)].length;
  if (length < quoteLength.least) return words.tooShort;
  return length > quoteLength.most ? words.tooLong(quoteLength.most) : null;
}

/**
 * The fragment by which a browser opens a page at these words and marks them
 * (https://wicg.github.io/scroll-to-text-fragment/). Of many words the first and the last, so that what stands between,
 * like the number of a note, does not matter. A dash of its own would be read as a sign of the syntax.
 */
export function textFragment(text: string): string {
  const all = tidyQuote(text).split(' ');
  const coded = (some: string[]) => encodeURIComponent(some.join(' ')).replace(/-/g, '%2D');
  return `#:~:text=${all.length > 10 ? `${coded(all.slice(0, 5))},${coded(all.slice(-4))}` : coded(all)}`;
}

/** A quote as it is compared: composed, on one line, without what cannot be seen. */
export const tidyQuote = (text: string): string =>
  text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\u00ad\u200b\u2060\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .trim();

/** Whether a text stands in an article word for word, within one paragraph, from the beginning of a word to the end of one. */
export const standsIn = (body: Body, text: string): boolean => placeOf(body, text, isBetweenWords) !== null;

/** The whole sentences of an article that `text`, which may begin and end within a word, touches; null when it does not stand there. */
export function sentencesAround(body: Body, text: string, language: string): string | null {
  const place = placeOf(body, text, () => true);
  if (!place) return null;
  const { line, from, to } = place;
  const touched = [...new Intl.Segmenter(language, { granularity: 'sentence' }).segment(line)].filter(
    ({ index, segment }) => index < to && index + segment.trimEnd().length > from,
  );
  return touched
    .map(({ segment }) => segment)
    .join('')
    .trim();
}

type Place = { line: string; from: number; to: number };

/** Where a text stands first, with both ends where `mayEnd` says that it may. */
function placeOf(body: Body, text: string, mayEnd: (line: string, at: number) => boolean): Place | null {
  const sought = tidyQuote(text);
  if (sought === '') return null;
  for (const line of plainText(body).split('\n').map(tidyQuote)) {
    for (let from = line.indexOf(sought); from >= 0; from = line.indexOf(sought, from + 1)) {
      const to = from + sought.length;
      if (mayEnd(line, from) && mayEnd(line, to)) return { line, from, to };
    }
  }
  return null;
}

/** Chinese characters and kana stand without spaces between words: there, any place is as good. */
function isBetweenWords(line: string, at: number): boolean {
  const before = [...line.slice(Math.max(0, at - 2), at)].at(-1) ?? '';
  const after = String.fromCodePoint(line.codePointAt(at) ?? 0x20);
  const isPart = (character: string) => /[\p{L}\p{N}\p{M}]/u.test(character);
  const isUnspaced = (character: string) => /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(character);
  if (/\p{M}/u.test(after)) return false;
  return !isPart(before) || !isPart(after) || (isUnspaced(before) && isUnspaced(after));
}
