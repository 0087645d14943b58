import { isSignatureOf, sign } from '#lib/auth/secrets';

/**
 * Fonts cut to exactly the letters that something shows: the masthead's two names, and the Hangul of headlines. The letters
 * stand in the font's address, signed, so that nothing has to be kept, the address changes exactly when the letters do,
 * and nobody else can have us cut fonts.
 */
export const fittedFonts = {
  /** The publication's Latin name, at the largest optical size. */
  name: {
    source: '@fontsource-variable/newsreader/files/newsreader-latin-opsz-normal.woff2',
    axes: { opsz: 72, wght: 600 },
  },
  /** Its Hangul name. */
  hangul: { source: '@fontsource/noto-serif-kr/files/noto-serif-kr-korean-500-normal.woff2', axes: undefined },
  /** Hangul in headlines. */
  headline: { source: '@fontsource/noto-serif-kr/files/noto-serif-kr-korean-600-normal.woff2', axes: undefined },
} as const;
export type FittedFont = keyof typeof fittedFonts;

/** More than any page's headlines need; keeps addresses under what every server and proxy takes. */
const mostLetters = 700;

/** Each Hangul letter and Chinese character of `texts` once, in order. */
export const hangulLetters = (texts: (string | null | undefined)[]): string =>
  lettersOf(
    (
      texts
        .join('')
        .normalize('NFC')
        .match(/[\p{Script=Hangul}\p{Script=Han}]/gu) ?? []
    ).join(''),
  );

/** Each letter of `text` once, in order; a space too, because a line takes its height from the font that has one. */
export const lettersOf = (text: string): string =>
  [...new Set(text.normalize('NFC').replace(/\s+/g, ' '))].sort().slice(0, mostLetters).join('');

/** The address of a font with `letters`. */
export const fittedFontPath = (font: FittedFont, letters: string): string => {
  const packed = Buffer.from(letters, 'utf16le').toString('base64url');
  return `/fonts/${font}.${packed}.${sign('font', `${font}.${packed}`)}.woff2`;
};

/** What an address asks for, when it is one of ours; else null. */
export function readFittedFontName(file: string) {
  const [font, packed, signature, extension, ...rest] = file.split('.');
  if (!font || !packed || !signature || rest.length > 0) return null;
  if (!Object.hasOwn(fittedFonts, font) || extension !== 'woff2') return null;
  if (!isSignatureOf('font', `${font}.${packed}`, signature)) return null;
  const letters = Buffer.from(packed, 'base64url').toString('utf16le');
  return { font: font as FittedFont, letters };
}

/**
 * The `@font-face` of such a font. It is used where it has come before the page is first drawn (it is preloaded, and
 * small), and never changes places with another afterwards. Hangul fills its square and looks larger than the Latin
 * letters beside it: `size` evens that out.
 */
export const fittedFontFace = (font: FittedFont, family: string, letters: string, size = '100%'): string =>
  `@font-face{font-family:"${family}";src:url(${fittedFontPath(font, letters)}) format("woff2");font-weight:400 700;font-display:optional;size-adjust:${size}}`;
