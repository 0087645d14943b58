import { clamp, ease, mix } from './chance.ts';
import type { Corners, Point } from './ink.ts';
import {
  between,
  brush,
  brushAll,
  closed,
  curve,
  dab,
  dabs,
  fill,
  heading,
  inside,
  lastOf,
  moved,
  pointAt,
  segment,
  straight,
  through,
  unsettle,
  wash,
} from './ink.ts';
import type { Drawing, Sheet } from './paper.ts';
import { finish, openSheet } from './paper.ts';

const ink = '#2a2926';
const sepia = '#7a6448';
const red = '#a93226';

/** Colours paper turns in fifty years. */
const aged: readonly string[] = ['#efe4c9', '#e6d7b6', '#ece6d6', '#dccaa6', '#e9dcc0', '#d9d3c2'];

/** Letters tied together and kept, and the one that came last still loose. */
export const lettersStack: Drawing = {
  name: 'letters-stack',
  width: 1600,
  height: 1067,
  draw() {
    const sheet = openSheet({ width: 1600, height: 1067, seed: 1972, paper: '#f4ecda' });
    table(sheet);
    castShadow(sheet);
    looseLetter(sheet);
    const top = bundle(sheet);
    flap(sheet, top);
    cord(sheet, top);
    return finish(sheet, { granulation: 0.36, pooling: 0.34 });
  },
};

/** Looking down at the table from one side: along and across an envelope, and up from the wood. */
const place = (along: number, across: number, up = 0): Point => [
  676 + along * 1.06 + across * 0.62,
  668 - along * 0.22 + across * 0.5 - up * 1.12,
];

function envelope(along: number, across: number, turn: number, up: number, long = 640, wide = 420): Corners {
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const at = (u: number, v: number) => place(along + u * cos - v * sin, across + u * sin + v * cos, up);
  return [at(-long / 2, -wide / 2), at(long / 2, -wide / 2), at(long / 2, wide / 2), at(-long / 2, wide / 2)];
}

function table(sheet: Sheet) {
  const { rough } = sheet;
  wash(sheet, {
    colour: sepia,
    density: (x, y) =>
      clamp(
        0.26 * ease(180, 1067, y + 50 * rough(x / 300, 2)) +
          0.16 * rough(x / 420 + y / 900, y / 36) +
          0.1 * ease(900, 1600, x),
      ),
  });
  // Window light, leaning across the wood.
  wash(sheet, {
    colour: '#5b5348',
    density: (x, y) => {
      const across = x * 0.86 - y * 0.5;
      const bright = ease(60, 110, across) * ease(420, 370, across) + ease(480, 530, across) * ease(900, 850, across);
      return 0.26 * (1 - bright * ease(1150, 500, y)) * (0.8 + 0.3 * rough(x / 200, y / 200));
    },
  });
}

function castShadow(sheet: Sheet) {
  const { rough } = sheet;
  const [, b, c, d] = envelope(0, 0, 0, 0, 640, 420);
  const away = (point: Point, t = 1): Point => [point[0] + 250 * t, point[1] + 118 * t];
  const shape = unsettle(sheet, closed([d, away(d), away(c), away(b), b, c], 8), 5, 50);
  wash(sheet, {
    colour: '#2b2a28',
    within: shape,
    density: (x, y) => {
      // Darkest where the paper meets the wood, and softer the further it is thrown.
      const past = y - mix(d[1], c[1], clamp((x - d[0]) / (c[0] - d[0]), 0, 1.6)) - 0.1 * Math.max(0, x - c[0]);
      return clamp(0.62 * Math.exp(-Math.max(0, past) / 80) + 0.2 * ease(150, 20, past) + 0.08 * rough(x / 90, y / 60));
    },
  });
}

/** One sheet of folded paper lying where it is: its face toned by the light, its edges drawn. */
function paperFace(sheet: Sheet, corners: Corners, colour: string, shade: number) {
  const edge = unsettle(sheet, closed(corners, 7), 1.6, 34);
  const [a, , c] = corners;
  fill(sheet, edge, colour, 1);
  wash(sheet, {
    colour: sepia,
    within: edge,
    density: (x, y) => {
      const t = clamp(
        ((x - a[0]) * (c[0] - a[0]) + (y - a[1]) * (c[1] - a[1])) / ((c[0] - a[0]) ** 2 + (c[1] - a[1]) ** 2),
      );
      const foxing = clamp(sheet.rough(x / 34 + shade * 9, y / 30) * 3 - 1.5) * 0.16;
      return clamp(shade + 0.2 * t + 0.14 * sheet.rough(x / 130, y / 90 + shade * 5) + foxing);
    },
  });
  return edge;
}

function bundle(sheet: Sheet): Corners {
  const { chance } = sheet;
  const count = 11;
  let up = 0;
  let top: Corners = envelope(0, 0, 0, 0);
  for (let letter = 0; letter < count; letter++) {
    const thick = letter % 4 === 2 ? 24 : chance.between(11, 18);
    const long = 640 + chance.around(0, 16);
    const wide = 420 + chance.around(0, 12);
    const spot = [chance.around(0, 8), chance.around(0, 8), chance.around(0, 0.016)] as const;
    const lower = envelope(...spot, up, long, wide);
    up += thick;
    top = envelope(...spot, up, long, wide);
    const colour = aged[(letter * 5 + 1) % aged.length]!;
    thickness(sheet, lower, top, colour, thick);
    if (letter === count - 1) {
      const edge = paperFace(sheet, top, '#efe4c9', 0.08);
      brush(sheet, edge, { width: 3, colour: ink, opacity: 0.85, taper: [0, 0], waver: 0.8, lost: 0.05 });
    } else fill(sheet, closed(top, 9), colour, 1);
  }
  return top;
}

/** The two sides of a letter that can be seen: its long edge in shade, its short one in the window's light. */
function thickness(sheet: Sheet, lower: Corners, upper: Corners, colour: string, thick: number) {
  const long = unsettle(sheet, closed([upper[3], upper[2], lower[2], lower[3]], 7), 1.2, 24);
  const short = unsettle(sheet, closed([upper[0], upper[3], lower[3], lower[0]], 7), 1.2, 24);
  for (const [side, tone] of [
    [long, 0.54],
    [short, 0.2],
  ] as const) {
    fill(sheet, side, colour, 1);
    wash(sheet, {
      colour: '#5c4a34',
      within: side,
      cell: 6,
      density: (x, y) => clamp(tone + 0.2 * sheet.rough(x / 90, y / 6)),
    });
  }
  const leaves: Point[][] = [];
  for (let leaf = 1; leaf < thick / 5; leaf++) {
    const t = (leaf * 5) / thick;
    const at = (corner: 0 | 2 | 3) => between(upper[corner], lower[corner], t);
    leaves.push(straight([at(0), at(3), at(2)], 8));
  }
  brushAll(sheet, leaves, { width: 1.3, colour: ink, opacity: 0.4, lost: 0.22, taper: [0, 0] });
  brush(sheet, straight([lower[0], lower[3], lower[2]], 7), {
    width: 3.4,
    colour: ink,
    opacity: 0.88,
    taper: [0, 0],
    waver: 0.9,
  });
  const corners = ([0, 2, 3] as const).map((corner) => segment(upper[corner], lower[corner], 4));
  brushAll(sheet, corners, { width: 2.2, colour: ink, opacity: 0.7, taper: [0, 0] });
}

/** The top letter lies face down: four folds meeting, and the place where the glue has browned. */
function flap(sheet: Sheet, letter: Corners) {
  const [a, b, c, d] = letter;
  const on = (across: number, down: number) => inside(letter, across, down);
  const point = on(0.5, 0.6);
  const upper = unsettle(sheet, closed([a, b, on(0.54, 0.585), point, on(0.46, 0.585)], 6), 1.4, 30);
  wash(sheet, {
    colour: sepia,
    within: unsettle(sheet, closed([on(0.01, 0.03), on(0.99, 0.03), on(0.52, 0.66), on(0.5, 0.67)], 6), 2, 30),
    cell: 6,
    density: (x, y) => 0.34 + 0.2 * sheet.rough(x / 60, y / 40),
  });
  fill(sheet, upper, '#efe5cc', 1);
  wash(sheet, {
    colour: sepia,
    within: upper,
    cell: 7,
    density: (x, y) => clamp(0.1 + 0.16 * sheet.rough(x / 110, y / 70)),
  });
  const folds = [segment(d, on(0.4, 0.47)), segment(c, on(0.6, 0.47))];
  brushAll(sheet, folds, { width: 2, colour: ink, opacity: 0.6, taper: [0, 0.2], lost: 0.06 });
  brush(sheet, straight([a, on(0.46, 0.585), point, on(0.54, 0.585), b], 6), {
    width: 3,
    colour: ink,
    opacity: 0.88,
    taper: [0, 0],
    waver: 0.9,
  });
}

/** Red cord, twice round and tied in a bow that has been untied often. */
function cord(sheet: Sheet, letter: Corners) {
  const on = (across: number, down: number) => inside(letter, across, down);
  // Over the edge and down the two sides that show; letters stick out further at the end than along the front.
  const down = ([x, y]: Point, drop: number): Point => [x + 2, y + drop];
  const knot = on(0.5, 0.5);
  const runs = [
    [on(0.5, 0), knot, on(0.5, 1), down(on(0.5, 1), 198)],
    [on(1, 0.5), knot, on(0, 0.5), down(on(0, 0.5), 220)],
  ].map((run) => unsettle(sheet, straight(run, 5), 1.6, 40));
  brushAll(
    sheet,
    runs.map((run) => moved(run, 7, 7)),
    { width: 8, colour: '#3a2d22', opacity: 0.36, taper: [0, 0] },
  );
  brushAll(sheet, runs, { width: 8.5, colour: red, opacity: 0.97, taper: [0, 0], waver: 0.22 });

  const [x, y] = knot;
  const loops = [
    curve(through([x, y], [x - 56, y - 62], [x - 138, y - 70], [x - 158, y - 26], [x - 92, y + 2], [x, y]), 4),
    curve(through([x, y], [x + 66, y - 58], [x + 146, y - 82], [x + 170, y - 40], [x + 96, y - 2], [x, y]), 4),
    curve(through([x, y], [x - 40, y + 44], [x - 96, y + 62], [x - 150, y + 110], [x - 142, y + 140]), 4),
    curve(through([x, y], [x + 50, y + 34], [x + 84, y + 82], [x + 160, y + 92], [x + 196, y + 122]), 4),
  ];
  brushAll(
    sheet,
    loops.map((loop) => moved(loop, 8, 11)),
    { width: 7, colour: '#3a2d22', opacity: 0.3, taper: [0, 0.05] },
  );
  brushAll(sheet, loops, { width: 8.2, colour: red, opacity: 0.97, taper: [0, 0.05], waver: 0.25 });
  fill(sheet, dab(sheet, [x + 1, y], 27, 22, 0.3), red, 1);
  // The twist of the cord, in small dark touches along it.
  const twists: Point[][] = [];
  for (const run of [...runs, ...loops])
    for (let index = 2; index < run.length - 2; index += 2) {
      const [dx, dy] = heading(run, index);
      twists.push(dab(sheet, pointAt(run, index), 6, 1.9, Math.atan2(dy, dx) + 0.7));
    }
  dabs(sheet, twists, '#5e1712', 0.75);
  const frays = loops.slice(2).flatMap((loop) => {
    const [ex, ey] = lastOf(loop);
    return [-5, 0, 5].map((aside) =>
      curve(through([ex, ey], [ex + aside * 0.7, ey + 8], [ex + aside * 1.7, ey + 17]), 3),
    );
  });
  brushAll(sheet, frays, { width: 2.6, colour: red, opacity: 0.9, taper: [0, 0.7] });
}

/** A letter not yet put with the others, address side up; the hand on it is somebody's, and unreadable. */
function looseLetter(sheet: Sheet) {
  const corners = envelope(470, 190, 0.34, 0, 520, 350);
  const [, b, c, d] = corners;
  const on = (across: number, down: number) => inside(corners, across, down);
  const under = unsettle(
    sheet,
    closed(through(d, c, b, [b[0] + 16, b[1] + 12], [c[0] + 12, c[1] + 18], [d[0] + 4, d[1] + 16]), 7),
    3,
    40,
  );
  wash(sheet, { colour: '#2b2a28', within: under, cell: 6, density: () => 0.5 });
  const edge = paperFace(sheet, corners, '#e8e4d6', 0.06);
  brush(sheet, edge, { width: 2.8, colour: ink, opacity: 0.85, taper: [0, 0], waver: 0.8, lost: 0.05 });

  const lines: Point[][] = [];
  for (const [v, from, to] of [
    [0.5, 0.4, 0.84],
    [0.63, 0.44, 0.9],
    [0.76, 0.52, 0.8],
  ] as const) {
    lines.push(
      Array.from({ length: 46 }, (_, step): Point => {
        const [x, y] = on(mix(from, to, step / 45), v);
        return [x + 3 * sheet.noise(step * 0.9, v * 50), y + 9 * sheet.noise(step * 0.62, v * 90)];
      }),
    );
  }
  brushAll(sheet, lines, { width: 3, colour: '#3c4a58', opacity: 0.72, lost: 0.2, taper: [0.05, 0.1], waver: 1 });

  const stamp = through(on(0.8, 0.09), on(0.94, 0.09), on(0.94, 0.38), on(0.8, 0.38));
  fill(sheet, unsettle(sheet, closed(stamp, 5), 1.6, 6), '#f5efdd', 1);
  const picture = through(on(0.815, 0.125), on(0.925, 0.125), on(0.925, 0.345), on(0.815, 0.345));
  const [p, , , q] = picture;
  wash(sheet, {
    colour: '#4f6a63',
    within: unsettle(sheet, closed(picture, 5), 0.8, 12),
    cell: 4,
    density: (_, y) => 0.3 + 0.5 * ease(p[1], q[1], y),
  });
  const hill = [
    on(0.815, 0.31),
    on(0.845, 0.21),
    on(0.868, 0.255),
    on(0.895, 0.18),
    on(0.925, 0.3),
    on(0.925, 0.345),
    on(0.815, 0.345),
  ];
  fill(sheet, unsettle(sheet, closed(hill, 4), 1, 9), ink, 0.75);
  brush(sheet, closed(stamp, 5), { width: 1.6, colour: ink, opacity: 0.7, taper: [0, 0], lost: 0.1 });
  const waves = [0, 1, 2, 3].map((wave) =>
    Array.from(
      { length: 40 },
      (_, step): Point => on(mix(0.6, 0.9, step / 39), 0.15 + wave * 0.05 + 0.012 * Math.sin(step / 2.6)),
    ),
  );
  const ring = Array.from(
    { length: 60 },
    (_, step): Point => on(0.6 + 0.07 * Math.cos(step / 9.4), 0.22 + 0.11 * Math.sin(step / 9.4)),
  );
  brushAll(sheet, [...waves, ring], {
    width: 2.6,
    colour: ink,
    opacity: 0.6,
    lost: 0.16,
    taper: [0.1, 0.1],
    waver: 0.7,
  });
}
