import { z } from 'zod';
import { hasRole, type User } from '#lib/auth/roles';
import { emailAddress } from '#lib/forms/fields';
import { paths } from '#lib/paths';

/** A path of ours and nothing more: not another host, whatever a browser makes of it, and no query. */
const ownPath = /^\/(?![/\\])[^\\?#\s]{0,2000}$/;

/** `from` is the page that the form stands on. */
export const followInput = z.object({ email: emailAddress, from: z.string().regex(ownPath).catch(paths.follow) });

/** What comes from a mailed link. Whether it is a token of ours is for the mutation to say. */
export const tokenInput = z.object({
  token: z.string('This link is not complete.').max(200, 'This link is not complete.'),
});

export const followerInput = z.object({ id: z.uuid('This follower is no longer on the list.') });

export const canManageFollowers = (user: Pick<User, 'role'>): boolean => hasRole(user, 'editor');

/** How long a confirmation link works. */
export const confirmWithin = 7 * 86_400_000;
