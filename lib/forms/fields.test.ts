import { expect, test } from 'vitest';
import { emailAddress, line, lines } from './fields.ts';

const faultOf = (answer: { success: boolean; error?: { issues: { message: string }[] } }) =>
  answer.error?.issues.map(({ message }) => message);

test('a syllable block is one character, however it was typed', () => {
  const syllables = '한'.repeat(5000);
  expect(lines(5000).parse(syllables.normalize('NFD'))).toBe(syllables);
  expect(line(5000).parse(syllables.normalize('NFD'))).toBe(syllables);
  expect(faultOf(lines(5000).safeParse(`${syllables}한`))).toEqual(['Keep it under 5,000 characters.']);
  expect(line(3).parse('👩‍👩‍👧‍👦👩‍👩‍👧‍👦é')).toBe('👩‍👩‍👧‍👦👩‍👩‍👧‍👦é');
});

test('a text far too long is refused without being looked at', () => {
  const begun = performance.now();
  for (const field of [line(80), lines(80)]) {
    for (const flood of ['a'.repeat(10_000_000), ' '.repeat(10_000_000), '👩‍'.repeat(3_000_000)]) {
      expect(faultOf(field.safeParse(flood))).toEqual(['Keep it under 80 characters.']);
    }
  }
  expect(faultOf(emailAddress.safeParse(' '.repeat(10_000_000)))).toEqual(['This is too long for an e-mail address.']);
  expect(performance.now() - begun).toBeLessThan(5000);
});

test('accents may not be piled up', () => {
  expect(line(80).parse(`Z${'\u0335'.repeat(8)}`)).toHaveLength(9);
  for (const field of [line(80), lines(80)]) {
    expect(faultOf(field.safeParse(`Z${'\u0335'.repeat(9)}`))).toEqual(['Too many accents on one letter.']);
  }
  expect(line(80).parse('Việt Nam, ภาษาไทย, हिन्दी, ཀྲྀཿ')).toContain('Việt');
});

test('what must be there is asked for in its own words', () => {
  expect(faultOf(line(80, 'Give a name.').safeParse(' \n '))).toEqual(['Give a name.']);
  expect(faultOf(line(80, 'Give a name.').safeParse(undefined))).toEqual(['Give a name.']);
  expect(line(80).parse('')).toBe('');
});

test('one mailbox is spelled one way', () => {
  expect(emailAddress.parse(' Sora@Mansudae.EXAMPLE ')).toBe('sora@mansudae.example');
  expect(faultOf(emailAddress.safeParse(`${'a'.repeat(250)}@a.example`))).toEqual([
    'This is too long for an e-mail address.',
  ]);
  expect(faultOf(emailAddress.safeParse('sora'))).toEqual([expect.stringContaining('does not look like')]);
});
