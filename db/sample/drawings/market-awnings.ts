import { clamp, distance, ease, mix } from './chance.ts';
import type { Corners, Point } from './ink.ts';
import {
  between,
  box,
  brush,
  brushAll,
  closed,
  curve,
  dab,
  dabs,
  fill,
  inside,
  lastOf,
  oval,
  segment,
  straight,
  strokePath,
  unsettle,
  wash,
} from './ink.ts';
import type { Drawing, Sheet } from './paper.ts';
import { finish, openSheet } from './paper.ts';

const ink = '#1c2224';
const slate = '#45525a';
const tarpaulin = '#8b8a7c';
const pale = '#f1ead9';
const greenBlue = '#2f6b62';
const lamp = '#f2cf8a';

/** Where the alley's lines meet, and the eye's height above the stones. */
const away: Point = [822, 196];
const eye = 4.3;
const lens = 900;

/** A place in the alley: aside, up and away from the viewer, in metres. */
const at = (x: number, y: number, z: number): Point => [away[0] + (x * lens) / z, away[1] - ((y - eye) * lens) / z];

type Awning = {
  side: -1 | 1;
  from: number;
  to: number;
  wall: number;
  eave: number;
  high: number;
  low: number;
  cloth: string;
  stripe?: string;
};

/** Far to near; no two stalls agreed on a height. */
const awnings: Awning[] = [
  { side: -1, from: 19, to: 24, wall: 2.4, eave: 0.9, high: 3.5, low: 2.7, cloth: tarpaulin },
  { side: 1, from: 18, to: 23, wall: 2.4, eave: 0.95, high: 3.3, low: 2.6, cloth: pale, stripe: slate },
  { side: -1, from: 14.2, to: 18.6, wall: 2.4, eave: 0.8, high: 3.4, low: 2.5, cloth: pale, stripe: slate },
  { side: 1, from: 13.4, to: 17.6, wall: 2.4, eave: 0.86, high: 3.5, low: 2.7, cloth: tarpaulin },
  { side: -1, from: 10.4, to: 13.9, wall: 2.3, eave: 0.9, high: 3.6, low: 2.7, cloth: '#6d7672' },
  { side: 1, from: 9.6, to: 13.1, wall: 2.3, eave: 0.7, high: 3.3, low: 2.5, cloth: pale, stripe: '#5c5d52' },
  { side: -1, from: 7.5, to: 10.1, wall: 2.3, eave: 0.66, high: 3.4, low: 2.45, cloth: pale, stripe: '#6b6a5c' },
  { side: 1, from: 6.9, to: 9.2, wall: 2.3, eave: 0.84, high: 3.5, low: 2.72, cloth: '#5b6768' },
  { side: -1, from: 5.1, to: 7.2, wall: 2.3, eave: 0.86, high: 3.5, low: 2.7, cloth: tarpaulin },
  { side: 1, from: 4.5, to: 6.6, wall: 2.3, eave: 0.76, high: 3.3, low: 2.5, cloth: pale, stripe: greenBlue },
  { side: -1, from: 3.1, to: 4.9, wall: 2.4, eave: 0.82, high: 3.35, low: 2.5, cloth: pale, stripe: slate },
  { side: 1, from: 2.5, to: 4.2, wall: 2.4, eave: 0.92, high: 3.6, low: 2.75, cloth: '#4d585b' },
  { side: -1, from: 1.7, to: 2.95, wall: 2.5, eave: 0.9, high: 3.3, low: 2.5, cloth: '#5a6462' },
  { side: 1, from: 1.4, to: 2.36, wall: 2.6, eave: 0.9, high: 3.3, low: 2.5, cloth: pale, stripe: '#6b6a5c' },
];

/** An alley market in the rain, from a window above it. */
export const marketAwnings: Drawing = {
  name: 'market-awnings',
  width: 1600,
  height: 1067,
  draw() {
    const sheet = openSheet({ width: 1600, height: 1067, seed: 505 });
    sky(sheet);
    pavement(sheet);
    walls(sheet);
    for (const awning of awnings.slice(0, 6)) stall(sheet, awning);
    fog(sheet);
    walker(sheet, 0.16, 12, '#46535a', 0.8);
    for (const awning of awnings.slice(6, 8)) stall(sheet, awning);
    walker(sheet, -0.26, 7.6, ink, 0.96);
    for (const awning of awnings.slice(8)) stall(sheet, awning);
    rain(sheet);
    return finish(sheet, { granulation: 0.22, pooling: 0.24, threads: 0.12 });
  },
};

function sky(sheet: Sheet) {
  wash(sheet, {
    colour: slate,
    density: (x, y) => clamp(0.12 + 0.2 * ease(300, 0, y) + 0.14 * sheet.rough(x / 200, y / 120)),
  });
}

/** Shopfronts above the awnings: plaster, shutters, a pipe; and the cables nobody will ever untangle. */
function walls(sheet: Sheet) {
  const { rough, chance } = sheet;
  for (const side of [-1, 1]) {
    const wall: Point[] = [
      at(side * 2.45, 7, 1.2),
      at(side * 2.45, 5.9, 34),
      at(side * 2.45, 0, 34),
      at(side * 2.45, 0, 1.2),
    ];
    const shape = unsettle(sheet, closed(wall, 9), 3, 60);
    fill(sheet, shape, '#cfc8b8', 1);
    wash(sheet, {
      colour: slate,
      within: shape,
      density: (x, y) => {
        const near = Math.abs(x - away[0]) / 800;
        const streaks = 0.34 * clamp(rough(x / (14 + near * 30), y / 420) + 0.1);
        return clamp(0.2 + 0.6 * ease(0.02, 0.8, near) + streaks + 0.12 * rough(x / 60, y / 60));
      },
    });
    const openings: Corners[] = [];
    for (let z = 3; z < 22; z *= 1.26) {
      const long = z * 0.15;
      const sill = 4.3 + chance.around(0, 0.08);
      openings.push([
        at(side * 2.45, sill + 0.72, z),
        at(side * 2.45, sill + 0.72, z + long),
        at(side * 2.45, sill, z + long),
        at(side * 2.45, sill, z),
      ]);
    }
    dabs(
      sheet,
      openings.map((opening) => unsettle(sheet, closed(opening, 6), 1.4, 20)),
      ink,
      0.74,
    );
    const lit = openings.filter((_, index) => (index + side) % 4 === 0);
    dabs(
      sheet,
      lit.map((opening) => unsettle(sheet, closed(opening, 6), 1.4, 20)),
      '#b98f4e',
      0.42,
    );
    const bars = openings.flatMap((opening) => [
      segment(inside(opening, 0.5, 0), inside(opening, 0.5, 1), 5),
      segment(opening[3], opening[2], 5),
    ]);
    brushAll(sheet, bars, { width: 2.6, colour: '#a39d8d', opacity: 0.7, taper: [0, 0] });
  }
  signs(sheet);
  const ends: [Point, Point][] = [
    [at(-2.4, 4.9, 5), at(2.4, 5.1, 9)],
    [at(-2.4, 5.2, 8), at(2.4, 4.9, 6)],
    [at(-2.4, 5.4, 14), at(2.4, 5.2, 16)],
    [at(-2.4, 5.3, 10), at(2.4, 5, 12)],
  ];
  const cables = ends.map(([from, to]) => {
    const [x, y] = between(from, to, 0.5);
    return curve([from, [x, y + 40], to], 7);
  });
  brushAll(sheet, cables, { width: 2.4, colour: ink, opacity: 0.85, taper: [0, 0], waver: 0.3 });
}

/** Shop signs standing out from the walls, their paint long washed off; far ones first. */
function signs(sheet: Sheet) {
  const boards: [side: number, z: number, sill: number, tall: number, colour: string][] = [
    [-1, 17, 4.3, 1.3, '#8c8f88'],
    [1, 15.5, 4, 1.2, '#7f8886'],
    [-1, 12, 4.1, 1.5, '#6d7779'],
    [1, 10.4, 4.35, 1.2, '#d5cdb9'],
    [-1, 8.2, 4.3, 1.1, '#cfc7b3'],
    [1, 6.9, 4.1, 1.5, '#66726f'],
    [-1, 5.7, 4.15, 1.4, '#56646a'],
    [1, 4.9, 4.5, 1, '#c9c0aa'],
  ];
  for (const [side, z, sill, tall, colour] of boards) {
    const [outer, inner] = [side * 1.86, side * 2.34];
    const board = unsettle(
      sheet,
      closed([at(outer, sill + tall, z), at(inner, sill + tall, z), at(inner, sill, z), at(outer, sill, z)], 5),
      1.2,
      20,
    );
    fill(sheet, board, colour, 1);
    wash(sheet, {
      colour: ink,
      within: board,
      cell: 5,
      density: (x, y) => clamp(0.22 + 0.3 * sheet.rough(x / 16, y / 90) - 0.02 * z + 0.2),
    });
    brush(sheet, board, { width: 0.8 + 10 / z, colour: ink, opacity: 0.8, taper: [0, 0], waver: 0.6 });
    const arms = [0.15, 0.85].map((t) =>
      segment(at(inner, sill + tall * t, z), at(side * 2.45, sill + tall * t, z), 4),
    );
    brushAll(sheet, arms, { width: 0.8 + 9 / z, colour: ink, opacity: 0.8, taper: [0, 0] });
  }
}

function pavement(sheet: Sheet) {
  const { rough, chance } = sheet;
  const floor: Point[] = [at(-2.6, 0, 40), at(2.6, 0, 40), [1640, 1090], [-40, 1090]];
  fill(sheet, floor, sheet.paper, 1);
  const [vx, vy] = away;
  wash(sheet, {
    colour: slate,
    within: floor,
    density: (x, y) => {
      const aside = (x - vx) / (y - vy + 20);
      // The strip of sky lies on the wet stones as a bright streak down the middle.
      const shine = Math.exp(-(((aside - 0.02 + 0.04 * rough(y / 40, 2)) / 0.15) ** 2));
      return clamp(0.76 - 0.62 * shine + 0.16 * rough(x / 44, y / 330) + 0.18 * rough(aside * 6, y / 13));
    },
  });
  // The lamps, each drawn down into a long warm reflection.
  for (const [x, z, strong] of [
    [-0.86, 14.6, 0.5],
    [0.9, 13.8, 0.5],
    [-0.92, 10.8, 0.6],
    [0.8, 10, 0.6],
    [-0.8, 7.8, 0.7],
    [0.9, 7.2, 0.6],
    [-0.9, 5.3, 0.7],
    [0.84, 4.7, 0.7],
  ] as const) {
    const [px, py] = at(x * 0.82, 0, z);
    const wide = 120 / z;
    wash(sheet, {
      colour: '#dfae5e',
      area: { x: px - wide * 2, y: py, width: wide * 4, height: 1150 / z },
      cell: 6,
      density: (qx, qy) => {
        const sway = wide * 0.5 * rough(qy / 16, x * 9);
        return (
          strong *
          Math.exp(-(((qx - px + sway) / wide) ** 2)) *
          ease(py + 1150 / z, py + 60 / z, qy) *
          ease(py, py + 20 / z, qy) *
          (0.6 + 0.7 * rough(qx / 60, qy / 6))
        );
      },
    });
  }
  const joints: Point[][] = [];
  for (let z = 4; z < 24; z *= 1.14) joints.push(segment(at(-1.24, 0, z), at(1.24, 0, z), 9));
  for (const x of [-0.96, -0.32, 0.32, 0.96]) joints.push(segment(at(x, 0, 3.9), at(x, 0, 24), 9));
  brushAll(sheet, joints, { width: 1.9, colour: ink, opacity: 0.38, lost: 0.34, taper: [0, 0] });
  const rings: Point[][] = [];
  for (let drop = 0; drop < 54; drop++) {
    const z = chance.between(4.4, 12);
    const centre = at(chance.around(0, 0.6), 0, z);
    const size = chance.between(14, 46) / z;
    rings.push(oval(centre, size * 1.6, size * 0.7));
    if (drop % 3 === 0) rings.push(oval(centre, size * 2.7, size * 1.2));
  }
  brushAll(sheet, rings, { width: 1.6, colour: pale, opacity: 0.7, lost: 0.2, taper: [0, 0] });
}

function stall(sheet: Sheet, awning: Awning) {
  const { side, from, to, wall, eave, high, low } = awning;
  const dark: Point[] = [
    at(side * wall, high, from),
    at(side * eave, low, from),
    at(side * eave, low, to),
    at(side * 1.24, 0, to),
    at(side * 1.24, 0, from),
    at(side * wall, 0, from),
  ];
  const [, top] = at(side * eave, low, from);
  const [, foot] = at(0, 0, from);
  const shade = unsettle(sheet, closed(dark, 9), 1.5, 30);
  const glow = at(side * 1.1, 1.5, mix(from, to, 0.3));
  const radius = 900 / from;
  fill(sheet, shade, '#8d8a80', 0.9);
  wash(sheet, {
    colour: ink,
    within: shade,
    density: (x, y) => {
      const near = Math.exp(-((distance(x - glow[0], y - glow[1]) / radius) ** 2));
      const close = ease(22, 9, from);
      return clamp(
        (0.5 + 0.42 * close) * (1 - 0.62 * near) + 0.12 * sheet.rough(x / 40, y / 40) - 0.12 * ease(foot, top, y),
      );
    },
  });
  wash(sheet, {
    colour: '#d99f4a',
    within: shade,
    cell: 8,
    density: (x, y) => 0.62 * Math.exp(-((distance(x - glow[0], (y - glow[1]) * 0.8) / (radius * 0.72)) ** 2)),
  });
  goods(sheet, awning);
  cloth(sheet, awning);
  bulbs(sheet, awning);
}

/** Crates, baskets and what is heaped on them; shapes only, in lamplight. */
function goods(sheet: Sheet, { side, from, to }: Awning) {
  const { chance } = sheet;
  const heaps: Point[][] = [];
  const crates: Corners[] = [];
  for (let z = from + 0.1; z < to; z += 0.36) {
    const [x1, y1] = at(side * 1.2, chance.between(0.62, 0.8), z);
    const [x2, y2] = at(side * 1.2, 0, z + 0.32);
    const [left, right] = [Math.min(x1, x2), Math.max(x1, x2) + 80 / z];
    crates.push(box(left, y1, right - left, y2 - y1));
    for (let fruit = 0; fruit < 16; fruit++) {
      const size = chance.between(44, 70) / z;
      heaps.push(
        dab(
          sheet,
          [mix(left - 20 / z, right + 20 / z, chance.next()), y1 - (chance.next() * 60) / z],
          size,
          size * 0.9,
        ),
      );
    }
  }
  dabs(
    sheet,
    crates.map((crate) => unsettle(sheet, closed(crate, 6), 1.6, 14)),
    '#14191a',
    0.85,
  );
  const slats = crates.flatMap(([[x, y], [x2], [, y2]]) =>
    [0.3, 0.62].map((t) => segment([x, mix(y, y2, t)], [x2, mix(y, y2, t)], 6)),
  );
  brushAll(sheet, slats, { width: Math.max(1, 12 / from), colour: '#9c8a68', opacity: 0.4, taper: [0, 0], lost: 0.2 });
  dabs(
    sheet,
    heaps.filter((_, index) => index % 3 === 0),
    '#5b4c35',
    0.95,
  );
  dabs(
    sheet,
    heaps.filter((_, index) => index % 3 === 1),
    '#8f7a52',
    0.9,
  );
  dabs(
    sheet,
    heaps.filter((_, index) => index % 3 === 2),
    '#3e463a',
    0.9,
  );
}

/** Bare bulbs hang from the eaves, where the buyer stands. */
function bulbs(sheet: Sheet, { side, from, to, eave, low }: Awning) {
  for (const t of [0.12, 0.58]) {
    const z = mix(from, to, t);
    const [x, y] = at(side * (eave - 0.05), low - 0.5, z);
    const size = 46 / z;
    brush(sheet, segment(at(side * (eave - 0.03), low - 0.1, z), [x, y - size], 4), {
      width: Math.max(1, size * 0.2),
      colour: ink,
      opacity: 0.9,
      taper: [0, 0],
    });
    wash(sheet, {
      colour: lamp,
      area: { x: x - size * 7, y: y - size * 7, width: size * 14, height: size * 14 },
      cell: Math.max(3, size / 2),
      density: (px, py) => {
        const r = distance(px - x, py - y) / size;
        return 0.7 * Math.exp(-r * 0.7) * ease(7, 4, r);
      },
    });
    fill(sheet, oval([x, y], size * 0.66, size * 0.84), '#fdf3d4', 1);
  }
}

function cloth(sheet: Sheet, awning: Awning) {
  const { side, from, to, wall, eave, high, low, cloth: colour, stripe } = awning;
  const { rough } = sheet;
  // Canvas sags between its ropes, and gathers rain where it sags.
  const over = (across: number, z: number): Point => {
    const t = (z - from) / (to - from);
    const sag = 0.12 * Math.sin(t * Math.PI * 2) ** 2 * Math.sin(across * Math.PI);
    return at(side * mix(wall, eave, across), mix(high, low, across) - sag, z);
  };
  const rim = (z0: number, z1: number, a0: number, a1: number) => {
    const edge = (za: number, zb: number, aa: number, ab: number) =>
      Array.from({ length: 24 }, (_, step) => over(mix(aa, ab, step / 24), mix(za, zb, step / 24)));
    return [...edge(z0, z0, a0, a1), ...edge(z0, z1, a1, a1), ...edge(z1, z1, a1, a0), ...edge(z1, z0, a0, a0)];
  };
  const sheetOfCloth = unsettle(sheet, rim(from, to, 0, 1), 1.6, 30);
  const drop = (z: number, deep: number): Point => at(side * eave, low - deep, z);
  const scallops = Math.max(4, Math.round((to - from) * 4));
  const valance = (first: number, last: number): Point[] => {
    const hem: Point[] = [];
    for (let step = 0; step <= 14 * (last - first); step++) {
      const s = first + step / 14;
      const z = mix(from, to, s / scallops);
      hem.push(drop(z, 0.13 + 0.1 * Math.abs(Math.sin(s * Math.PI))));
    }
    return [...hem, over(1, mix(from, to, last / scallops)), over(1, mix(from, to, first / scallops))];
  };
  const mistiness = ease(9, 22, from);
  fill(sheet, sheetOfCloth, colour, 1);
  const gores = (odd: number) =>
    Array.from({ length: scallops }, (_, index) => index).filter((index) => index % 2 === odd);
  if (stripe)
    dabs(
      sheet,
      gores(1).map((gore) =>
        unsettle(sheet, rim(mix(from, to, gore / scallops), mix(from, to, (gore + 1) / scallops), 0, 1), 1.2, 20),
      ),
      stripe,
      0.9,
    );
  wash(sheet, {
    colour: ink,
    within: sheetOfCloth,
    density: (x, y) =>
      clamp(0.16 + 0.3 * rough(x / 70, y / 26) + (side === 1 ? 0.1 : 0.2) + 0.24 * clamp(rough(x / 30, y / 14))) *
      (1 - 0.5 * mistiness),
  });
  dabs(
    sheet,
    gores(0).map((gore) => valance(gore, gore + 1)),
    colour,
    1,
  );
  dabs(
    sheet,
    gores(1).map((gore) => valance(gore, gore + 1)),
    stripe ?? colour,
    1,
  );
  wash(sheet, {
    colour: ink,
    within: valance(0, scallops),
    cell: 6,
    density: (x, y) => 0.26 + 0.2 * rough(x / 20, y / 20),
  });
  const bold = 10 / from + 0.9;
  const opacity = 0.92 - 0.4 * mistiness;
  brush(sheet, straight([over(0, from), over(0.5, from), over(1, from), drop(from, 0.14)], 5), {
    width: bold * 1.3,
    colour: ink,
    opacity,
    taper: [0, 0],
    waver: 0.6,
  });
  brush(
    sheet,
    Array.from({ length: 60 }, (_, step) => over(1, mix(from, to, step / 59))),
    { width: bold, colour: ink, opacity, taper: [0, 0], waver: 0.6 },
  );
  brush(sheet, valance(0, scallops).slice(0, -2), {
    width: bold * 0.8,
    colour: ink,
    opacity,
    taper: [0, 0],
    waver: 0.6,
  });
  const pole = strokePath(sheet, segment(at(side * eave, low, from), at(side * eave * 1.06, 0, from), 6), {
    width: 26 / from,
    taper: [0, 0],
    waver: 0.2,
  });
  fill(sheet, pole, ink, opacity);
  // Water runs off the lowest scallops.
  const drips: Point[][] = [];
  for (let gore = 0; gore < scallops; gore++) {
    if (!sheet.chance.happens(0.6)) continue;
    const [x, y] = drop(mix(from, to, (gore + 0.5) / scallops), 0.24);
    drips.push(segment([x, y], [x - 1, y + sheet.chance.between(60, 300) / from], 5));
  }
  brushAll(sheet, drips, { width: 1.7, colour: pale, opacity: 0.7, taper: [0.05, 0.6] });
}

function fog(sheet: Sheet) {
  wash(sheet, {
    colour: sheet.paper,
    area: { x: 472, y: 20, width: 700, height: 620 },
    density: (x, y) =>
      0.66 *
      Math.exp(-((distance(x - away[0], y - away[1] - 70) / 165) ** 2)) *
      (0.9 + 0.3 * sheet.rough(x / 60, y / 60)),
  });
}

/** Someone going home under an umbrella, from behind. */
function walker(sheet: Sheet, x: number, z: number, colour: string, opacity: number) {
  const [cx, cy] = at(x, 0, z);
  const unit = lens / z;
  const p = (dx: number, up: number): Point => [cx + dx * unit, cy - up * unit];
  const coat = curve(
    [p(-0.2, 1.3), p(-0.27, 0.9), p(-0.25, 0.5), p(0.22, 0.48), p(0.25, 0.9), p(0.19, 1.3), p(0, 1.42), p(-0.2, 1.3)],
    4,
  );
  const legs = [segment(p(-0.1, 0.5), p(-0.13, 0.02), 4), segment(p(0.09, 0.5), p(0.15, 0.08), 4)];
  const echo = box(cx - 0.22 * unit, cy, 0.44 * unit, 1.0 * unit);
  wash(sheet, {
    colour,
    within: unsettle(sheet, closed(echo, 5), 4, 8),
    cell: 5,
    density: (px, py) => 0.6 * ease(cy + unit, cy, py) * (0.5 + 0.7 * sheet.rough(px / 40, py / 5)),
  });
  brushAll(sheet, legs, { width: 0.13 * unit, colour, opacity, taper: [0, 0] });
  dabs(
    sheet,
    legs.map((leg) => dab(sheet, lastOf(leg), 0.2 * unit, 0.12 * unit)),
    colour,
    opacity,
  );
  fill(sheet, unsettle(sheet, coat, 1.2, 14), colour, opacity);
  const bag = box(cx + 0.26 * unit, cy - 0.62 * unit, 0.17 * unit, 0.24 * unit);
  fill(sheet, unsettle(sheet, closed(bag, 4), 1.4, 8), colour, opacity);
  // Seen from above, the near rim hangs lower than the far one.
  const dome = curve([p(-0.62, 1.5), p(-0.5, 1.76), p(0, 1.96), p(0.5, 1.76), p(0.62, 1.5)], 4);
  const hem = [0.62, 0.46, 0.4, 0.2, 0, -0.2, -0.4, -0.46, -0.62];
  const dip = [1.5, 1.4, 1.38, 1.32, 1.36, 1.32, 1.38, 1.4, 1.5];
  const canopy = [
    ...dome,
    ...curve(
      hem.map((dx, index) => p(dx, dip[index]!)),
      3,
    ),
  ];
  fill(sheet, canopy, sheet.paper, 1);
  wash(sheet, {
    colour,
    within: canopy,
    cell: 4,
    density: (px, py) =>
      opacity * (0.74 + 0.2 * ease(cx - 0.4 * unit, cx + 0.5 * unit, px) + 0.16 * sheet.rough(px / 20, py / 20)),
  });
  const ribs = [-0.42, -0.21, 0.21, 0.42].map((dx) => curve([p(0, 1.94), p(dx * 0.7, 1.74), p(dx, 1.4)], 4));
  brushAll(sheet, ribs, { width: 0.018 * unit + 0.6, colour: pale, opacity: 0.5, taper: [0.1, 0.1] });
  brush(sheet, segment(p(0, 1.94), p(0, 2.05), 2), { width: 0.03 * unit + 0.6, colour, opacity, taper: [0, 0] });
}

/** Rain is bare paper between strokes, so it is drawn last, pale over dark and dark over pale. */
function rain(sheet: Sheet) {
  const { chance, rough } = sheet;
  const bright: Point[][] = [];
  const grey: Point[][] = [];
  for (let drop = 0; drop < 520; drop++) {
    const [x, y] = [chance.between(-60, 1660), chance.between(-80, 1000)];
    if (rough(x / 220, y / 260) < -0.25) continue;
    const long = chance.between(22, 90);
    (drop % 3 ? bright : grey).push(segment([x, y], [x - long * 0.16, y + long], 8));
  }
  brushAll(sheet, bright, { width: 1.7, colour: pale, opacity: 0.42, taper: [0.5, 0.3] });
  brushAll(sheet, grey, { width: 1.4, colour: slate, opacity: 0.36, taper: [0.5, 0.3] });
}
