import { expect, test } from 'vitest';
import { currentChange, everything, expire, hasExpired, isWithdrawn, withdraw } from './expiry.ts';

test('a tag expires what began before, and not what began after', () => {
  const before = currentChange();
  expire(['a']);
  const after = currentChange();
  expect(hasExpired(['x', 'a'], before)).toBe(true);
  expect(hasExpired(['x'], before)).toBe(false);
  expect(hasExpired(['a'], after)).toBe(false);
});

test('everything expires whatever began before it', () => {
  const before = currentChange();
  expire([everything]);
  expect(hasExpired([], before)).toBe(true);
  expect(hasExpired([], currentChange())).toBe(false);
});

test('what is taken away is expired too; what is only changed is not taken away', () => {
  const before = currentChange();
  expire([withdraw('gone'), 'changed']);
  expect(hasExpired(['gone'], before)).toBe(true);
  expect(isWithdrawn(['gone'], before)).toBe(true);
  expect(isWithdrawn(['changed'], before)).toBe(false);
  expect(isWithdrawn(['gone'], currentChange())).toBe(false);
});

test('more tags than are remembered count as all expired', () => {
  const before = currentChange();
  expire(Array.from({ length: 100_001 }, (_, index) => `tag:${index}`));
  expect(hasExpired(['another'], before)).toBe(true);
});
