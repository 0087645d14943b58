import { expect, test } from 'vitest';
import { textParam } from './route-params.ts';

test.each(['rails-and-rivers', '평양의-여름', '100%-sure', 'a+b', 'a/b', 'é', '%', '%E0', 'sig.na_ture-1'])(
  '%s is the same text, however it arrives',
  (text) => {
    expect(textParam(text)).toBe(text);
    expect(textParam(encodeURIComponent(text))).toBe(text);
  },
);

test('decodes once', () => {
  expect(textParam('a%2500b')).toBe('a%00b');
  expect(textParam('%2525')).toBe('%25');
});

test.each(['a\0b', 'a%00b', 'a\nb', 'a%0Ab', '%7F', '\u0085', '\ud800', 'a'.repeat(301), '%ED%95%9C'.repeat(301)])(
  '%j names nothing',
  (value) => expect(textParam(value)).toBeNull(),
);

test('a long Hangul name is still one', () => {
  expect(textParam(encodeURIComponent('한'.repeat(300)))).toBe('한'.repeat(300));
});
