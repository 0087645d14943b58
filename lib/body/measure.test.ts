import { expect, test } from 'vitest';
import { addMeasures, measureText, minutesFor, noText } from './measure.ts';

test('words are counted between spaces, signs alone are none, and Korean is counted by eojeol', () => {
  const words = (text: string) => measureText(text).words;
  expect(words('The first boat leaves at six.')).toBe(6);
  expect(words('it’s a well-known — “fact” …')).toBe(4);
  expect(words('첫 배는 6시에 떠난다.')).toBe(4);
  expect(words('KTX로 갔다\n왔다')).toBe(3);
  expect(words('  \n ')).toBe(0);
});

test('characters are those that a reader sees, however they were typed', () => {
  const characters = (text: string) => measureText(text).characters;
  expect(characters('첫 배')).toBe(3);
  expect(characters('첫 배'.normalize('NFD'))).toBe(3);
  expect(characters('e\u0301')).toBe(1);
  expect(characters('😀 a')).toBe(3);
  expect(characters('one\ntwo')).toBe(6);
  expect(measureText('첫 배'.normalize('NFD'))).toEqual(measureText('첫 배'));
});

test('parts add up, and a minute is 230 words or 500 syllables', () => {
  const half = measureText('word '.repeat(345));
  expect(minutesFor(half)).toBe(2);
  expect(minutesFor(measureText('가나다라 '.repeat(250)))).toBe(2);
  expect(minutesFor(addMeasures(half, measureText('가나다라 '.repeat(250))))).toBe(4);
  expect(minutesFor(noText)).toBe(1);
  expect(addMeasures(measureText('첫 배'), measureText('two words'))).toEqual(measureText('첫 배\ntwo words'));
});
