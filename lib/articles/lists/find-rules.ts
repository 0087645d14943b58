import { z } from 'zod';
import { line } from '#lib/forms/fields';

/** What somebody looks for to choose an article: with `live` a public one, else one not in `language`, and not `not`. */
export const findInput = z.object({
  q: line(200),
  live: z.literal('1').optional(),
  language: z.enum(['en', 'ko']).optional(),
  not: z.uuid().optional(),
});
export type FindInput = z.output<typeof findInput>;
