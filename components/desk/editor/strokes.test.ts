import { expect, test } from 'vitest';
import { strokesOf } from './strokes.ts';

test('a half typed word begins the whole one, whatever stands on the screen for the moment', () => {
  for (const typed of ['ㅈ', '제', '젬', '제모', '제목'])
    expect(strokesOf('제목').startsWith(strokesOf(typed)), typed).toBe(true);
  for (const typed of ['벼', '표시', '목']) expect(strokesOf('제목').startsWith(strokesOf(typed)), typed).toBe(false);
  expect(strokesOf('번호 목록')).toBe(strokesOf('번호목록'));
  expect(strokesOf('글머리')).toBe('ㄱㅡㄹㅁㅓㄹㅣ');
  expect(strokesOf('의자')).toBe('ㅇㅡㅣㅈㅏ');
});

test('Latin letters are themselves, case and spaces aside', () => {
  expect(strokesOf('Pull-quote')).toBe('pullquote');
  expect(strokesOf('Numbered list')).toBe('numberedlist');
});
