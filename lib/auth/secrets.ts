import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

const secret = (): string => {
  const value = process.env.AUTH_SECRET;
  if (!value) throw new Error('AUTH_SECRET is not set; server/run.ts makes and keeps one.');
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
export const senderHash = (clientAddress: string): string => sign('sender', networkOf(clientAddress));

/** A line has one IPv4 address, but 2^64 of IPv6: counted one by one they would be no limit, so their /64 stands for all. */
function networkOf(address: string): string {
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.toLowerCase().split('%', 1)[0]!.split('::');
  const left = head.split(':').filter(Boolean);
  const right = (tail ?? '').split(':').filter(Boolean);
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  return [...left, ...Array<string>(zeros).fill('0'), ...right]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}

/** How next-auth stores the token of a mailed link (@auth/core, lib/utils/web.ts): a hash salted with the secret. */
export const hashSignInToken = (token: string): string =>
  createHash('sha256').update(`${token}${secret()}`).digest('hex');

export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');
