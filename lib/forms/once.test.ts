import { expect, test } from 'vitest';
import { onceKey } from './once.ts';

test('a once-key is 16 to 64 letters that an address takes; anything else is none', () => {
  for (const key of ['0123456789abcdef', 'A-Z_'.repeat(16), crypto.randomUUID()])
    expect(onceKey({ once: key })).toBe(key);
  const odd = [
    '',
    '0123456789abcde',
    'x'.repeat(65),
    'x'.repeat(1_000_000),
    '열여섯글자보다긴열쇠라도안된다니까요',
    `${'x'.repeat(16)}\n`,
  ];
  for (const key of [...odd, ['0123456789abcdef', '0123456789abcdef']]) expect(onceKey({ once: key })).toBeNull();
  expect(onceKey({})).toBeNull();
});
