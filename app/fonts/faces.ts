import localFont from 'next/font/local';

/**
 * The publication's faces (made by scripts/make-fonts.ts). Each style is a family of its own, so that only those that
 * every page needs are fetched ahead; next/font fits a fallback to each, so that nothing moves when it arrives.
 */
const text = localFont({
  src: './files/text.woff2',
  weight: '400',
  variable: '--face-text',
  adjustFontFallback: 'Times New Roman',
});
const display = localFont({
  src: './files/display.woff2',
  weight: '500',
  variable: '--face-display',
  adjustFontFallback: 'Times New Roman',
});
const interfaceFace = localFont({
  src: './files/interface.woff2',
  weight: '400 600',
  variable: '--face-interface',
  adjustFontFallback: 'Arial',
});
const bold = localFont({
  src: './files/text-bold.woff2',
  weight: '600',
  variable: '--face-bold',
  preload: false,
  adjustFontFallback: 'Times New Roman',
});
const italic = localFont({
  src: './files/text-italic.woff2',
  weight: '400',
  style: 'italic',
  variable: '--face-italic',
  preload: false,
  adjustFontFallback: 'Times New Roman',
});

// Letters beyond Western Europe's: fetched by a page that has one.
const textExt = localFont({
  src: './files/text-ext.woff2',
  weight: '400',
  variable: '--face-text-ext',
  preload: false,
  adjustFontFallback: false,
  declarations: [{ prop: 'unicode-range', value: 'U+0100-017F' }],
});
const displayExt = localFont({
  src: './files/display-ext.woff2',
  weight: '500',
  variable: '--face-display-ext',
  preload: false,
  adjustFontFallback: false,
  declarations: [{ prop: 'unicode-range', value: 'U+0100-017F' }],
});
const italicExt = localFont({
  src: './files/text-italic-ext.woff2',
  weight: '400',
  style: 'italic',
  variable: '--face-italic-ext',
  preload: false,
  adjustFontFallback: false,
  declarations: [{ prop: 'unicode-range', value: 'U+0100-017F' }],
});
const boldExt = localFont({
  src: './files/text-bold-ext.woff2',
  weight: '600',
  variable: '--face-bold-ext',
  preload: false,
  adjustFontFallback: false,
  declarations: [{ prop: 'unicode-range', value: 'U+0100-017F' }],
});
const interfaceExt = localFont({
  src: './files/interface-ext.woff2',
  weight: '400 600',
  variable: '--face-interface-ext',
  preload: false,
  adjustFontFallback: false,
  declarations: [{ prop: 'unicode-range', value: 'U+0100-017F' }],
});

/** Class names for `<html>`: they define the `--face-…` variables that app/tokens.css builds its stacks from. */
export const faces = [text, display, interfaceFace, bold, italic, textExt, displayExt, italicExt, boldExt, interfaceExt]
  .map((face) => face.variable)
  .join(' ');
