import { describe, expect, test } from 'vitest';
import type { Body } from '#lib/body/body';
import { emptyBody } from '#lib/body/body';
import { faultOf, quoteInput, sentencesAround, standsIn, textFragment, tidyQuote } from './rules.ts';

const bodyOf = (...lines: string[]): Body => ({
  ...emptyBody,
  content: lines.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
});
const body = bodyOf(
  'The minister did not resign. He went to the station. Nobody knew him there, or said so.',
  '역에 있던 누구도 몰랐다. 기차는 떠났다.',
  '漢江は広い川です。春は遅い。',
);

describe('what stands in an article', () => {
  test.each([
    'The minister did not resign.',
    'did not resign',
    '  He went\n to the  station. ',
    '기차는 떠났다.'.normalize('NFD'),
    '広い川',
    'sta\u00adtion',
  ])('%j', (text) => expect(standsIn(body, text)).toBe(true));

  test.each([
    'The minister did resign.',
    'the minister did not resign',
    'resign. Nobody',
    'inister did not',
    'station. Nob',
    '기차는 떠났', // the word goes on
    'so. 역에', // two paragraphs
    '',
    '   ',
  ])('not %j', (text) => expect(standsIn(body, text)).toBe(false));

  test('a word that is also a part of another is found where it stands by itself', () => {
    expect(standsIn(bodyOf('The trainer took the train.'), 'train')).toBe(true);
    expect(standsIn(bodyOf('The trainer took the bus.'), 'train')).toBe(false);
  });
});

describe('whole sentences', () => {
  test('a part of one becomes all of it: nobody quotes half of what was said', () => {
    expect(sentencesAround(body, 'minister did', 'en')).toBe('The minister did not resign.');
    expect(sentencesAround(body, 'nister di', 'en')).toBe('The minister did not resign.');
    expect(sentencesAround(body, 'resign. He went', 'en')).toBe('The minister did not resign. He went to the station.');
    expect(sentencesAround(body, 'He went to the station.', 'en')).toBe('He went to the station.');
    expect(sentencesAround(body, '누구도 몰랐다.', 'ko')).toBe('역에 있던 누구도 몰랐다.');
    expect(sentencesAround(body, 'The minister lied.', 'en')).toBeNull();
  });
});

test('a quote is tidied: composed, on one line, without what cannot be seen', () => {
  expect(tidyQuote(' 기차\n는\u200b  \ufeff떠났다 '.normalize('NFD'))).toBe('기차 는 떠났다');
  expect(tidyQuote('\ud800x')).toBe('\ufffdx');
});

test('a browser is led to the words: all of few, the first and last of many', () => {
  expect(textFragment('He went – twice, to the well-known station.')).toBe(
    '#:~:text=He%20went%20%E2%80%93%20twice%2C%20to%20the%20well%2Dknown%20station.',
  );
  expect(textFragment('One two three four five six seven eight nine ten eleven.')).toBe(
    '#:~:text=One%20two%20three%20four%20five,eight%20nine%20ten%20eleven.',
  );
});

test('what is asked for is tidied, and what is nothing or endless is refused', () => {
  const articleId = '4b1f6f0e-7d5c-4a9e-9d58-6a5d1c0f9b11';
  expect(quoteInput.parse({ articleId, text: ' a\n b ' }).text).toBe('a b');
  for (const text of [undefined, '', ' \u200b ', 'x'.repeat(10_000)])
    expect(quoteInput.safeParse({ articleId, text }).success).toBe(false);
  expect(faultOf('Yes.')).toMatch(/too short/);
  expect(faultOf('기차는 떠났다.')).toBeNull();
  expect(faultOf('word '.repeat(100))).toMatch(/up to 400/);
});
