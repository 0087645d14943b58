import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

const secret = (): string => {
  const value = process.env.AUTH_SECRET;
  if (!value) throw new Error('AUTH_SECRET is not set; server/start.ts makes and keeps one.');
  return value;
};

/** A signature of `text` that only this publication can make. `purpose` keeps one kind of link from serving as another. */
export const sign = (purpose: string, text: string): string =>
  createHmac('sha256', secret()).update(`${purpose}\n${text}`).digest('base64url').slice(0, 32);

export function isSignatureOf(purpose: string, text: string, signature: string): boolean {
  const expected = Buffer.from(sign(purpose, text));
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** What is kept of a sender's network address: enough to count posts, not enough to find the person. */
export const senderHash = (clientAddress: string): string => sign('sender', clientAddress);

/** How next-auth stores the token of a mailed link (@auth/core, lib/utils/web.ts): a hash salted with the secret. */
export const hashSignInToken = (token: string): string =>
  createHash('sha256').update(`${token}${secret()}`).digest('hex');

export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');
