import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import subsetFont from 'subset-font';
import { faultsOf } from './checks/run-tool.ts';
import { readMetrics } from './font-metrics.ts';

/**
 * Cuts the publication's typefaces down to what its pages use, once, by hand: `node scripts/make-fonts.ts`. The result is
 * kept in the repository, so that a build needs neither time nor luck: the files (public/typefaces, named after their
 * content, so that a browser may keep them for good), the style sheets that declare them, and their addresses.
 *
 * A page of Latin text loads at most 60 kB. So each face is pinned to one optical size (16 for text, 40 for headlines),
 * holds the letters that English and its names are written with, and only the features that show. What is rarer is in
 * `-more` (the rest of Western Europe's letters and signs) and `-ext` (romanised Korean, Europe's other languages), which
 * are fetched by a page that has such a letter.
 */
const root = join(import.meta.dirname, '..');
const target = join(root, 'public/typefaces');

const ascii = String.fromCharCode(...Array.from({ length: 95 }, (_, index) => 0x20 + index));
const rare = '#$*+<=>[\\]^_`{|}~';
const plain = `${[...ascii].filter((letter) => !rare.includes(letter)).join('')}\u00a0·–—‘’“”…`;
const accented = 'Éáäçèéêëíñóôöøúü'; // Hélène, Müller
const western = '£§©«°»×ÀÁÄÅÆÇÉÖØÜßàáâäåæçèéêëíîïñóôöøúüŒœ„†•′″€−→';
const extended = String.fromCharCode(...Array.from({ length: 0x17f - 0x100 + 1 }, (_, index) => 0x100 + index));

type Face = {
  name: string;
  family: string;
  weight: string;
  style?: 'italic';
  /** The package's file, with 'latin' or 'latin-ext' for `*`. */
  source: string;
  axes: Record<string, number | { min: number; max: number }>;
  letters: string;
  features: string[];
  /** What stands in where the face has not come in time, and its letters' mean width in ems, weighted as English is. */
  fallback: { local: string[]; width: number };
};
const newsreader = '@fontsource-variable/newsreader/files/newsreader-*-opsz-normal.woff2';
const newsreaderItalic = '@fontsource-variable/newsreader/files/newsreader-*-opsz-italic.woff2';
const franklin = '@fontsource-variable/libre-franklin/files/libre-franklin-*-wght-normal.woff2';

const faces: Face[] = [
  {
    name: 'text',
    family: 'Text',
    weight: '400',
    source: newsreader,
    axes: { opsz: 16, wght: 400 },
    letters: plain + accented,
    features: ['kern', 'liga', 'onum'],
    fallback: { local: ['Times New Roman', 'Liberation Serif'], width: 0.4172 },
  },
  {
    name: 'text-bold',
    family: 'Text',
    weight: '600',
    source: newsreader,
    axes: { opsz: 16, wght: 600 },
    letters: plain,
    features: ['liga', 'onum'], // for a word here and there: kerning would make it half as large again
    fallback: { local: ['Times New Roman Bold', 'Liberation Serif Bold'], width: 0.4431 },
  },
  {
    name: 'text-italic',
    family: 'Text',
    weight: '400',
    style: 'italic',
    source: newsreaderItalic,
    axes: { opsz: 18, wght: 400 },
    letters: plain,
    features: ['kern', 'liga', 'onum'],
    fallback: { local: ['Times New Roman Italic', 'Liberation Serif Italic'], width: 0.4134 },
  },
  {
    name: 'display',
    family: 'Display',
    weight: '500',
    source: newsreader,
    axes: { opsz: 40, wght: 500 },
    letters: plain + accented,
    features: ['kern', 'liga'],
    fallback: { local: ['Times New Roman', 'Liberation Serif'], width: 0.4172 },
  },
  {
    name: 'interface',
    family: 'Interface',
    weight: '400 600',
    source: franklin,
    axes: { wght: { min: 400, max: 600 } },
    letters: plain + accented,
    features: ['liga'],
    fallback: { local: ['Arial', 'Liberation Sans'], width: 0.4563 },
  },
];

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
const addresses: string[] = [];
const first: string[] = []; // what the first paint needs
const later: string[] = [];
for (const face of faces) {
  const src = await cutTo(face, 'latin', face.letters, '');
  addresses.push(`  '${face.name}': '${src}',`);
  first.push(fontFace(face, src, 'optional'), await fallbackFace(face));
  const more = without(ascii + western, face.letters);
  later.push(fontFace(face, await cutTo(face, 'latin', more, '-more'), 'swap', rangeOf(more)));
  later.push(fontFace(face, await cutTo(face, 'latin-ext', extended, '-ext'), 'swap', 'U+100-17F'));
}
for (const family of ['newsreader', 'libre-franklin'])
  copyFileSync(
    join(root, `node_modules/@fontsource-variable/${family}/LICENSE`),
    join(target, `LICENSE-${family}.txt`),
  );

const made = 'Made by scripts/make-fonts.ts.';
writeFileSync(
  join(root, 'app/typefaces.css'),
  `/*
 * ${made} \`optional\`: a face that is not there when the page is first drawn is kept for the next
 * page, and its place is taken by one of the system's, fitted to its size; nothing ever moves when it arrives.
 */
${first.join('')}`,
);
writeFileSync(join(root, 'app/typefaces-later.css'), `/* ${made} Letters that few pages have. */\n${later.join('')}`);
writeFileSync(
  join(root, 'lib/fonts/typefaces.ts'),
  `// ${made}
export const typefaces = {
${addresses.join('\n')}
} as const;
`,
);

const faults = await faultsOf(
  'biome',
  'format',
  '--write',
  'app/typefaces.css',
  'app/typefaces-later.css',
  'lib/fonts',
);
if (faults.length > 0) throw new Error(faults.join('\n'));

/** Writes one file of a face. Returns its address. */
async function cutTo(face: Face, part: 'latin' | 'latin-ext', letters: string, suffix: string): Promise<string> {
  const file = await cut(face, part, letters, 'woff2');
  const name = `${face.name}${suffix}.${createHash('sha256').update(file).digest('hex').slice(0, 8)}.woff2`;
  writeFileSync(join(target, name), file);
  console.log(name.padEnd(36), file.length);
  return `/typefaces/${name}`;
}

function cut(face: Face, part: 'latin' | 'latin-ext', letters: string, targetFormat: 'woff2' | 'sfnt') {
  const whole = readFileSync(join(root, 'node_modules', face.source.replace('*', part)));
  const { axes: variationAxes, features: keepFeatures } = face;
  return subsetFont(whole, letters, { targetFormat, variationAxes, keepFeatures, noHinting: true });
}

function fontFace({ family, weight, style }: Face, src: string, display: 'optional' | 'swap', range?: string): string {
  return rule([
    ['font-family', family],
    ['src', `url("${src}") format("woff2")`],
    ['font-weight', weight],
    ['font-style', style],
    ['font-display', display],
    ['unicode-range', range],
  ]);
}

/** A system's font at the size at which it runs as wide as the face, in lines as tall as the face's. */
async function fallbackFace(face: Face): Promise<string> {
  const { ascent, descent, width } = readMetrics(await cut(face, 'latin', face.letters, 'sfnt'));
  const size = width / face.fallback.width;
  const percent = (share: number) => `${Number((share * 100).toFixed(2))}%`;
  return rule([
    ['font-family', `${face.family} Fallback`],
    ['src', face.fallback.local.map((name) => `local("${name}")`).join(', ')],
    ['font-weight', face.weight],
    ['font-style', face.style],
    ['size-adjust', percent(size)],
    ['ascent-override', percent(ascent / size)],
    ['descent-override', percent(descent / size)],
    ['line-gap-override', '0%'],
  ]);
}

function rule(declarations: [name: string, value: string | undefined][]): string {
  const said = declarations.filter(([, value]) => value !== undefined);
  return `@font-face {\n${said.map(([name, value]) => `  ${name}: ${value};\n`).join('')}}\n`;
}

function without(letters: string, these: string): string {
  return [...letters].filter((letter) => !these.includes(letter)).join('');
}

function rangeOf(letters: string): string {
  return [...letters]
    .map((letter) => letter.codePointAt(0)!)
    .sort((a, b) => a - b)
    .map((code) => `U+${code.toString(16).toUpperCase()}`)
    .join(', ');
}
