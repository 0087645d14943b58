import { crc32, deflateSync } from 'node:zlib';
import type { Chance, Noise } from './chance.ts';
import { chanceFrom, clamp, layered, noiseFrom } from './chance.ts';

/** What a drawing is to the rest of the sample: a name, a size, and an SVG when asked. */
export type Drawing = { name: string; width: number; height: number; draw(): string };

/** A sheet being painted on: `marks` in the order they were made, `definitions` for what they refer to. */
export type Sheet = {
  width: number;
  height: number;
  paper: string;
  chance: Chance;
  /** Plain noise, and noise with detail, both of this sheet's seed. */
  noise: Noise;
  rough: Noise;
  definitions: string[];
  marks: string[];
};

type SheetSetup = { width: number; height: number; seed: number; paper?: string };

/** A fresh sheet of hanji. */
export function openSheet({ width, height, seed, paper = '#f3ecdc' }: SheetSetup): Sheet {
  const noise = noiseFrom(seed);
  return {
    width,
    height,
    paper,
    chance: chanceFrom(seed),
    noise,
    rough: layered(noise, 4),
    definitions: [],
    marks: [],
  };
}

/** Adds something to refer to and answers its id, unique within the sheet. */
export function define(sheet: Sheet, element: (id: string) => string) {
  const id = `d${sheet.definitions.length}`;
  sheet.definitions.push(element(id));
  return id;
}

type Finish = {
  /** How much the ink settles into the paper's grain: 0 even, 1 very speckled. */
  granulation?: number;
  /** How far pools and thin places differ: 0 even, 1 very blotchy. */
  pooling?: number;
  /** How clearly the pale fibres show over the ink; dark grounds need fewer. */
  threads?: number;
};

/**
 * The finished picture: ink, thinned by pooling and by the paper's tooth, with the sheet's own fibres over it.
 * Paper colour laid over ink looks exactly like ink that never settled, and costs a third of what a mask does.
 */
export function finish(sheet: Sheet, { granulation = 0.34, pooling = 0.3, threads = 0.22 }: Finish = {}) {
  const { width, height, paper } = sheet;
  const all = `width="${width}" height="${height}"`;
  const definitions = [speckle('grain', paper, 0), speckle('tooth', '#211f1a', 101), ...sheet.definitions];
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" ${all} viewBox="0 0 ${width} ${height}">` +
    `<defs>${definitions.join('')}</defs>` +
    `<rect ${all} fill="${paper}"/>` +
    sheet.marks.join('') +
    pools(sheet, pooling) +
    `<rect ${all} fill="url(#grain)" fill-opacity="${granulation}"/>` +
    mottle(sheet) +
    fibres(sheet, threads) +
    `<rect ${all} fill="url(#tooth)" fill-opacity="0.06"/></svg>`
  );
}

/**
 * A small picture made of one colour in varying strength, as a data URI.
 * Stretched over a large area it is the cheapest soft wash librsvg can paint: a full-page
 * turbulence or displacement filter takes it from half a second to three, this some 15 ms.
 */
export function tint(columns: number, rows: number, colour: string, strength: (column: number, row: number) => number) {
  const lines = Buffer.alloc((columns + 1) * rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      lines[row * (columns + 1) + 1 + column] = clamp(strength(column, row)) * 255;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(columns, 0);
  header.writeUInt32BE(rows, 4);
  header.set([8, 3], 8); // eight bits a pixel, each an entry of a palette
  const rgb = Buffer.from(colour.slice(1), 'hex');
  const palette = Buffer.concat(Array.from({ length: 256 }, () => rgb));
  const alphas = Buffer.from(Array.from({ length: 256 }, (_, index) => index));
  const png = Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('PLTE', palette),
    chunk('tRNS', alphas),
    chunk('IDAT', deflateSync(lines, { level: 2 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
  return `data:image/png;base64,${png.toString('base64')}`;
}

function chunk(type: string, data: Buffer) {
  const bytes = Buffer.alloc(12 + data.length);
  bytes.writeUInt32BE(data.length, 0);
  bytes.write(type, 4, 'latin1');
  data.copy(bytes, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, 8 + data.length)), 8 + data.length);
  return bytes;
}

/** Where the ink has run thin: broad clouds, and the tide marks between them. */
function pools({ width, height, paper, rough, noise }: Sheet, pooling: number) {
  const cell = 10;
  const thin = tint(Math.ceil(width / cell), Math.ceil(height / cell), paper, (column, row) => {
    const x = (column * cell) / 260 + 40;
    const y = (row * cell) / 260 + 40;
    const bend = noise(x * 0.7, y * 0.7) * 0.8;
    const cloud = rough(x + bend, y - bend);
    // The crease of a folded noise is a thin bright line: the tide mark a drying pool leaves.
    const tideMark = clamp(1 - Math.abs(rough(x * 0.6 + 9, y * 0.6 - bend)) * 9) * 0.35;
    return pooling * clamp(0.3 + 0.55 * cloud - tideMark);
  });
  return `<image href="${thin}" width="${width}" height="${height}" preserveAspectRatio="none"/>`;
}

const toothTile = 256;

/** The tooth of the paper, as heights from 0 to 1: white noise, softened until its grains are two or three units wide. */
const tooth = (() => {
  const chance = chanceFrom(1443);
  const dust = Float32Array.from({ length: toothTile * toothTile }, () => chance.next());
  // The kernel wraps round the edges, so that tiles meet without a seam.
  const at = (column: number, row: number) =>
    dust[((row + toothTile) % toothTile) * toothTile + ((column + toothTile) % toothTile)]!;
  const across = (column: number, row: number) => at(column - 1, row) + 2 * at(column, row) + at(column + 1, row);
  return Float32Array.from(dust, (_, index) => {
    const [column, row] = [index % toothTile, Math.floor(index / toothTile)];
    return (across(column, row - 1) + 2 * across(column, row) + across(column, row + 1)) / 16;
  });
})();

/** The tooth as a pattern of specks in one colour. Two of them are shifted, so that they never line up. */
function speckle(id: string, colour: string, shift: number) {
  const specks = tint(toothTile, toothTile, colour, (column, row) => 2 * tooth[row * toothTile + column]! - 0.66);
  return (
    `<pattern id="${id}" x="${shift}" y="${shift}" width="${toothTile}" height="${toothTile}" patternUnits="userSpaceOnUse">` +
    `<image href="${specks}" width="${toothTile}" height="${toothTile}"/></pattern>`
  );
}

/** The uneven thickness of a handmade sheet, held to the light. */
function mottle({ width, height, rough }: Sheet) {
  const cell = 12;
  const shade = tint(Math.ceil(width / cell), Math.ceil(height / cell), '#8a7450', (column, row) => {
    const x = (column * cell) / width - 0.5;
    const y = (row * cell) / height - 0.5;
    return 0.02 + 0.06 * rough(x * 7 + 90, y * 5 + 90) + 0.13 * (x * x + y * y) ** 1.3;
  });
  return `<image href="${shade}" width="${width}" height="${height}" preserveAspectRatio="none"/>`;
}

/** Long mulberry fibres: what makes hanji hanji. Some lie over the ink as pale threads. */
function fibres({ width, height }: Sheet, paleness: number) {
  const chance = chanceFrom(width * 7 + height);
  const threads = (count: number) => {
    let d = '';
    for (let thread = 0; thread < count; thread++) {
      const x = chance.between(-40, width);
      const y = chance.between(0, height);
      const turn = chance.around(0, 0.7);
      const length = chance.between(14, 90);
      const [dx, dy] = [Math.cos(turn) * length, Math.sin(turn) * length];
      const sag = chance.around(0, 14);
      const numbers = [x, y, dx * 0.3, dy * 0.3 + sag, dx * 0.7, dy * 0.7 - sag * 0.6, dx, dy].map(Math.round);
      d += `M${numbers[0]} ${numbers[1]}c${numbers.slice(2).join(' ')}`;
    }
    return d;
  };
  return (
    `<path d="${threads(120)}" fill="none" stroke="#6b5836" stroke-width="0.8" stroke-opacity="0.1"/>` +
    `<path d="${threads(130)}" fill="none" stroke="#fff8e8" stroke-width="0.9" stroke-opacity="${paleness}"/>`
  );
}
