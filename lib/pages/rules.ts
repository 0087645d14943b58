import { z } from 'zod';
import { hasRole, type User } from '#lib/auth/roles';
import { bodyFieldInput, bodyInput } from '#lib/body/rules';

export const pageNames = ['about', 'privacy'] as const;
export type PageName = (typeof pageNames)[number];

export const isPageName = (name: string): name is PageName => (pageNames as readonly string[]).includes(name);

const pageInput = z.object({
  name: z.enum(pageNames),
  /** When the writer's version was saved; null when there was none. Somebody's later save is not overwritten. */
  baseChangedAt: z.preprocess((value) => (value === '' ? null : value), z.coerce.date().nullable()),
  body: bodyInput,
});
export type PageInput = z.infer<typeof pageInput>;

/** The same from a form, where the text is one field of JSON. */
export const pageFormInput = pageInput.extend({ body: bodyFieldInput });

export const canEditPages = (user: User): boolean => hasRole(user, 'editor');
