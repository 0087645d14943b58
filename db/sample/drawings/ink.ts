import { clamp, distance, ease, mix } from './chance.ts';
import type { Sheet } from './paper.ts';
import { define, tint } from './paper.ts';

export type Point = readonly [x: number, y: number];

/** Points as arguments, so that a polygon stays on one line and its corners are known to be pairs. */
export const through = <Shape extends Point[]>(...corners: Shape): Shape => corners;

/** The point at an index, or the nearest end of the line. */
export const pointAt = (way: readonly Point[], index: number) => way[clamp(index, 0, way.length - 1)]!;

export const firstOf = (way: readonly Point[]) => pointAt(way, 0);

export const lastOf = (way: readonly Point[]) => pointAt(way, way.length - 1);

/** Which way a line is going at an index, judged from `reach` points either side: a step of length one. */
export function heading(way: readonly Point[], index: number, reach = 1): Point {
  const [bx, by] = pointAt(way, index - reach);
  const [ax, ay] = pointAt(way, index + reach);
  const long = distance(ax - bx, ay - by) || 1;
  return [(ax - bx) / long, (ay - by) / long];
}

export type Corners = readonly [Point, Point, Point, Point];

/** The four corners of an upright rectangle, clockwise. */
export const box = (x: number, y: number, width: number, height: number): Corners => [
  [x, y],
  [x + width, y],
  [x + width, y + height],
  [x, y + height],
];

/** A place within four corners: `across` from the first towards the second, `down` towards the fourth. */
export const inside = ([a, b, c, d]: Corners, across: number, down: number) =>
  between(between(a, b, across), between(d, c, across), down);

/** The same shape somewhere else: most often its shadow. */
export const moved = (shape: readonly Point[], right: number, down: number) =>
  shape.map(([x, y]): Point => [x + right, y + down]);

/** Points on an ellipse; `from` and `to` in turns, clockwise from three o'clock. */
export function oval(centre: Point, rx: number, ry = rx, from = 0, to = 1): Point[] {
  const steps = Math.max(12, Math.ceil((Math.max(rx, ry) * Math.abs(to - from)) / 1.2));
  return Array.from({ length: steps + 1 }, (_, step) => {
    const angle = mix(from, to, step / steps) * 2 * Math.PI;
    return [centre[0] + Math.cos(angle) * rx, centre[1] + Math.sin(angle) * ry];
  });
}

/** Moves along a smooth curve through the corners (Catmull and Rom's), one point every `step` units. */
export function curve(corners: readonly Point[], step = 5): Point[] {
  const passed: Point[] = [];
  for (let index = 0; index < corners.length - 1; index++) {
    const [x0, y0] = pointAt(corners, index - 1);
    const [x1, y1] = pointAt(corners, index);
    const [x2, y2] = pointAt(corners, index + 1);
    const [x3, y3] = pointAt(corners, index + 2);
    const pieces = Math.max(1, Math.round(distance(x2 - x1, y2 - y1) / step));
    for (let piece = 0; piece < pieces; piece++) {
      const t = piece / pieces;
      passed.push([bend(x0, x1, x2, x3, t), bend(y0, y1, y2, y3, t)]);
    }
  }
  passed.push(lastOf(corners));
  return passed;
}

const bend = (a: number, b: number, c: number, d: number, t: number) =>
  0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t);

/** Moves along straight lines between the corners, one point every `step` units. */
export function straight(corners: readonly Point[], step = 6): Point[] {
  const passed: Point[] = [];
  for (let index = 0; index < corners.length - 1; index++) {
    const [from, to] = [pointAt(corners, index), pointAt(corners, index + 1)];
    const pieces = Math.max(1, Math.round(distance(to[0] - from[0], to[1] - from[1]) / step));
    for (let piece = 0; piece < pieces; piece++) passed.push(between(from, to, piece / pieces));
  }
  passed.push(lastOf(corners));
  return passed;
}

/** The commonest of these: from here to there. */
export const segment = (from: Point, to: Point, step = 6) => straight([from, to], step);

export const between = (from: Point, to: Point, t: number): Point => [mix(from[0], to[0], t), mix(from[1], to[1], t)];

/** The two sides of something that follows a line: `half` its width, at each of the line's points. */
export function sidesOf(way: readonly Point[], half: (index: number) => number, reach = 1): [Point[], Point[]] {
  const side = (hand: 1 | -1) =>
    way.map(([x, y], index): Point => {
      const [dx, dy] = heading(way, index, reach);
      return [x - hand * dy * half(index), y + hand * dx * half(index)];
    });
  return [side(1), side(-1)];
}

/** The same outline, closed, with straight sides cut into small steps, ready to be unsettled. */
export const closed = (corners: readonly Point[], step = 6) => straight([...corners, firstOf(corners)], step);

/** Unsettles points as a hand and wet paper would: `amount` units either way, in waves of `scale`. */
export function unsettle(sheet: Sheet, way: readonly Point[], amount: number, scale = 30, shift = 0): Point[] {
  return way.map(([x, y]) => [
    x + amount * sheet.rough(x / scale + shift, y / scale + 3.7),
    y + amount * sheet.rough(x / scale - 8.3, y / scale + shift),
  ]);
}

const short = (value: number) => Math.round(value * 10) / 10;

/** A closed shape as path data. */
export const outline = (shape: readonly Point[]) => `M${shape.map(([x, y]) => `${short(x)} ${short(y)}`).join('L')}z`;

/** Fills a shape evenly: the plainest mark, for things too small to show how they dried. */
export function fill(sheet: Sheet, shape: readonly Point[] | string, colour: string, opacity = 1) {
  const d = typeof shape === 'string' ? shape : outline(shape);
  sheet.marks.push(`<path d="${d}" fill="${colour}" fill-opacity="${short(opacity * 100) / 100}"/>`);
}

type Glaze = { colour: string; opacity: number; bleed?: number; layers?: number; scale?: number };

/** Several thin coats of one shape, none with quite the same edge: dense inside, feathered outside. */
export function glaze(
  sheet: Sheet,
  shape: readonly Point[],
  { colour, opacity, bleed = 4, layers = 4, scale = 34 }: Glaze,
) {
  const coat = 1 - (1 - opacity) ** (1 / layers);
  for (let layer = 0; layer < layers; layer++) {
    const spread = bleed * (0.35 + (0.9 * layer) / layers);
    fill(sheet, unsettle(sheet, shape, spread, scale * (1 - 0.12 * layer), layer * 5.1), colour, coat);
  }
}

type Wash = {
  colour: string;
  /** Strength at a place on the sheet, 0 to 1. */
  density: (x: number, y: number) => number;
  /** What the wash is kept within; without it the density alone decides. */
  within?: readonly Point[] | string;
  area?: { x: number; y: number; width: number; height: number };
  /** Size of the smallest difference of tone, in units. */
  cell?: number;
};

/** A wash whose strength changes from place to place, sharp only where `within` makes it so. */
export function wash(sheet: Sheet, { colour, density, within, area, cell = 8 }: Wash) {
  const { x, y, width, height } = area ?? bounds(sheet, within);
  const columns = Math.max(2, Math.ceil(width / cell));
  const rows = Math.max(2, Math.ceil(height / cell));
  if (width <= 0 || height <= 0) return;
  const href = tint(columns, rows, colour, (column, row) =>
    density(x + ((column + 0.5) / columns) * width, y + ((row + 0.5) / rows) * height),
  );
  const [left, top, wide, high] = [x, y, width, height].map(short);
  const image = `<image href="${href}" x="${left}" y="${top}" width="${wide}" height="${high}" preserveAspectRatio="none"/>`;
  if (!within) return void sheet.marks.push(image);
  const d = typeof within === 'string' ? within : outline(within);
  const clip = define(sheet, (id) => `<clipPath id="${id}"><path d="${d}"/></clipPath>`);
  sheet.marks.push(`<g clip-path="url(#${clip})">${image}</g>`);
}

function bounds(sheet: Sheet, within?: readonly Point[] | string) {
  if (!within || typeof within === 'string') return { x: 0, y: 0, width: sheet.width, height: sheet.height };
  const xs = within.map((point) => point[0]);
  const ys = within.map((point) => point[1]);
  const x = Math.max(0, Math.min(...xs));
  const y = Math.max(0, Math.min(...ys));
  return {
    x,
    y,
    width: Math.min(sheet.width, Math.max(...xs)) - x,
    height: Math.min(sheet.height, Math.max(...ys)) - y,
  };
}

type Brush = {
  width: number;
  colour: string;
  opacity?: number;
  /** How much of the stroke, at its start and its end, is spent pressing down and lifting off. */
  taper?: readonly [start: number, end: number];
  /** 0 a steady hand, 1 a very uneven one. */
  waver?: number;
  /** 0 never lifts; towards 1 the line is lost and found again. */
  lost?: number;
};

/** One stroke along points that are already close together (see `curve` and `straight`). */
export function brush(sheet: Sheet, way: readonly Point[], stroke: Brush) {
  const d = strokePath(sheet, way, stroke);
  if (d) fill(sheet, d, stroke.colour, stroke.opacity ?? 1);
}

/** Many strokes of one colour as one mark; they run in one direction round, so overlaps stay solid. */
export function brushAll(sheet: Sheet, strokes: readonly (readonly Point[])[], stroke: Brush) {
  const d = strokes.map((way) => strokePath(sheet, way, stroke)).join('');
  if (d) fill(sheet, d, stroke.colour, stroke.opacity ?? 1);
}

/** The outline of a stroke: as wide as the pressure, ragged on each side in its own way. */
export function strokePath(sheet: Sheet, way: readonly Point[], stroke: Omit<Brush, 'colour' | 'opacity'>) {
  const { width, taper = [0.12, 0.2], waver = 0.35, lost = 0 } = stroke;
  if (way.length < 2) return '';
  const [seedX, seedY] = firstOf(way);
  const rag = Math.min(1.6, width * 0.09) * waver;
  let left: Point[] = [];
  let right: Point[] = [];
  let d = '';
  const lift = () => {
    if (left.length > 1) d += outline([...left, ...right.reverse()]);
    left = [];
    right = [];
  };
  let walked = 0;
  way.forEach(([x, y], index) => {
    const [fromX, fromY] = pointAt(way, index - 1);
    walked += distance(x - fromX, y - fromY);
    const t = index / (way.length - 1);
    const place = walked / (14 + width * 2.5);
    let pressure = 1 + waver * sheet.noise(place + seedX * 0.11, seedY * 0.13);
    if (taper[0] > 0) pressure *= Math.sqrt(clamp(t / taper[0]));
    if (taper[1] > 0) pressure *= Math.sqrt(clamp((1 - t) / taper[1]));
    if (lost > 0) pressure *= ease(lost - 0.62, lost - 0.2, sheet.rough(walked / 90 + seedY * 0.07, seedX * 0.03));
    if (pressure <= 0.04) {
      lift();
      // A line that is meant to be whole keeps its end even where the pressure has gone.
      if (index === 0 || lost === 0) {
        left.push([x, y]);
        right.push([x, y]);
      }
      return;
    }
    const [dx, dy] = heading(way, index);
    const half = (width / 2) * pressure;
    const a = half + rag * sheet.noise(walked / 5, seedX + 5);
    const b = half + rag * sheet.noise(walked / 5, seedY + 50);
    left.push([x - dy * a, y + dx * a]);
    right.push([x + dy * b, y - dx * b]);
  });
  lift();
  return d;
}

/** One touch of a loaded brush: an oval, longer one way, never quite regular. */
export function dab(sheet: Sheet, [x, y]: Point, length: number, thickness: number, turn = 0): Point[] {
  const steps = Math.max(7, Math.min(18, Math.round(length)));
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  return Array.from({ length: steps }, (_, step) => {
    const angle = (step / steps) * 2 * Math.PI;
    const swell = 1 + 0.38 * sheet.noise(x * 0.37 + Math.cos(angle), y * 0.31 + Math.sin(angle));
    const [dx, dy] = [(Math.cos(angle) * length * swell) / 2, (Math.sin(angle) * thickness * swell) / 2];
    return [x + dx * cos - dy * sin, y + dx * sin + dy * cos];
  });
}

/** Many touches as one mark. */
export function dabs(sheet: Sheet, touches: readonly (readonly Point[])[], colour: string, opacity = 1) {
  if (touches.length) fill(sheet, touches.map(outline).join(''), colour, opacity);
}
