import { clamp, ease } from './chance.ts';
import type { Point } from './ink.ts';
import { brush, brushAll, curve, dab, dabs, firstOf, lastOf, pointAt, wash } from './ink.ts';
import type { Sheet } from './paper.ts';

type Peak = { at: number; height: number; spread: number };

type Ridge = { base: number; peaks: readonly Peak[]; rugged: number; shift?: number; from?: number; to?: number };

/**
 * The skyline of a range: the peaks its author asked for, worn down by noise.
 * Height makes it rougher, so that crests are craggy and saddles calm.
 */
export function ridgeLine(
  sheet: Sheet,
  { base, peaks, rugged, shift = 0, from = -20, to = sheet.width + 20 }: Ridge,
): Point[] {
  const line: Point[] = [];
  for (let x = from; x <= to; x += 3) {
    const bend = 26 * sheet.noise(x / 120 + shift, shift);
    let height = 0;
    for (const peak of peaks) {
      const away = Math.abs(x + bend - peak.at) / peak.spread;
      // Powers below two give a peak a shoulder and a point, where a bell curve gives a dumpling.
      height += peak.height * Math.exp(-(away ** 1.45));
    }
    const crag = 1 - Math.abs(sheet.rough(x / 95 + shift * 3, shift)) * 1.6;
    const grit = sheet.rough(x / 22 + shift * 7, shift + 4);
    const wear = rugged * (0.35 + height / 160);
    line.push([x, base - height - crag * 14 * wear - grit * 5.5 * wear]);
  }
  return line;
}

/** How high the ground is at x; the line runs from left to right in even steps. */
export function heightAt(line: readonly Point[], x: number) {
  const left = firstOf(line)[0];
  return pointAt(line, Math.round((x - left) / (pointAt(line, 1)[0] - left)))[1];
}

/** Everything below a skyline, down to `floor`. */
export const ground = (line: readonly Point[], floor: number): Point[] => [
  ...line,
  [lastOf(line)[0], floor],
  [firstOf(line)[0], floor],
];

type Mountain = {
  line: readonly Point[];
  colour: string;
  /** Strength of the wash at the crest. */
  tone: number;
  /** How far below the crest it has faded into mist. */
  fade: number;
  /** Where the mist has swallowed it entirely. */
  floor: number;
  contour?: number;
  /** Hemp-fibre strokes down the slopes, by strength; and dots of scrub along the crest, by number. */
  texture?: number;
  scrub?: number;
};

/** A range in the old manner: wash from the crest into mist, a contour lost and found, strokes down the slope. */
export function mountain(
  sheet: Sheet,
  { line, colour, tone, fade, floor, contour = 0, texture = 0, scrub = 0 }: Mountain,
) {
  const { rough, noise, chance } = sheet;
  const seed = pointAt(line, 40)[1] * 0.013;
  // What stands nearer hides what is behind it, except where both are lost in mist.
  wash(sheet, {
    colour: sheet.paper,
    within: ground(line, floor),
    cell: 14,
    density: (_, y) => 0.95 * ease(floor, floor - fade * 0.6, y),
  });
  wash(sheet, {
    colour,
    within: ground(line, floor),
    density: (x, y) => {
      const below = (y - heightAt(line, x)) / (fade * (1 + 0.35 * rough(x / 210, seed)));
      // Spurs run down and outwards from the crest, so their shadows lean with the slope above them.
      const slope = (heightAt(line, x + 30) - heightAt(line, x - 30)) / 60;
      const spur = (x - (y - heightAt(line, x)) * clamp(slope, -1, 1) * 0.8) / 52;
      const gullies = 0.34 * (0.55 - Math.abs(rough(spur + 0.25 * noise(y / 40, seed), y / 210 + seed)) * 2.2);
      const body = Math.exp(-below * 1.5) * (0.8 + 0.34 * rough(x / 150 + seed, y / 90));
      return (
        tone * clamp(body - gullies * ease(0, 0.15, below) * Math.exp(-below)) * ease(floor, floor - fade * 0.3, y)
      );
    },
  });
  if (texture > 0) slopes(sheet, line, colour, texture, fade);
  if (contour > 0)
    brush(sheet, line, { width: contour, colour, opacity: clamp(tone + 0.18), lost: 0.32, taper: [0, 0], waver: 0.8 });
  if (scrub > 0) {
    const touches: Point[][] = [];
    for (let bush = 0; bush < scrub; bush++) {
      const x = chance.between(0, sheet.width);
      const stand = rough(x / 80 + 3, seed); // scrub grows in stands, not evenly
      if (stand < -0.1 || heightAt(line, x) > floor - 12) continue;
      const size = chance.between(3, 6) + 5 * stand;
      for (let leaf = 0; leaf < 4; leaf++) {
        const aside = chance.around(0, size);
        const up = chance.between(-size * 0.9, size * 0.5);
        touches.push(
          dab(sheet, [x + aside, heightAt(line, x + aside) + up], size * 0.95, size * 0.5, chance.around(0, 0.3)),
        );
      }
    }
    dabs(sheet, touches, colour, clamp(tone + 0.1));
  }
}

/** Hemp-fibre strokes: short, falling away from the crest to either side, in clusters. */
function slopes(sheet: Sheet, line: readonly Point[], colour: string, strength: number, fade: number) {
  const { chance, rough } = sheet;
  const faint: Point[][] = [];
  const firm: Point[][] = [];
  for (let x = 0; x < sheet.width; x += chance.between(5, 13)) {
    if (rough(x / 90 + 7, pointAt(line, 9)[1]) < -0.12) continue;
    const slope = (heightAt(line, x + 14) - heightAt(line, x - 14)) / 28;
    const start = heightAt(line, x) + chance.between(2, fade * 0.45);
    const length = chance.between(0.1, 0.36) * fade;
    const lean = clamp(slope * 0.55, -0.8, 0.8) + chance.around(0, 0.14);
    const side = Math.sign(slope || 1) * length * 0.1;
    const points: Point[] = [];
    for (let t = 0; t <= 1.001; t += 1 / Math.max(4, Math.ceil(length / 7))) {
      const along = t * length;
      points.push([x + (slope > 0 ? 1 : -1) * Math.abs(lean) * along + side * Math.sin(t * 3), start + along]);
    }
    (chance.happens(0.3) ? firm : faint).push(points);
  }
  brushAll(sheet, faint, { width: 2.4, colour, opacity: strength * 0.5, taper: [0.2, 0.7], waver: 0.6 });
  brushAll(sheet, firm, { width: 3.6, colour, opacity: strength * 0.75, taper: [0.2, 0.7], waver: 0.6 });
}

type Mist = { top: number; bottom: number; strength?: number; colour?: string; shift?: number };

/** A bank of mist: paper colour, drawn out sideways, thickest along its middle. */
export function mist(sheet: Sheet, { top, bottom, strength = 0.9, colour = sheet.paper, shift = 0 }: Mist) {
  const { rough, width } = sheet;
  wash(sheet, {
    colour,
    area: { x: 0, y: top, width, height: bottom - top },
    cell: 10,
    density: (x, y) => {
      const t = (y - top) / (bottom - top);
      const wisps = rough(x / 330 + shift, y / 62 + shift);
      const middle = Math.sin(clamp(t + 0.16 * rough(x / 260 + shift, 3)) * Math.PI);
      return strength * clamp(middle ** 1.2 * (1.12 + 0.75 * wisps)) * ease(0, 0.3, t) * ease(1, 0.7, t);
    },
  });
}

type Grass = {
  /** Where tufts may root, and how tall they stand there; nothing grows where it answers 0. */
  height: (x: number, y: number) => number;
  area: { x: number; y: number; width: number; height: number };
  tufts: number;
  colour: string;
  opacity: number;
  /** Which way the wind blows: -1 to the left, 1 to the right. */
  wind?: number;
};

/** Grass and reeds: tufts of tapering blades, the nearer ones painted later. */
export function grass(sheet: Sheet, { height, area, tufts, colour, opacity, wind = 0.4 }: Grass) {
  const { chance } = sheet;
  const roots: Point[] = Array.from({ length: tufts }, () => [
    chance.between(area.x, area.x + area.width),
    chance.between(area.y, area.y + area.height),
  ]);
  const fine: Point[][] = [];
  const broad: Point[][] = [];
  const heads: Point[][] = [];
  for (const [x, y] of roots.sort((a, b) => a[1] - b[1])) {
    const tall = height(x, y) * chance.between(0.6, 1.15);
    if (tall < 14) continue; // shorter, a tuft is only a blot
    for (let blade = chance.whole(3, 8); blade > 0; blade--) {
      const lean = chance.around(wind, 0.32);
      const long = tall * chance.between(0.5, 1);
      const root = x + chance.around(0, tall * 0.16);
      const tip: Point = [root + lean * long * 0.8, y - long];
      (tall < 45 ? fine : broad).push(curve([[root, y], [root + lean * long * 0.2, y - long * 0.6], tip], long / 4));
      if (tall > 70 && blade % 4 === 0)
        heads.push(dab(sheet, tip, tall * 0.13, tall * 0.034, Math.atan2(-0.4, lean * 0.6)));
    }
  }
  brushAll(sheet, fine, { width: 1.5, colour, opacity, taper: [0.05, 0.9], waver: 0.2 });
  brushAll(sheet, broad, { width: 2.5, colour, opacity, taper: [0.05, 0.9], waver: 0.2 });
  dabs(sheet, heads, colour, opacity * 0.8);
}
