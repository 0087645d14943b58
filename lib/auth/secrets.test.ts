import { beforeAll, expect, test } from 'vitest';
import { isSignatureOf, senderHash, sign } from './secrets.ts';

beforeAll(() => {
  process.env.AUTH_SECRET ??= 'a secret for tests, of thirty-two letters';
});

test('one IPv6 line is one sender, however many addresses it uses', () => {
  const line = senderHash('2001:db8:0:7::1');
  expect(senderHash('2001:db8:0:7:aaaa:bbbb:cccc:dddd')).toBe(line);
  expect(senderHash('2001:0DB8::7:0:0:0:5')).toBe(line);
  expect(senderHash('2001:db8:0:8::1')).not.toBe(line);
  expect(senderHash('::1')).toBe(senderHash('0:0:0:0:0:0:0:1'));
  expect(senderHash('203.0.113.7')).not.toBe(senderHash('203.0.113.8'));
});

test('a signature is good for one purpose and one text', () => {
  const signature = sign('unsubscribe', 'a');
  expect(isSignatureOf('unsubscribe', 'a', signature)).toBe(true);
  expect(isSignatureOf('unsubscribe', 'b', signature)).toBe(false);
  expect(isSignatureOf('sign-in', 'a', signature)).toBe(false);
  expect(isSignatureOf('unsubscribe', 'a', '')).toBe(false);
});
