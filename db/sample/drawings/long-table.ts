import { clamp, distance, ease } from './chance.ts';
import type { Point } from './ink.ts';
import { between, brush, brushAll, closed, curve, fill, moved, pointAt, segment, unsettle, wash } from './ink.ts';
import type { Drawing, Sheet } from './paper.ts';
import { finish, openSheet } from './paper.ts';

const ink = '#1d2524';
const floorTone = '#3d4a49';
const wood = '#8c7f68';
const red = '#a93226';

const turn = (-13 * Math.PI) / 180;
const half = 118;

/** Places measured along the table and across it, from its middle. */
const on = (along: number, across: number): Point => [
  800 + along * Math.cos(turn) - across * Math.sin(turn),
  452 + along * Math.sin(turn) + across * Math.cos(turn),
];

const across = (x: number, y: number) => -(x - 800) * Math.sin(turn) + (y - 452) * Math.cos(turn);
const along = (x: number, y: number) => (x - 800) * Math.cos(turn) + (y - 452) * Math.sin(turn);

type Chair = { along: number; side: 1 | -1; back: number; twist: number };

/** A negotiating table from the ceiling, before anyone has come in, or after. */
export const longTable: Drawing = {
  name: 'long-table',
  width: 1600,
  height: 900,
  draw() {
    const sheet = openSheet({ width: 1600, height: 900, seed: 38 });
    const chairs = rows(sheet);
    floor(sheet);
    for (const chair of chairs) shadow(sheet, chair);
    for (const chair of chairs) seat(sheet, chair);
    table(sheet);
    return finish(sheet, { granulation: 0.24, pooling: 0.2, threads: 0.12 });
  },
};

function rows({ chance }: Sheet): Chair[] {
  const chairs: Chair[] = [];
  for (let place = -6; place <= 6; place++) {
    for (const side of [-1, 1] as const) {
      chairs.push({ along: place * 146 + side * 5, side, back: chance.around(0, 4), twist: chance.around(0, 0.025) });
    }
  }
  // One was left as somebody stood up from it.
  const left = chairs.find((chair) => chair.side === 1 && chair.along > 130 && chair.along < 170)!;
  Object.assign(left, { back: 74, twist: 0.42 });
  return chairs;
}

function floor(sheet: Sheet) {
  const { rough } = sheet;
  wash(sheet, {
    colour: floorTone,
    density: (x, y) => {
      // Four tall windows out of the picture throw their light across the boards.
      const [u, v] = [x * 0.82 + y * 0.57, -x * 0.57 + y * 0.82];
      const pane =
        ease(0.1, 0.16, wave(u / 430 + 0.1)) * (0.75 + 0.25 * ease(0.02, 0.05, Math.abs(wave(u / 215 + 0.1) - 0.5)));
      const reach = ease(900, -300, v + 60 * rough(u / 300, 2)) * ease(-1150, -500, v);
      return clamp(0.86 + 0.14 * rough(x / 280, y / 200) - 0.46 * pane * reach + 0.1 * ease(500, 1500, x));
    },
  });
  const joints: Point[][] = [];
  for (let line = -900; line < 900; line += 57) {
    if (Math.abs(line) < half - 20) continue;
    joints.push(segment(on(-980, line + 4), on(980, line - 3), 14));
  }
  brushAll(sheet, joints, { width: 1.7, colour: ink, opacity: 0.4, lost: 0.2, taper: [0, 0], waver: 0.8 });
}

/** 0 to 1 and back, evenly. */
const wave = (t: number) => Math.abs(((((t % 1) + 1) % 1) - 0.5) * 2);

/** The chair's own corner of the room, as points on the sheet. */
function placed({ along, side, back, twist }: Chair) {
  const [cos, sin] = [Math.cos(twist), Math.sin(twist)];
  return (x: number, y: number): Point => on(along + x * cos - y * sin, side * (half + 22 + back + x * sin + y * cos));
}

function shadow(sheet: Sheet, chair: Chair) {
  const at = placed(chair);
  const nearest = at(-42, -20);
  const thrown = moved([nearest, at(42, -20), at(46, 62), at(-46, 62)], 42, 52);
  wash(sheet, {
    colour: '#141a1a',
    within: unsettle(sheet, closed(thrown, 8), 4, 30),
    cell: 7,
    density: (x, y) => {
      const far = distance(x - nearest[0], y - nearest[1]);
      return 0.54 * ease(200, 30, far) + 0.1 * sheet.rough(x / 40, y / 40);
    },
  });
}

function seat(sheet: Sheet, chair: Chair) {
  const at = placed(chair);
  const cushion = rounded([at(-37, -34), at(37, -34), at(40, 44), at(-40, 44)], 12);
  const seatEdge = unsettle(sheet, cushion, 1.6, 14);
  fill(sheet, seatEdge, sheet.paper, 0.94);
  const [cx, cy] = at(0, 6);
  wash(sheet, {
    colour: '#4e5a56',
    within: seatEdge,
    cell: 4,
    density: (x, y) => 0.42 + 0.012 * ((x - cx) * 0.7 + (y - cy) * 0.5) + 0.16 * sheet.rough(x / 26, y / 26),
  });
  brush(sheet, seatEdge, { width: 2.2, colour: ink, opacity: 0.8, taper: [0, 0], waver: 0.8 });
  const arms = [-1, 1].map((hand) => curve([at(hand * 46, -20), at(hand * 48, 12), at(hand * 46, 46)], 4));
  brushAll(sheet, arms, { width: 8, colour: ink, opacity: 0.92, taper: [0.06, 0.06], waver: 0.3 });
  const rest = curve([at(-50, 44), at(-30, 56), at(0, 60), at(30, 56), at(50, 44)], 4);
  brush(sheet, rest, { width: 15, colour: ink, opacity: 0.95, taper: [0.05, 0.05], waver: 0.3 });
  const gleam = curve([at(-36, 53), at(0, 60), at(20, 58)], 4);
  brush(sheet, gleam, { width: 2.6, colour: sheet.paper, opacity: 0.4, taper: [0.4, 0.5] });
}

/** Corners turned through a curve, as upholstery turns them. */
function rounded(corners: readonly Point[], radius: number): Point[] {
  const edge: Point[] = [];
  corners.forEach((corner, index) => {
    const towards = (to: Point) => between(corner, to, radius / distance(to[0] - corner[0], to[1] - corner[1]));
    const enter = towards(pointAt(corners, index === 0 ? corners.length - 1 : index - 1));
    const leave = towards(pointAt(corners, (index + 1) % corners.length));
    for (let t = 0; t <= 1; t += 0.25) edge.push(between(between(enter, corner, t), between(corner, leave, t), t));
  });
  return closed(edge, 4);
}

function table(sheet: Sheet) {
  const { rough, noise, chance } = sheet;
  const shade = [on(-990, half - 4), on(990, half - 4), on(990, half + 44), on(-990, half + 44)];
  wash(sheet, {
    colour: '#10161a',
    within: shade,
    density: (x, y) => 0.62 * ease(half + 42, half, across(x, y) + 8 * rough(x / 80, 2)),
  });
  const top = unsettle(sheet, closed([on(-990, -half), on(990, -half), on(990, half), on(-990, half)], 8), 1.8, 40);
  fill(sheet, top, sheet.paper, 1);
  wash(sheet, {
    colour: wood,
    within: top,
    cell: 7,
    density: (x, y) => {
      const [a, c] = [along(x, y), across(x, y)];
      const [u] = [x * 0.82 + y * 0.57];
      const pane = ease(0.1, 0.16, wave(u / 430 + 0.04));
      return (
        0.3 +
        0.16 * rough(a / 330, c / 11) +
        0.14 * rough(x / 260, y / 160) -
        0.22 * pane +
        0.2 * ease(half - 26, half, Math.abs(c))
      );
    },
  });
  const grain: Point[][] = [];
  for (let line = 0; line < 70; line++) {
    const c = chance.between(-half + 8, half - 8);
    const from = chance.between(-960, 700);
    const long = chance.between(120, 460);
    const points: Point[] = [];
    for (let a = from; a < from + long; a += 12) points.push(on(a, c + 5 * noise(a / 240, c / 30)));
    grain.push(points);
  }
  brushAll(sheet, grain, { width: 1.4, colour: '#5a5040', opacity: 0.35, taper: [0.4, 0.5] });
  const edges = [-half, half].map((c) => segment(on(-990, c), on(990, c), 8));
  brushAll(sheet, edges, { width: 4, colour: ink, opacity: 0.9, taper: [0, 0], waver: 0.6 });
  const inner = [-half + 13, half - 13].map((c) => segment(on(-990, c), on(990, c), 8));
  brushAll(sheet, inner, { width: 1.5, colour: ink, opacity: 0.45, lost: 0.2, taper: [0, 0] });
  brush(sheet, segment(on(-990, 0), on(990, 0), 6), {
    width: 5,
    colour: red,
    opacity: 0.92,
    taper: [0, 0],
    waver: 0.55,
  });
}
