// Made by scripts/make-fonts.ts.
export const typefaces = {
  text: '/typefaces/text.95df1eac.woff2',
  'text-bold': '/typefaces/text-bold.09dc9c26.woff2',
  'text-italic': '/typefaces/text-italic.ebb7a767.woff2',
  display: '/typefaces/display.3a8b885b.woff2',
  interface: '/typefaces/interface.5ead00c0.woff2',
} as const;
