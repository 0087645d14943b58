import { clamp, distance, ease, mix } from './chance.ts';
import type { Corners, Point } from './ink.ts';
import { brush, brushAll, curve, dab, dabs, fill, inside, pointAt, segment, strokePath, through, wash } from './ink.ts';
import { mist, mountain, ridgeLine } from './landscape.ts';
import type { Drawing, Sheet } from './paper.ts';
import { finish, openSheet } from './paper.ts';
import type { Ground } from './perspective.ts';
import { onSheet } from './perspective.ts';

const ink = '#20302b';
const sap = '#5c7257';
const skyTone = '#7f9690';
const white = '#faf6ea';
const red = '#b2352a';

const plain: Ground = { centre: 700, horizon: 402, eye: 520 };

type Crane = { at: Point; size: number; wings: number; tilt: number };

/** Far to near; `wings` is the angle of the stroke, up when positive. */
const flock: Crane[] = [
  { at: [1372, 130], size: 0.34, wings: 0.5, tilt: -0.1 },
  { at: [1232, 158], size: 0.42, wings: -0.35, tilt: -0.06 },
  { at: [1090, 214], size: 0.56, wings: 0.8, tilt: -0.12 },
  { at: [906, 232], size: 0.7, wings: 0.1, tilt: -0.05 },
  { at: [706, 330], size: 0.95, wings: -0.5, tilt: -0.1 },
  { at: [372, 398], size: 1.5, wings: 0.72, tilt: -0.12 },
];

/** Cranes going over the plain in the week the paddies are flooded. */
export const cranesOverPaddies: Drawing = {
  name: 'cranes-over-paddies',
  width: 1600,
  height: 900,
  draw() {
    const sheet = openSheet({ width: 1600, height: 900, seed: 416, paper: '#f4eddb' });
    sky(sheet);
    hills(sheet);
    paddies(sheet);
    for (const crane of flock) draw(sheet, crane);
    return finish(sheet, { granulation: 0.34, pooling: 0.36 });
  },
};

function sky(sheet: Sheet) {
  const { rough, noise } = sheet;
  wash(sheet, {
    colour: skyTone,
    area: { x: 0, y: 0, width: 1600, height: 430 },
    density: (x, y) => {
      const drift = 0.6 * noise(x / 420, y / 210);
      return clamp((0.5 + 0.3 * rough(x / 430 + drift, y / 120)) * ease(440, 60, y) + 0.06);
    },
  });
}

function hills(sheet: Sheet) {
  const far = ridgeLine(sheet, {
    base: 392,
    rugged: 0.4,
    shift: 4,
    peaks: [
      { at: 250, height: 62, spread: 240 },
      { at: 820, height: 40, spread: 200 },
      { at: 1300, height: 84, spread: 190 },
      { at: 1560, height: 60, spread: 120 },
    ],
  });
  mountain(sheet, { line: far, colour: '#7c9290', tone: 0.6, fade: 90, floor: 418, contour: 1.5 });
  mist(sheet, { top: 340, bottom: 424, strength: 0.7, shift: 2 });
  const near = ridgeLine(sheet, {
    base: 405,
    rugged: 0.4,
    shift: 8,
    peaks: [
      { at: 40, height: 34, spread: 130 },
      { at: 560, height: 14, spread: 180 },
      { at: 1460, height: 40, spread: 190 },
    ],
  });
  mountain(sheet, { line: near, colour: ink, tone: 0.66, fade: 34, floor: 414, contour: 1.8, scrub: 210 });
}

/** How far away each bank across the plain lies; between two banks every farmer has divided as it suited. */
const banks = [0.94, 1.16, 1.5, 1.92, 2.5, 3.3, 4.5, 6.3, 9.2, 14, 24, 52];

type Field = { edge: Point[]; away: number; corners: Corners };

function paddies(sheet: Sheet) {
  const { rough, chance } = sheet;
  fill(sheet, through([-10, 408], [1610, 408], [1610, 920], [-10, 920]), sheet.paper, 1);
  const { fields, edges } = divide(sheet);
  for (const { edge, away, corners } of fields) {
    const kind = chance.next();
    const top = Math.min(...edge.map(([, y]) => y));
    const tall = Math.max(...edge.map(([, y]) => y)) - top;
    // Water gives back the sky: darker towards the viewer, as the sky is darker overhead.
    const depth = kind < 0.24 ? 0.62 : kind < 0.56 ? 0.36 : 0.12;
    wash(sheet, {
      colour: kind < 0.13 ? sap : skyTone,
      within: edge,
      cell: tall > 60 ? 9 : 6,
      density: (x, y) => {
        const shine = Math.exp(-(((x - 880 - (y - 400) * 0.3) / 260) ** 2));
        return clamp(
          (depth * (0.5 + 0.8 * ease(top, top + tall, y)) + 0.18 * rough(x / 240, y / 12)) * (1 - 0.6 * shine) +
            0.3 * ease(top + tall * 0.16 + 3, top, y),
        );
      },
    });
    if (kind > 0.6 && away < 4.5) seedlings(sheet, corners);
  }
  for (const near of [false, true]) {
    const some = edges.filter(({ width }) => width > 3.2 === near);
    const stroke = (grow: number, shift: number) =>
      some
        .map(({ path, width }) =>
          strokePath(
            sheet,
            path.map(([x, y]): Point => [x, y + shift * width]),
            { width: width * grow + 0.6, taper: [0, 0], waver: 0.8 },
          ),
        )
        .join('');
    fill(sheet, stroke(1.5, 0.75), skyTone, near ? 0.5 : 0.3);
    fill(sheet, stroke(1.1, 0), sap, near ? 0.85 : 0.6);
    if (near) fill(sheet, stroke(0.4, 0.42), ink, 0.7);
  }
  const blades: Point[][] = [];
  for (const { path, width } of edges) {
    for (const [x, y] of path) {
      if (width < 4 || rough(x / 60, y / 30) < -0.1) continue;
      for (let blade = 0; blade < 3; blade++) {
        const long = width * chance.between(0.4, 1.25);
        const root = x + chance.around(0, 8);
        blades.push(segment([root, y + 1], [root + chance.around(0.15, 0.35) * long, y - long], 4));
      }
    }
  }
  brushAll(sheet, blades, { width: 1.8, colour: ink, opacity: 0.55, taper: [0.05, 0.8] });
  mist(sheet, { top: 396, bottom: 470, strength: 0.75, shift: 11 });
  poplars(sheet);
}

function divide({ noise, chance }: Sheet) {
  const fields: Field[] = [];
  const edges: { path: Point[]; width: number }[] = [];
  const lie = (bank: number, x: number) => {
    const aside = x / banks[bank]!;
    return banks[bank]! * (1 + 0.13 * noise(aside * 1.7 + bank * 4, bank) + aside * 0.1);
  };
  const across = (bank: number, from: number, to: number): Point[] =>
    Array.from({ length: 13 }, (_, step) => {
      const x = mix(from, to, step / 12);
      return onSheet(plain, x, lie(bank, x));
    });
  const up = (bank: number, from: number, to: number): Point[] =>
    Array.from({ length: 11 }, (_, step) => {
      const t = step / 10;
      const z = mix(lie(bank, from), lie(bank + 1, to), t);
      return onSheet(
        plain,
        mix(from, to, t) + 0.045 * noise(from * 9 + t * 2, bank) * z ** 0.5 * Math.sin(t * Math.PI),
        z,
      );
    });
  for (let bank = banks.length - 2; bank >= 0; bank--) {
    const away = banks[bank]!;
    const reach = banks[bank + 1]! * 0.66 + 0.6;
    const cuts: Point[] = [];
    for (let x = -reach; x < reach + 1; x += chance.between(0.42, 1.05) * away ** 0.72)
      cuts.push([x, x + chance.around(0.03, 0.05) * away]);
    for (let cut = 0; cut + 1 < cuts.length; cut++) {
      const [[left, leftFar], [right, rightFar]] = [pointAt(cuts, cut), pointAt(cuts, cut + 1)];
      const [front, flank] = [across(bank, left, right), up(bank, right, rightFar)];
      const rest = [across(bank + 1, rightFar, leftFar), up(bank, left, leftFar).reverse()];
      const edge = [front, flank, ...rest].flatMap((side) => side.slice(0, -1));
      if (edge.every(([x]) => x < 0) || edge.every(([x]) => x > 1600) || edge.every(([, y]) => y > 900)) continue;
      const corners = through(
        [left, lie(bank, left)],
        [right, lie(bank, right)],
        [rightFar, lie(bank + 1, rightFar)],
        [leftFar, lie(bank + 1, leftFar)],
      );
      fields.push({ edge, away, corners });
      edges.push({ path: front, width: 15 / away }, { path: flank, width: 12 / away });
    }
  }
  return { fields, edges };
}

/** A few poplars where the road must be. */
function poplars(sheet: Sheet) {
  const { chance } = sheet;
  const leaves = Array.from({ length: 9 }, (_, tree) => {
    const [x, y] = [1190 + tree * 24 + chance.around(0, 3), 424 - tree * 0.7];
    const tall = chance.whole(7, 11);
    return Array.from({ length: tall * 2 }, (_, leaf) =>
      dab(sheet, [x + chance.around(0, 2.4), y - leaf * 2.7 - 4], 8.4 - (leaf / tall) * 3, 9, 1.5),
    );
  });
  dabs(sheet, leaves.flat(), '#3c5049', 0.62);
}

function seedlings(sheet: Sheet, corners: Corners) {
  const { chance } = sheet;
  const tufts: Point[][] = [];
  const lines = Math.round(26 / corners[0][1] ** 0.3);
  for (let line = 1; line < lines; line++) {
    for (let plant = 1; plant < 34; plant++) {
      const [u, v] = [plant / 34 + chance.around(0, 0.004), line / lines + chance.around(0, 0.004)];
      const [x, z] = inside(corners, u, v);
      const [px, py] = onSheet(plain, x, z);
      if (px < -10 || px > 1610 || py > 910 || chance.happens(0.12)) continue;
      const long = 12 / z;
      if (long < 2.4) continue;
      const [left, fork, right] = through(
        [px - long * 0.42, py - long],
        [px + long * 0.06, py - long * 0.4],
        [px + long * 0.4, py - long * 1.05],
      );
      tufts.push(through([px, py], left, fork, right, [px + long * 0.2, py]));
    }
  }
  dabs(sheet, tufts, sap, 0.8);
}

/** A crane seen from its left, flying right; a unit is a hundredth of its body. */
function placed({ at, size, tilt }: Crane) {
  const [cos, sin] = [Math.cos(tilt), Math.sin(tilt)];
  return ([x, y]: Point): Point => [at[0] + size * (x * cos - y * sin), at[1] + size * (x * sin + y * cos)];
}

function draw(sheet: Sheet, crane: Crane) {
  const place = placed(crane);
  const fine = Math.max(1, 2.2 * crane.size);
  wing(sheet, crane, [16, -9], -crane.wings * 0.9 - 0.35, 0.9, true);

  const legs = [segment([-40, 5], [-118, 10], 5), segment([-40, 8], [-112, 15], 5)].map((leg) => leg.map(place));
  brushAll(sheet, legs, { width: 3.2 * crane.size, colour: ink, opacity: 0.9, taper: [0.05, 0.2], waver: 0.3 });
  const body = curve(
    through(
      [-52, 6],
      [-30, -8],
      [0, -14],
      [30, -12],
      [52, -10],
      [70, -13],
      [70, -5],
      [50, 1],
      [30, 8],
      [0, 13],
      [-28, 12],
      [-52, 6],
    ),
    3,
  ).map(place);
  fill(sheet, body, white, 1);
  wash(sheet, {
    colour: '#6f8084',
    within: body,
    cell: 3,
    density: (_, y) => 0.5 * ease(2 * crane.size, 16 * crane.size, y - place([0, 0])[1]),
  });
  const neck = curve(through([44, -5], [66, -9], [86, -14], [104, -17]), 3).map(place);
  brush(sheet, neck, { width: 10.5 * crane.size, colour: ink, opacity: 0.92, taper: [0.25, 0.1], waver: 0.2 });
  const nape = curve(through([74, -14], [92, -19], [108, -20]), 3).map(place);
  brush(sheet, nape, { width: 4.4 * crane.size, colour: white, opacity: 0.95, taper: [0.5, 0.1], waver: 0.2 });
  brush(sheet, curve(through([100, -17], [112, -19], [120, -17]), 2).map(place), {
    width: 10 * crane.size,
    colour: ink,
    opacity: 0.95,
    taper: [0.3, 0.3],
  });
  brush(sheet, segment([116, -17], [146, -15], 3).map(place), {
    width: 4.2 * crane.size,
    colour: '#4b4a3c',
    opacity: 0.95,
    taper: [0, 0.9],
  });
  if (crane.size > 0.5)
    brush(sheet, curve(through([104, -22.5], [110, -24], [117, -21.5]), 1.5).map(place), {
      width: 5 * crane.size,
      colour: red,
      opacity: 0.95,
      taper: [0.3, 0.3],
    });
  brush(sheet, body, { width: fine * 0.8, colour: ink, opacity: 0.7, taper: [0, 0], lost: 0.12 });
  const tail = through([-38, 2], [-42, 5], [-34, 8]).map(([x, y]) =>
    curve(through([x + 20, y - 4], [x - 8, y], [x - 26, y + 6]), 3).map(place),
  );
  brushAll(sheet, tail, { width: 7 * crane.size, colour: ink, opacity: 0.9, taper: [0.2, 0.6] });

  wing(sheet, crane, [6, -6], -crane.wings - 0.15 + (crane.wings > 0 ? -0.55 : 0.7), 1, false);
}

/** A wing as a fan of feathers: white quills at the tip, black ones by the body, as this bird wears them. */
function wing(sheet: Sheet, crane: Crane, shoulder: Point, angle: number, reach: number, far: boolean) {
  const place = placed(crane);
  const down = angle > 0;
  // Measured from the shoulder: towards the tip, and back along the chord.
  const out: Point = [Math.cos(angle) * 0.28 - 0.1, Math.sin(angle)];
  const long = distance(...out);
  const [ox, oy] = [out[0] / long, out[1] / long];
  const span = 158 * reach * clamp(0.55 + Math.abs(Math.sin(angle)) * 0.5, 0.6, 1);
  const lead = (s: number): Point => {
    const bow = 26 * Math.sin(Math.PI * clamp(s * 1.25)) - 30 * s * s;
    return [shoulder[0] + ox * span * s + bow, shoulder[1] + oy * span * s];
  };
  const count = 19;
  const feathers = Array.from({ length: count }, (_, index) => {
    const s = (index + 0.4) / count;
    const root = lead(s);
    const turn = ease(0.5, 1, s);
    const back: Point = [-1 + turn * 0.55, down ? 0.12 : 0.1];
    const along: Point = [back[0] * (1 - turn) + ox * turn - 0.25 * turn, back[1] * (1 - turn) + oy * turn];
    const size = distance(...along);
    const quill = mix(66, 58, s) * (1 - 0.18 * Math.sin(s * Math.PI)) * reach;
    const tip: Point = [root[0] + (along[0] / size) * quill, root[1] + (along[1] / size) * quill];
    const middle: Point = [(root[0] + tip[0]) / 2, (root[1] + tip[1]) / 2 - (down ? 3 : -3)];
    return { s, path: curve([root, middle, tip], 4).map(place) };
  });
  const front = Array.from({ length: 21 }, (_, index) => place(lead(index / 20)));
  const membrane = [...front, ...feathers.map(({ path }) => pointAt(path, Math.floor(path.length * 0.72))).reverse()];
  const paper = far ? '#dcdccf' : white;
  fill(sheet, membrane, paper, 1);
  const width = 15 * crane.size * reach;
  brushAll(
    sheet,
    feathers.map(({ path }) => path),
    { width, colour: paper, opacity: 1, taper: [0.05, 0.35], waver: 0.1 },
  );
  const black = feathers.filter(({ s }) => s < 0.44).map(({ path }) => path.slice(Math.floor(path.length * 0.42)));
  brushAll(sheet, black, {
    width: width * 0.96,
    colour: ink,
    opacity: far ? 0.72 : 0.94,
    taper: [0.3, 0.3],
    waver: 0.3,
  });
  const quills = feathers.filter(({ s }) => s >= 0.44).map(({ path }) => path.slice(Math.floor(path.length * 0.25)));
  brushAll(sheet, quills, {
    width: Math.max(0.8, 1.5 * crane.size),
    colour: '#6f7f7c',
    opacity: 0.7,
    taper: [0.4, 0.3],
  });
  wash(sheet, {
    colour: '#70858a',
    within: membrane,
    cell: 4,
    density: (x, y) => (far ? 0.3 : 0.08) + 0.3 * clamp(sheet.rough(x / 40, y / 40)),
  });
  brush(sheet, front, {
    width: Math.max(1.2, 3 * crane.size),
    colour: ink,
    opacity: 0.8,
    taper: [0.1, 0.4],
    waver: 0.5,
  });
}
