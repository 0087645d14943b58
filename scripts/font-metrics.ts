/** What is needed of a font to find a stand-in of the same size: in ems. */
export type Metrics = {
  ascent: number;
  descent: number /** Mean width of its letters, weighted as English is. */;
  width: number;
};

/** Letters as often as English has them, spaces included. */
const english = 'aaabcdeeeefghiijklmnnoopqrrssttuvwxyz      ';

/** Reads the metrics of a TrueType font (its tables head, hhea, hmtx, cmap). */
export function readMetrics(font: Buffer): Metrics {
  const tables = tablesOf(font);
  const table = (tag: string) => tables.get(tag) ?? fail(`This font has no table ${tag}.`);
  const unitsPerEm = table('head').readUInt16BE(18);
  const hhea = table('hhea');
  const widths = table('hmtx');
  const last = hhea.readUInt16BE(34) - 1; // the glyphs after this one are as wide as it
  const glyphs = glyphsOf(table('cmap'));
  const widthOf = (letter: string) => {
    const glyph = glyphs.get(letter.charCodeAt(0)) ?? fail(`This font has no letter ${letter}.`);
    return widths.readUInt16BE(Math.min(glyph, last) * 4);
  };
  const sum = [...english].reduce((total, letter) => total + widthOf(letter), 0);
  return {
    ascent: hhea.readInt16BE(4) / unitsPerEm,
    descent: -hhea.readInt16BE(6) / unitsPerEm,
    width: sum / english.length / unitsPerEm,
  };
}

function tablesOf(font: Buffer): Map<string, Buffer> {
  const count = font.readUInt16BE(4);
  return new Map(
    Array.from({ length: count }, (_, index) => {
      const entry = 12 + index * 16;
      const offset = font.readUInt32BE(entry + 8);
      return [font.toString('latin1', entry, entry + 4), font.subarray(offset, offset + font.readUInt32BE(entry + 12))];
    }),
  );
}

/** Glyphs by code, from the cmap's segments (format 4). */
function glyphsOf(cmap: Buffer): Map<number, number> {
  const encodings = Array.from({ length: cmap.readUInt16BE(2) }, (_, index) =>
    cmap.subarray(cmap.readUInt32BE(8 + index * 8)),
  );
  const segments =
    encodings.find((table) => table.readUInt16BE(0) === 4) ?? fail('This font maps its letters otherwise.');
  const count = segments.readUInt16BE(6) / 2;
  const glyphs = new Map<number, number>();
  for (let segment = 0; segment < count; segment++) {
    const at = (row: number) => 14 + segment * 2 + row * count * 2; // ends, a gap of two, starts, deltas, offsets
    const end = segments.readUInt16BE(at(0));
    const start = segments.readUInt16BE(at(1) + 2);
    const delta = segments.readUInt16BE(at(2) + 2);
    const offset = segments.readUInt16BE(at(3) + 2);
    for (let code = start; code <= end && code !== 0xffff; code++) {
      const glyph =
        offset === 0 ? code + delta : segments.readUInt16BE(at(3) + 2 + offset + (code - start) * 2) + delta;
      glyphs.set(code, glyph & 0xffff);
    }
  }
  return glyphs;
}

function fail(why: string): never {
  throw new Error(why);
}
