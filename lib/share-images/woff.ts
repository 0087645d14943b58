import { inflateSync } from 'node:zlib';

/** What setting a line needs to know of a font: which characters it has, and how wide each is. */
export type Metrics = {
  unitsPerEm: number;
  /** How far it reaches above and (negative) below the line that letters stand on. */
  ascender: number;
  descender: number;
  has: (codePoint: number) => boolean;
  /** Width in font units; 0 for what the font does not have. */
  advance: (codePoint: number) => number;
};

/** Reads the character map and the widths out of a WOFF file. */
export function readMetrics(woff: Buffer): Metrics {
  const table = (tag: string) => unpack(woff, tag);
  const glyphs = readCharacterMap(table('cmap'));
  const widths = table('hmtx');
  const header = table('hhea');
  const lastWidth = header.readUInt16BE(34) - 1; // glyphs after it share its width
  return {
    unitsPerEm: table('head').readUInt16BE(18),
    ascender: header.readInt16BE(4),
    descender: header.readInt16BE(6),
    has: (codePoint) => glyphs.has(codePoint),
    advance: (codePoint) => {
      const glyph = glyphs.get(codePoint);
      return glyph === undefined ? 0 : widths.readUInt16BE(Math.min(glyph, lastWidth) * 4);
    },
  };
}

/**
 * The font as it was before it was packed (SFNT). The renderer would unpack it too, twice and in JavaScript: of the time until
 * a new process has drawn its first picture that was a fifth.
 */
export function unpackWoff(woff: Buffer): Buffer {
  const entries = entriesOf(woff);
  const head = Buffer.alloc(12 + entries.length * 16);
  woff.copy(head, 0, 4, 8); // what kind of outlines it has
  head.writeUInt16BE(entries.length, 4); // what follows here is for a search that nobody makes
  const parts: Buffer[] = [head];
  let at = head.length;
  for (const [index, entry] of entries.entries()) {
    const table = tableAt(woff, entry);
    const record = 12 + index * 16;
    woff.copy(head, record, entry, entry + 4); // its tag
    woff.copy(head, record + 4, entry + 16, entry + 20); // its checksum
    head.writeUInt32BE(at, record + 8);
    head.writeUInt32BE(table.length, record + 12);
    const whole = Math.ceil(table.length / 4) * 4;
    parts.push(table, Buffer.alloc(whole - table.length));
    at += whole;
  }
  return Buffer.concat(parts);
}

function unpack(woff: Buffer, tag: string): Buffer {
  const entry = entriesOf(woff).find((at) => woff.toString('latin1', at, at + 4) === tag);
  if (entry === undefined) throw new Error(`The font has no table ${tag}.`);
  return tableAt(woff, entry);
}

/** Where each table is described. */
const entriesOf = (woff: Buffer): number[] =>
  Array.from({ length: woff.readUInt16BE(12) }, (_, index) => 44 + index * 20);

function tableAt(woff: Buffer, entry: number): Buffer {
  const offset = woff.readUInt32BE(entry + 4);
  const packed = woff.subarray(offset, offset + woff.readUInt32BE(entry + 8));
  return packed.length < woff.readUInt32BE(entry + 12) ? inflateSync(packed) : packed;
}

/** Code point to glyph, from the Unicode subtable that reaches furthest. */
function readCharacterMap(cmap: Buffer): Map<number, number> {
  let best: { format: number; at: number } | undefined;
  for (let index = 0; index < cmap.readUInt16BE(2); index++) {
    const record = 4 + index * 8;
    const platform = cmap.readUInt16BE(record);
    const at = cmap.readUInt32BE(record + 4);
    const format = cmap.readUInt16BE(at);
    const isUnicode = platform === 0 || platform === 3;
    if (isUnicode && (format === 4 || format === 12) && format > (best?.format ?? 0)) best = { format, at };
  }
  if (!best) throw new Error('The font has no Unicode character map.');
  return best.format === 12 ? readGroups(cmap, best.at) : readSegments(cmap, best.at);
}

function readGroups(cmap: Buffer, at: number): Map<number, number> {
  const glyphs = new Map<number, number>();
  for (let group = 0; group < cmap.readUInt32BE(at + 12); group++) {
    const entry = at + 16 + group * 12;
    const first = cmap.readUInt32BE(entry);
    const glyph = cmap.readUInt32BE(entry + 8);
    for (let code = first; code <= cmap.readUInt32BE(entry + 4); code++) add(glyphs, code, glyph + code - first);
  }
  return glyphs;
}

function readSegments(cmap: Buffer, at: number): Map<number, number> {
  const glyphs = new Map<number, number>();
  const doubled = cmap.readUInt16BE(at + 6);
  for (let segment = 0; segment < doubled; segment += 2) {
    const last = cmap.readUInt16BE(at + 14 + segment);
    const first = cmap.readUInt16BE(at + 16 + doubled + segment);
    const delta = cmap.readUInt16BE(at + 16 + 2 * doubled + segment);
    const offsetAt = at + 16 + 3 * doubled + segment;
    const offset = cmap.readUInt16BE(offsetAt);
    for (let code = first; code <= last && code !== 0xffff; code++) {
      const glyph = offset === 0 ? code : cmap.readUInt16BE(offsetAt + offset + (code - first) * 2);
      if (glyph !== 0) add(glyphs, code, (glyph + delta) & 0xffff);
    }
  }
  return glyphs;
}

/** Glyph 0 is the box that stands for what is missing. */
function add(glyphs: Map<number, number>, code: number, glyph: number): void {
  if (glyph !== 0) glyphs.set(code, glyph);
}
