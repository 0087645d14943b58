import { beforeAll, expect, it } from 'vitest';
import { fittedFontPath, hangulLetters, lettersOf, readFittedFontName } from './fitted.ts';

beforeAll(() => {
  process.env.AUTH_SECRET ??= 'a secret of the tests alone, long enough';
});

const fileOf = (path: string) => path.replace('/fonts/', '');

it('collects each letter once, composed, whatever the order of the words', () => {
  expect(hangulLetters(['평양의 평양', 'and 양의'.normalize('NFD'), null, '京義線'])).toBe(
    hangulLetters(['京義線 의양평']),
  );
  expect(hangulLetters(['no Hangul'])).toBe('');
  expect(lettersOf('Korea  Korea')).toBe(' Kaeor');
});

it('puts the letters into an address that only this publication can make', () => {
  const path = fittedFontPath('headline', hangulLetters(['평양의 여름']));
  expect(readFittedFontName(fileOf(path))).toEqual({
    font: 'headline',
    letters: hangulLetters(['평양의 여름']),
  });
  const [font, packed, signature, extension] = fileOf(path).split('.');
  for (const forged of [
    `${font}.${Buffer.from('가', 'utf16le').toString('base64url')}.${signature}.${extension}`,
    `name.${packed}.${signature}.${extension}`,
    `toString.${packed}.${signature}.${extension}`,
    `${font}.${packed}.${signature}.exe`,
    `${font}.${packed}.${signature}.${extension}.woff2`,
    `${font}.${packed}.woff2`,
    '',
  ])
    expect(readFittedFontName(forged)).toBeNull();
});

it('changes its address exactly when the letters change', () => {
  const one = fittedFontPath('headline', hangulLetters(['평양']));
  expect(fittedFontPath('headline', hangulLetters(['양평']))).toBe(one);
  expect(fittedFontPath('headline', hangulLetters(['평양의']))).not.toBe(one);
});
