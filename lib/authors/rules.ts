import { z } from 'zod';
import { line, lines, tidyText } from '#lib/forms/fields';

/** One's own public profile. */
export const profileInput = z.object({
  name: line(80, 'Give the name that stands under your articles.'),
  hangulName: line(40).optional().default(''),
  bio: lines(1200),
  pictureId: z
    .string()
    .regex(/^[\w-]*$/, 'This is not one of our pictures.')
    .max(100)
    .optional()
    .transform((value) => value || null),
});
export type ProfileInput = z.output<typeof profileInput>;

/** The part of an author's address made from a name. Hangul is kept. */
export function handleFrom(name: string): string {
  const handle = tidyText(name)
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^\p{Letter}\p{Number}\p{Mark}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return [...handle].slice(0, 60).join('').replace(/-+$/, '') || 'author';
}
