/** Measures of every share image: what X, Facebook, KakaoTalk and the rest ask for. */
export const shareImageSize = { width: 1200, height: 630 } as const;
export const shareImageType = 'image/jpeg';
/** Messengers give up on heavier ones. */
export const mostShareImageBytes = 300_000;

/** What the author may choose: the lead picture where there is one, type alone, or a sentence of the article. */
export const shareLayouts = ['picture', 'type', 'quote'] as const;
export type ShareLayout = (typeof shareLayouts)[number];

/** What has a share image. A quote is a sentence that a reader took from an article. */
export const sharedKinds = ['section', 'topic', 'series', 'author'] as const;
export type SharedKind = 'home' | (typeof sharedKinds)[number];
/** What a share image is of. */
export type Subject = { kind: 'article' | 'quote' | SharedKind; id: string };

/** What a share image is made from. */
export type ShareImageContent = {
  publication: { name: string; hangulName: string; accent: Accent };
} & (ArticleShown | QuoteShown | NamedShown);

type ArticleShown = {
  kind: 'article';
  headline: string;
  section: string | null;
  authors: readonly string[];
  language: string;
  picture: SharedPicture | null;
};
/** `source` is the headline of the article in which it stands. */
type QuoteShown = { kind: 'quote'; quote: string; source: string; authors: readonly string[]; language: string };
/** Home, with the publication's own name, or a section, topic, series or author. */
type NamedShown = { kind: SharedKind; name: string; hangulName: string; description: string };

/** A stored picture, and the point of it that no crop may lose: parts of its width and height, null for the middle. */
export type SharedPicture = { file: string; focus: { x: number; y: number } | null };

export type Accent = 'red' | 'green' | 'indigo';

/** Measures of a picture as it is seen, in pixels. */
export type Size = { width: number; height: number };

/**
 * How a picture fills the width of a share image, and `tall` pixels of its height: how large it is drawn, and where what is
 * shown of it begins. What matters in it is in the middle, as far as there is anything beside it.
 */
export function cropOf(size: Size, tall: number, focus: SharedPicture['focus']) {
  const scale = Math.max(shareImageSize.width / size.width, tall / size.height);
  const [width, height] = [Math.ceil(size.width * scale), Math.ceil(size.height * scale)];
  const start = (whole: number, shown: number, at: number) =>
    Math.round(Math.min(Math.max(whole * at - shown / 2, 0), whole - shown));
  return {
    width,
    height,
    left: start(width, shareImageSize.width, focus?.x ?? 0.5),
    top: start(height, tall, focus?.y ?? 0.5),
  };
}

/** Whether the middle square of a share image shows what matters in its picture: by the same measures as `cropOf`. */
export function isFocusInSquare(size: Size, tall: number, focus: SharedPicture['focus']): boolean {
  if (focus === null) return true;
  const { width, left } = cropOf(size, tall, focus);
  const fromMiddle = Math.abs(width * focus.x - left - shareImageSize.width / 2);
  return fromMiddle < shareImageSize.height / 2;
}

/** The colours of app/tokens.css by day: a share image is always paper. */
export const colours = {
  paper: '#faf6ec',
  ink: '#1c1a17',
  soft: '#5b554a',
  rule: '#d9d1be',
  accents: { red: '#a3291f', green: '#1c6150', indigo: '#2c4891' } satisfies Record<Accent, string>,
};

/** Where drawn ones lie in the store. */
export const drawnFolder = 'share/';
export const drawnName = (digest: string): string => `${drawnFolder}${digest}.jpg`;

/** The digest in a share image's file name; null for any name that we never give. */
export const parseShareFile = (file: string): string | null => /^([0-9a-f]{24})\.jpg$/.exec(file)?.[1] ?? null;
