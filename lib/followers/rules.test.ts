import { expect, test } from 'vitest';
import { followInput } from './rules.ts';

test('a follow form leads back to a page of ours and nowhere else', () => {
  const leadsTo = (from: unknown) => followInput.parse({ email: 'han@mail.example', from }).from;
  for (const path of ['/', '/articles/%ED%8F%89%EC%96%91', '/sections/border']) expect(leadsTo(path)).toBe(path);
  const elsewhere = [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    '',
    'x',
    '/a\n',
    '/?a=b',
    '/a#b',
    undefined,
  ];
  for (const path of [...elsewhere, ['/', '/'], `/${'x'.repeat(9000)}`]) expect(leadsTo(path)).toBe('/follow');
});
