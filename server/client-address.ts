import { BlockList, isIP } from 'node:net';

/** A set of addresses and subnets, such as TRUSTED_PROXIES: `10.0.0.0/8 ::1`. Throws an Error naming a bad entry. */
export function addressSet(entries: string[]): BlockList {
  const set = new BlockList();
  for (const entry of entries) {
    const [address = '', bits] = entry.split('/');
    const family = isIP(address);
    const most = family === 4 ? 32 : 128;
    if (!family || (bits !== undefined && !(/^\d+$/.test(bits) && Number(bits) <= most))) {
      throw new Error(`TRUSTED_PROXIES: "${entry}" is not an address or a subnet such as 10.0.0.0/8.`);
    }
    set.addSubnet(address, bits === undefined ? most : Number(bits), family === 4 ? 'ipv4' : 'ipv6');
  }
  return set;
}

/**
 * Who a request comes from. `peer` is the other end of the connection; `forwardedFor` its X-Forwarded-For, which is only
 * believed as far as it was written by trusted proxies: the first address from the right that is not one of them.
 */
export function clientAddress(peer: string, forwardedFor: string | undefined, trusted: BlockList): string {
  const chain = [...(forwardedFor ?? '').split(',').map(plainAddress).filter(Boolean), plainAddress(peer)];
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
  return text
    .trim()
    .replace(/^\[([^\]]+)\](:\d+)?$/, '$1')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
    .replace(/^::ffff:(\d+\.\d+\.\d+\.\d+)$/i, '$1');
}
