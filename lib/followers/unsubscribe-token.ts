import { z } from 'zod';
import { isSignatureOf, sign } from '#lib/auth/secrets';

/** What the unsubscribe link of a follower carries: who, and that we said so. It never expires. */
export const unsubscribeToken = (followerId: string): string => `${followerId}.${sign('unsubscribe', followerId)}`;

/** The follower an unsubscribe link was made for, or null when it is not one of ours. */
export function readUnsubscribeToken(token: string): string | null {
  const [id = '', signature = '', ...rest] = token.split('.');
  const isOurs = rest.length === 0 && z.uuid().safeParse(id).success && isSignatureOf('unsubscribe', id, signature);
  return isOurs ? id : null;
}
