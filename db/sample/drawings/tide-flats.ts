import { clamp, distance, ease } from './chance.ts';
import type { Point } from './ink.ts';
import {
  brush,
  brushAll,
  curve,
  dab,
  dabs,
  fill,
  lastOf,
  moved,
  outline,
  pointAt,
  sidesOf,
  through,
  unsettle,
  wash,
} from './ink.ts';
import type { Drawing, Sheet } from './paper.ts';
import { finish, openSheet } from './paper.ts';

const ink = '#27302f';
const mud = '#6e6b5c';
const wet = '#3c4a4b';
const glint = '#f1ecdf';
const greenBlue = '#2f6b62';

const width = 1600;
const height = 900;

/** The two creeks that were there first, from the sea inland. */
const mains: Point[][] = [
  through(
    [215, 800],
    [330, 715],
    [450, 735],
    [560, 690],
    [575, 585],
    [500, 490],
    [560, 390],
    [690, 385],
    [790, 440],
    [900, 405],
    [930, 300],
    [860, 205],
    [930, 110],
    [1070, 120],
    [1170, 60],
    [1250, -40],
  ),
  through(
    [840, 960],
    [930, 868],
    [1050, 850],
    [1110, 760],
    [1060, 660],
    [1130, 570],
    [1260, 580],
    [1340, 500],
    [1320, 390],
    [1420, 310],
    [1530, 330],
    [1650, 250],
  ),
];

type Reach = { at: Point; parent: number; flow: number };

/** A tidal flat from the air at low water: one creek, and everything that feeds it. */
export const tideFlats: Drawing = {
  name: 'tide-flats',
  width,
  height,
  draw() {
    const sheet = openSheet({ width, height, seed: 611, paper: '#f1ebdd' });
    const creeks = drain(sheet);
    flats(sheet, creeks);
    ripples(sheet);
    openWater(sheet);
    channels(sheet, creeks);
    boat(sheet, [735, 640]);
    return finish(sheet, { granulation: 0.34, pooling: 0.34, threads: 0.14 });
  },
};

/** How far a place lies landwards of the low-water line; negative is sea. */
const landwards = (x: number, y: number, bend = 0) => 0.42 * (x - 300) - 0.91 * (y - 730) + bend;

/**
 * Creeks as water makes them: every patch of mud pulls the nearest creek towards itself until it is drained
 * (space colonisation), and each reach carries the flow of all above it.
 */
function drain(sheet: Sheet): Reach[] {
  const { chance, rough, noise } = sheet;
  const step = 9;
  const creeks: Reach[] = [];
  for (const main of mains) {
    for (const [index, at] of curve(main, step).entries()) {
      creeks.push({ at, parent: index === 0 ? -1 : creeks.length - 1, flow: 0 });
    }
  }
  type Patch = { at: Point; nearest: number; away: number };
  let patches: Patch[] = [];
  while (patches.length < 1500) {
    const at: Point = [chance.between(-60, width + 60), chance.between(-60, height + 20)];
    const dry = rough(at[0] / 210 + 4, at[1] / 210);
    if (landwards(...at) < 40 || dry > 0.02 + 0.3 * chance.next()) continue;
    patches.push({ at, nearest: 0, away: Infinity });
  }
  // Millions of comparisons: corners are read by index, which is far quicker here than taking pairs apart.
  const notice = (from: number) => {
    for (let index = from; index < creeks.length; index++) {
      const creek = creeks[index]!.at;
      for (const patch of patches) {
        const away = distance(creek[0] - patch.at[0], creek[1] - patch.at[1]);
        if (away >= patch.away) continue;
        patch.nearest = index;
        patch.away = away;
      }
    }
  };
  notice(0);
  for (let tide = 0; tide < 260 && patches.length > 20; tide++) {
    const pulls = new Map<number, Point>();
    for (const { at, nearest, away } of patches) {
      if (away > 150) continue;
      const [x, y] = creeks[nearest]!.at;
      const [pullX, pullY] = pulls.get(nearest) ?? [0, 0];
      pulls.set(nearest, [pullX + (at[0] - x) / away, pullY + (at[1] - y) / away]);
    }
    const before = creeks.length;
    for (const [parent, [dx, dy]] of pulls) {
      const [x, y] = creeks[parent]!.at;
      // Soft mud turns a straight channel: a sideways push, the same for all creeks of a neighbourhood.
      const swing = 1.5 * noise(x / 34, y / 34);
      const angle = Math.atan2(dy, dx) + swing;
      creeks.push({ at: [x + Math.cos(angle) * step, y + Math.sin(angle) * step], parent, flow: 0 });
    }
    if (creeks.length === before) break;
    notice(before);
    patches = patches.filter(({ away }) => away >= 19);
  }
  for (const creek of [...creeks].reverse()) {
    creek.flow += 1;
    const below = creeks[creek.parent];
    if (below) below.flow += creek.flow;
  }
  return creeks;
}

/** Breadth grows with what drains through: some fifty units where all of it reaches the sea. */
const breadth = (flow: number) => 0.5 + 0.4 * flow ** 0.6;

function flats(sheet: Sheet, creeks: readonly Reach[]) {
  const { rough, noise } = sheet;
  const cell = 8;
  const [columns, rows] = [width / cell, Math.ceil(height / cell)];
  const damp = new Float32Array(columns * rows);
  for (const {
    at: [x, y],
    flow,
  } of creeks) {
    const spread = 1.6 + breadth(flow) / 9;
    const reach = Math.ceil(spread * 2.4);
    for (let row = Math.floor(y / cell) - reach; row <= y / cell + reach; row++) {
      for (let column = Math.floor(x / cell) - reach; column <= x / cell + reach; column++) {
        if (row < 0 || column < 0 || row >= rows || column >= columns) continue;
        const away = distance(column + 0.5 - x / cell, row + 0.5 - y / cell) / spread;
        const value = Math.exp(-away * away);
        const index = row * columns + column;
        damp[index] = Math.max(damp[index]!, value);
      }
    }
  }
  const dampAt = (x: number, y: number) => damp[Math.floor(y / cell) * columns + Math.floor(x / cell)] ?? 0;
  wash(sheet, {
    colour: mud,
    cell,
    density: (x, y) => {
      const fold = 0.7 * noise(x / 260, y / 260);
      const banks = rough(x / 300 + fold, y / 190 - fold);
      return clamp(0.4 + 0.5 * banks + 0.14 * rough(x / 44, y / 30)) - 0.08 * dampAt(x, y);
    },
  });
  wash(sheet, {
    colour: wet,
    cell,
    density: (x, y) =>
      0.6 * dampAt(x, y) * (0.7 + 0.7 * rough(x / 130, y / 110)) + 0.14 * ease(60, -40, landwards(x, y)),
  });
}

/** The sea drawn back: pale with sky, with the tide's earlier edges left as lines. */
function openWater(sheet: Sheet) {
  const { rough } = sheet;
  const edge = (offset: number): Point[] => {
    const way: Point[] = [];
    for (let t = -40; t <= 1700; t += 6) {
      const y = 730 + (0.42 * (t - 300) - offset) / 0.91;
      way.push([
        t + 20 * rough(t / 130, offset / 60),
        y + 34 * rough(t / 150 + 3, offset / 90) + 7 * rough(t / 24, offset),
      ]);
    }
    return way;
  };
  const shore = edge(0);
  const sea: Point[] = [...shore, [1700, 1000], [-40, 1000]];
  fill(sheet, sea, glint, 0.82);
  wash(sheet, {
    colour: '#58707a',
    within: sea,
    density: (x, y) => {
      const out = -landwards(x, y);
      return clamp(0.16 + 0.74 * ease(-10, 260, out) + 0.2 * rough(x / 260 + y / 300, y / 40 - x / 90));
    },
  });
  brush(sheet, shore, { width: 3, colour: ink, opacity: 0.55, lost: 0.22, taper: [0, 0], waver: 0.9 });
  const old = [26, 58, 84].map((offset) => unsettle(sheet, edge(offset), 7, 40));
  brushAll(sheet, old, { width: 1.7, colour: wet, opacity: 0.5, lost: 0.34, taper: [0, 0], waver: 0.9 });
  const swell = [-40, -74, -120, -172].map((offset) => edge(offset));
  brushAll(sheet, swell, { width: 2, colour: glint, opacity: 0.55, lost: 0.42, taper: [0, 0], waver: 0.9 });
}

/** Sand ripples in patches, all lying across the ebb. */
function ripples(sheet: Sheet) {
  const { chance, rough } = sheet;
  const strokes: Point[][] = [];
  for (let ripple = 0; ripple < 1500; ripple++) {
    const [x, y] = [chance.between(0, width), chance.between(0, height)];
    if (landwards(x, y) < 20 || rough(x / 150 + 8, y / 120) < 0.12) continue;
    const long = chance.between(9, 24);
    const turn = -0.42 + 0.5 * rough(x / 240, y / 240);
    const [dx, dy] = [Math.cos(turn) * long, Math.sin(turn) * long];
    strokes.push(curve(through([x - dx / 2, y - dy / 2], [x + dy * 0.1, y - dx * 0.1], [x + dx / 2, y + dy / 2]), 4));
  }
  brushAll(sheet, strokes, { width: 1.5, colour: ink, opacity: 0.38, taper: [0.5, 0.5] });
}

/** Unbroken watercourses: each follows the greatest flow upstream, and lesser branches begin their own. */
function watercourses(creeks: readonly Reach[]): Reach[][] {
  const above = new Map<Reach | undefined, Reach[]>();
  for (const creek of creeks) {
    const below = creeks[creek.parent];
    above.set(below, [...(above.get(below) ?? []), creek]);
  }
  const courses: Reach[][] = [];
  const begun = (above.get(undefined) ?? []).map((mouth) => [mouth]);
  for (let course = begun.pop(); course; course = begun.pop()) {
    for (let at = course.at(-1); at; at = course.at(-1)) {
      const [main, ...others] = [...(above.get(at) ?? [])].sort((a, b) => b.flow - a.flow);
      for (const other of others) begun.push([at, other]);
      if (!main) break;
      course.push(main);
    }
    if (course.length > 3) courses.push(course);
  }
  return courses;
}

/** The outline of one watercourse, a little wider or narrower and to one side, as a bank or its water lies. */
function courseOutline({ noise }: Sheet, course: readonly Reach[], grow: number, aside: number) {
  const way = curve(
    course.map(({ at }) => at),
    4,
  );
  const flowAt = (t: number) => course[Math.max(1, Math.round(clamp(t) * (course.length - 1)))]!.flow;
  const half = way.map((_, index) => {
    const t = index / way.length;
    // Where a branch comes in the flow jumps; the breadth must not.
    const wide = (breadth(flowAt(t - 0.03)) + breadth(flowAt(t)) + breadth(flowAt(t + 0.03))) / 6;
    return Math.max(0, wide + grow) * Math.min(1, (1 - t) * 6 + 0.15);
  });
  const [right, left] = sidesOf(
    way,
    (index) => half[index]! * (1 + 0.22 * noise(index / 5, pointAt(way, index)[0] / 200)),
  );
  return outline(moved([...left, ...right.reverse()], aside, aside));
}

function channels(sheet: Sheet, creeks: readonly Reach[]) {
  const courses = watercourses(creeks);
  const path = (grow: number, aside: number) =>
    courses.map((course) => courseOutline(sheet, course, grow, aside)).join('');
  wash(sheet, {
    colour: ink,
    within: path(1.2, -0.9),
    cell: 12,
    density: (x, y) => 0.62 * ease(-20, 20, landwards(x, y)),
  });
  // Towards the sea the creek stops being a shape and becomes the sea.
  const inland = (x: number, y: number) => ease(-70, 5, landwards(x, y));
  wash(sheet, { colour: glint, within: path(0, 0.7), cell: 12, density: (x, y) => 0.95 * inland(x, y) });
  wash(sheet, {
    colour: '#58707a',
    within: path(-1.2, 1.4),
    cell: 10,
    density: (x, y) =>
      inland(x, y) * clamp(0.16 + 0.5 * sheet.rough(x / 130, y / 100) + 0.3 * ease(420, 0, landwards(x, y))),
  });
}

/** Left by the tide until the tide comes back: a boat, its shadow, and the track of who walked from it. */
function boat(sheet: Sheet, [x, y]: Point) {
  const hull = curve(
    through(
      [x - 30, y + 8],
      [x - 12, y - 9],
      [x + 18, y - 15],
      [x + 37, y - 12],
      [x + 22, y + 5],
      [x - 6, y + 13],
      [x - 30, y + 8],
    ),
    3,
  );
  fill(sheet, moved(hull, 9, 11), ink, 0.5);
  fill(sheet, hull, glint, 1);
  fill(
    sheet,
    hull.map(([px, py]): Point => [x + (px - x) * 0.72 + 1, y + (py - y) * 0.56]),
    greenBlue,
    0.95,
  );
  brush(sheet, hull, { width: 2.4, colour: ink, opacity: 0.95, taper: [0, 0] });
  const walk = curve(through([x + 40, y - 20], [x + 90, y - 70], [x + 176, y - 92], [x + 250, y - 150]), 9);
  const steps = walk.map(([px, py], index) => {
    const foot = index % 2 ? 2 : -2;
    return dab(sheet, [px + foot, py + foot], 4.2, 2.6, -0.5);
  });
  dabs(sheet, steps, ink, 0.6);
  const last = lastOf(walk);
  dabs(
    sheet,
    [dab(sheet, [last[0] + 8, last[1] - 8], 7, 12, 0.2), dab(sheet, [last[0] + 30, last[1] - 2], 6, 11, -0.1)],
    ink,
    0.95,
  );
}
