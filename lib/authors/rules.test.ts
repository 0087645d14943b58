import { expect, test } from 'vitest';
import { handleFrom, profileInput } from './rules.ts';

test('an address is made from a name, Hangul kept and composed', () => {
  expect(handleFrom('Han Sora')).toBe('han-sora');
  expect(handleFrom('한소라'.normalize('NFD'))).toBe('한소라');
  expect(handleFrom('  O’Neill, J. R.  ')).toBe('oneill-j-r');
  expect(handleFrom('Pŏng Hŏ')).toBe('pŏng-hŏ');
  expect(handleFrom('☕')).toBe('author');
  expect(handleFrom('a'.repeat(200))).toHaveLength(60);
});

test('an empty picture is no picture', () => {
  const words = { name: 'Han', hangulName: '', bio: '' };
  expect(profileInput.parse({ ...words, pictureId: '' }).pictureId).toBeNull();
  expect(profileInput.safeParse({ ...words, pictureId: '../etc' }).success).toBe(false);
});
