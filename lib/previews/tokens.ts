import { isSignatureOf, sign } from '#lib/auth/secrets';

/*
 * The secret in the address of a preview: the link's id and a signature of it. Nothing of it is stored, so that neither the
 * database nor a copy of it gives the links away.
 */

const purpose = 'preview';

/** The token of a link, for its address. */
export const previewToken = (linkId: string): string => `${linkId}.${sign(purpose, linkId)}`;

/** The id of the link that a token was made for, or null for one that we did not make. */
export function linkIdOf(token: string): string | null {
  const [, id, signature] = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([\w-]{32})$/.exec(token) ?? [];
  return id && signature && isSignatureOf(purpose, id, signature) ? id : null;
}
