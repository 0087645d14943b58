import { beforeAll, describe, expect, test } from 'vitest';
import { senderHash } from '#lib/auth/secrets';
import { requestContexts } from '#lib/request-context';
import { guardReader } from './reader-guard.ts';

beforeAll(() => {
  process.env.AUTH_SECRET ??= 'a secret for tests, of thirty-two letters';
});

const guardAfter = (sincePage: number | null, values = {}) =>
  requestContexts().run(
    { clientAddress: '203.0.113.7', origin: 'http://localhost:3000', sincePage, answer: { headers: {} } },
    () => guardReader(values),
  );

describe('a reader who posts a form', () => {
  test('is let through with a keyed hash of the address', () => {
    expect(guardAfter(2000, { body: 'Hello', website: '' })).toBe(senderHash('203.0.113.7'));
    expect(guardAfter(null, { body: 'Hello' })).toBe(senderHash('203.0.113.7')); // another instance sent the page
    expect(senderHash('203.0.113.7')).not.toContain('203');
  });

  test('is asked again when the hidden field is filled in', () => {
    expect(() => guardAfter(60_000, { website: 'https://spam.example' })).toThrow('hidden field');
    expect(() => guardAfter(60_000, { website: ['', 'x'] })).toThrow('hidden field');
  });

  test('is asked again when nobody types that fast', () => {
    expect(() => guardAfter(1999)).toThrow('faster than anyone types');
    expect(() => guardAfter(0)).toThrow('faster than anyone types');
  });

  test('has no address without server/ before Next', () => {
    expect(guardReader({})).toBeNull();
  });
});
