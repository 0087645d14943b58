import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import subsetFont from 'subset-font';

/**
 * Cuts the publication's typefaces down to what its pages use, once, by hand: `node scripts/make-fonts.ts`. The result is
 * kept in the repository (app/fonts/files), so that a build needs neither time nor luck. Each face is pinned to one optical
 * size: 16 for text, 40 for headlines. `-ext` files hold the letters of romanised Korean (ŏ, ŭ) and of Europe's other
 * languages, and are fetched by a page that has one.
 */
const root = join(import.meta.dirname, '..');
const target = join(root, 'app/fonts/files');
const newsreader = (part: string) => `@fontsource-variable/newsreader/files/newsreader-${part}.woff2`;
const franklin = (part: string) => `@fontsource-variable/libre-franklin/files/libre-franklin-${part}.woff2`;

const ascii = String.fromCharCode(...Array.from({ length: 95 }, (_, index) => 0x20 + index));
const common = `${ascii}\u00a0£§©«»°·×ÀÁÄÅÆÇÉÖØÜßàáâäåæçèéêëíïñóôöøúüŒœ–—‘’“”„†•…′″€−→`;
const extended = String.fromCharCode(...Array.from({ length: 0x17f - 0x100 + 1 }, (_, index) => 0x100 + index));
const figures = ['kern', 'liga', 'onum', 'lnum', 'pnum', 'tnum', 'mark', 'ccmp', 'locl'];

type Face = { name: string; source: string; text: string; axes: Record<string, number | { min: number; max: number }> };
const both = (name: string, source: (part: string) => string, kind: string, axes: Face['axes']): Face[] => [
  { name, source: source(`latin-${kind}`), text: common, axes },
  { name: `${name}-ext`, source: source(`latin-ext-${kind}`), text: extended, axes },
];
const faces: Face[] = [
  ...both('text', newsreader, 'opsz-normal', { opsz: 16, wght: 400 }),
  ...both('text-bold', newsreader, 'opsz-normal', { opsz: 16, wght: 600 }),
  ...both('text-italic', newsreader, 'opsz-italic', { opsz: 18, wght: 400 }),
  ...both('display', newsreader, 'opsz-normal', { opsz: 40, wght: 500 }),
  ...both('interface', franklin, 'wght-normal', { wght: { min: 400, max: 600 } }),
];

mkdirSync(target, { recursive: true });
for (const { name, source, text, axes } of faces) {
  const whole = readFileSync(join(root, 'node_modules', source));
  const part = await subsetFont(whole, text, {
    targetFormat: 'woff2',
    variationAxes: axes,
    keepFeatures: figures,
    noHinting: true,
  });
  writeFileSync(join(target, `${name}.woff2`), part);
  console.log(`${name}.woff2  ${(part.length / 1024).toFixed(1)} KB`);
}
for (const family of ['newsreader', 'libre-franklin'])
  copyFileSync(
    join(root, `node_modules/@fontsource-variable/${family}/LICENSE`),
    join(target, `LICENSE-${family}.txt`),
  );
