import { type FileHandle, open } from 'node:fs/promises';
import type { Metadata } from 'sharp';
import type { PictureKind } from './rules.ts';

/**
 * Bytes of memory that decoding the picture at `path` takes at once, whatever it is made into; 0 for what is decoded row by
 * row. `head` is what sharp says of it.
 */
export async function bytesHeldWhole(path: string, kind: PictureKind, head: Metadata): Promise<number> {
  const pixels = head.width * head.height;
  const perChannel = head.depth === 'ushort' ? 2 : 1;
  switch (kind) {
    case 'jpeg': {
      // What comes in several scans is kept as coefficients, two bytes each (libjpeg, jdcoefct.c), until the last has come.
      const { samples, isOneScan } = await withFile(path, readJpegFrame);
      return isOneScan ? 0 : pixels * samples * 2;
    }
    case 'png':
      return head.isProgressive ? pixels * head.channels * perChannel : 0;
    case 'webp':
      return (await withFile(path, isLosslessWebp)) ? pixels * 4 : 0; // libwebp, vp8l_dec.c
    case 'gif':
      return pixels * 4;
    case 'avif':
      // Its decoder and what takes over from it keep copies: 17 were measured, and so many let 12 megapixels of a phone pass.
      return pixels * 14.5 * perChannel;
    default:
      return kind satisfies never;
  }
}

async function withFile<T>(path: string, work: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await open(path);
  try {
    return await work(file);
  } finally {
    await file.close();
  }
}

async function bytesAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at);
  return buffer.subarray(0, bytesRead);
}

/** Parts of a file that are looked through for what is sought: more than any program writes before the picture. */
const mostParts = 5000;

/**
 * How a JPEG is laid out (ITU T.81, B.2): `samples` of all colours for a pixel, 1.5 where the colours are half as fine, and
 * whether all of them come in one scan. What cannot be read counts as the worst.
 */
async function readJpegFrame(file: FileHandle): Promise<{ samples: number; isOneScan: boolean }> {
  const frame = { samples: 4, components: 0, isProgressive: true };
  let at = 2;
  for (let parts = 0; parts < mostParts; parts += 1) {
    const head = await bytesAt(file, at, 4);
    if (head.length < 4 || head[0] !== 0xff) break;
    const marker = head[1]!;
    if (marker === 0xff) {
      at += 1; // a fill byte
      continue;
    }
    const length = head.readUInt16BE(2);
    if (marker === 0xda) {
      const [components] = await bytesAt(file, at + 4, 1);
      return { samples: frame.samples, isOneScan: !frame.isProgressive && components === frame.components };
    }
    if (isStartOfFrame(marker)) {
      const content = await bytesAt(file, at + 4, length - 2);
      frame.isProgressive = marker !== 0xc0 && marker !== 0xc1;
      frame.components = content[5] ?? 0;
      frame.samples = samplesOf(content);
    }
    at += 2 + length;
  }
  return { samples: frame.samples, isOneScan: false };
}

const isStartOfFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** Of a frame header: each colour's share of samples in each direction, against the finest. */
function samplesOf(content: Buffer): number {
  const factors = Array.from({ length: content[5] ?? 0 }, (_, index) => content[7 + 3 * index] ?? 0x11);
  const [across, down] = [factors.map((both) => both >> 4), factors.map((both) => both & 15)];
  const finest = Math.max(1, ...across) * Math.max(1, ...down);
  return factors.reduce((sum, _, index) => sum + (across[index]! * down[index]!) / finest, 0) || 4;
}

/** Whether the picture in a WebP is kept exactly (RFC 9649, 2.6 and 2.7). */
async function isLosslessWebp(file: FileHandle): Promise<boolean> {
  let at = 12;
  for (let parts = 0; parts < mostParts; parts += 1) {
    const head = await bytesAt(file, at, 8);
    if (head.length < 8) break;
    const name = head.toString('latin1', 0, 4);
    if (name === 'VP8L') return true;
    if (name === 'VP8 ') return false;
    const length = head.readUInt32LE(4);
    at += 8 + length + (length % 2);
  }
  return true; // the worse of both
}
