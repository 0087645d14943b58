import { describe, expect, test } from 'vitest';
import { compareWords } from '#lib/articles/revisions/compare';
import { emptyWords, type Words } from '#lib/articles/rules';
import { bodyOf } from '#lib/body/body';
import { changedAt, correctionInput, momentOn } from './rules.ts';
import { substanceOf } from './substance.ts';

const said = (...lines: string[]): Words => ({
  ...emptyWords,
  body: bodyOf(...lines.map((text) => ({ type: 'paragraph' as const, content: [{ type: 'text' as const, text }] }))),
});
const substance = (before: string, after: string) => substanceOf(compareWords(said(before), said(after)));

describe('a change of substance', () => {
  test.each([
    ['a number', 'It carried 12 people.', 'It carried 14 people.', 'number'],
    ['a number in words', 'It carried twelve people.', 'It carried fourteen people.', 'number'],
    ['a number that came', 'It carried people.', 'It carried 14 people.', 'number'],
    ['a date', 'The bridge of 1990 stands.', 'The bridge of 1991 stands.', 'number'],
    ['a name', 'The master, Kim Chol-su, said so.', 'The master, Lee Chol-su, said so.', 'name'],
    ['a name spelled otherwise', 'So said Choe Yong.', 'So said Choi Yong.', 'name'],
    ['a negation that came', 'The minister was there.', 'The minister was not there.', 'negation'],
    ['a negation that went', 'They didn’t pay.', 'They did pay.', 'negation'],
    ['in Hangul', '장관은 거기에 있었다.', '장관은 거기에 없었다.', 'negation'],
    [
      'a passage gone',
      'He paid. The money came from the fund, says the report. So it was.',
      'He paid. So it was.',
      'removed',
    ],
    [
      'many words',
      'The boat was late.',
      'The boat was late because the crew had waited for salt until noon and longer.',
      'many',
    ],
  ])('%s', (_, before, after, expected) => {
    expect(substance(before, after)).toBe(expected);
  });

  test('a paragraph that is gone', () => {
    const before = said('One stays.', 'The money came from the fund, says the report.');
    expect(substanceOf(compareWords(before, said('One stays.')))).toBe('removed');
  });

  test('in the headline', () => {
    const before = { ...said('Same.'), headline: 'Two boats a day' };
    expect(substanceOf(compareWords(before, { ...before, headline: 'Three boats a day' }))).toBe('number');
  });
});

describe('no change of substance', () => {
  test.each([
    ['none', 'The same.', 'The same.'],
    ['a slip of the hand', 'The goverment has recieved it.', 'The government has received it.'],
    ['signs', 'He said "yes" - and left...', 'He said “yes” – and left…'],
    ['a capital', 'The North and the south met.', 'The north and the south met.'],
    ['the first word of a sentence', 'A boat came. The boat left.', 'A boat came. That boat left.'],
    ['a few words', 'The boat was very late.', 'The boat was rather late again.'],
    ['a number in another spelling', 'It cost 1,000 won.', 'It cost 1000 won.'],
    ['a word in Hangul', '첫 배는 아침에 떠난다.', '첫 배는 아침에 떠났다.'],
  ])('%s', (_, before, after) => {
    expect(substance(before, after)).toBeNull();
  });

  test('a moved paragraph, bold, another section and address', () => {
    const [one, other] = ['The harbour master writes all of it into his book.', 'Nobody else has one like this.'];
    const before = said(one, other);
    const after = { ...said(other, one), slug: 'other', sectionId: 'other' };
    expect(substanceOf(compareWords(before, after))).toBeNull();
  });
});

describe('the day of a correction', () => {
  const now = new Date('2026-11-29T20:00:00Z'); // the 30th in Seoul

  test('is now when it is today where the publication is', () => {
    expect(momentOn('', 'Asia/Seoul', now)).toEqual(now);
    expect(momentOn('2026-11-30', 'Asia/Seoul', now)).toEqual(now);
  });
  test('is its noon there when it is another', () => {
    expect(momentOn('2026-11-28', 'Asia/Seoul', now).toISOString()).toBe('2026-11-28T03:00:00.000Z');
    expect(momentOn('2026-07-01', 'Europe/London', now).toISOString()).toBe('2026-07-01T11:00:00.000Z');
  });
  test('stays the moment it was when the day stays', () => {
    const earlier = new Date('2026-11-20T01:02:03Z');
    expect(momentOn('2026-11-20', 'Asia/Seoul', now, earlier)).toEqual(earlier);
  });
  test('must be a day', () => {
    const on = (text: string) =>
      correctionInput.safeParse({ articleId: crypto.randomUUID(), body: 'Wrong.', on: text });
    for (const day of ['', '2026-11-21', '2024-02-29']) expect(on(day).success, day).toBe(true);
    for (const day of ['2026-02-29', '2026-13-01', 'today', '0']) expect(on(day).success, day).toBe(false);
  });
});

test('what was corrected last is when an article last changed', () => {
  const article = { publishedAt: new Date(1), republishedAt: new Date(5) };
  expect(changedAt(article)).toEqual(new Date(5));
  expect(changedAt(article, [{ correctedAt: new Date(9) }, { correctedAt: new Date(3) }])).toEqual(new Date(9));
  expect(changedAt({ ...article, republishedAt: null })).toEqual(new Date(1));
});
