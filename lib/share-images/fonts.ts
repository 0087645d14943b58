import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Metrics, readMetrics, unpackWoff } from './woff.ts';

/**
 * One font file. Each has a family name of its own: when several files share a name, only the first of them is looked at
 * and the others' characters come out as boxes.
 */
export type Face = {
  name: string;
  weight: 400 | 600;
  metrics: Metrics;
  /** The whole font, for the renderer: unpacked once, and the same buffer ever after, by which the renderer knows it. */
  data: () => Buffer;
};

/** How each part of the picture is set. */
export type Setting = 'headline' | 'quote' | 'masthead' | 'hangul' | 'section' | 'byline';

const weights: Record<Setting, 400 | 600> = {
  headline: 600,
  quote: 400,
  masthead: 600,
  hangul: 400,
  section: 600,
  byline: 400,
};
const latin = {
  newsreader: ['latin', 'latin-ext', 'vietnamese'],
  'libre-franklin': ['latin', 'latin-ext', 'vietnamese', 'cyrillic'],
};
/** Greek and Cyrillic: Noto Serif KR has some of both, as wide as its syllables and without accents. */
const eastern = ['cyrillic', 'cyrillic-ext', 'greek'];
const families: Record<Setting, keyof typeof latin> = {
  headline: 'newsreader',
  quote: 'newsreader',
  masthead: 'newsreader',
  hangul: 'newsreader',
  section: 'libre-franklin',
  byline: 'libre-franklin',
};

/** The face that sets a character of a part: Latin first, then Greek and Cyrillic, Hangul, kana and Hanja, then emoji. Null when no font has it. */
export function faceFor(setting: Setting, codePoint: number): Face | null {
  const weight = weights[setting];
  const family = families[setting];
  for (const subset of latin[family]) {
    const face = openFace(family, subset, weight);
    if (face.metrics.has(codePoint)) return face;
  }
  for (const subset of eastern) {
    const face = openFace('source-serif-4', subset, weight);
    if (face.metrics.has(codePoint)) return face;
  }
  const slice = koreanSlice(codePoint, weight);
  if (slice?.metrics.has(codePoint)) return slice;
  const emoji = openFace('noto-emoji', 'emoji', 400);
  return emoji.metrics.has(codePoint) ? emoji : null;
}

const opened = new Map<string, Face>();

function openFace(family: string, subset: string, weight: 400 | 600): Face {
  const name = `${family}-${subset}-${weight}`;
  let face = opened.get(name);
  if (!face) {
    const read = () => readFileSync(packageFile(family, `files/${name}-normal.woff`));
    let data: Buffer | undefined;
    face = { name, weight, metrics: readMetrics(read()), data: () => (data ??= unpackWoff(read())) };
    opened.set(name, face);
  }
  return face;
}

/** Noto Serif KR comes as some 120 files; its style sheet says which characters are in which. */
function koreanSlice(codePoint: number, weight: 400 | 600): Face | null {
  // The renderer remembers a character's font by its first UTF-16 unit; beyond the first plane that unit is shared.
  if (codePoint > 0xffff) return null;
  slices ??= readSlices();
  const subset = slices.get(codePoint);
  return subset === undefined ? null : openFace('noto-serif-kr', subset, weight);
}

let slices: Map<number, string> | undefined;

function readSlices(): Map<number, string> {
  const found = new Map<number, string>();
  const css = readFileSync(packageFile('noto-serif-kr', '600.css'), 'utf8');
  for (const [, subset, ranges] of css.matchAll(
    /files\/noto-serif-kr-([\w-]+)-600-normal\.woff\).*?unicode-range: ([^;]+);/gs,
  )) {
    for (const range of ranges!.split(',')) {
      const [first = 0, last = first] = range
        .trim()
        .replace(/^U\+/i, '')
        .split('-')
        .map((hex) => Number.parseInt(hex, 16));
      for (let code = first; code <= last; code++) if (!found.has(code)) found.set(code, subset!);
    }
  }
  return found;
}

// Read where npm put them, at run time: a bundler would want to carry a hundred font files along.
const packageFile = (family: string, file: string): string =>
  join(/* turbopackIgnore: true */ process.cwd(), 'node_modules/@fontsource', family, file);
