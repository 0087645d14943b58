import { z } from 'zod';
import { hasRole, type User } from '#lib/auth/roles';
import { line } from '#lib/forms/fields';

/** Who adds, names and orders sections. */
export const canArrangeSections = (user: User): boolean => hasRole(user, 'editor');

export const sectionInput = z.object({
  name: line(40, 'Give the section a name.'),
  hangulName: line(40).optional().default(''),
  description: line(300).optional().default(''),
});
export type SectionInput = z.output<typeof sectionInput>;

export const changeSectionInput = sectionInput.extend({ sectionId: z.uuid() });
export const oneSectionInput = z.object({ sectionId: z.uuid() });
export const moveSectionInput = z.object({ sectionId: z.uuid(), direction: z.enum(['up', 'down']) });
