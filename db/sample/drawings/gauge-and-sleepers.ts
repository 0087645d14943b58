import { clamp, distance, ease, mix } from './chance.ts';
import type { Point } from './ink.ts';
import {
  box,
  brush,
  brushAll,
  closed,
  curve,
  dab,
  dabs,
  fill,
  firstOf,
  pointAt,
  segment,
  through,
  unsettle,
  wash,
} from './ink.ts';
import type { Drawing, Sheet } from './paper.ts';
import { finish, openSheet } from './paper.ts';

const ink = '#23282a';
const umber = '#4b4337';
const slate = '#56646a';
const greenBlue = '#2f6b62';

const middle = 800;
const railFoot = 548;
const halfGauge = 352;
/** The broader gauge next door, drawn beside the rail as a ghost: 1,520 mm to our 1,435. */
const halfBroadGauge = halfGauge * (1520 / 1435);

/** The track cut across, as an engineer's plate: measure, rails, sleeper, ballast, earth. */
export const gaugeAndSleepers: Drawing = {
  name: 'gauge-and-sleepers',
  width: 1600,
  height: 1067,
  draw() {
    const sheet = openSheet({ width: 1600, height: 1067, seed: 1435 });
    earth(sheet);
    ballast(sheet);
    sleeper(sheet);
    for (const side of [-1, 1]) {
      fastenings(sheet, side);
      rail(sheet, side);
    }
    ghostRail(sheet);
    measure(sheet);
    return finish(sheet, { granulation: 0.4 });
  },
};

/** Level under the sleeper, then falling away at the angle loose stone lies at. */
const ballastTop = (x: number) => 590 + Math.max(0, Math.abs(x - middle) - 634) * 2.05;

function earth(sheet: Sheet) {
  const { rough, chance } = sheet;
  const bed = 872;
  // The plate fades out to bare paper on every side, as a wash does when the brush is lifted.
  const vignette = (x: number, y: number) =>
    ease(20, 190, x + 60 * rough(y / 70, 2)) *
    ease(1580, 1410, x + 60 * rough(y / 70, 5)) *
    ease(1062, 930, y + 40 * rough(x / 120, 4));
  wash(sheet, {
    colour: umber,
    within: unsettle(sheet, closed(box(-10, bed, 1620, 240)), 4, 60),
    density: (x, y) => vignette(x, y) * (0.34 + 0.5 * Math.exp(-(y - bed) / 22) + 0.25 * rough(x / 150, y / 24)),
  });
  const strata = [bed, 936, 984].map((y, index) =>
    curve(
      Array.from(
        { length: 15 },
        (_, step): Point => [150 + index * 55 + step * (94 - index * 8), y + chance.around(0, 4)],
      ),
      6,
    ),
  );
  brushAll(sheet, strata, { width: 3, colour: ink, opacity: 0.7, lost: 0.28, taper: [0.1, 0.1], waver: 0.7 });
  const hatching: Point[][] = [];
  for (let x = 190; x < 1400; x += chance.between(24, 34)) {
    if (Math.floor(x / 118) % 2) continue;
    hatching.push(segment([x, 942], [x - 20 - chance.between(0, 6), 978 + chance.around(0, 4)], 5));
  }
  brushAll(sheet, hatching, { width: 2.2, colour: ink, opacity: 0.55, taper: [0.1, 0.6] });
}

/** In order round a centre, from the upper right to the lower left, so that an arc does not jump at its seam. */
const sorted = (points: readonly Point[], [cx, cy]: Point) => {
  const turn = ([x, y]: Point) => Math.atan2(y - cy, x - cx) - Math.PI / 4;
  return [...points].sort((a, b) => Math.sin(turn(a) / 2) - Math.sin(turn(b) / 2));
};

type Stone = { at: Point; radius: number };

function ballast(sheet: Sheet) {
  const { chance, rough } = sheet;
  const heap = unsettle(
    sheet,
    closed(through([middle - 768, 874], [middle - 640, 598], [middle + 640, 594], [middle + 770, 874]), 8),
    5,
    24,
  );
  wash(sheet, {
    colour: slate,
    within: heap,
    density: (x, y) =>
      0.66 + 0.26 * rough(x / 120, y / 70) + 0.3 * ease(720, 670, y) - 0.2 * ease(600, 760, Math.abs(x - middle)),
  });
  const stones = pack(sheet);
  const light: Point[][] = [];
  const shade: Point[][] = [];
  const contours: Point[][] = [];
  for (const { at, radius } of stones) {
    const corners = chance.whole(5, 7);
    const turn = chance.next() * 6.28;
    const shape = Array.from({ length: corners }, (_, corner): Point => {
      const angle = turn + (corner / corners) * 2 * Math.PI + chance.around(0, 0.12);
      const reach = radius * chance.between(0.82, 1.08);
      return [at[0] + Math.cos(angle) * reach, at[1] + Math.sin(angle) * reach * 0.86];
    });
    const edge = unsettle(sheet, closed(shape, 5), 1.1, 8);
    light.push(edge);
    // Light falls from the upper left: each stone keeps a dark lower edge, wide or narrow.
    const depth = chance.between(0.1, 0.5) * radius;
    const inner = edge.map(([x, y]): Point => [x - depth, y - depth * 1.1]);
    const low = edge.map(([x, y]) => x - at[0] + y - at[1] > -radius * 0.1);
    const rim = edge.filter((_, index) => low[index]);
    const back = inner.filter((_, index) => low[index]).reverse();
    if (radius > 8) shade.push(sorted(rim, at).concat(sorted(back, at).reverse()));
    contours.push(edge);
  }
  dabs(sheet, light, sheet.paper, 0.55);
  dabs(
    sheet,
    light.filter((_, index) => index % 3 > 0),
    sheet.paper,
    0.5,
  );
  dabs(
    sheet,
    light.filter((_, index) => index % 5 === 0),
    slate,
    0.45,
  );
  dabs(
    sheet,
    light.filter((_, index) => index % 17 === 0),
    ink,
    0.5,
  );
  dabs(sheet, shade, ink, 0.34);
  brushAll(sheet, contours, { width: 1.9, colour: ink, opacity: 0.72, taper: [0, 0], waver: 1, lost: 0.12 });
}

/** Fills the heap with stones that touch but do not overlap: the large ones first. */
function pack(sheet: Sheet): Stone[] {
  const { chance } = sheet;
  const stones: Stone[] = [];
  for (let attempt = 0; attempt < 16000; attempt++) {
    const radius = mix(27, 5.5, clamp(attempt / 13000) ** 0.45) * chance.between(0.9, 1.1);
    const at: Point = [chance.between(30, 1570), chance.between(600, 868)];
    if (at[1] - radius * 0.7 < ballastTop(at[0]) || at[1] + radius * 0.7 > 874) continue;
    const free = stones.every(
      (stone) => distance(stone.at[0] - at[0], (stone.at[1] - at[1]) * 1.12) > (stone.radius + radius) * 0.94,
    );
    if (free) stones.push({ at, radius });
  }
  return stones;
}

function sleeper(sheet: Sheet) {
  const { rough, noise, chance } = sheet;
  const timber = unsettle(sheet, closed(through([168, 566], [1430, 562], [1437, 668], [162, 672]), 5), 3, 22);
  fill(sheet, timber, sheet.paper, 1);
  wash(sheet, {
    colour: umber,
    within: timber,
    cell: 5,
    density: (x, y) =>
      0.5 + 0.22 * rough(x / 240, y / 9) + 0.25 * ease(600, 676, y) + 0.16 * ease(120, 0, Math.min(x - 165, 1435 - x)),
  });
  const grain: Point[][] = [];
  for (let y = 572; y < 668; y += chance.between(3.5, 8)) {
    const from = chance.between(170, 620);
    const long = chance.between(260, 900);
    const line: Point[] = [];
    for (let x = from; x < Math.min(1428, from + long); x += 7)
      line.push([x, y + 6 * noise(x / 190, y / 40) + knot(x, y)]);
    if (line.length > 3) grain.push(line);
  }
  brushAll(sheet, grain, { width: 2, colour: ink, opacity: 0.5, lost: 0.18, waver: 0.9 });
  const splits = through([1390, 606], [1404, 634], [180, 618], [172, 596]).map(([x, y]) =>
    segment([x < middle ? 164 : 1436, y], [x < middle ? x + 74 : x - 66, y + 5], 4),
  );
  brushAll(sheet, splits, { width: 4.4, colour: ink, opacity: 0.85, taper: [0, 0.9] });
  brush(sheet, timber, { width: 4.6, colour: ink, opacity: 0.9, taper: [0, 0], waver: 0.8 });
  // Stones lie against the sleeper's foot and ends.
  const chips = Array.from({ length: 46 }, () =>
    dab(
      sheet,
      [chance.between(150, 1450), chance.between(664, 678)],
      chance.between(9, 22),
      chance.between(6, 12),
      chance.around(0, 0.6),
    ),
  );
  dabs(sheet, chips, ink, 0.75);
}

/** The grain parts around a knot left of the middle. */
const knot = (x: number, y: number) =>
  (y < 618 ? -1 : 1) * 9 * Math.exp(-(((x - 690) / 44) ** 2)) * Math.exp(-Math.abs(y - 618) / 26);

/** A flat-bottomed rail, cut; half of it, from the foot's middle up to the crown. */
const profile: Point[] = through(
  [0, 0],
  [74, 0],
  [78, -7],
  [76, -15],
  [40, -27],
  [19, -38],
  [13, -56],
  [12, -112],
  [16, -128],
  [40, -139],
  [45, -146],
  [46, -168],
  [41, -182],
  [26, -189],
  [0, -191],
);

function railShape(side: number, gauge: number): Point[] {
  // Rails lean a little towards each other, one in thirty; the gauge is measured at the head's inner face.
  const at = middle + side * (gauge + 46);
  const place = ([x, y]: Point): Point => [at + x + (side * y) / 30, railFoot + y];
  return closed([...profile.map(place), ...profile.map(([x, y]): Point => place([-x, y])).reverse()], 4);
}

function rail(sheet: Sheet, side: number) {
  const shape = unsettle(sheet, railShape(side, halfGauge), 1.5, 16);
  const at = middle + side * (halfGauge + 46);
  fill(sheet, shape, sheet.paper, 1);
  wash(sheet, {
    colour: ink,
    within: shape,
    cell: 3,
    // The section is solid ink; a lighter streak down the left is where the brush was pressed.
    density: (x, y) =>
      0.93 -
      0.34 * Math.exp(-(((x - at + 14) / 15) ** 2)) * (0.6 + 0.5 * sheet.rough(x / 20, y / 30)) +
      0.12 * sheet.rough(x / 24, y / 18),
  });
  brush(sheet, shape, { width: 2.8, colour: ink, opacity: 0.95, taper: [0, 0], waver: 0.9 });
}

function fastenings(sheet: Sheet, side: number) {
  const at = middle + side * (halfGauge + 46);
  const plate = unsettle(sheet, closed(box(at - 112, railFoot, 224, 17), 5), 1.6, 15);
  fill(sheet, plate, slate, 0.95);
  brush(sheet, plate, { width: 2.4, colour: ink, opacity: 0.9, taper: [0, 0] });
  for (const hand of [-1, 1]) {
    const x = at + hand * 90;
    const spike = unsettle(
      sheet,
      closed(
        through(
          [x - 7, railFoot + 8],
          [x + 7, railFoot + 8],
          [x + 5, railFoot + 86],
          [x, railFoot + 100],
          [x - 5, railFoot + 86],
        ),
        4,
      ),
      1,
      10,
    );
    fill(sheet, spike, ink, 0.55);
    const head = closed(
      through(
        [x - hand * 24, railFoot - 16],
        [x + hand * 8, railFoot - 24],
        [x + hand * 12, railFoot + 2],
        [x - hand * 10, railFoot + 2],
      ),
      4,
    );
    fill(sheet, unsettle(sheet, head, 1.4, 9), ink, 0.95);
  }
}

/** Where a broad-gauge rail would stand, in broken line. */
function ghostRail(sheet: Sheet) {
  const shape = railShape(1, halfBroadGauge + 96);
  const dashes = dashed(shape, 13, 10);
  brushAll(sheet, dashes, { width: 2.4, colour: greenBlue, opacity: 0.7, taper: [0.1, 0.1] });
}

/** Dimension lines: the gauge between the rails' inner faces, and the difference that stops a train. */
function measure(sheet: Sheet) {
  const { chance } = sheet;
  const [left, right] = [middle - halfGauge, middle + halfGauge];
  const y = 232;
  const drops = [left, right].flatMap((x) => dashed(segment([x, 366], [x, y - 44], 4), 11, 8));
  brushAll(sheet, drops, { width: 1.9, colour: ink, opacity: 0.6, taper: [0.1, 0.1] });
  brush(sheet, segment([left + 3, y], [right - 3, y], 6), {
    width: 3.4,
    colour: greenBlue,
    opacity: 0.95,
    taper: [0.01, 0.01],
    waver: 0.4,
  });
  const heads = through([left, 1], [right, -1]).map(([x, way]) =>
    through([x + way * 2, y], [x + way * 34, y - 10], [x + way * 26, y], [x + way * 34, y + 10]),
  );
  dabs(sheet, heads, greenBlue, 0.95);
  // A surveyor's rod under the dimension, its divisions long and short; numbers are left to the caption.
  const rod = unsettle(sheet, closed(box(left - 70, 282, right - left + 140, 26), 6), 1.4, 40);
  wash(sheet, {
    colour: umber,
    within: rod,
    cell: 4,
    density: (x, py) => 0.1 + 0.1 * sheet.rough(x / 200, py / 5) + 0.12 * ease(296, 308, py),
  });
  brush(sheet, rod, { width: 2.2, colour: ink, opacity: 0.75, taper: [0, 0], waver: 0.6 });
  const marks: Point[][] = [];
  for (let mark = 0; mark <= 56; mark++) {
    const x = left - 56 + (mark * (right - left + 112)) / 56;
    const long = mark % 8 === 0 ? 26 : mark % 4 === 0 ? 16 : 9;
    marks.push(segment([x, 283], [x + chance.around(0, 0.6), 283 + long], 3));
  }
  brushAll(sheet, marks, { width: 2, colour: ink, opacity: 0.8, taper: [0, 0.3] });
  const centre = dashed(segment([middle, 150], [middle, 1010], 4), 34, 9);
  brushAll(
    sheet,
    centre.filter((dash) => firstOf(dash)[1] < 540 || firstOf(dash)[1] > 884),
    { width: 1.6, colour: ink, opacity: 0.42, taper: [0.05, 0.05] },
  );
}

/** Cuts a line into dashes, in numbers of its own steps. */
function dashed(way: readonly Point[], on: number, off: number): Point[][] {
  const [[x1, y1], [x2, y2]] = [pointAt(way, 0), pointAt(way, 1)];
  const step = distance(x2 - x1, y2 - y1) || 4;
  const [dash, gap] = [Math.round(on / step) + 1, Math.round(off / step)];
  const dashes: Point[][] = [];
  for (let index = 0; index < way.length - 1; index += dash + gap) dashes.push(way.slice(index, index + dash + 1));
  return dashes.filter((line) => line.length > 1);
}
