import { expect, it } from 'vitest';
import { isMostlyHangul, runsOf } from './scripts-of-text.ts';

it('marks runs of Hangul in English text, with what stands between them', () => {
  expect(runsOf('The Gyeongui Line (경의선, 京義線) is named', 'en')).toEqual([
    { text: 'The Gyeongui Line (' },
    { text: '경의선, 京義線', lang: 'ko' },
    { text: ') is named' },
  ]);
  expect(runsOf('철마는 달리고 싶다', 'en')).toEqual([{ text: '철마는 달리고 싶다', lang: 'ko' }]);
  expect(runsOf('no Hangul at all', 'en')).toEqual([{ text: 'no Hangul at all' }]);
  expect(runsOf('', 'en')).toEqual([]);
});

it('leaves Korean text whole', () => {
  expect(runsOf('남과 북, North and South', 'ko')).toEqual([{ text: '남과 북, North and South' }]);
});

it('loses no character', () => {
  for (const text of ['가a나 b 다.', 'a 가나, (다) z', '「가」와 b', '가  나\n다'])
    expect(
      runsOf(text, 'en')
        .map((run) => run.text)
        .join(''),
    ).toBe(text);
});

it('knows which script a headline is in', () => {
  expect(isMostlyHangul('평양냉면과 서울의 여름')).toBe(true);
  expect(isMostlyHangul('The Gyeongui Line (경의선)')).toBe(false);
});
