import { createHash } from 'node:crypto';
import { shareImageWords as words } from '#lib/words/share-images';
import { type Accent, type SharedPicture, type ShareImageContent, shareImageSize } from './rules.ts';
import { drawable, fit, leftOut, type SetText, type Step, widthOf } from './typesetting.ts';

/**
 * Everything that can be seen in a share image, and nothing else: its digest changes exactly when the picture would.
 * Raise `version` when the drawing changes in a way that does not show here: a colour, a margin, another font.
 */
export type Layout = {
  version: 2;
  accent: Accent;
  /** The lead picture and how much of the height it has. */
  picture: (SharedPicture & { height: number }) | null;
  /** Null where the publication's name is the headline. */
  masthead: { name: string; hangulName: string; size: number } | null;
  /** A quotation mark in the place of the section. */
  isQuote: boolean;
  /** Section of an article, or what a name is the name of. */
  section: string;
  headline: SetText;
  /** The Hangul name under a name. */
  hangulName: string;
  /** Who wrote it, where a quote stands, what is found under a name. */
  below: string[];
};

/** The text stands within the middle square, so that a square crop keeps all of it. */
export const textWidth = 600;
export const headlineTracking = -0.012;
/** Syllable blocks fill their squares; lines of them need more air between. */
export const headlineLeading = (lines: string[]): number =>
  /[\p{Script=Hangul}\p{Script=Han}]/u.test(lines.join('')) ? 1.24 : 1.12;
export const sectionTracking = 0.07;
export const sectionSize = 20;
export const bylineSize = 24;
export const hangulSize = 40;

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
  quote: [
    { size: 56, lines: 4 },
    { size: 48, lines: 5 },
    { size: 40, lines: 7 },
    { size: 34, lines: 8 },
    { size: 29, lines: 9 },
  ],
  name: [
    { size: 96, lines: 1 },
    { size: 80, lines: 2 },
    { size: 64, lines: 3 },
    { size: 50, lines: 3 },
  ],
};

/** Sets the words of a share image: what is drawn, line by line. */
export function layOut(content: ShareImageContent): Layout {
  const { publication } = content;
  const masthead = mastheadOf(publication.name, publication.hangulName);
  const plain = { version: 2, accent: publication.accent, picture: null, isQuote: false, hangulName: '' } as const;
  switch (content.kind) {
    case 'article': {
      const { section, authors, picture } = content;
      const headline = setHeadline(content, content.headline, picture ? steps.withPicture : steps.alone);
      return {
        ...plain,
        picture: picture && { ...picture, height: shareImageSize.height - textHeight(headline) },
        masthead,
        section: sectionLine(section ?? ''),
        headline,
        below: bylineOf(authors, content.language),
      };
    }
    case 'quote': {
      const quote = drawable('quote', content.quote) || drawable('quote', content.source);
      return {
        ...plain,
        masthead,
        isQuote: true,
        section: '',
        headline: fit('quote', quote, textWidth, steps.quote),
        below: [oneLine('byline', content.source, bylineSize), ...bylineOf(content.authors, content.language)].filter(
          Boolean,
        ),
      };
    }
    case 'home':
    case 'section':
    case 'topic':
    case 'series':
    case 'author':
      return {
        ...plain,
        masthead: content.kind === 'home' ? null : masthead,
        section: content.kind === 'home' ? '' : sectionLine(words.kinds[content.kind]),
        headline: setHeadline(content, content.name, steps.name),
        hangulName: oneLine('hangul', content.hangulName, hangulSize),
        below: fit('byline', drawable('byline', content.description), textWidth, [{ size: bylineSize, lines: 3 }])
          .lines,
      };
    default:
      return content satisfies never;
  }
}

/** A headline in a script that we have no font for leaves the publication's name to stand alone. */
const setHeadline = ({ publication }: ShareImageContent, text: string, given: Step[]): SetText =>
  fit(
    'headline',
    drawable('headline', text) || drawable('headline', publication.name),
    textWidth,
    given,
    headlineTracking,
  );

const sectionLine = (text: string): string =>
  oneLine('section', text.toLocaleUpperCase('en'), sectionSize, sectionTracking);

/** Whether a card has no room for the whole headline and ends it with '…'. */
export const isHeadlineCut = (headline: string, hasPicture: boolean): boolean => {
  const text = drawable('headline', headline);
  return isCut(text, fit('headline', text, textWidth, hasPicture ? steps.withPicture : steps.alone, headlineTracking));
};

/** Whether a card has no room for the whole of a quote. */
export const isQuoteCut = (quote: string): boolean => {
  const text = drawable('quote', quote);
  return isCut(text, fit('quote', text, textWidth, steps.quote));
};

/** Letters and signs of what a card says, and of names in its byline, that no font of ours has: it goes without them. */
export const lettersLeftOut = (said: string[], names: readonly string[] = []): string[] => [
  ...new Set([...leftOut('headline', said.join(' ')), ...leftOut('byline', names.join(' '))]),
];

const isCut = (text: string, set: SetText): boolean =>
  !text.endsWith('…') && (set.lines.at(-1)?.endsWith('…') ?? false);

/** The digest of a layout of `subject`, as it stands in the picture's address. Two subjects never have the same one. */
export const digestOf = (subject: string, layout: Layout): string =>
  createHash('sha256')
    .update(JSON.stringify([subject, layout]))
    .digest('hex')
    .slice(0, 24);

const textHeight = (headline: SetText): number =>
  heights.rule +
  heights.masthead +
  heights.section +
  Math.ceil(headline.lines.length * headline.size * headlineLeading(headline.lines)) +
  heights.byline;

/** Latin and Hangul name beside each other; long ones in smaller type, and the Hangul name gives way first. */
function mastheadOf(name: string, hangulName: string): NonNullable<Layout['masthead']> {
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

const oneLine = (setting: 'section' | 'byline' | 'hangul', text: string, size: number, tracking = 0): string =>
  fit(setting, drawable(setting, text), textWidth, [{ size, lines: 1 }], tracking).lines[0] ?? '';

function bylineOf(authors: readonly string[], language: string): string[] {
  const known = authors.map((author) => drawable('byline', author)).filter(Boolean);
  return known.length === 0 ? [] : [oneLine('byline', words.by(known, language), bylineSize)];
}
