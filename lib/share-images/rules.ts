/** Measures of every share image: what X, Facebook, KakaoTalk and the rest ask for. */
export const shareImageSize = { width: 1200, height: 630 } as const;
export const shareImageType = 'image/jpeg';
/** Messengers give up on heavier ones. */
export const mostShareImageBytes = 300_000;

/** What a share image is made from. */
export type ShareImageContent = {
  headline: string;
  section: string | null;
  authors: string[];
  publication: { name: string; hangulName: string; accent: Accent };
  /** The stored picture that leads the article: `<id>.<extension>`. */
  picture: string | null;
};

export type Accent = 'red' | 'green' | 'indigo';

/** The colours of app/tokens.css by day: a share image is always paper. */
export const colours = {
  paper: '#faf6ec',
  ink: '#1c1a17',
  soft: '#5b554a',
  rule: '#d9d1be',
  accents: { red: '#a3291f', green: '#1c6150', indigo: '#2c4891' } satisfies Record<Accent, string>,
};

/** The digest in a share image's file name; null for any name that we never give. */
export const parseShareFile = (file: string): string | null => /^([0-9a-f]{24})\.jpg$/.exec(file)?.[1] ?? null;
