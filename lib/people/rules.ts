import { z } from 'zod';
import { hasRole, roles, type User } from '#lib/auth/roles';
import { emailAddress, line } from '#lib/forms/fields';

/** Who adds people and says what each may do. */
export const canManagePeople = (user: User): boolean => hasRole(user, 'owner');

const role = z.enum(roles, 'Choose what this person may do.');

export const personInput = z.object({
  name: line(80, 'Give the person’s name.'),
  email: emailAddress,
  role,
});
export type PersonInput = z.output<typeof personInput>;

export const changePersonInput = personInput.extend({ userId: z.uuid() });
export type ChangePersonInput = z.output<typeof changePersonInput>;

export const onePersonInput = z.object({ userId: z.uuid() });

/** Address of an owner who has not said yet who they are. Nothing is ever mailed to it. */
export const unnamedOwner = 'owner@localhost.invalid';
