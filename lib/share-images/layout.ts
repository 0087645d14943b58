import { createHash } from 'node:crypto';
import { type Accent, type ShareImageContent, shareImageSize } from './rules.ts';
import { drawable, fit, type SetText, widthOf } from './typesetting.ts';

/**
 * Everything that can be seen in a share image, and nothing else: its digest changes exactly when the picture would.
 * Raise `version` when the drawing changes in a way that does not show here: a colour, a margin, another font.
 */
export type Layout = {
  version: 1;
  accent: Accent;
  /** File name of the lead picture and how much of the height it has. */
  picture: { file: string; height: number } | null;
  masthead: { name: string; hangulName: string; size: number };
  section: string;
  headline: SetText;
  byline: string;
};

/** The text stands within the middle square, so that a square crop keeps all of it. */
export const textWidth = 600;
export const headlineTracking = -0.012;
/** Syllable blocks fill their squares; lines of them need more air between. */
export const headlineLeading = (lines: string[]): number =>
  /[\p{Script=Hangul}\p{Script=Han}]/u.test(lines.join('')) ? 1.24 : 1.12;
export const sectionTracking = 0.07;

/** What stands above and below the headline, from the edge of the picture (or of the paper) to the lower edge. */
export const heights = { rule: 8, masthead: 74, section: 66, byline: 82 } as const;

const steps = {
  withPicture: [
    { size: 62, lines: 2 },
    { size: 54, lines: 3 },
    { size: 46, lines: 3 },
    { size: 40, lines: 4 },
  ],
  alone: [
    { size: 88, lines: 3 },
    { size: 74, lines: 4 },
    { size: 62, lines: 5 },
    { size: 50, lines: 6 },
  ],
};

/** Sets the words of a share image: what is drawn, line by line. */
export function layOut(content: ShareImageContent): Layout {
  const { publication } = content;
  const masthead = mastheadOf(publication.name, publication.hangulName);
  // A headline in a script that we have no font for leaves the publication's name to stand alone.
  const words = drawable('headline', content.headline) || drawable('headline', publication.name);
  const headline = fit(
    'headline',
    words,
    textWidth,
    content.picture ? steps.withPicture : steps.alone,
    headlineTracking,
  );
  return {
    version: 1,
    accent: publication.accent,
    picture: content.picture ? { file: content.picture, height: shareImageSize.height - textHeight(headline) } : null,
    masthead,
    section: oneLine('section', (content.section ?? '').toLocaleUpperCase('en'), 20, sectionTracking),
    headline,
    byline: bylineOf(content.authors),
  };
}

/** Whether a card has no room for the whole headline and ends it with '…'. */
export const isHeadlineCut = (headline: string, hasPicture: boolean): boolean => {
  const words = drawable('headline', headline);
  const set = fit('headline', words, textWidth, hasPicture ? steps.withPicture : steps.alone, headlineTracking);
  return !words.endsWith('…') && (set.lines.at(-1)?.endsWith('…') ?? false);
};

/** The digest of an article's layout, as it stands in the picture's address. Two articles never have the same one. */
export const digestOf = (articleId: string, layout: Layout): string =>
  createHash('sha256')
    .update(JSON.stringify([articleId, layout]))
    .digest('hex')
    .slice(0, 24);

const textHeight = (headline: SetText): number =>
  heights.rule +
  heights.masthead +
  heights.section +
  Math.ceil(headline.lines.length * headline.size * headlineLeading(headline.lines)) +
  heights.byline;

/** Latin and Hangul name beside each other; long ones in smaller type, and the Hangul name gives way first. */
function mastheadOf(name: string, hangulName: string): Layout['masthead'] {
  const latin = drawable('masthead', name);
  const hangul = drawable('hangul', hangulName);
  const width = (size: number) =>
    widthOf('masthead', latin, size) + (hangul ? size * 0.4 + widthOf('hangul', hangul, size * 0.56) : 0);
  for (const size of [38, 34, 30, 26]) {
    if (width(size) <= textWidth) return { name: latin, hangulName: hangul, size };
  }
  return { ...fitOnce('masthead', latin, 26), hangulName: '' };
}

const fitOnce = (setting: 'masthead', text: string, size: number) => ({
  name: fit(setting, text, textWidth, [{ size, lines: 1 }]).lines[0] ?? '',
  size,
});

const oneLine = (setting: 'section' | 'byline', text: string, size: number, tracking = 0): string =>
  fit(setting, drawable(setting, text), textWidth, [{ size, lines: 1 }], tracking).lines[0] ?? '';

/** 'By A', 'By A and B', 'By A, B and C'. */
function bylineOf(authors: string[]): string {
  const known = authors.map((author) => drawable('byline', author)).filter(Boolean);
  if (known.length === 0) return '';
  const names = new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(known);
  return oneLine('byline', `By ${names}`, 24);
}
