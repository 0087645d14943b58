import { type Face, faceFor, type Setting } from './fonts.ts';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const segment = (text: string): string[] => [...graphemes.segment(text)].map((part) => part.segment);
const codePoints = (text: string): number[] => [...text].map((character) => character.codePointAt(0)!);

/** Joiners and variation selectors: they shape what stands beside them and need no glyph of their own. */
const isSilent = (code: number): boolean => code === 0x200d || code === 0xfe0e || code === 0xfe0f;

/**
 * The part of a text that our fonts can set. A character that none of them has is left out: the renderer would draw a box
 * for it, after asking a font service on the internet. A mark that is missing leaves its letter standing.
 */
export function drawable(setting: Setting, text: string): string {
  return segment(
    text
      .normalize('NFC')
      .replace(/\u00ad/g, '')
      .replace(/\s+/g, ' '),
  )
    .map((grapheme) => drawableGrapheme(setting, grapheme))
    .join('')
    .replace(/ +/g, ' ')
    .trim();
}

/** What of a text can be seen, and that our fonts cannot set: each once, letters whose marks are missing too. */
export function leftOut(setting: Setting, text: string): string[] {
  const given = segment(text.normalize('NFC')).filter((grapheme) => /[\p{L}\p{M}\p{N}\p{P}\p{S}]/u.test(grapheme));
  return [...new Set(given)].filter((grapheme) => drawableGrapheme(setting, grapheme) !== grapheme);
}

function drawableGrapheme(setting: Setting, grapheme: string): string {
  const [base = 0, ...others] = codePoints(grapheme);
  const face = faceFor(setting, base);
  if (!face || isSilent(base)) return '';
  const whole = others.every((code) => isSilent(code) || face.metrics.has(code));
  return whole ? grapheme : String.fromCodePoint(base);
}

/** The faces that a drawable text is set in, in the order in which the renderer shall look at them. */
export function facesOf(setting: Setting, text: string): Face[] {
  const faces = new Set<Face>([faceFor(setting, 0x20)!]);
  for (const code of codePoints(text)) {
    const face = isSilent(code) ? null : faceFor(setting, code);
    if (face) faces.add(face);
  }
  const rank = (face: Face) => (face.name.startsWith('noto-emoji') ? 2 : face.name.startsWith('noto-serif') ? 1 : 0);
  return [...faces].sort((a, b) => rank(a) - rank(b));
}

/**
 * A line in stretches, emoji apart from words: within one stretch the renderer would set a space after an emoji in the
 * emoji font, where it is as wide as a picture.
 */
export function stretchesOf(setting: Setting, line: string): string[] {
  const stretches: { text: string; isEmoji: boolean }[] = [];
  for (const grapheme of segment(line)) {
    const isEmoji = faceFor(setting, grapheme.codePointAt(0)!)?.name.startsWith('noto-emoji') ?? false;
    const last = stretches.at(-1);
    if (last && last.isEmoji === isEmoji) last.text += grapheme;
    else stretches.push({ text: grapheme, isEmoji });
  }
  return stretches.map((stretch) => stretch.text);
}

/**
 * How far a stretch must be lowered, in parts of the type size, to stand on the same line as Latin: the renderer centres
 * a line by the font of its first character, and Hangul reaches higher than Latin.
 */
export function lowering(setting: Setting, stretch: string): number {
  const middle = (code: number) => {
    const metrics = faceFor(setting, code)?.metrics;
    return metrics ? (metrics.ascender + metrics.descender) / 2 / metrics.unitsPerEm : 0;
  };
  return middle(0x20) - middle(stretch.codePointAt(0)!);
}

/** How wide a drawable text is in pixels. Kerning is not counted: it makes lines shorter, by a hundredth or so. */
export function widthOf(setting: Setting, text: string, size: number, tracking = 0): number {
  let width = 0;
  for (const grapheme of segment(text)) {
    const base = grapheme.codePointAt(0)!;
    const metrics = faceFor(setting, base)?.metrics;
    if (metrics) width += metrics.advance(base) / metrics.unitsPerEm + tracking;
  }
  return width * size;
}

/** A size of type, and how many lines of it there is room for. */
export type Step = { size: number; lines: number };
export type SetText = { size: number; lines: string[] };

/**
 * Sets a text within `width`, in the first of `steps` (largest first) that has room for it, its lines about equally long.
 * When there is room in none it is cut at a word in the last. Hangul is never broken within a word.
 */
export function fit(setting: Setting, text: string, width: number, steps: Step[], tracking = 0): SetText {
  for (const step of steps) {
    const measure = (line: string) => widthOf(setting, line, step.size, tracking);
    const pieces = piecesOf(text);
    if (pieces.some((piece) => measure(piece.trimEnd()) > width)) continue;
    const lines = breakLines(pieces, width, measure);
    if (lines.length <= step.lines) return { size: step.size, lines: balance(pieces, lines, width, measure) };
  }
  const last = steps.at(-1)!;
  const measure = (line: string) => widthOf(setting, line, last.size, tracking);
  const pieces = piecesOf(text).flatMap((piece) => (measure(piece.trimEnd()) > width ? segment(piece) : [piece]));
  const lines = breakLines(pieces, width, measure);
  if (lines.length <= last.lines) return { size: last.size, lines };
  return { size: last.size, lines: cut(lines, last.lines, width, measure) };
}

type Measure = (line: string) => number;

/** What a line may end after: a space, or a hyphen, dash or stroke within a word. */
const piecesOf = (text: string): string[] =>
  text.match(/[^ \u2013\u2014/-]*(?:[\u2013\u2014/-]+ ?| |$)/g)?.filter(Boolean) ?? [];

function breakLines(pieces: string[], width: number, measure: Measure): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces) {
    if (line && measure((line + piece).trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else {
      line += piece;
    }
  }
  return line.trimEnd() ? [...lines, line.trimEnd()] : lines;
}

/** The narrowest setting with no more lines: what CSS calls text-wrap: balance. */
function balance(pieces: string[], lines: string[], width: number, measure: Measure): string[] {
  let best = lines;
  let [low, high] = [width / lines.length, width];
  while (high - low > 4) {
    const middle = (low + high) / 2;
    const tried = breakLines(pieces, middle, measure);
    if (tried.length <= lines.length && tried.every((line) => measure(line) <= middle)) {
      [best, high] = [tried, middle];
    } else {
      low = middle;
    }
  }
  return best;
}

function cut(lines: string[], most: number, width: number, measure: Measure): string[] {
  const kept = lines.slice(0, most);
  let last = kept.pop()!;
  const ended = () => `${last.replace(/[\s,;:.·–—-]+$/u, '')}…`;
  while (measure(ended()) > width) {
    const space = last.lastIndexOf(' ');
    last = space > 0 ? last.slice(0, space) : segment(last).slice(0, -1).join('');
  }
  return [...kept, ended()];
}
