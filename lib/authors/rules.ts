import { z } from 'zod';
import { line, lines, tidyText } from '#lib/forms/fields';
import { addressWords } from '#lib/words/addresses';

/** One's own public profile. */
export const profileInput = z.object({
  name: line(80, 'Give the name that stands under your articles.'),
  hangulName: line(40).optional().default(''),
  /** Of one's page; empty for the one that it has, or that is made from the name. */
  handle: line(300)
    .optional()
    .default('')
    .transform((text) => (text === '' ? '' : handleOf(text)))
    .refine((handle) => handle === '' || /[\p{L}\p{N}]/u.test(handle), addressWords.noHandle),
  bio: lines(1200),
  pictureId: z
    .string()
    .regex(/^[\w-]*$/, 'This is not one of our pictures.')
    .max(100)
    .optional()
    .transform((value) => value || null),
});
export type ProfileInput = Omit<z.output<typeof profileInput>, 'handle'> & { handle?: string };

/** The part of an author's address made from a name. Hangul is kept. */
export const handleFrom = (name: string): string => {
  const handle = handleOf(name);
  return handle === '-' ? 'author' : handle;
};

/** The same of any text, '-' where nothing is left of it. */
function handleOf(text: string): string {
  const handle = tidyText(text)
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^\p{Letter}\p{Number}\p{Mark}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return [...handle].slice(0, 60).join('').replace(/-+$/, '') || '-';
}
