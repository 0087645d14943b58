import { clamp, distance, ease, mix } from './chance.ts';
import type { Point } from './ink.ts';
import { brush, brushAll, closed, curve, fill, firstOf, lastOf, moved, through, unsettle, wash } from './ink.ts';
import type { Drawing, Sheet } from './paper.ts';
import { finish, openSheet } from './paper.ts';

const ink = '#25282b';
const umber = '#6f5f47';
const grey = '#5e6668';
const ribbonBlue = '#2f6b62';
const gold = '#c19a45';

const gutter = 770;
const top = 92;
const bottom = 838;

/** A dictionary left open, its words worn to strokes, a ginkgo leaf where a flower would be pressed. */
export const dictionaryPages: Drawing = {
  name: 'dictionary-pages',
  width: 1600,
  height: 900,
  draw() {
    const sheet = openSheet({ width: 1600, height: 900, seed: 1957, paper: '#f3ecd9' });
    desk(sheet);
    block(sheet);
    for (const side of [-1, 1] as const) page(sheet, side);
    for (const side of [-1, 1] as const) columns(sheet, side);
    ribbon(sheet);
    ginkgo(sheet);
    return finish(sheet, { granulation: 0.34, pooling: 0.28 });
  },
};

/**
 * A place on a page: outwards from the gutter, and down; both 0 to 1.
 * The page rises steeply out of the gutter, rolls over and comes down towards its edge.
 */
function on(side: 1 | -1, out: number, down: number): Point {
  const wide = side === 1 ? 742 : 690;
  const spread = out ** 1.12 * 0.985 + 0.015 * out;
  const lift = 66 * Math.sin(Math.PI * clamp(out) ** 0.56) * Math.exp(-out * 0.9) - 20 * out;
  const lean = (down - 0.5) * 64 * out;
  return [
    gutter + side * (wide * spread + (down - 0.5) * 26 * out),
    mix(top, bottom, down) - lift * (side === 1 ? 1 : 0.86) + lean * 0.28,
  ];
}

function desk(sheet: Sheet) {
  const { rough } = sheet;
  wash(sheet, {
    colour: '#37413f',
    density: (x, y) =>
      clamp(0.8 + 0.16 * rough(x / 500, y / 30) + 0.12 * rough(x / 160, y / 160) - 0.3 * ease(700, -100, x + y)),
  });
}

function ring(side: 1 | -1, grow = 0): Point[] {
  const edge = (from: Point, to: Point) =>
    Array.from({ length: 60 }, (_, step) => on(side, mix(from[0], to[0], step / 60), mix(from[1], to[1], step / 60)));
  const far = 1 + grow;
  return [
    ...edge([0, 0], [far, 0]),
    ...edge([far, 0], [far, 1 + grow * 0.5]),
    ...edge([far, 1 + grow * 0.5], [0, 1 + grow * 0.5]),
    on(side, 0, 0),
  ];
}

/** The cover under it all, and the many pages not being read, as edges. */
function block(sheet: Sheet) {
  for (const side of [-1, 1] as const) {
    const thrown = ring(side, 0.052).map(([x, y]): Point => [x + 26, y + 34]);
    wash(sheet, { colour: '#101716', within: unsettle(sheet, thrown, 5, 40), density: () => 0.5 });
    const cover = ring(side, 0.036).map(([x, y]): Point => [x, y + 15]);
    fill(sheet, unsettle(sheet, cover, 1.4, 30), '#2a2f33', 1);
    const leaves = side === 1 ? 9 : 12;
    for (let leaf = leaves; leaf > 0; leaf--) {
      const stacked = ring(side, leaf * 0.0026).map(([x, y]): Point => [x, y + leaf * 1.25]);
      fill(sheet, unsettle(sheet, stacked, 0.8, 26), leaf % 2 ? '#e6dabd' : '#cfc0a0', 1);
      brush(sheet, stacked.slice(58, 182), { width: 1.2, colour: ink, opacity: 0.5, lost: 0.15, taper: [0, 0] });
    }
  }
}

function page(sheet: Sheet, side: 1 | -1) {
  const { rough } = sheet;
  const edge = unsettle(sheet, ring(side), 0.9, 40);
  fill(sheet, edge, '#f5eedb', 1);
  wash(sheet, {
    colour: umber,
    within: edge,
    density: (x, y) => {
      const out = Math.abs(x - gutter) / (side === 1 ? 742 : 690);
      // Light comes from the upper left: the left page falls into the gutter, the right one rolls out of its shadow.
      const valley =
        side === 1
          ? 0.72 * Math.exp(-out * 11) + 0.2 * Math.exp(-(((out - 0.72) / 0.3) ** 2))
          : 0.5 * Math.exp(-out * 15) + 0.1 * ease(0.2, 1, out);
      return clamp(0.08 + valley + 0.07 * rough(x / 150, y / 150) + 0.1 * ease(500, 860, y));
    },
  });
  brush(sheet, edge, { width: 2.4, colour: ink, opacity: 0.75, taper: [0, 0], waver: 0.7, lost: 0.05 });
}

/** Two columns a page. Entries begin with a darker touch and hang their lines beneath it, as entries do. */
function columns(sheet: Sheet, side: 1 | -1) {
  const { chance } = sheet;
  const heads: Point[][] = [];
  const firm: Point[][] = [];
  const faint: Point[][] = [];
  const rules: Point[][] = [];
  const level = (from: number, to: number, down: number): Point[] => {
    const steps = Math.max(2, Math.ceil(Math.abs(to - from) * 110));
    return Array.from({ length: steps + 1 }, (_, step) => on(side, mix(from, to, step / steps), down));
  };
  for (const [near, far] of through([0.1, 0.475], [0.525, 0.91])) {
    const [left, right] = side === 1 ? [near, far] : [far, near];
    const way = Math.sign(right - left);
    let untilHead = chance.whole(0, 3);
    for (let line = 0; line < 38; line++) {
      const down = 0.105 + line * 0.0224;
      const opening = untilHead-- <= 0;
      if (opening) untilHead = chance.whole(2, 6);
      let at = left + (opening ? 0 : 0.026 * way);
      const end = untilHead <= 0 ? mix(at, right, chance.between(0.3, 0.9)) : right;
      if (opening) {
        const long = chance.between(0.04, 0.085) * way;
        heads.push(level(at, at + long, down));
        at += long + 0.014 * way;
      }
      while ((end - at) * way > 0.012) {
        const long = Math.min(Math.abs(end - at), chance.between(0.012, 0.06)) * way;
        (chance.happens(0.3) ? faint : firm).push(level(at, at + long, down + chance.around(0, 0.0005)));
        at += long + chance.between(0.007, 0.012) * way;
      }
    }
  }
  brushAll(sheet, firm, { width: 3.4, colour: grey, opacity: 0.72, taper: [0.03, 0.04], waver: 0.45 });
  brushAll(sheet, faint, { width: 3, colour: grey, opacity: 0.42, taper: [0.03, 0.04], waver: 0.45 });
  brushAll(sheet, heads, { width: 6, colour: ink, opacity: 0.9, taper: [0.03, 0.04], waver: 0.4 });
  rules.push(level(0.1, 0.91, 0.072), level(0.1, 0.91, 0.08));
  rules.push(Array.from({ length: 90 }, (_, step) => on(side, 0.5, mix(0.1, 0.95, step / 89))));
  brushAll(sheet, rules, { width: 1.9, colour: ink, opacity: 0.75, taper: [0, 0], lost: 0.06 });
  const catchwords = side === 1 ? through([0.1, 0.19], [0.84, 0.91]) : through([0.91, 0.82], [0.17, 0.1]);
  brushAll(
    sheet,
    catchwords.map(([from, to]) => level(from, to, 0.046)),
    { width: 7, colour: ink, opacity: 0.88, taper: [0.03, 0.04], waver: 0.4 },
  );
  // A small engraving among the words: a crane's worth of ridge and water.
  if (side === -1) {
    const frame = (u: number, v: number) => on(-1, mix(0.4, 0.19, u), mix(0.548, 0.665, v));
    const shape = [frame(0, 0), frame(1, 0), frame(1, 1), frame(0, 1)];
    fill(sheet, closed(shape, 6), '#f1e8d2', 1);
    const hill = Array.from({ length: 41 }, (_, step) =>
      frame(
        step / 40,
        0.72 -
          0.42 * Math.exp(-(((step - 15) / 6) ** 2)) -
          0.28 * Math.exp(-(((step - 28) / 5) ** 2)) -
          0.04 * sheet.rough(step / 3, 2),
      ),
    );
    wash(sheet, {
      colour: ink,
      within: [...hill, frame(1, 0.8), frame(0, 0.8)],
      cell: 4,
      density: (x, y) => 0.6 + 0.3 * sheet.rough(x / 12, y / 12),
    });
    const lines = [0.84, 0.9, 0.96].map((v) =>
      Array.from({ length: 30 }, (_, step) => frame(0.06 + (step / 29) * 0.88, v)),
    );
    brushAll(sheet, lines, { width: 1.6, colour: ink, opacity: 0.6, lost: 0.25 });
    brush(sheet, closed(shape, 6), { width: 1.8, colour: ink, opacity: 0.8, taper: [0, 0] });
  }
}

function ribbon(sheet: Sheet) {
  const way = curve(
    [
      on(1, 0.012, 0),
      [gutter + 16, 220],
      [gutter + 6, 470],
      [gutter + 22, 700],
      [gutter + 10, bottom + 4],
      [gutter + 34, 900],
      [gutter + 30, 930],
    ],
    5,
  );
  const side = (hand: number) => way.map(([x, y], index): Point => [x + hand * (7.5 + 1.4 * Math.sin(index / 15)), y]);
  const shape = unsettle(sheet, [...side(-1), ...side(1).reverse()], 0.8, 30);
  fill(sheet, moved(shape, 8, 6), '#2b2418', 0.4);
  fill(sheet, shape, ribbonBlue, 1);
  wash(sheet, {
    colour: '#0f2b27',
    within: shape,
    cell: 4,
    density: (x, y) => clamp(0.2 + 0.45 * sheet.rough(x / 6, y / 90) + 0.3 * ease(240, 100, y)),
  });
  brushAll(sheet, [side(-1), side(1)], { width: 1.8, colour: '#12302b', opacity: 0.8, taper: [0, 0] });
}

/** Fan, notch and stalk; the veins fork but never join. */
function ginkgo(sheet: Sheet) {
  const heart = on(1, 0.53, 0.63);
  const turn = -0.62;
  const at = (angle: number, reach: number): Point => [
    heart[0] + Math.cos(angle + turn - Math.PI / 2) * reach,
    heart[1] + Math.sin(angle + turn - Math.PI / 2) * reach,
  ];
  const rim: Point[] = [];
  for (let step = 0; step <= 80; step++) {
    const angle = mix(-1.12, 1.12, step / 80);
    const notch = 46 * Math.exp(-((angle / 0.07) ** 2));
    const lobes = 9 * sheet.noise(angle * 4.2, 3) + 4 * sheet.noise(angle * 13, 8);
    rim.push(at(angle, 168 - 20 * Math.abs(angle) ** 2.2 - notch + lobes));
  }
  const left = curve([heart, at(-1.3, 66), at(-1.16, 130), firstOf(rim)], 4);
  const right = curve([lastOf(rim), at(1.16, 130), at(1.3, 66), heart], 4);
  const leaf = [...left, ...rim, ...right];
  const stalk = curve([heart, at(Math.PI + 0.08, 70), at(Math.PI - 0.16, 150)], 4);
  fill(sheet, moved(leaf, 9, 13), '#3a3020', 0.36);
  brush(sheet, moved(stalk, 7, 9), { width: 7, colour: '#3a3020', opacity: 0.32, taper: [0, 0.2] });
  fill(sheet, leaf, '#ecd9a0', 1);
  wash(sheet, {
    colour: gold,
    within: leaf,
    cell: 5,
    density: (x, y) => {
      const away = distance(x - heart[0], y - heart[1]);
      return clamp(0.5 + 0.4 * sheet.rough(x / 40, y / 40) + 0.34 * ease(100, 168, away) - 0.1);
    },
  });
  const veins: Point[][] = [];
  for (let vein = 0; vein < 46; vein++) {
    const angle = mix(-1.1, 1.1, (vein + 0.5) / 46);
    if (Math.abs(angle) < 0.03) continue;
    veins.push(
      curve(
        [
          at(angle * 0.8, 14),
          at(angle * 0.94, 80),
          at(angle, 150 - 20 * Math.abs(angle) ** 2.2 - 46 * Math.exp(-((angle / 0.09) ** 2))),
        ],
        5,
      ),
    );
  }
  brushAll(sheet, veins, { width: 1.4, colour: '#7c5a1c', opacity: 0.55, taper: [0.1, 0.5], waver: 0.5 });
  brush(sheet, [...leaf, firstOf(leaf)], { width: 2.2, colour: '#5b431a', opacity: 0.8, taper: [0, 0], lost: 0.08 });
  brush(sheet, stalk, { width: 6.4, colour: '#8a6a2c', opacity: 1, taper: [0, 0.1], waver: 0.3 });
}
