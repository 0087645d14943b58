import { describe, expect, test } from 'vitest';
import { isTooShort, markFound, passageAround, searchAsked } from './rules.ts';

const marked = (text: string, q: string) =>
  markFound(text, q)
    .map(({ text, isFound }) => (isFound ? `[${text}]` : text))
    .join('');

test('what is looked for is composed, on one line, and not without end', () => {
  expect(searchAsked({ q: `  ${'한강'.normalize('NFD')}\n ferry ` })).toEqual({ q: '한강 ferry', page: 1 });
  expect(searchAsked({ q: ['first', 'second'], page: '7' })).toEqual({ q: 'first', page: 7 });
  expect(searchAsked({ q: 'a'.repeat(5000) }).q).toHaveLength(100);
  for (const page of ['0', '-1', 'x', '']) expect(searchAsked({ page }).page).toBe(1);
  expect(searchAsked({ page: '100000' }).page).toBe(50);
});

test('a Latin letter is too little, a syllable or two consonants of Hangul are enough', () => {
  for (const q of ['a', '?', '…', 'a b', 'ㅎ']) expect(isTooShort(q), q).toBe(true);
  for (const q of ['eu', '강', 'ㅎㄱ', 'a 강']) expect(isTooShort(q), q).toBe(false);
});

describe('what was found is marked', () => {
  test('whatever its case, its marks and how it was typed', () => {
    expect(marked('The Chosŏn ferry, a Ferry', 'choson ferry')).toBe('The [Chosŏn] [ferry], a [Ferry]');
    expect(marked('한강의 나룻배', '한강'.normalize('NFD'))).toBe('[한강]의 나룻배');
    expect(marked('한국', '한구')).toBe('[한국]');
    expect(marked('ferry'.repeat(2), 'ferry')).toBe('[ferryferry]');
    expect(marked('Nothing here', 'ferry')).toBe('Nothing here');
    expect(marked('a <b>', '<b>')).toBe('a [<b>]');
  });

  test('with what is around it, whole words', () => {
    const text = `${'one two three '.repeat(40)}the ferry leaves ${'four five six '.repeat(40)}`;
    const passage = passageAround(text, 'FERRY')!;
    expect(passage).toMatch(/^… (one|two|three) .*the ferry leaves .* (four|five|six) …$/);
    expect(passage.length).toBeLessThan(240);
    const hangul = `${'한강을 건너는 '.repeat(40)}나룻배는 떠난다 ${'안개가 걷힌 뒤 '.repeat(40)}`;
    expect(passageAround(hangul, '나룻배')).toMatch(/^… .*나룻배는 떠난다 .* …$/);
    expect(passageAround(hangul, '나룻배')!.length, 'its signs are wide').toBeLessThan(130);
    expect(passageAround('The ferry.', 'ferry')).toBe('The ferry.');
    expect(passageAround('The boat.', 'ferry')).toBeNull();
    expect(passageAround(text, 'one ferry'), 'the word that says more').toContain('the ferry leaves');
  });
});
