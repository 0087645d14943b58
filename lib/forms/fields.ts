import { z } from 'zod';

/** Text as the magazine keeps it: composed (NFC), outer white space gone, line ends as \n, no control characters. */
export const tidyText = (value: string): string =>
  value
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
    .trim();

/** How many characters a person would count: a syllable block is one, however it was typed. */
export const countCharacters = (value: string): number => [...new Intl.Segmenter().segment(value)].length;

/** One line of text. `missing` is the sentence for an empty field; without it the field may stay empty. */
export const line = (most: number, missing?: string) =>
  z
    .string(missing ?? 'This field is missing.')
    .transform((value) => tidyText(value).replace(/\s+/g, ' '))
    .refine((value) => !missing || value.length > 0, missing)
    .refine((value) => countCharacters(value) <= most, `Keep it under ${most.toLocaleString('en')} characters.`);

/** Text of several lines; see `line`. */
export const lines = (most: number, missing?: string) =>
  z
    .string(missing ?? 'This field is missing.')
    .transform(tidyText)
    .refine((value) => !missing || value.length > 0, missing)
    .refine((value) => countCharacters(value) <= most, `Keep it under ${most.toLocaleString('en')} characters.`);

/** An e-mail address, in lower case: two spellings of one mailbox are one person. */
export const emailAddress = z
  .string('Give an e-mail address.')
  .transform((value) => tidyText(value).toLowerCase())
  .pipe(
    z
      .string()
      .min(1, 'Give an e-mail address.')
      .max(254, 'This is too long for an e-mail address.')
      .pipe(z.email('This does not look like an e-mail address: name@example.org.')),
  );
