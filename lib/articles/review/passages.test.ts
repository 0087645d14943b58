import { describe, expect, test } from 'vitest';
import { findPassage, passageAt } from './passages.ts';

const text = [
  'The first boat leaves at six, whatever the fog says.',
  'The second waits for the tide. The fog lifts at nine.',
  '두 번째 배는 물때를 기다린다. 안개는 아홉 시에 걷힌다.',
].join('\n');

/** A passage of `text`: the `nth` place at which these words stand. */
function mark(words: string, nth = 1) {
  let from = -1;
  for (let count = 0; count < nth; count += 1) from = text.indexOf(words, from + 1);
  return passageAt(text, { from, to: from + words.length })!;
}
const found = (passage: ReturnType<typeof mark>, now: string) => {
  const range = findPassage(now, passage);
  return range && now.slice(range.from, range.to);
};

test('a passage is kept without white space at its ends; of nothing there is none', () => {
  expect(passageAt(text, { from: 3, to: 15 })).toMatchObject({ quote: 'first boat', before: 'The ' });
  expect(passageAt(text, { from: 3, to: 4 })).toBeNull();
  const long = passageAt('x'.repeat(5000), { from: 0, to: 5000 })!;
  expect(long.quote).toHaveLength(1000);
  expect(passageAt('안개😀안개', { from: 0, to: 3 })!.quote).toBe('안개');
});

describe('is found again', () => {
  test('where nothing changed', () => {
    for (const words of ['first boat', 'fog', '안개는', text])
      expect(findPassage(text, mark(words))).toEqual({
        from: text.indexOf(words),
        to: text.indexOf(words) + words.length,
      });
  });

  test('at the right one of several places', () => {
    expect(findPassage(text, mark('fog', 2))!.from).toBe(text.lastIndexOf('fog'));
    expect(findPassage(`Fog, more fog, nothing but fog.\n${text}`, mark('fog', 1))!.from).toBe(
      `Fog, more fog, nothing but fog.\n${text}`.indexOf('fog says'),
    );
  });

  test('after the text around it was edited', () => {
    expect(found(mark('first boat'), text.replace('leaves at six, whatever', 'sails at seven, whatever'))).toBe(
      'first boat',
    );
    expect(found(mark('waits for the tide'), text.replace('The second', 'Another'))).toBe('waits for the tide');
  });

  test('after it was moved', () => {
    const moved = `The second waits for the tide. The fog lifts at nine.\nSomething new.\n${text.split('\n')[0]}`;
    expect(found(mark('The second waits for the tide.'), moved)).toBe('The second waits for the tide.');
    expect(found(mark('first boat'), moved)).toBe('first boat');
  });

  test('after its own words were worked on', () => {
    expect(found(mark('waits for the tide'), text.replace('waits for the tide', 'waits for the spring tide'))).toBe(
      'waits for the spring tide',
    );
    expect(found(mark('물때를 기다린다'), text.replace('물때를 기다린다', '물때를 오래 기다린다'))).toBe(
      '물때를 오래 기다린다',
    );
  });

  test('at the very beginning and the very end', () => {
    expect(found(mark('The first boat'), text.replace('The first boat', 'The first old boat'))).toBe(
      'The first old boat',
    );
    expect(found(mark('아홉 시에 걷힌다.'), text.replace('아홉 시에', '아홉 시 반에'))).toBe('아홉 시 반에 걷힌다.');
  });
});

describe('has gone', () => {
  test('when it was deleted', () => {
    expect(
      found(mark('The second waits for the tide.'), text.replace('The second waits for the tide. ', '')),
    ).toBeNull();
    expect(found(mark('first '.trim()), text.replace('first ', ''))).toBeNull();
  });

  test('when other words stand in its place', () => {
    expect(found(mark('waits for the tide'), text.replace('waits for the tide', 'never comes'))).toBeNull();
  });

  test('when the same short word stands elsewhere only', () => {
    const now = text.replace('whatever the fog says', 'come what may');
    expect(found(mark('fog', 1), now)).toBeNull();
    expect(found(mark('fog', 2), now)).toBe('fog');
  });

  test('when nothing is left', () => expect(findPassage('', mark('first boat'))).toBeNull());
});
