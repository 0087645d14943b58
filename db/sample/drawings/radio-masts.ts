import { clamp, distance, ease } from './chance.ts';
import type { Point } from './ink.ts';
import { brush, brushAll, dabs, fill, oval, segment, strokePath, through, wash } from './ink.ts';
import { ground, heightAt, mist, ridgeLine } from './landscape.ts';
import type { Drawing, Sheet } from './paper.ts';
import { finish, openSheet } from './paper.ts';

const night = '#15202b';
const blue = '#2b3d4b';
const pale = '#e8e2cf';

type Mast = { foot: Point; height: number; girth: number };

/** Two masts calling across a valley at night, their rings meeting in the dark. */
export const radioMasts: Drawing = {
  name: 'radio-masts',
  width: 1600,
  height: 900,
  draw() {
    const sheet = openSheet({ width: 1600, height: 900, seed: 88 });
    sky(sheet);
    const far = ridgeLine(sheet, {
      base: 690,
      rugged: 0.8,
      shift: 3,
      peaks: [
        { at: 620, height: 80, spread: 150 },
        { at: 860, height: 130, spread: 120 },
        { at: 1330, height: 250, spread: 210 },
        { at: 1620, height: 160, spread: 120 },
      ],
    });
    const farMast: Mast = { foot: [1318, heightAt(far, 1318) + 6], height: 190, girth: 22 };
    const near = ridgeLine(sheet, {
      base: 880,
      rugged: 1,
      shift: 11,
      peaks: [
        { at: 330, height: 330, spread: 260 },
        { at: 20, height: 190, spread: 170 },
        { at: 760, height: 90, spread: 160 },
        { at: 1500, height: 70, spread: 300 },
      ],
    });
    const nearMast: Mast = { foot: [352, heightAt(near, 352) + 10], height: 420, girth: 46 };

    rings(sheet, tip(farMast), 62, 0.5);
    shade(sheet, far, 0.62, '#15222c', 720);
    mast(sheet, farMast, far, '#0f171d', 0.8);
    mist(sheet, { top: 560, bottom: 860, strength: 0.42, colour: '#8fa0a3', shift: 3 });
    rings(sheet, tip(nearMast), 96, 0.75);
    shade(sheet, near, 1, '#0a1117', 960);
    mast(sheet, nearMast, near, '#080d12', 1);
    lamps(sheet, [farMast, nearMast]);
    return finish(sheet, { granulation: 0.1, pooling: 0.08, threads: 0.06 });
  },
};

const tip = ({ foot, height }: Mast): Point => [foot[0], foot[1] - height];

function sky(sheet: Sheet) {
  const { rough, noise } = sheet;
  wash(sheet, {
    colour: night,
    cell: 8,
    density: (x, y) => {
      const drift = noise(x / 500, y / 300) * 0.6;
      const cloud = rough(x / 520 + drift, y / 150 - drift);
      const glow = Math.exp(-(((y - 640) / 190) ** 2));
      return clamp(0.97 + 0.1 * cloud - 0.36 * glow * (0.8 + 0.4 * rough(x / 300, 4)));
    },
  });
  wash(sheet, {
    colour: blue,
    cell: 10,
    density: (x, y) => 0.35 * ease(900, 100, y) * (0.5 + rough(x / 240, y / 200)),
  });
}

/** A ridge against the night: darker at the foot than the mist before it. */
function shade(sheet: Sheet, line: readonly Point[], tone: number, colour: string, floor: number) {
  const { rough, chance } = sheet;
  wash(sheet, {
    colour,
    within: ground(line, sheet.height + 20),
    density: (x, y) => clamp(tone * (0.94 + 0.14 * rough(x / 70, y / 40)) * ease(floor + 260, floor - 60, y)),
  });
  // Pines on the crest, no more than a thickening of the dark.
  const pines: Point[][] = [];
  for (let x = 0; x < sheet.width; x += chance.between(5, 16)) {
    if (rough(x / 90 + floor, 2) < 0.06) continue;
    const [y, tall] = [heightAt(line, x), chance.between(8, 26) * (floor > 800 ? 1.5 : 0.8)];
    for (let tier = 0; tier < 6; tier++) {
      const wide = tall * (0.66 - tier * 0.1);
      const height = y + 4 - (tier / 6) * tall;
      const [left, right] = through(
        [x - wide / 2, height + chance.around(0, 1)],
        [x + wide / 2, height + chance.around(0, 1)],
      );
      pines.push(through(left, [x, height - tall * 0.26], right));
    }
  }
  dabs(sheet, pines, colour, tone);
  brush(sheet, line, { width: 2.6, colour: '#070c10', opacity: 0.6, lost: 0.25, taper: [0, 0], waver: 0.9 });
}

/** Rings as the brush leaves them on a turning arm: broken, and fainter with every round. */
function rings(sheet: Sheet, centre: Point, gap: number, strength: number) {
  for (let ring = 1; ring <= 11; ring++) {
    const radius = gap * ring ** 1.06;
    const turn = sheet.chance.next();
    const strokes = [0, 0.36, 0.7].map((start) =>
      oval(centre, radius, radius * 0.985, turn + start, turn + start + 0.34 - 0.012 * ring),
    );
    brushAll(sheet, strokes, {
      width: 4.2 - ring * 0.2,
      colour: pale,
      opacity: strength * (0.8 * Math.exp(-ring / 4.6) + 0.05),
      lost: 0.16 + ring * 0.012,
      taper: [0.15, 0.2],
      waver: 0.7,
    });
  }
  wash(sheet, {
    colour: pale,
    area: { x: centre[0] - gap * 2.6, y: centre[1] - gap * 2.6, width: gap * 5.2, height: gap * 5.2 },
    density: (x, y) =>
      0.34 *
      strength *
      Math.exp(-((distance(x - centre[0], y - centre[1]) / gap) ** 1.3)) *
      ease(2.6, 1.6, distance(x - centre[0], y - centre[1]) / gap),
  });
}

/** A lattice mast: two legs leaning together, braced crosswise, guyed to the slope. */
function mast(
  sheet: Sheet,
  { foot: [x, y], height, girth }: Mast,
  slope: readonly Point[],
  colour: string,
  opacity: number,
) {
  const half = (t: number) => (girth / 2) * (1 - t) ** 0.8 + girth * 0.05;
  const at = (side: number, t: number): Point => [x + side * half(t), y - height * t];
  const bold = girth / 11;
  const bar = (from: Point, to: Point, width: number) =>
    strokePath(sheet, segment(from, to, 5), { width, taper: [0, 0], waver: 0.25 });
  let d =
    bar(at(-1, 0), at(-1, 0.94), bold) +
    bar(at(1, 0), at(1, 0.94), bold) +
    bar(at(0, 0.9), [x, y - height - girth * 0.5], bold * 0.8);
  let t = 0;
  while (t < 0.92) {
    const next = Math.min(0.94, t + (half(t) * 2.1) / height + 0.006);
    d +=
      bar(at(-1, t), at(1, next), bold * 0.55) +
      bar(at(1, t), at(-1, next), bold * 0.55) +
      bar(at(-1, next), at(1, next), bold * 0.5);
    t = next;
  }
  // Dishes and cross-arms, so that the outline is not a plain needle.
  for (const arm of [0.62, 0.78, 0.88])
    d += bar(
      [x - girth * (1.05 - arm * 0.5), y - height * arm],
      [x + girth * (1.05 - arm * 0.5), y - height * arm],
      bold * 0.8,
    );
  fill(sheet, d, colour, opacity);
  fill(sheet, oval([x + girth * 0.42, y - height * 0.62], girth * 0.16, girth * 0.24), colour, opacity);
  fill(sheet, oval([x - girth * 0.36, y - height * 0.78], girth * 0.13, girth * 0.19), colour, opacity);
  const guys = through([-2.6, 0.66], [2.4, 0.66], [-3.7, 0.9], [3.5, 0.9]).map(([side, t]) => {
    const anchor = x + side * girth;
    return segment(at(0, t), [anchor, heightAt(slope, anchor) + 3]);
  });
  brushAll(sheet, guys, { width: bold * 0.36, colour, opacity: opacity * 0.8, taper: [0, 0], waver: 0.2 });
}

/** A lamp at each masthead: a touch of red the size of a grain of rice. */
function lamps(sheet: Sheet, masts: readonly Mast[]) {
  for (const { foot, height, girth } of masts) {
    const y = foot[1] - height - girth * 0.5;
    fill(sheet, oval([foot[0], y], girth * 0.09, girth * 0.13), '#c4483a', 0.95);
  }
}
