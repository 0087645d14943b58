import { BlockList } from 'node:net';
import { describe, expect, it } from 'vitest';
import { clientAddress } from './client-address.ts';

const none = new BlockList();
const proxies = new BlockList();
proxies.addAddress('127.0.0.1');
proxies.addSubnet('10.0.0.0', 8);
proxies.addAddress('::1', 'ipv6');

describe('who a request comes from', () => {
  it('is the peer, whatever it claims, when the peer is not a trusted proxy', () => {
    expect(clientAddress('203.0.113.9', '198.51.100.1', none)).toBe('203.0.113.9');
    expect(clientAddress('203.0.113.9', '198.51.100.1', proxies)).toBe('203.0.113.9');
  });

  it('is the address before the last trusted proxy', () => {
    expect(clientAddress('127.0.0.1', '198.51.100.1', proxies)).toBe('198.51.100.1');
    expect(clientAddress('127.0.0.1', '198.51.100.1, 10.1.2.3', proxies)).toBe('198.51.100.1');
  });

  it('does not believe what stands left of the first stranger', () => {
    expect(clientAddress('10.0.0.1', '1.1.1.1, 198.51.100.1, 10.9.9.9', proxies)).toBe('198.51.100.1');
  });

  it('is the nearest real address when somebody wrote nonsense', () => {
    expect(clientAddress('127.0.0.1', 'unknown', proxies)).toBe('127.0.0.1');
    expect(clientAddress('127.0.0.1', '', proxies)).toBe('127.0.0.1');
  });

  it('knows an IPv4 address in IPv6 clothes, ports and brackets', () => {
    expect(clientAddress('::ffff:127.0.0.1', '198.51.100.1:4711', proxies)).toBe('198.51.100.1');
    expect(clientAddress('::1', '[2001:db8::1]:443', proxies)).toBe('2001:db8::1');
  });
});
