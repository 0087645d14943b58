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
  firstOf,
  glaze,
  moved,
  oval,
  segment,
  through,
  unsettle,
  wash,
} from './ink.ts';
import type { Drawing, Sheet } from './paper.ts';
import { finish, openSheet } from './paper.ts';

const ink = '#262620';
const brass = '#a8823f';
const buckwheat = '#6f6353';
const leaf = '#2f6b62';

const bowl: Point = [888, 520];
const rim = 412;

/** Cold noodles in a brass bowl, seen by whoever is about to eat them. */
export const bowlOfNoodles: Drawing = {
  name: 'bowl-of-noodles',
  width: 1600,
  height: 1067,
  draw() {
    const sheet = openSheet({ width: 1600, height: 1067, seed: 9 });
    table(sheet);
    shadow(sheet);
    brassBowl(sheet);
    broth(sheet);
    noodles(sheet);
    toppings(sheet);
    chopsticks(sheet);
    return finish(sheet, { granulation: 0.32, pooling: 0.26 });
  },
};

function table(sheet: Sheet) {
  const { rough } = sheet;
  wash(sheet, {
    colour: '#6d7468',
    density: (x, y) =>
      clamp(0.1 + 0.1 * rough(x / 420, y / 34) + 0.1 * rough(x / 300, y / 300) + 0.16 * ease(700, 1700, x + y * 0.5)),
  });
  const grain: Point[][] = [];
  for (let line = 0; line < 150; line++) {
    const [x, y] = [sheet.chance.between(-100, 1500), sheet.chance.between(0, 1067)];
    const long = sheet.chance.between(120, 420);
    grain.push(
      Array.from(
        { length: 30 },
        (_, step): Point => [x + (long * step) / 29, y + 7 * sheet.noise((x + (long * step) / 29) / 260, y / 60)],
      ),
    );
  }
  brushAll(sheet, grain, { width: 1.5, colour: '#5c6055', opacity: 0.32, taper: [0.4, 0.5] });
  const boards = [232, 604, 946].map((y) => unsettle(sheet, segment([-10, y], [1610, y - 10], 9), 2, 60));
  brushAll(sheet, boards, { width: 2.4, colour: ink, opacity: 0.32, lost: 0.25, taper: [0, 0] });
}

function shadow(sheet: Sheet) {
  wash(sheet, {
    colour: '#30352f',
    density: (x, y) => {
      const away = distance(x - bowl[0] - 52, y - bowl[1] - 60);
      return 0.66 * ease(rim + 62, rim - 30, away + 12 * sheet.rough(x / 60, y / 60));
    },
  });
}

function brassBowl(sheet: Sheet) {
  const { rough } = sheet;
  const outer = unsettle(sheet, oval(bowl, rim), 2.4, 60);
  const inner = oval(bowl, rim - 46);
  fill(sheet, outer, sheet.paper, 1);
  wash(sheet, {
    colour: brass,
    within: outer,
    cell: 5,
    density: (x, y) => {
      const [dx, dy] = [x - bowl[0], y - bowl[1]];
      const angle = Math.atan2(dy, dx);
      const away = distance(dx, dy);
      // Beaten brass: light from the upper left runs round the lip in two bright places.
      const lit = Math.cos(angle + 2.3) ** 2;
      const hammer = 0.14 * rough(Math.cos(angle) * 9, Math.sin(angle) * 9 + away / 40);
      return clamp(0.86 - 0.52 * lit * ease(0.2, 0.95, lit) + hammer - 0.25 * Math.exp(-(((away - rim + 7) / 6) ** 2)));
    },
  });
  wash(sheet, {
    colour: '#4a3a1c',
    within: outer,
    cell: 5,
    density: (x, y) => {
      const [dx, dy] = [x - bowl[0], y - bowl[1]];
      const away = distance(dx, dy);
      const inward = ease(rim - 12, rim - 50, away);
      return clamp(
        inward * (0.46 + 0.4 * ease(-0.2, 1, -(dx + dy) / (away * 1.41))) + 0.2 * rough(x / 70, y / 70) * inward,
      );
    },
  });
  brush(sheet, outer, { width: 4.4, colour: ink, opacity: 0.85, taper: [0, 0], waver: 0.8, lost: 0.08 });
  brush(sheet, unsettle(sheet, oval(bowl, rim - 16), 1.4, 50), {
    width: 2.4,
    colour: '#5d4a22',
    opacity: 0.7,
    taper: [0, 0],
    lost: 0.22,
  });
  brush(sheet, unsettle(sheet, inner, 1.6, 40), { width: 3, colour: ink, opacity: 0.6, taper: [0, 0], lost: 0.1 });
  const gleams = [0.56, 0.615, 0.1].map((from) => oval(bowl, rim - 9, rim - 9, from, from + 0.05));
  brushAll(sheet, gleams, { width: 6, colour: '#fbf3dc', opacity: 0.85, taper: [0.4, 0.5], waver: 0.4 });
}

function broth(sheet: Sheet) {
  const { rough } = sheet;
  const surface = unsettle(sheet, oval(bowl, rim - 66), 2, 50);
  fill(sheet, surface, '#efe6d0', 0.95);
  wash(sheet, {
    colour: '#7c7a66',
    within: surface,
    density: (x, y) => {
      const [dx, dy] = [x - bowl[0], y - bowl[1]];
      const away = distance(dx, dy) / (rim - 66);
      return clamp(
        0.2 + 0.26 * rough(x / 120, y / 120) + 0.42 * ease(0.55, 1, away) * ease(-1.2, 0.9, -(dx + dy) / (rim * 0.9)),
      );
    },
  });
  brush(sheet, surface, { width: 2, colour: ink, opacity: 0.5, taper: [0, 0], lost: 0.2 });
  // Ice: three panes of paper left bare, with one cold edge each.
  for (const [x, y, size, turn] of [
    [700, 318, 46, 0.3],
    [1130, 660, 52, -0.2],
    [1108, 372, 38, 0.7],
    [655, 690, 40, 0.1],
  ] as const) {
    const cube = through([-1, -0.8], [0.9, -1], [1.1, 0.7], [-0.7, 1]).map(
      ([u, v]): Point => [
        x + size * (u * Math.cos(turn) - v * Math.sin(turn)) * 0.62,
        y + size * (u * Math.sin(turn) + v * Math.cos(turn)) * 0.62,
      ],
    );
    const edge = unsettle(sheet, closed(cube, 5), 4, 20);
    fill(sheet, edge, '#f6f2e6', 0.62);
    wash(sheet, {
      colour: '#68808a',
      within: edge,
      cell: 5,
      density: (px, py) => 0.1 + 0.3 * ease(0, size, px - x + py - y) + 0.14 * rough(px / 20, py / 20),
    });
    brush(sheet, edge, { width: 1.7, colour: '#4c6068', opacity: 0.7, taper: [0, 0], lost: 0.2 });
  }
}

/** One hank, twisted once and laid down: every strand follows its neighbour. */
function noodles(sheet: Sheet) {
  const { chance, rough } = sheet;
  const heap: Point = [bowl[0] - 6, bowl[1] + 14];
  const mass = unsettle(sheet, oval(heap, 258, 238), 26, 90);
  wash(sheet, {
    colour: '#3f3a2c',
    within: unsettle(sheet, oval([heap[0] + 14, heap[1] + 18], 270, 252), 26, 90),
    density: (x, y) => 0.5 + 0.2 * rough(x / 50, y / 50),
  });
  fill(sheet, mass, '#cdbf9f', 1);
  wash(sheet, {
    colour: buckwheat,
    within: mass,
    cell: 6,
    density: (x, y) =>
      clamp(0.34 + 0.25 * rough(x / 60, y / 60) + 0.4 * ease(110, 270, distance(x - heap[0] + 40, y - heap[1] + 46))),
  });
  const dark: Point[][] = [];
  const light: Point[][] = [];
  for (let strand = 0; strand < 400; strand++) {
    const t = Math.sqrt(chance.next());
    const radius = mix(16, 256, t);
    const from = chance.next();
    const sweep = chance.between(0.14, 0.5) * (0.6 + 60 / (60 + radius));
    const drift = chance.around(0.04, 0.16) * radius;
    const points: Point[] = [];
    const steps = Math.max(8, Math.ceil((radius * sweep * 6.3) / 11));
    for (let step = 0; step <= steps; step++) {
      const angle = (from + (sweep * step) / steps) * 2 * Math.PI;
      // The hank folds over itself along one diagonal, so the rings are pinched there.
      const pinch = 1 - 0.2 * Math.cos(angle * 2 + 0.9) * t;
      const r =
        Math.min(266, (radius + (drift * step) / steps) * pinch) +
        5 * rough(Math.cos(angle) * 1.7 + strand, Math.sin(angle) * 1.7);
      points.push([heap[0] + Math.cos(angle) * r, heap[1] + Math.sin(angle) * r * 0.94]);
    }
    (chance.happens(0.46) ? dark : light).push(points);
  }
  for (let batch = 0; batch < 6; batch++) {
    const pick = (_: unknown, index: number) => index % 6 === batch;
    brushAll(sheet, dark.filter(pick), {
      width: 7.5,
      colour: '#4a4131',
      opacity: 0.74,
      taper: [0.06, 0.06],
      waver: 0.2,
    });
    brushAll(sheet, light.filter(pick), {
      width: 6.4,
      colour: batch % 2 ? '#d9ccb0' : '#b9aa8b',
      opacity: 0.9,
      taper: [0.06, 0.06],
      waver: 0.2,
    });
  }
  const loose = [
    curve(through([690, 690], [642, 640], [622, 560], [640, 500]), 5),
    curve(through([1080, 700], [1040, 770], [960, 800], [890, 792]), 5),
    curve(through([1120, 520], [1150, 470], [1136, 410]), 5),
  ];
  brushAll(sheet, loose, { width: 8.4, colour: '#5a503d', opacity: 0.7, taper: [0.05, 0.1], waver: 0.2 });
  brushAll(sheet, loose, { width: 5.6, colour: '#cfc1a3', opacity: 0.95, taper: [0.05, 0.1], waver: 0.2 });
}

function toppings(sheet: Sheet) {
  beef(sheet);
  pear(sheet);
  cucumber(sheet);
  egg(sheet);
  const { chance } = sheet;
  const sesame = Array.from({ length: 34 }, () =>
    dab(sheet, [chance.around(bowl[0] - 20, 130), chance.around(bowl[1] + 10, 120)], 7, 4, chance.between(0, 3)),
  );
  dabs(sheet, sesame, '#f3e7c6', 0.95);
}

function egg(sheet: Sheet) {
  const at: Point = [906, 448];
  const white = unsettle(sheet, oval(at, 82, 66), 2.5, 40).map(([x, y]): Point => turned([x, y], at, -0.5));
  fill(sheet, moved(white, 9, 12), '#3a3528', 0.5);
  fill(sheet, white, '#faf5e8', 1);
  wash(sheet, {
    colour: '#7f8a88',
    within: white,
    cell: 5,
    density: (x, y) => 0.46 * ease(40, 84, distance(x - at[0] + 12, y - at[1] + 14)),
  });
  brush(sheet, white, { width: 2.6, colour: ink, opacity: 0.75, taper: [0, 0], lost: 0.1 });
  const centre: Point = [at[0] + 12, at[1] - 4];
  const yolk = unsettle(sheet, oval(centre, 38, 35), 3, 60);
  fill(sheet, yolk, '#d9a441', 0.95);
  wash(sheet, {
    colour: '#8a5a1c',
    within: yolk,
    cell: 4,
    density: (x, y) =>
      0.1 + 0.5 * ease(12, 42, distance(x - centre[0] + 9, y - centre[1] + 9)) + 0.2 * sheet.rough(x / 14, y / 14),
  });
}

const turned = ([x, y]: Point, [cx, cy]: Point, angle: number): Point => [
  cx + (x - cx) * Math.cos(angle) - (y - cy) * Math.sin(angle),
  cy + (x - cx) * Math.sin(angle) + (y - cy) * Math.cos(angle),
];

function beef(sheet: Sheet) {
  for (const [x, y, turn] of [
    [762, 500, -0.95],
    [776, 554, -0.75],
    [808, 606, -0.5],
  ] as const) {
    const slice = unsettle(sheet, oval([x, y], 88, 36), 7, 34).map((point) => turned(point, [x, y], turn));
    fill(sheet, moved(slice, 7, 9), '#2d2820', 0.42);
    fill(sheet, slice, '#c6b296', 1);
    wash(sheet, {
      colour: '#5e4436',
      within: slice,
      cell: 4,
      density: (px, py) => 0.56 + 0.34 * sheet.rough((px * 0.7 + py * 0.7) / 10, (py - px) / 60),
    });
    brush(sheet, slice, { width: 2.4, colour: ink, opacity: 0.8, taper: [0, 0], lost: 0.1 });
  }
}

function pear(sheet: Sheet) {
  for (const [x, y, turn] of [
    [902, 640, 0.2],
    [966, 622, 0.55],
    [1016, 580, 0.9],
  ] as const) {
    const slice = through([-78, 8], [-40, -20], [10, -28], [62, -18], [80, 6], [20, 18], [-40, 20]).map(
      ([u, v]): Point => turned([x + u, y + v], [x, y], turn),
    );
    const edge = unsettle(sheet, curve([...slice, firstOf(slice)], 4), 2, 24);
    fill(sheet, moved(edge, 6, 8), '#2d2820', 0.36);
    fill(sheet, edge, '#f7f0dc', 1);
    wash(sheet, {
      colour: '#8d8a5f',
      within: edge,
      cell: 4,
      density: (px, py) => 0.12 + 0.2 * sheet.rough(px / 24, py / 12),
    });
    brush(sheet, edge, { width: 2, colour: ink, opacity: 0.62, taper: [0, 0], lost: 0.15 });
  }
}

/** Cucumber in matchsticks: the one green thing. */
function cucumber(sheet: Sheet) {
  const { chance } = sheet;
  for (let stick = 0; stick < 24; stick++) {
    const [x, y] = [chance.around(1012, 26), chance.around(492, 34)];
    const turn = chance.around(1.05, 0.28);
    const [dx, dy] = [Math.cos(turn) * 56, Math.sin(turn) * 56];
    const way = curve(through([x - dx, y - dy], [x + chance.around(0, 4), y], [x + dx, y + dy]), 5);
    brush(sheet, moved(way, 3, 4), { width: 9, colour: '#24302b', opacity: 0.34, taper: [0.03, 0.03] });
    brush(sheet, way, {
      width: 8,
      colour: stick % 3 ? '#bccbb0' : '#93b09c',
      opacity: 1,
      taper: [0.03, 0.03],
      waver: 0.2,
    });
    brush(
      sheet,
      way.map(([px, py]): Point => [px + 2.6, py - 1]),
      { width: 2.8, colour: leaf, opacity: 0.85, taper: [0.05, 0.05] },
    );
  }
}

function chopsticks(sheet: Sheet) {
  const pair = [through([238, 180], [318, 930]), through([292, 172], [352, 934])] as const;
  for (const [from, to] of pair) {
    const way = segment(from, to, 6);
    const width = (t: number) => mix(19, 10, t);
    const side = (hand: number) => way.map(([x, y], index): Point => [x + (hand * width(index / way.length)) / 2, y]);
    const shape = unsettle(sheet, [...side(-1), ...side(1).reverse()], 0.9, 40);
    glaze(sheet, moved(shape, 11, 7), { colour: '#30352f', opacity: 0.4, bleed: 2, layers: 3 });
    fill(sheet, shape, '#d8d5c9', 1);
    wash(sheet, {
      colour: '#4d5657',
      within: shape,
      cell: 4,
      density: (x, y) =>
        0.3 +
        0.55 * ease(2, 9, x - mix(from[0], to[0], (y - from[1]) / (to[1] - from[1]))) +
        0.12 * sheet.rough(x / 9, y / 60),
    });
    brush(sheet, [...shape, firstOf(shape)], { width: 2.2, colour: ink, opacity: 0.8, taper: [0, 0], lost: 0.06 });
    const bands = [0.035, 0.06, 0.2].map((t) => {
      const [x, y] = [mix(from[0], to[0], t), mix(from[1], to[1], t)];
      return segment([x - width(t) / 2, y + 1], [x + width(t) / 2, y - 1], 3);
    });
    brushAll(sheet, bands, { width: 2.4, colour: ink, opacity: 0.75, taper: [0, 0] });
  }
}
