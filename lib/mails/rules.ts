import { z } from 'zod';
import { hasRole, type User } from '#lib/auth/roles';

/** Who sees what could not be sent, and may try again or give up. */
export const canHandleMails = (user: Pick<User, 'role'>): boolean => hasRole(user, 'editor');

export const mailInput = z.object({ id: z.uuid('This mail no longer exists.') });
