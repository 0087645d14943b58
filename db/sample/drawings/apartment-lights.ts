import { clamp, ease, mix } from './chance.ts';
import type { Corners, Point } from './ink.ts';
import {
  box,
  brush,
  brushAll,
  closed,
  curve,
  dab,
  dabs,
  fill,
  lastOf,
  segment,
  straight,
  strokePath,
  through,
  unsettle,
  wash,
} from './ink.ts';
import { ground, heightAt, ridgeLine } from './landscape.ts';
import type { Drawing, Sheet } from './paper.ts';
import { finish, openSheet } from './paper.ts';

const indigo = '#26354a';
const dusk = '#8a6f6a';
const ink = '#141c26';
const lamp = '#f0cf86';

type Block = {
  x: number;
  top: number;
  foot: number;
  width: number;
  /** The narrow side wall, to the left (negative) or right of the front. */
  side: number;
  floors: number;
  bays: number;
  tone: number;
  lit: number;
};

const blocks: Block[] = [
  { x: 60, top: 330, foot: 950, width: 150, side: 26, floors: 24, bays: 5, tone: 0.42, lit: 0.05 },
  { x: 690, top: 300, foot: 950, width: 118, side: -24, floors: 26, bays: 4, tone: 0.4, lit: 0.06 },
  { x: 930, top: 372, foot: 950, width: 190, side: 26, floors: 21, bays: 7, tone: 0.46, lit: 0.05 },
  { x: 1330, top: 268, foot: 950, width: 140, side: -28, floors: 22, bays: 5, tone: 0.42, lit: 0.07 },
  { x: -60, top: 452, foot: 960, width: 330, side: 48, floors: 13, bays: 10, tone: 0.72, lit: 0.1 },
  { x: 470, top: 402, foot: 960, width: 230, side: 46, floors: 15, bays: 7, tone: 0.7, lit: 0.12 },
  { x: 1120, top: 196, foot: 970, width: 250, side: -56, floors: 22, bays: 7, tone: 0.86, lit: 0.15 },
  { x: 1472, top: 480, foot: 970, width: 240, side: -46, floors: 12, bays: 7, tone: 0.84, lit: 0.1 },
];

/** Blocks of flats when the last light is low and the first lamps are on. */
export const apartmentLights: Drawing = {
  name: 'apartment-lights',
  width: 1600,
  height: 1000,
  draw() {
    const sheet = openSheet({ width: 1600, height: 1000, seed: 1988 });
    evening(sheet);
    hills(sheet);
    for (const block of blocks.slice(0, 4)) flats(sheet, block);
    haze(sheet, 600, 990, 0.85);
    for (const block of blocks.slice(4)) flats(sheet, block);
    haze(sheet, 770, 1010, 0.6);
    street(sheet);
    wires(sheet);
    return finish(sheet, { granulation: 0.2, pooling: 0.22, threads: 0.1 });
  },
};

function evening(sheet: Sheet) {
  const { rough, noise } = sheet;
  wash(sheet, {
    colour: indigo,
    density: (x, y) => {
      const drift = noise(x / 400, y / 200) * 0.5;
      return clamp(0.96 * ease(660, -60, y + 70 * rough(x / 420, 2)) + 0.16 * rough(x / 380 + drift, y / 90 + drift));
    },
  });
  wash(sheet, {
    colour: dusk,
    density: (x, y) => 0.42 * Math.exp(-(((y - 640) / 190) ** 2)) * (0.8 + 0.5 * rough(x / 350, y / 60)),
  });
}

/** No city here is without its mountain; at this hour it is only a change in the grey. */
function hills(sheet: Sheet) {
  const peaks = [
    { at: 120, height: 90, spread: 160 },
    { at: 420, height: 210, spread: 190 },
    { at: 860, height: 150, spread: 150 },
    { at: 1290, height: 70, spread: 260 },
  ];
  const line = ridgeLine(sheet, { base: 690, peaks, rugged: 0.8, shift: 6 });
  wash(sheet, {
    colour: '#55607a',
    within: ground(line, 830),
    density: (x, y) => {
      const below = (y - heightAt(line, x)) / 170;
      return 0.52 * Math.exp(-below * 1.2) * (0.85 + 0.3 * sheet.rough(x / 120, y / 60));
    },
  });
}

function haze(sheet: Sheet, top: number, bottom: number, strength: number) {
  wash(sheet, {
    colour: '#b9b0a6',
    cell: 10,
    area: { x: 0, y: top, width: 1600, height: bottom - top },
    density: (x, y) =>
      strength *
      Math.sin(((y - top) / (bottom - top)) * Math.PI) ** 1.3 *
      (0.85 + 0.6 * sheet.rough(x / 300 + top, y / 50)),
  });
}

function flats(sheet: Sheet, block: Block) {
  const { chance, rough } = sheet;
  const { x, top, foot, width, side, floors, bays, tone, lit } = block;
  const skew = Math.abs(side) * 0.32;
  const front = unsettle(sheet, closed(box(x, top, width, foot - top), 7), 1.6, 40);
  const edge = side > 0 ? x + width : x;
  const flank = unsettle(
    sheet,
    closed(through([edge, top], [edge + side, top + skew], [edge + side, foot], [edge, foot]), 7),
    1.4,
    30,
  );
  // The sky behind is hidden first; what is left of it in the wall is the evening on concrete.
  fill(sheet, front, '#a79f9a', 0.9);
  fill(sheet, flank, '#7d7b7f', 0.9);
  const dim = (px: number, py: number) =>
    tone * (0.82 + 0.2 * rough(px / 60 + x, py / 110) + 0.16 * ease(foot, top, py));
  wash(sheet, { colour: indigo, within: front, cell: 9, density: dim });
  wash(sheet, {
    colour: ink,
    within: flank,
    cell: 9,
    density: (px, py) => dim(px, py) * (1.02 + 0.3 * rough(px / 9 + x, py / 260)),
  });
  // Thirty years of rain off the roof.
  wash(sheet, {
    colour: ink,
    within: front,
    cell: 6,
    density: (px, py) => tone * 0.5 * clamp(rough(px / 13 + x, py / 400) + 0.15) * ease(top + 320, top, py),
  });
  brush(sheet, straight(through([x, foot], [x, top], [x + width, top], [x + width, foot]), 6), {
    width: 2.6,
    colour: ink,
    opacity: tone * 0.85,
    lost: 0.15,
    taper: [0, 0],
    waver: 0.7,
  });

  const [storey, bay] = [(foot - top - 26) / floors, (width - 14) / bays];
  const slabs: Point[][] = [];
  const dark: Corners[] = [];
  const glowing: Corners[] = [];
  const dimLit: Corners[] = [];
  for (let floor = 0; floor < floors; floor++) {
    const y = top + 18 + floor * storey;
    slabs.push(segment([x + 4, y + storey - 3], [x + width - 4, y + storey - 3], 7));
    for (let column = 0; column < bays; column++) {
      const left = x + 7 + column * bay + bay * 0.14;
      const pane = box(left + chance.around(0, 0.5), y + storey * 0.2, bay * 0.7, storey * 0.52);
      // Households live in patches: neighbours come home at about the same hour.
      const home = chance.next() < lit * (1 + 1.4 * rough(column / 3 + x, floor / 4)) * 1.2;
      if (!home) dark.push(pane);
      else (chance.happens(0.6) ? glowing : dimLit).push(pane);
    }
  }
  brushAll(sheet, slabs, {
    width: Math.max(1.6, storey * 0.09),
    colour: ink,
    opacity: tone * 0.5,
    taper: [0, 0],
    waver: 0.5,
    lost: 0.08,
  });
  const stacks = Array.from({ length: bays - 1 }, (_, column) =>
    segment([x + 7 + (column + 1) * bay, top + 16], [x + 7 + (column + 1) * bay, foot - 6], 8),
  );
  brushAll(
    sheet,
    stacks.filter((_, index) => index % 2 === 1),
    { width: 2, colour: ink, opacity: tone * 0.45, taper: [0, 0], lost: 0.12 },
  );
  dabs(
    sheet,
    dark.map((pane) => unsettle(sheet, closed(pane, 9), 0.7, 9)),
    ink,
    tone * 0.62,
  );
  dabs(
    sheet,
    glowing.map((pane) => spread(pane, 3)),
    '#e5b765',
    0.32,
  );
  dabs(
    sheet,
    glowing.map((pane) => unsettle(sheet, closed(pane, 9), 0.8, 9)),
    lamp,
    0.96,
  );
  dabs(
    sheet,
    dimLit.map((pane) => unsettle(sheet, closed(pane, 9), 0.8, 9)),
    '#d8a765',
    0.7,
  );
  // A curtain half drawn, a plant: without them lit windows are only yellow squares.
  dabs(
    sheet,
    glowing
      .filter((_, index) => index % 2 === 0)
      .map(([[px, py], [qx, qy], [, bottom]]) => box(px, py, (qx - px) * 0.34, bottom - qy)),
    '#a87f3f',
    0.5,
  );
  roof(sheet, block);
}

const spread = ([[left, top], , [right, bottom]]: Corners, by: number) =>
  box(left - by, top - by, right - left + by * 2, bottom - top + by * 2);

function roof(sheet: Sheet, { x, top, width, tone }: Block) {
  const { chance } = sheet;
  const house = box(x + width * chance.between(0.2, 0.5), top - 22, width * 0.22, 24);
  fill(sheet, unsettle(sheet, closed(house, 5), 1.2, 14), ink, tone * 0.95);
  const tank = box(x + width * 0.74, top - 14, width * 0.1, 15);
  fill(sheet, unsettle(sheet, closed(tank, 4), 1, 12), ink, tone * 0.9);
  const masts = Array.from({ length: 3 }, () => {
    const at = x + width * chance.between(0.08, 0.92);
    return segment([at, top], [at + 1, top - chance.between(24, 58)], 4);
  });
  brushAll(sheet, masts, { width: 1.8, colour: ink, opacity: tone, taper: [0, 0.2] });
}

/** Bare persimmon trees and a wall, nearly black: the street has no light of its own yet. */
function street(sheet: Sheet) {
  const { chance, rough } = sheet;
  const branches: { path: Point[]; width: number }[] = [];
  const grow = (from: Point, angle: number, length: number, width: number) => {
    const bend = angle + chance.around(0, 0.22);
    const middle: Point = [from[0] + Math.cos(angle) * length * 0.5, from[1] + Math.sin(angle) * length * 0.5];
    const end: Point = [middle[0] + Math.cos(bend) * length * 0.5, middle[1] + Math.sin(bend) * length * 0.5];
    branches.push({ path: curve([from, middle, end], 4), width });
    if (width < 1.5) return;
    const forks = width > 8 ? 3 : 2;
    for (let fork = 0; fork < forks; fork++) {
      const aside = (fork - (forks - 1) / 2) * chance.between(0.55, 0.95);
      grow(
        fork ? end : [mix(middle[0], end[0], 0.7), mix(middle[1], end[1], 0.7)],
        bend + aside,
        length * chance.between(0.62, 0.82),
        width * chance.between(0.52, 0.68),
      );
    }
  };
  grow([330, 940], -1.52, 120, 17);
  grow([902, 945], -1.66, 88, 13);
  grow([985, 948], -1.5, 70, 9);
  const limbs = branches.map(({ path, width }) =>
    strokePath(sheet, path, { width, taper: [0, width > 3 ? 0 : 0.3], waver: 0.3 }),
  );
  fill(sheet, limbs.join(''), ink, 0.95);
  const fruit = branches
    .filter(({ width }) => width < 1.4)
    .filter(() => chance.happens(0.09))
    .map(({ path }) => lastOf(path));
  dabs(
    sheet,
    fruit.map(([x, y]) => dab(sheet, [x, y + 4], 6, 6)),
    '#b5562f',
    0.9,
  );
  const verge: Point[] = [
    ...curve(through([-20, 918], [300, 908], [640, 926], [1000, 914], [1620, 930]), 8),
    [1620, 1020],
    [-20, 1020],
  ];
  const earth = unsettle(sheet, verge, 4, 40);
  fill(sheet, earth, '#6a6866', 1);
  wash(sheet, {
    colour: ink,
    within: earth,
    density: (x, y) => 0.72 + 0.2 * rough(x / 120, y / 20) + 0.2 * ease(920, 990, y),
  });
}

function wires(sheet: Sheet) {
  const pole = segment([1052, 1000], [1046, 560], 6);
  brush(sheet, pole, { width: 10, colour: ink, opacity: 0.96, taper: [0, 0], waver: 0.25 });
  const arms = [588, 618].map((y) => segment([1004, y + 2], [1090, y - 2], 5));
  brushAll(sheet, arms, { width: 5, colour: ink, opacity: 0.96, taper: [0, 0] });
  const spans: Point[][] = [];
  for (const [x, y] of [
    [1006, 588],
    [1046, 566],
    [1086, 586],
    [1010, 618],
    [1082, 616],
  ] as const) {
    spans.push(
      curve(through([x, y], [x - 420, y + 92], [-30, y - 46]), 10),
      curve(through([x, y], [x + 280, y + 44], [1640, y - 70]), 10),
    );
  }
  brushAll(sheet, spans, { width: 2, colour: ink, opacity: 0.85, taper: [0, 0], waver: 0.3 });
}
