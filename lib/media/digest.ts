import { createHash } from 'node:crypto';

/** SHA-256, in hexadecimal. */
export const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The id of a picture, from its bytes. Half of the digest is enough to tell all pictures of the world apart. */
export const pictureIdOf = (bytes: Uint8Array): string => digestOf(bytes).slice(0, 32);
