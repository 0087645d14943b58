import { clamp, ease, mix } from './chance.ts';
import type { Sheet } from './paper.ts';
import { define, tint } from './paper.ts';

export type Point = readonly [x: number, y: number];

/** The four corners of an upright rectangle, clockwise. */
export const box = (x: number, y: number, width: number, height: number): Point[] => [
  [x, y],
  [x + width, y],
  [x + width, y + height],
  [x, y + height],
];

/** Points on an ellipse; `from` and `to` in turns, clockwise from three o'clock. */
export function oval(centre: Point, rx: number, ry = rx, from = 0, to = 1): Point[] {
  const steps = Math.max(12, Math.ceil((Math.max(rx, ry) * Math.abs(to - from)) / 1.2));
  return Array.from({ length: steps + 1 }, (_, step) => {
    const angle = mix(from, to, step / steps) * 2 * Math.PI;
    return [centre[0] + Math.cos(angle) * rx, centre[1] + Math.sin(angle) * ry];
  });
}

/** Moves along a smooth curve through the points (Catmull and Rom's), one point every `step` units. */
export function curve(points: readonly Point[], step = 5): Point[] {
  const through: Point[] = [];
  for (let index = 0; index < points.length - 1; index++) {
    const [p0, p1, p2, p3] = [-1, 0, 1, 2].map((o) => points[clamp(index + o, 0, points.length - 1)]);
    const pieces = Math.max(1, Math.round(Math.hypot(p2[0] - p1[0], p2[1] - p1[1]) / step));
    for (let piece = 0; piece < pieces; piece++) {
      const t = piece / pieces;
      const along = (axis: 0 | 1) =>
        0.5 *
        (2 * p1[axis] +
          (p2[axis] - p0[axis]) * t +
          (2 * p0[axis] - 5 * p1[axis] + 4 * p2[axis] - p3[axis]) * t * t +
          (3 * p1[axis] - p0[axis] - 3 * p2[axis] + p3[axis]) * t * t * t);
      through.push([along(0), along(1)]);
    }
  }
  through.push(points[points.length - 1]);
  return through;
}

/** Moves along straight lines between the points, one point every `step` units. */
export function straight(points: readonly Point[], step = 6): Point[] {
  const through: Point[] = [];
  for (let index = 0; index < points.length - 1; index++) {
    const [from, to] = [points[index], points[index + 1]];
    const pieces = Math.max(1, Math.round(Math.hypot(to[0] - from[0], to[1] - from[1]) / step));
    for (let piece = 0; piece < pieces; piece++) {
      through.push([mix(from[0], to[0], piece / pieces), mix(from[1], to[1], piece / pieces)]);
    }
  }
  through.push(points[points.length - 1]);
  return through;
}

/** The same outline, closed, with straight sides cut into small steps, ready to be unsettled. */
export const closed = (corners: readonly Point[], step = 6) => straight([...corners, corners[0]], step);

/** Unsettles points as a hand and wet paper would: `amount` units either way, in waves of `scale`. */
export function unsettle(sheet: Sheet, points: readonly Point[], amount: number, scale = 30, shift = 0): Point[] {
  return points.map(([x, y]) => [
    x + amount * sheet.rough(x / scale + shift, y / scale + 3.7),
    y + amount * sheet.rough(x / scale - 8.3, y / scale + shift),
  ]);
}

const short = (value: number) => Math.round(value * 10) / 10;

export const trace = (points: readonly Point[]) => 'M' + points.map(([x, y]) => `${short(x)} ${short(y)}`).join('L');

export const outline = (points: readonly Point[]) => `${trace(points)}z`;

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
export function brush(sheet: Sheet, points: readonly Point[], stroke: Brush) {
  const d = strokePath(sheet, points, stroke);
  if (d) fill(sheet, d, stroke.colour, stroke.opacity ?? 1);
}

/** Many strokes of one colour as one mark; they run in one direction round, so overlaps stay solid. */
export function brushAll(sheet: Sheet, strokes: readonly (readonly Point[])[], stroke: Brush) {
  const d = strokes.map((points) => strokePath(sheet, points, stroke)).join('');
  if (d) fill(sheet, d, stroke.colour, stroke.opacity ?? 1);
}

/** The outline of a stroke: as wide as the pressure, ragged on each side in its own way. */
export function strokePath(sheet: Sheet, points: readonly Point[], stroke: Omit<Brush, 'colour' | 'opacity'>) {
  const { width, taper = [0.12, 0.2], waver = 0.35, lost = 0 } = stroke;
  if (points.length < 2) return '';
  const [seedX, seedY] = points[0];
  const left: Point[] = [];
  const right: Point[] = [];
  let d = '';
  const lift = () => {
    if (left.length > 1) d += outline([...left, ...right.reverse()]);
    left.length = 0;
    right.length = 0;
  };
  let walked = 0;
  for (let index = 0; index < points.length; index++) {
    const [x, y] = points[index];
    const before = points[Math.max(0, index - 1)];
    const after = points[Math.min(points.length - 1, index + 1)];
    walked += Math.hypot(x - before[0], y - before[1]);
    const t = index / (points.length - 1);
    const place = walked / (14 + width * 2.5);
    let pressure = 1 + waver * sheet.noise(place + seedX * 0.11, seedY * 0.13);
    if (taper[0] > 0) pressure *= Math.sqrt(clamp(t / taper[0]));
    if (taper[1] > 0) pressure *= Math.sqrt(clamp((1 - t) / taper[1]));
    if (lost > 0) pressure *= ease(lost - 0.62, lost - 0.2, sheet.rough(walked / 90 + seedY * 0.07, seedX * 0.03));
    if (pressure <= 0.04) {
      lift();
      if (index === 0 || lost === 0) left.push([x, y]), right.push([x, y]);
      continue;
    }
    const long = Math.hypot(after[0] - before[0], after[1] - before[1]) || 1;
    const [nx, ny] = [(before[1] - after[1]) / long, (after[0] - before[0]) / long];
    const half = (width / 2) * pressure;
    const rag = Math.min(1.6, width * 0.09) * waver;
    const a = half + rag * sheet.noise(walked / 5, seedX + 5);
    const b = half + rag * sheet.noise(walked / 5, seedY + 50);
    left.push([x + nx * a, y + ny * a]);
    right.push([x - nx * b, y - ny * b]);
  }
  lift();
  return d;
}

type DryBrush = {
  width: number;
  colour: string;
  opacity?: number;
  bristles?: number;
  /** How much of the paper the bristles reach, 0 to 1. */
  cover?: number;
  /** Wet at the start and dry at the end when 1; evenly dry when 0. */
  drying?: number;
};

/** A stroke of a brush running out of ink: separate bristles, with the paper flashing white between them. */
export function dryBrush(sheet: Sheet, points: readonly Point[], stroke: DryBrush) {
  const { width, colour, opacity = 1, bristles = Math.ceil(width / 2.5), cover = 0.55, drying = 0.7 } = stroke;
  const [seedX, seedY] = points[0];
  let d = '';
  for (let bristle = 0; bristle < bristles; bristle++) {
    const across = ((bristle + 0.5) / bristles - 0.5) * 2;
    let run: Point[] = [];
    const lift = () => {
      if (run.length > 2)
        d += strokePath(sheet, run, { width: (width / bristles) * 1.35, taper: [0.15, 0.3], waver: 0.6 });
      run = [];
    };
    points.forEach(([x, y], index) => {
      const before = points[Math.max(0, index - 1)];
      const after = points[Math.min(points.length - 1, index + 1)];
      const long = Math.hypot(after[0] - before[0], after[1] - before[1]) || 1;
      const t = index / points.length;
      const reach = cover * 2 - 1 + drying * (0.5 - t) - 0.35 * across * across;
      if (sheet.rough(index / 16 + seedX, bristle * 0.63 + seedY) + reach < 0) return lift();
      const offset = (across * width) / 2 + sheet.noise(index / 12, bristle) * width * 0.03;
      run.push([x - ((after[1] - before[1]) / long) * offset, y + ((after[0] - before[0]) / long) * offset]);
    });
    lift();
  }
  if (d) fill(sheet, d, colour, opacity);
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
