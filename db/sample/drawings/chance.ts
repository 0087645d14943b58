/** A seeded source of accidents: the same seed always gives the same drawing. */
export type Chance = {
  next(): number;
  between(low: number, high: number): number;
  /** Mostly near the middle, now and then further out; about two thirds fall within `spread`. */
  around(middle: number, spread: number): number;
  whole(low: number, high: number): number;
  happens(probability: number): boolean;
};

/** Smooth noise between about -1 and 1. */
export type Noise = (x: number, y?: number) => number;

/** mulberry32: small, quick, and random enough for the eye. */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const between = (low: number, high: number) => low + (high - low) * next();
  return {
    next,
    between,
    around: (middle, spread) => middle + (next() + next() + next() + next() - 2) * spread * 1.73,
    whole: (low, high) => Math.floor(between(low, high + 1)),
    happens: (probability) => next() < probability,
  };
}

/** Perlin's gradient noise over a shuffled table, scaled to fill -1 to 1. */
export function noiseFrom(seed: number): Noise {
  const chance = chanceFrom(seed ^ 0x5bd1e995);
  const order = Array.from({ length: 256 }, (_, index) => index);
  for (let index = 255; index > 0; index--) {
    const other = Math.floor(chance.next() * (index + 1));
    const kept = order[index]!;
    order[index] = order[other]!;
    order[other] = kept;
  }
  const table = Uint8Array.from([...order, ...order]);
  const slopesX = Float64Array.from(order, (value) => Math.cos((value / 256) * 2 * Math.PI));
  const slopesY = Float64Array.from(order, (value) => Math.sin((value / 256) * 2 * Math.PI));
  const corner = (cellX: number, cellY: number, x: number, y: number) => {
    const hash = table[table[cellX & 255]! + (cellY & 255)]!;
    return slopesX[hash]! * x + slopesY[hash]! * y;
  };

  return (x, y = 0.37) => {
    const cellX = Math.floor(x);
    const cellY = Math.floor(y);
    const dx = x - cellX;
    const dy = y - cellY;
    const u = dx * dx * dx * (dx * (dx * 6 - 15) + 10);
    const v = dy * dy * dy * (dy * (dy * 6 - 15) + 10);
    const top = mix(corner(cellX, cellY, dx, dy), corner(cellX + 1, cellY, dx - 1, dy), u);
    const bottom = mix(corner(cellX, cellY + 1, dx, dy - 1), corner(cellX + 1, cellY + 1, dx - 1, dy - 1), u);
    return mix(top, bottom, v) * 1.42;
  };
}

/** Noise upon noise, each layer finer and fainter: `octaves` of them. */
export function layered(noise: Noise, octaves: number): Noise {
  return (x, y = 0.37) => {
    let sum = 0;
    let weight = 1;
    let total = 0;
    for (let octave = 0; octave < octaves; octave++) {
      // The shift keeps the layers' zero points from coinciding at the origin.
      sum += weight * noise(x * 2 ** octave + octave * 17.3, y * 2 ** octave + octave * 9.1);
      total += weight;
      weight *= 0.5;
    }
    return (sum / total) * 1.3;
  };
}

export const mix = (from: number, to: number, t: number) => from + (to - from) * t;

export const clamp = (value: number, low = 0, high = 1) => Math.min(high, Math.max(low, value));

/** 0 below `low`, 1 above `high`, and an easy slope between; `low` may be the greater one. */
export function ease(low: number, high: number, value: number) {
  const t = clamp((value - low) / (high - low));
  return t * t * (3 - 2 * t);
}

/** Math.hypot guards against overflow that no sheet of paper can reach, and takes several times as long. */
export const distance = (dx: number, dy: number) => Math.sqrt(dx * dx + dy * dy);
