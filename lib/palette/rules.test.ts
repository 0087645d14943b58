import { expect, test } from 'vitest';
import { likeness } from './rules.ts';

test.each<[string, string[], number]>([
  ['set', ['Settings'], 4],
  ['SETTINGS', ['Settings'], 4],
  ['page', ['About page'], 3],
  ['ettin', ['Settings'], 2],
  ['stg', ['Settings'], 1],
  ['abp', ['About page'], 1],
  ['설', ['Settings', '설정'], 4],
  ['서', ['설정'], 4], // the syllable is still being typed
  ['설ㅈ', ['설정'], 4],
  ['ㅅㅈ', ['Settings', '설정'], 1],
  ['ㅈㅅ', ['설정'], 0],
  ['정', ['설정'], 2],
  ['설정'.normalize('NFD'), ['설정'], 4],
  ['hamhung', ['Hamhŭng'], 4],
  ['page ab', ['About page'], 3],
  ['page xy', ['About page'], 0],
  ['ets', ['Settings'], 0], // begins no word
  ['tt', ['Settings'], 0], // two letters stand nearly everywhere
  ['xyz', ['Settings'], 0],
  ['', ['Settings'], 0],
  ['   ', ['Settings'], 0],
])('%o is like %o by %i', (q, names, like) => {
  expect(likeness(q, names)).toBe(like);
});
