import { type BlockList, isIP, isIPv4 } from 'node:net';

/**
 * Who a request comes from. `peer` is the other end of the connection; `forwardedFor` its X-Forwarded-For, which is only
 * believed as far as it was written by trusted proxies: the first address from the right that is not one of them.
 */
export function clientAddress(peer: string, forwardedFor: string | undefined, trusted: BlockList): string {
  if (forwardedFor === undefined) return plainAddress(peer);
  const chain = [...forwardedFor.split(',').map(plainAddress).filter(Boolean), plainAddress(peer)];
  for (let i = chain.length - 1; i > 0; i--) {
    if (!isTrusted(chain[i]!, trusted)) return chain[i]!;
    if (!isIP(chain[i - 1]!)) return chain[i]!; // what a client wrote there is not an address
  }
  return chain[0]!;
}

export function isTrusted(address: string, trusted: BlockList): boolean {
  const plain = plainAddress(address);
  const family = isIP(plain);
  return family !== 0 && trusted.check(plain, family === 4 ? 'ipv4' : 'ipv6');
}

/** Without the port, the brackets and the IPv4-in-IPv6 prefix that the same address may come with. */
function plainAddress(text: string): string {
  if (isIPv4(text)) return text;
  return text
    .trim()
    .replace(/^\[([^\]]+)\](:\d+)?$/, '$1')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
    .replace(/^::ffff:(\d+\.\d+\.\d+\.\d+)$/i, '$1');
}
