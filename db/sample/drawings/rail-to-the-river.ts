import { clamp, distance, ease, mix } from './chance.ts';
import type { Point } from './ink.ts';
import {
  brush,
  brushAll,
  closed,
  curve,
  dab,
  dabs,
  fill,
  glaze,
  heading,
  lastOf,
  oval,
  pointAt,
  segment,
  through,
  unsettle,
  wash,
} from './ink.ts';
import { grass, mist, mountain, ridgeLine } from './landscape.ts';
import type { Drawing, Sheet } from './paper.ts';
import { finish, openSheet } from './paper.ts';
import type { Ground } from './perspective.ts';
import { onGround, onSheet } from './perspective.ts';

const ink = '#1d2a28';
const green = '#4c5f58';
const red = '#a93226';

const land: Ground = { centre: 800, horizon: 430, eye: 640 };

/** A line curving down to the water, and only the piers going on. */
export const railToTheRiver: Drawing = {
  name: 'rail-to-the-river',
  width: 1600,
  height: 1067,
  draw() {
    const sheet = openSheet({ width: 1600, height: 1067, seed: 20 });
    sky(sheet);
    farRanges(sheet);
    river(sheet);
    piers(sheet);
    nearBank(sheet);
    track(sheet);
    reeds(sheet);
    return finish(sheet);
  },
};

function sky(sheet: Sheet) {
  const moon: Point = [1178, 196];
  wash(sheet, {
    colour: '#6d7f7c',
    cell: 10,
    area: { x: 0, y: 0, width: 1600, height: 560 },
    density: (x, y) => {
      // The moon is not painted: the sky around it is.
      const halo = Math.exp(-(distance(x - moon[0], y - moon[1]) / 210));
      const cloud = 0.07 + 0.17 * sheet.rough(x / 420 + 2, y / 170);
      return (cloud + 0.22 * halo) * ease(560, 200, y);
    },
  });
  fill(sheet, unsettle(sheet, oval(moon, 58), 2.2, 30), sheet.paper, 0.95);
  wash(sheet, {
    colour: '#8d968c',
    within: unsettle(sheet, oval(moon, 58), 2.2, 30),
    density: (x, y) => 0.12 * ease(-30, 60, y - moon[1]) + 0.1 * sheet.rough(x / 40, y / 40),
    cell: 5,
  });
}

function farRanges(sheet: Sheet) {
  const far = ridgeLine(sheet, {
    base: 430,
    rugged: 0.7,
    shift: 1,
    peaks: [
      { at: 120, height: 120, spread: 170 },
      { at: 420, height: 190, spread: 130 },
      { at: 610, height: 120, spread: 90 },
      { at: 930, height: 90, spread: 160 },
      { at: 1330, height: 130, spread: 190 },
      { at: 1560, height: 90, spread: 100 },
    ],
  });
  mountain(sheet, { line: far, colour: '#74878a', tone: 0.6, fade: 150, floor: 470, contour: 1.6 });
  mist(sheet, { top: 330, bottom: 480, strength: 0.75, shift: 2 });

  const middle = ridgeLine(sheet, {
    base: 480,
    rugged: 0.9,
    shift: 5,
    peaks: [
      { at: 40, height: 170, spread: 120 },
      { at: 240, height: 120, spread: 110 },
      { at: 700, height: 60, spread: 200 },
      { at: 1180, height: 110, spread: 130 },
      { at: 1450, height: 210, spread: 150 },
    ],
  });
  mountain(sheet, {
    line: middle,
    colour: green,
    tone: 0.92,
    fade: 150,
    floor: 520,
    contour: 2.4,
    texture: 0.6,
    scrub: 60,
  });
  mist(sheet, { top: 400, bottom: 545, strength: 0.95, shift: 6 });

  const shore = ridgeLine(sheet, {
    base: 512,
    rugged: 0.45,
    shift: 9,
    peaks: [
      { at: -20, height: 40, spread: 160 },
      { at: 560, height: 22, spread: 240 },
      { at: 1240, height: 30, spread: 200 },
      { at: 1600, height: 62, spread: 140 },
    ],
  });
  mountain(sheet, { line: shore, colour: ink, tone: 0.75, fade: 40, floor: 524, contour: 2, scrub: 200 });
}

function river(sheet: Sheet) {
  const { rough, chance } = sheet;
  wash(sheet, {
    colour: '#5d7577',
    area: { x: 0, y: 505, width: 1600, height: 330 },
    density: (x, y) => {
      const reflected = 0.34 * Math.exp(-(y - 512) / 26) * (0.7 + 0.5 * rough(x / 90, 2));
      const moonlit = Math.exp(-(((x - 1178) / 120) ** 2));
      const flow = 0.13 + 0.16 * rough(x / 300 + y / 160, y / 15);
      return clamp((reflected + flow * (1 - 0.85 * moonlit)) * ease(500, 522, y));
    },
  });
  const ripples: Point[][] = [];
  for (let ripple = 0; ripple < 90; ripple++) {
    const y = 520 + 230 * chance.next() ** 1.6;
    const length = chance.between(20, 60) * (1 + (y - 520) / 90);
    const x = chance.between(-50, 1600);
    ripples.push(
      curve(through([x, y], [x + length * 0.5, y + chance.around(0, 1.5)], [x + length, y + chance.around(0, 1)]), 8),
    );
  }
  brushAll(sheet, ripples, { width: 1.7, colour: '#48605f', opacity: 0.32, taper: [0.5, 0.5] });
}

/** Where the bridge was. */
function piers(sheet: Sheet) {
  const start = onGround(land, [1062, 640]);
  const end = onGround(land, [1214, 519]);
  for (let pier = 6; pier >= 1; pier--) {
    const t = pier / 6.6;
    const [aside, away] = [mix(start[0], end[0], t), mix(start[1], end[1], t)];
    const [x, y] = onSheet(land, aside, away);
    const scale = 1 / away;
    const [w, h] = [88 * scale, 235 * scale * (pier === 3 ? 0.55 : 1)];
    const body: Point[] = through(
      [x - w * 0.62, y],
      [x - w * 0.5, y - h],
      [x - w * 0.62, y - h - w * 0.1],
      [x - w * 0.6, y - h - w * 0.3],
      [x + w * 0.6, y - h - w * 0.3],
      [x + w * 0.62, y - h - w * 0.1],
      [x + w * 0.5, y - h],
      [x + w * 0.62, y],
    );
    const edge = unsettle(sheet, closed(body, 3), 1 + w * 0.03, 9);
    fill(sheet, edge, sheet.paper, 0.95);
    wash(sheet, {
      colour: ink,
      within: edge,
      cell: 3,
      density: (px, py) =>
        0.42 + 0.4 * ease(x - w * 0.1, x + w * 0.45, px) + 0.3 * sheet.rough(px / 14, py / 20) - 0.14 * t,
    });
    const reflection: Point[] = through(
      [x - w * 0.6, y],
      [x + w * 0.6, y],
      [x + w * 0.4, y + h * 0.75],
      [x - w * 0.4, y + h * 0.75],
    );
    wash(sheet, {
      colour: ink,
      within: unsettle(sheet, closed(reflection, 4), 3, 7),
      cell: 4,
      density: (px, py) => 0.5 * ease(y + h * 0.75, y, py) * (0.6 + 0.6 * sheet.rough(px / 60, py / 5)),
    });
  }
}

function nearBank(sheet: Sheet) {
  const { rough } = sheet;
  const shore = unsettle(
    sheet,
    curve(
      through(
        [-20, 706],
        [150, 690],
        [330, 708],
        [560, 676],
        [760, 664],
        [900, 640],
        [1010, 630],
        [1104, 632],
        [1150, 655],
        [1240, 690],
        [1330, 742],
        [1450, 770],
        [1620, 800],
      ),
      4,
    ),
    6,
    50,
  );
  const bank: Point[] = [...shore, [1620, 1090], [-20, 1090]];
  fill(sheet, bank, sheet.paper, 0.9);
  wash(sheet, {
    colour: green,
    within: bank,
    density: (x, y) => {
      const clumps = rough(x / 190 + 3, y / 60);
      return 0.2 + 0.3 * clumps + 0.35 * ease(700, 1067, y) + 0.2 * ease(900, 1500, x);
    },
  });
  wash(sheet, {
    colour: ink,
    within: bank,
    density: (x, y) => {
      const edge = Math.exp(-Math.max(0, y - shoreAt(shore, x)) / 13);
      return (
        0.55 * edge * (0.7 + rough(x / 60, 8)) +
        0.5 * ease(880, 1090, y + 60 * rough(x / 160, y / 50)) * ease(-0.2, 0.6, rough(x / 120, y / 40))
      );
    },
  });
  brush(sheet, shore, { width: 3.2, colour: ink, opacity: 0.75, lost: 0.3, taper: [0, 0], waver: 0.8 });
}

const shoreAt = (shore: readonly Point[], x: number) => (shore.find((point) => point[0] >= x) ?? lastOf(shore))[1];

function track(sheet: Sheet) {
  const { chance } = sheet;
  const seen = through([250, 1130], [470, 985], [690, 862], [872, 770], [986, 704], [1058, 648]);
  const way = curve(
    curve(seen, 30).map((point) => onGround(land, point)),
    0.004,
  );
  const beside = (index: number, aside: number): Point => {
    const [x, z] = pointAt(way, index);
    const [dx, dz] = heading(way, index, 3);
    return [x + dz * aside, z - dx * aside];
  };
  const sheetPoint = ([x, z]: Point) => onSheet(land, x, z);
  const strip = (half: number) => [
    ...way.map((_, index) => sheetPoint(beside(index, -half))),
    ...way.map((_, index) => sheetPoint(beside(index, half))).reverse(),
  ];

  const bed = unsettle(sheet, strip(0.075), 5, 22);
  fill(sheet, bed, sheet.paper, 0.8);
  wash(sheet, {
    colour: '#5f6862',
    within: bed,
    cell: 6,
    density: (x, y) => 0.28 + 0.35 * sheet.rough(x / 22, y / 12),
  });

  const stones: Point[][] = [];
  for (let stone = 0; stone < 900; stone++) {
    const index = chance.whole(0, way.length - 1);
    const [x, y] = sheetPoint(beside(index, chance.around(0, 0.055)));
    const size = chance.between(3, 9) * ((y - 430) / 640);
    stones.push(dab(sheet, [x, y], size, size * 0.6));
  }
  dabs(sheet, stones, ink, 0.4);

  let sinceSleeper = 0;
  for (let index = 1; index < way.length - 4; index++) {
    const [[x, z], [beforeX, beforeZ]] = [pointAt(way, index), pointAt(way, index - 1)];
    sinceSleeper += distance(x - beforeX, z - beforeZ);
    if (sinceSleeper < 0.042) continue;
    sinceSleeper = 0;
    const [x1, y1] = sheetPoint(beside(index, -0.062));
    const [x2, y2] = sheetPoint(beside(index, 0.062));
    const depth = 9 / z ** 1.4;
    const face = through([x1, y1 - depth], [x2, y2 - depth], [x2, y2 + depth], [x1, y1 + depth]);
    glaze(sheet, closed(face, 7), {
      colour: ink,
      opacity: 0.62 + chance.around(0, 0.1),
      bleed: 1.6,
      layers: 2,
      scale: 14,
    });
  }

  for (const half of [-0.036, 0.036]) {
    const rail = way.map((_, index) => sheetPoint(beside(index, half)));
    const width = (y: number) => 11 * ((y - 430) / 640);
    const upper = rail.map(([x, y]): Point => [x, y - width(y) * 1.1]);
    const lower = rail.map(([x, y]): Point => [x, y + width(y) * 0.2]);
    fill(sheet, unsettle(sheet, [...upper, ...lower.reverse()], 0.8, 18), ink, 0.95);
    const shine = rail.map(([x, y]): Point => [x, y - width(y) * 1.15]);
    const shineTop = rail.map(([x, y]): Point => [x, y - width(y) * 1.65]);
    fill(sheet, [...shineTop, ...shine.reverse()], '#e9e4d6', 0.85);
  }
  bufferStop(sheet, sheetPoint(pointAt(way, way.length - 2)));
}

/** The end of the line, and the one red thing in the picture. */
function bufferStop(sheet: Sheet, [x, y]: Point) {
  const post = (at: number) => segment([at, y + 4], [at - 1, y - 34], 3);
  brushAll(sheet, [post(x - 19), post(x + 19)], { width: 6, colour: ink, opacity: 0.95, taper: [0, 0] });
  const beam: Point[] = through([x - 32, y - 34], [x + 32, y - 35], [x + 32, y - 23], [x - 32, y - 22]);
  fill(sheet, unsettle(sheet, closed(beam, 3), 1.2, 8), red, 0.95);
  brush(sheet, segment([x - 33, y - 22], [x + 33, y - 23], 3), { width: 2.4, colour: ink, opacity: 0.8 });
}

/** Reeds thick in the near corners, thinning towards the water, none on the ballast. */
function reeds(sheet: Sheet) {
  const { rough } = sheet;
  const clear = (x: number, y: number) =>
    (x > 1120 ? ease(0, 30, y - 660 - (x - 1120) * 0.32) : 1) *
    ease(0, 90, Math.abs(x - trackAt(y)) - 150 * ((y - 430) / 640) - 20);
  const stands = (x: number, y: number) => ease(0.02, 0.4, rough(x / 170 + 3, y / 46));
  const far = { x: -20, y: 690, width: 1640, height: 190 };
  grass(sheet, {
    area: far,
    tufts: 420,
    colour: green,
    opacity: 0.5,
    height: (x, y) => clear(x, y) * stands(x, y) * ((y - 560) / 6.5),
  });
  const near = { x: -20, y: 880, width: 1640, height: 240 };
  const corners = (x: number) => ease(560, 60, x) + ease(1000, 1560, x);
  grass(sheet, {
    area: near,
    tufts: 820,
    colour: '#18221f',
    opacity: 0.84,
    height: (x, y) => clear(x, y) * (0.25 + stands(x, y)) * corners(x) * ((y - 700) / 2.3),
  });
}

/** Roughly where the track is at a height on the sheet, to keep the grass off it. */
const trackAt = (y: number) => mix(1058, 320, clamp((y - 648) / 430) ** 0.8);
