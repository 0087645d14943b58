import { clamp, ease } from './chance.ts';
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
  firstOf,
  oval,
  segment,
  straight,
  through,
  unsettle,
  wash,
} from './ink.ts';
import { mist, mountain, ridgeLine } from './landscape.ts';
import type { Drawing, Sheet } from './paper.ts';
import { finish, openSheet } from './paper.ts';

const ink = '#1d2831';
const blue = '#4d6675';
const pale = '#f4eee0';
const greenBlue = '#2f6b62';

const waterline = 742;

/** A ferry that is not sailing today, made fast before the islands it would sail to. */
export const ferryTerminal: Drawing = {
  name: 'ferry-terminal',
  width: 1600,
  height: 1067,
  draw() {
    const sheet = openSheet({ width: 1600, height: 1067, seed: 127 });
    islands(sheet);
    water(sheet);
    reflection(sheet);
    ferry(sheet);
    quay(sheet);
    moorings(sheet);
    gulls(sheet);
    return finish(sheet, { granulation: 0.2, pooling: 0.18 });
  },
};

function islands(sheet: Sheet) {
  const { rough } = sheet;
  wash(sheet, {
    colour: blue,
    area: { x: 0, y: 0, width: 1600, height: 520 },
    density: (x, y) => 0.3 * ease(460, 0, y) * (0.75 + 0.8 * rough(x / 460, y / 120)),
  });
  wash(sheet, {
    colour: '#c9a57f',
    area: { x: 0, y: 300, width: 1600, height: 220 },
    density: (x, y) => 0.3 * Math.exp(-(((y - 430) / 70) ** 2)) * ease(1500, 500, x),
  });
  const ranges = [
    {
      base: 468,
      tone: 0.4,
      colour: '#8296a0',
      fade: 120,
      rugged: 0.5,
      shift: 2,
      peaks: [
        { at: 190, height: 110, spread: 190 },
        { at: 520, height: 60, spread: 140 },
        { at: 1490, height: 120, spread: 170 },
      ],
    },
    {
      base: 484,
      tone: 0.66,
      colour: '#5b7684',
      fade: 110,
      rugged: 0.7,
      shift: 7,
      peaks: [
        { at: 20, height: 150, spread: 130 },
        { at: 400, height: 100, spread: 110 },
        { at: 1230, height: 88, spread: 150 },
      ],
    },
    {
      base: 492,
      tone: 0.9,
      colour: '#33505c',
      fade: 70,
      rugged: 0.7,
      shift: 12,
      peaks: [
        { at: 610, height: 78, spread: 74 },
        { at: 690, height: 42, spread: 60 },
        { at: 1560, height: 96, spread: 110 },
      ],
    },
  ];
  for (const [index, { base, tone, colour, fade, rugged, shift, peaks }] of ranges.entries()) {
    const line = ridgeLine(sheet, { base, peaks, rugged, shift }).map(([x, y]): Point => [x, Math.min(y, base + 6)]);
    mountain(sheet, {
      line,
      colour,
      tone,
      fade,
      floor: base + 14,
      contour: 1.4 + index * 0.5,
      texture: index * 0.25,
      scrub: index * 40,
    });
    if (index < 2) mist(sheet, { top: base - 66, bottom: base + 34, strength: 0.8, shift: index * 5 });
  }
}

function water(sheet: Sheet) {
  const { rough, chance } = sheet;
  fill(sheet, box(-10, 498, 1620, 600), sheet.paper, 1);
  wash(sheet, {
    colour: blue,
    area: { x: 0, y: 494, width: 1600, height: 573 },
    density: (x, y) =>
      clamp(
        0.16 +
          0.34 * ease(500, 1067, y) +
          0.26 * rough(x / 330 + y / 260, y / (7 + (y - 480) / 22)) +
          0.22 * Math.exp(-(y - 497) / 9),
      ),
  });
  const ripples: Point[][] = [];
  for (let ripple = 0; ripple < 190; ripple++) {
    const near = chance.next() ** 1.5;
    const y = 506 + 540 * near;
    const long = chance.between(14, 44) * (1 + near * 3);
    const x = chance.between(-60, 1600);
    ripples.push(
      curve(through([x, y], [x + long * 0.3, y + 2 * near], [x + long * 0.65, y - 2 * near], [x + long, y + near]), 7),
    );
  }
  brushAll(sheet, ripples, { width: 2, colour: '#35505c', opacity: 0.42, taper: [0.5, 0.5] });
}

/** Stem, waterline, stern, and back along the sheer. */
const sheer = curve(through([1456, 624], [1240, 632], [960, 632], [760, 622], [606, 604]), 8);
const hull: Point[] = [
  ...curve(through([606, 604], [640, 650], [676, 700], [700, waterline]), 5),
  [1436, waterline],
  ...curve(through([1436, waterline], [1452, 690], [1456, 624]), 5),
  ...sheer,
];

function reflection(sheet: Sheet) {
  const { rough } = sheet;
  const shape: Point[] = through([690, waterline], [1446, waterline], [1470, 1000], [640, 1000]);
  wash(sheet, {
    colour: ink,
    within: shape,
    density: (x, y) => {
      const deep = (y - waterline) / 240;
      const broken = rough(x / 120, y / 7) + 0.3 * rough(x / 30, y / 5);
      const sides = ease(680, 760, x - deep * 26 + 40 * rough(3, y / 9)) * ease(1462, 1400, x + 40 * rough(7, y / 9));
      return clamp((0.74 * Math.exp(-deep * 2.1) + 0.5 * broken * Math.exp(-deep)) * sides) * ease(1, 0.75, deep);
    },
  });
  const glints: Point[][] = [];
  for (let glint = 0; glint < 70; glint++) {
    const y = waterline + 12 + 220 * sheet.chance.next() ** 1.4;
    const x = sheet.chance.between(670, 1420);
    glints.push(curve(through([x, y], [x + 22, y + 2], [x + sheet.chance.between(40, 90), y]), 6));
  }
  brushAll(sheet, glints, { width: 2.6, colour: pale, opacity: 0.5, taper: [0.5, 0.5] });
}

function ferry(sheet: Sheet) {
  house(sheet, box(790, 536, 600, 92), 0.1);
  house(sheet, box(838, 464, 480, 74), 0.06);
  house(sheet, through([860, 402], [1016, 402], [1024, 466], [846, 466]), 0.1);
  windows(sheet, 812, 556, 17, 34, 22, 20);
  windows(sheet, 862, 484, 13, 35, 20, 18);
  windows(sheet, 866, 414, 6, 25, 21, 20);
  decks(sheet);
  funnel(sheet);
  lifeboats(sheet);

  const side = unsettle(sheet, hull, 1.6, 44);
  fill(sheet, side, pale, 1);
  wash(sheet, {
    colour: ink,
    within: side,
    cell: 6,
    density: (x, y) =>
      clamp(0.92 + 0.1 * sheet.rough(x / 190, y / 30) - 0.12 * ease(720, 640, y) - 0.2 * ease(770, 640, x)),
  });
  // Rust has run from the scuppers; the paper shows where the paint was thin.
  const runs = Array.from({ length: 26 }, () => {
    const x = sheet.chance.between(720, 1430);
    const y = sheet.chance.between(646, 690);
    return segment([x, y], [x + sheet.chance.around(0, 2), y + sheet.chance.between(14, 56)], 4);
  });
  brushAll(sheet, runs, { width: 3, colour: '#9a8a74', opacity: 0.35, taper: [0.05, 0.9] });
  const stripe = sheer.filter(([x]) => x > 626 && x < 1448).map(([x, y]): Point => [x, y + 24]);
  brush(sheet, stripe, { width: 10, colour: greenBlue, opacity: 0.95, taper: [0.01, 0.01], waver: 0.25 });
  brush(
    sheet,
    stripe.map(([x, y]): Point => [x, y - 21]),
    { width: 4.4, colour: pale, opacity: 0.9, taper: [0.01, 0.01], waver: 0.3 },
  );
  brush(sheet, side, { width: 3.4, colour: ink, opacity: 0.95, taper: [0, 0], waver: 0.7 });
  const draught = segment([704, waterline - 10], [1436, waterline - 8], 7);
  brush(sheet, draught, { width: 3, colour: pale, opacity: 0.4, lost: 0.2, taper: [0, 0] });
  const ports = Array.from({ length: 11 }, (_, index) => dab(sheet, [812 + index * 52, 686], 12, 12));
  dabs(sheet, ports, '#0f161c', 0.95);
  rails(sheet);
}

function house(sheet: Sheet, shape: Corners, tone: number) {
  const [x, y] = shape[0];
  const edge = unsettle(sheet, closed(shape, 6), 1.3, 40);
  fill(sheet, edge, pale, 1);
  wash(sheet, {
    colour: blue,
    within: edge,
    cell: 6,
    density: (px, py) =>
      clamp(
        tone + 0.16 * sheet.rough(px / 90, py / 40) + 0.34 * ease(x + 260, x + 620, px) + 0.3 * ease(y + 12, y, py),
      ),
  });
  brush(sheet, edge, { width: 2.6, colour: ink, opacity: 0.85, taper: [0, 0], waver: 0.7 });
}

function windows(sheet: Sheet, x: number, y: number, count: number, pitch: number, width: number, height: number) {
  const panes = Array.from({ length: count }, (_, index) =>
    unsettle(sheet, closed(box(x + index * pitch, y, width, height), 4), 1, 10),
  );
  dabs(sheet, panes, '#2a3a44', 0.88);
  const gleams = panes.map((pane) => {
    const [px, py] = firstOf(pane);
    return through([px + 2, py + 2], [px + width * 0.5, py + 2], [px + 2, py + height * 0.7]);
  });
  dabs(sheet, gleams, '#9fb2b8', 0.5);
}

function decks(sheet: Sheet) {
  const lines = [
    segment([760, 629], [1450, 629], 7),
    segment([770, 538], [1404, 538], 7),
    segment([822, 465], [1340, 465], 7),
    segment([836, 402], [1032, 402], 7),
  ];
  brushAll(sheet, lines, { width: 6, colour: ink, opacity: 0.9, taper: [0, 0], waver: 0.35 });
  const posts: Point[][] = [];
  for (let x = 1330; x <= 1400; x += 34) posts.push(segment([x, 466], [x, 536], 5));
  for (let x = 776; x < 800; x += 14) posts.push(segment([x, 540], [x, 626], 5));
  brushAll(sheet, posts, { width: 4, colour: ink, opacity: 0.85, taper: [0, 0] });
  const mast = [
    segment([944, 402], [950, 276], 5),
    segment([914, 330], [986, 326], 5),
    segment([926, 304], [972, 302], 5),
  ];
  brushAll(sheet, mast, { width: 5, colour: ink, opacity: 0.95, taper: [0, 0.08] });
  const stays = [
    segment([949, 284], [640, 600], 7),
    segment([950, 284], [1180, 380], 7),
    segment([1180, 372], [1446, 618], 7),
  ];
  brushAll(sheet, stays, { width: 1.6, colour: ink, opacity: 0.75, taper: [0, 0] });
  fill(sheet, closed(box(918, 376, 60, 14), 5), ink, 0.8);
}

function funnel(sheet: Sheet) {
  const stack = unsettle(sheet, closed(through([1128, 466], [1142, 366], [1212, 366], [1222, 466]), 5), 1.4, 26);
  fill(sheet, stack, pale, 1);
  wash(sheet, {
    colour: ink,
    within: stack,
    cell: 5,
    density: (x, y) => 0.5 + 0.4 * ease(1160, 1215, x) + 0.14 * sheet.rough(x / 30, y / 30),
  });
  fill(
    sheet,
    unsettle(sheet, closed(through([1138, 396], [1214, 396], [1217, 424], [1134, 424]), 5), 1.2, 20),
    greenBlue,
    0.95,
  );
  brush(sheet, stack, { width: 2.6, colour: ink, opacity: 0.9, taper: [0, 0] });
  fill(sheet, oval([1177, 365], 36, 6), '#0f161c', 0.95);
}

function lifeboats(sheet: Sheet) {
  for (const x of [1052, 1258]) {
    const boat = unsettle(
      sheet,
      curve(through([x - 46, 438], [x - 34, 454], [x, 459], [x + 34, 454], [x + 46, 438], [x, 434], [x - 46, 438]), 4),
      1,
      20,
    );
    fill(sheet, boat, pale, 1);
    wash(sheet, { colour: blue, within: boat, cell: 4, density: (_, y) => 0.15 + 0.55 * ease(440, 458, y) });
    brush(sheet, boat, { width: 2.4, colour: ink, opacity: 0.9, taper: [0, 0] });
    const davits = [-36, 36].map((aside) =>
      curve(through([x + aside * 1.3, 466], [x + aside * 1.3, 424], [x + aside, 418], [x + aside * 0.86, 436]), 4),
    );
    brushAll(sheet, davits, { width: 3.4, colour: ink, opacity: 0.9, taper: [0, 0.1] });
  }
}

function rails(sheet: Sheet) {
  const rail: Point[][] = [];
  for (const [from, to, y] of [
    [616, 790, 596],
    [1392, 1452, 600],
    [1024, 1336, 440],
    [1318, 1400, 512],
  ] as const) {
    rail.push(
      segment([from, y], [to, y + (from < 700 ? 12 : 0)], 6),
      segment([from, y + 12], [to, y + (from < 700 ? 22 : 12)], 6),
    );
    for (let x = from; x <= to; x += 19)
      rail.push(segment([x, y - 2 + (from < 700 ? ((x - from) / 174) * 12 : 0)], [x, y + 26], 4));
  }
  brushAll(sheet, rail, { width: 1.8, colour: ink, opacity: 0.75, taper: [0, 0] });
}

/** Where the quay's edges and the shelter's eaves meet, on the horizon. */
const vanishing: Point = [348, 497];
const towards = (from: Point, t: number) => between(from, vanishing, t);
const quayEdge = (y: number) => vanishing[0] + (y - vanishing[1]) * 0.796;

/** The quay runs out from the left; a shelter stands on it, and nobody under the shelter. */
function quay(sheet: Sheet) {
  const { rough } = sheet;
  const end = 604;
  const deck = unsettle(
    sheet,
    closed(through([-20, end + 4], [quayEdge(end), end], [quayEdge(1090), 1090], [-20, 1090]), 8),
    2.4,
    60,
  );
  fill(sheet, deck, sheet.paper, 1);
  wash(sheet, {
    colour: '#5f6b6c',
    within: deck,
    density: (x, y) =>
      clamp(0.26 + 0.3 * rough(x / 260, y / (16 + (y - 600) / 12)) + 0.44 * ease(700, 1090, y - x * 0.12)),
  });
  const side = unsettle(
    sheet,
    closed(
      through(
        [quayEdge(end), end],
        [quayEdge(1090), 1090],
        [quayEdge(1090) + 110, 1090],
        [quayEdge(end) + 12, end + 22],
      ),
      8,
    ),
    2,
    40,
  );
  wash(sheet, { colour: ink, within: side, density: (x, y) => 0.88 + 0.16 * rough(x / 50, y / 26) });
  const joints = [640, 692, 768, 880, 1030].map((y) => segment([-20, y + 6], [quayEdge(y) - 3, y], 8));
  brushAll(sheet, joints, { width: 2.2, colour: ink, opacity: 0.42, lost: 0.22, taper: [0, 0] });
  const edge = straight(through([-20, end + 3], [quayEdge(end), end], [quayEdge(1090), 1090]), 7);
  const kerb: Point = [quayEdge(1090) - 46, 1090];
  brush(sheet, edge, { width: 4.4, colour: ink, opacity: 0.9, taper: [0, 0], waver: 0.6 });
  brush(sheet, segment(towards(kerb, 0.8), kerb, 7), {
    width: 2.2,
    colour: ink,
    opacity: 0.5,
    taper: [0, 0],
    lost: 0.15,
  });
  shelter(sheet);
}

function shelter(sheet: Sheet) {
  const { rough } = sheet;
  const [eave, foot, ridge] = through([-30, 322], [-30, 862], [-30, 268]);
  const far = 0.63;
  // Rain has been standing: the posts are in the deck twice, once upside down.
  const posts = [0.06, 0.3, 0.49, far - 0.02].map((t) => ({
    top: towards(eave, t),
    foot: towards(foot, t),
    width: 17 * (1 - t),
  }));
  for (const {
    foot: [x, y],
    width,
  } of posts) {
    wash(sheet, {
      colour: ink,
      within: box(x - width / 2, y, width, width * 13),
      cell: 5,
      density: (px, py) => 0.5 * ease(y + width * 12, y, py) * (0.6 + 0.6 * rough(px / 20, py / 6)),
    });
  }
  const inside = through([-30, 400], towards(eave, far), towards(foot, far), [-30, 760]);
  wash(sheet, {
    colour: ink,
    within: unsettle(sheet, closed(inside, 7), 2, 40),
    density: (x, y) => 0.46 * ease(230, 20, x) * (0.8 + 0.4 * rough(x / 60, y / 80)),
  });
  const bench = [segment([-20, 742], towards([-80, 812], 0.56)), segment([-20, 706], towards([-80, 770], 0.56))];
  brushAll(sheet, bench, { width: 7, colour: ink, opacity: 0.85, taper: [0, 0] });
  for (const { top, foot: base, width } of posts) {
    brush(sheet, segment(top, base), { width, colour: ink, opacity: 0.95, taper: [0, 0], waver: 0.2 });
  }
  const roof = unsettle(
    sheet,
    closed([ridge, towards(ridge, far + 0.03), towards(eave, far + 0.03), eave], 7),
    1.8,
    40,
  );
  fill(sheet, roof, sheet.paper, 1);
  wash(sheet, {
    colour: ink,
    within: roof,
    cell: 6,
    density: (x, y) => 0.9 + 0.2 * rough(x / 60, y / 14) - 0.25 * ease(60, 220, x),
  });
  const soffit = unsettle(sheet, closed([eave, towards(eave, far), [92, 436], [-30, 404]], 7), 1.6, 40);
  wash(sheet, { colour: ink, within: soffit, cell: 6, density: (x, y) => 0.62 + 0.2 * rough(x / 50, y / 12) });
  brush(sheet, segment(eave, towards(eave, far + 0.03)), { width: 4, colour: ink, opacity: 0.95, taper: [0, 0] });
}

function moorings(sheet: Sheet) {
  const bollards = through([462, 690], [606, 896]);
  const lines = [
    curve(through([466, 672], [530, 690], [590, 672], [630, 634]), 5),
    curve(through([470, 674], [560, 740], [660, 752], [762, 692]), 5),
    curve(through([618, 866], [730, 846], [830, 786], [868, 692]), 5),
  ];
  brushAll(sheet, lines, { width: 4.2, colour: ink, opacity: 0.92, taper: [0, 0], waver: 0.2 });
  for (const [index, [x, y]] of bollards.entries()) {
    const size = 14 + index * 11;
    const post = unsettle(
      sheet,
      closed(
        through(
          [x - size * 0.62, y + size * 0.5],
          [x - size * 0.5, y - size * 0.7],
          [x - size, y - size],
          [x - size * 0.9, y - size * 1.4],
          [x + size * 0.9, y - size * 1.4],
          [x + size, y - size],
          [x + size * 0.5, y - size * 0.7],
          [x + size * 0.62, y + size * 0.5],
        ),
        4,
      ),
      1.4,
      12,
    );
    fill(sheet, dab(sheet, [x + size * 0.5, y + size * 0.6], size * 3.4, size * 0.6), ink, 0.4);
    fill(sheet, post, ink, 0.96);
    brush(sheet, segment([x - size * 0.5, y - size * 1.25], [x + size * 0.3, y - size * 1.27], 3), {
      width: 2.4,
      colour: pale,
      opacity: 0.5,
    });
  }
}

function gulls(sheet: Sheet) {
  for (const [x, y, size] of [
    [1330, 250, 30],
    [1402, 214, 20],
    [1270, 300, 16],
    [420, 360, 18],
    [1120, 190, 13],
  ] as const) {
    const wings = [
      curve(through([x, y], [x - size * 0.5, y - size * 0.42], [x - size * 1.2, y - size * 0.1]), 3),
      curve(through([x, y], [x + size * 0.5, y - size * 0.5], [x + size * 1.25, y - size * 0.3]), 3),
    ];
    brushAll(sheet, wings, { width: size * 0.17, colour: ink, opacity: 0.8, taper: [0.1, 0.8] });
    brush(sheet, segment([x - size * 0.16, y + size * 0.04], [x + size * 0.2, y + size * 0.1], 2), {
      width: size * 0.18,
      colour: ink,
      opacity: 0.8,
      taper: [0.3, 0.5],
    });
  }
}
