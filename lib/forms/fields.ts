import { z } from 'zod';

/** Text as the magazine keeps it: composed (NFC), outer white space gone, line ends as \n, no control characters. */
export const tidyText = (value: string): string =>
  value
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
    .trim();

const segmenter = new Intl.Segmenter();

/** Whether a person would count more than `most` characters: a syllable block is one, however it was typed. */
export function isLongerThan(value: string, most: number): boolean {
  if (value.length <= most) return false;
  let count = 0;
  for (const _character of segmenter.segment(value)) if (++count > most) return true;
  return false;
}

/** What a character may take, however it was typed: beyond, a text is too long without being looked at. */
const unitsPerCharacter = 16;
/** No language piles up more of them on one letter. */
const piledMarks = /\p{M}{9}/u;

const text = (most: number, missing: string | undefined, tidy: (value: string) => string) => {
  const tooLong = `Keep it under ${most.toLocaleString('en')} characters.`;
  return z
    .string(missing ?? 'This field is missing.')
    .refine((value) => value.length <= most * unitsPerCharacter, { error: tooLong, abort: true })
    .transform(tidy)
    .refine((value) => !missing || value.length > 0, missing)
    .refine((value) => !piledMarks.test(value), { error: 'Too many accents on one letter.', abort: true })
    .refine((value) => !isLongerThan(value, most), tooLong);
};

/** One line of text. `missing` is the sentence for an empty field; without it the field may stay empty. */
export const line = (most: number, missing?: string) =>
  text(most, missing, (value) => tidyText(value).replace(/\s+/g, ' '));

/** Text of several lines; see `line`. */
export const lines = (most: number, missing?: string) => text(most, missing, tidyText);

const longestAddress = 254;
const addressTooLong = 'This is too long for an e-mail address.';

/** An e-mail address, in lower case: two spellings of one mailbox are one person. */
export const emailAddress = z
  .string('Give an e-mail address.')
  .max(longestAddress * unitsPerCharacter, addressTooLong)
  .transform((value) => tidyText(value).toLowerCase())
  .pipe(
    z
      .string()
      .min(1, 'Give an e-mail address.')
      .max(longestAddress, addressTooLong)
      .pipe(z.email('This does not look like an e-mail address: name@example.org.')),
  );
