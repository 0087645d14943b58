import { crc32, deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';

/** Picture files made by code, for tests: plain ones, such as cameras and agencies send, and hostile ones. */

export const flat = (width: number, height: number, background = '#2f5d50'): Sharp =>
  sharp({ create: { width, height, channels: 3, background } });

/** What no encoder makes small: every pixel by chance, always the same. */
export function noise(width: number, height: number, channels: 3 | 4 = 3): Sharp {
  const data = Buffer.alloc(width * height * channels);
  let seed = 1;
  for (let at = 0; at < data.length; at++) {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    data[at] = seed >>> 24;
  }
  return sharp(data, { raw: { width, height, channels } });
}

/** Soft hills of noise, as a camera would see them: `width` × `height` pixels. */
export async function landscape(width: number, height: number): Promise<Sharp> {
  const layers = await Promise.all(
    [8, 60, 400].map(async (grain, index) => {
      const small = noise(Math.ceil(width / grain), Math.ceil(height / grain));
      const input = await small
        .png()
        .toBuffer()
        .then((png) =>
          sharp(png).resize(width, height, { fit: 'fill', kernel: 'cubic' }).ensureAlpha([0.9, 0.6, 0.3][index]),
        )
        .then((layer) => layer.png({ compressionLevel: 1 }).toBuffer());
      return { input };
    }),
  );
  return sharp(await flat(width, height, '#889').composite(layers).png({ compressionLevel: 1 }).toBuffer());
}

/** Frames of these colours, one after the other. */
export function frames(colours: string[], width = 40, height = 30): Promise<Sharp> {
  return Promise.all(colours.map((colour) => flat(width, height, colour).raw().toBuffer())).then((pixels) =>
    sharp(Buffer.concat(pixels), {
      raw: { width, height: height * colours.length, channels: 3, pageHeight: height },
    }),
  );
}

/** A PNG with true first chunks and next to no pixels: what it claims is all that it is. */
export function pngClaiming(width: number, height: number): Buffer {
  return png([
    ['IHDR', header(width, height)],
    ['IDAT', Buffer.alloc(12)],
  ]);
}

/** A PNG whose every pixel is black: a few kilobytes that become `width * height` bytes. */
export function pngBomb(width: number, height: number): Buffer {
  const grey = header(width, height);
  grey[9] = 0; // greyscale
  return png([
    ['IHDR', grey],
    ['IDAT', deflateSync(Buffer.alloc((width + 1) * height), { level: 9 })],
  ]);
}

function header(width: number, height: number): Buffer {
  const measures = Buffer.alloc(13);
  measures.writeUInt32BE(width, 0);
  measures.writeUInt32BE(height, 4);
  measures.set([8, 2, 0, 0, 0], 8);
  return measures;
}

const png = (chunks: [type: string, content: Buffer][]): Buffer =>
  Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    ...chunks.map(([type, content]) => pngChunk(type, content)),
    pngChunk('IEND'),
  ]);

export function pngChunk(type: string, content: Buffer = Buffer.alloc(0)): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const result = Buffer.alloc(named.length + 8);
  result.writeUInt32BE(content.length, 0);
  named.copy(result, 4);
  result.writeUInt32BE(crc32(named), named.length + 4);
  return result;
}

/** The beginning of `jpeg` as if its colours came one after the other, in scans of their own. */
export function inScans(jpeg: Buffer): Buffer {
  const at = jpeg.indexOf(Buffer.from([0xff, 0xda]));
  return Buffer.concat([jpeg.subarray(0, at), Buffer.from([0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0]), Buffer.alloc(100)]);
}

/** A PNG that says that it moves. */
export async function apng(): Promise<Buffer> {
  const still = await flat(8, 8).png().toBuffer();
  const control = pngChunk('acTL', Buffer.from([0, 0, 0, 2, 0, 0, 0, 0]));
  return Buffer.concat([still.subarray(0, 33), control, still.subarray(33)]);
}

/** The first bytes of a HEIC photograph. */
export const heic = (): Buffer =>
  Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0mif1heic', 'latin1'), Buffer.alloc(200)]);

/** `jpeg` with IPTC fields as agencies write them, in UTF-8: record 2, by the number of the data set. */
export function withIptc(jpeg: Buffer, fields: Record<number, string>): Buffer {
  const data = [Buffer.from([0x1c, 1, 90, 0, 3, 0x1b, 0x25, 0x47])]; // what follows is UTF-8
  for (const [number, text] of Object.entries(fields)) {
    const bytes = Buffer.from(text);
    data.push(Buffer.from([0x1c, 2, Number(number), bytes.length >> 8, bytes.length & 255]), bytes);
  }
  const records = Buffer.concat(data);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(records.length);
  const resource = Buffer.concat([
    Buffer.from('Photoshop 3.0\x008BIM\x04\x04\0\0', 'latin1'),
    length,
    records,
    Buffer.alloc(records.length % 2),
  ]);
  const size = Buffer.alloc(2);
  size.writeUInt16BE(resource.length + 2);
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xed]), size, resource, jpeg.subarray(2)]);
}

/** An XMP packet: https://www.iptc.org/std/photometadata/specification/. */
export const xmp = ({ caption = '', credit = '', creator = '', rights = '' }): string =>
  `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"${
    credit && ` photoshop:Credit="${credit}"`
  }>${caption && `<dc:description><rdf:Alt><rdf:li xml:lang="x-default">${caption}</rdf:li></rdf:Alt></dc:description>`}${
    creator && `<dc:creator><rdf:Seq><rdf:li>${creator}</rdf:li></rdf:Seq></dc:creator>`
  }${
    rights && `<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">${rights}</rdf:li></rdf:Alt></dc:rights>`
  }</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;
