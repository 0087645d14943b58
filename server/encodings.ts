import { promisify } from 'node:util';
import { brotliCompress, brotliDecompress, constants, gzip } from 'node:zlib';

/** How the bytes of an answer are packed (RFC 9110, 8.4). */
export type Coding = 'br' | 'gzip' | 'identity';

/** Few spellings of Accept-Encoding are in use; strangers may invent any number. */
const mostKnown = 200;
const known = new Map<string, Coding>();

/** What to pack an answer in for a client that sent `accepted` as its Accept-Encoding: the smallest that it takes. */
export function codingFor(accepted: string | undefined): Coding {
  if (!accepted) return 'identity';
  const found = known.get(accepted);
  if (found) return found;
  const coding = takes(accepted, 'br') ? 'br' : takes(accepted, 'gzip') ? 'gzip' : 'identity';
  if (known.size < mostKnown) known.set(accepted, coding);
  return coding;
}

/** Whether an Accept-Encoding header takes `coding`: named, and not with q=0. */
function takes(accepted: string, coding: string): boolean {
  const named = accepted.split(',').map((part) => part.toLowerCase().replace(/\s/g, ''));
  return named.some((part) => part === coding || (part.startsWith(`${coding};`) && !/;q=0(\.0*)?$/.test(part)));
}

const isText =
  /^(text\/(html|css|plain|xml|javascript)|application\/(json|javascript|xml|rss\+xml|atom\+xml|feed\+json|manifest\+json|speculationrules\+json)|image\/svg\+xml)/;

/** Whether bytes of this type get smaller by packing. Not React's stream (text/x-component), which goes out as it comes. */
export const isPackable = (contentType: string): boolean => isText.test(contentType);

const brotli = promisify(brotliCompress);
const toGzip = promisify(gzip);
const fromBrotli = promisify(brotliDecompress);

/** Quality 5 is ready in a millisecond; 11 takes fifty times as long and saves a tenth, for pages that are often read. */
export const packBrotli = async (bytes: Buffer, quality: 5 | 11): Promise<Buffer> =>
  alone(
    await brotli(bytes, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: quality,
        [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
        [constants.BROTLI_PARAM_LGWIN]: windowFor(bytes.length),
      },
    }),
  );
export const packGzip = async (bytes: Buffer): Promise<Buffer> => alone(await toGzip(bytes, { level: 7 }));
export const unpackBrotli = (bytes: Buffer): Promise<Buffer> => fromBrotli(bytes);

/** The smallest window (as a power of two) that all of it fits into: the usual one takes 4 MB to pack a page of 50 kB. */
const windowFor = (size: number): number =>
  Math.min(22, Math.max(constants.BROTLI_MIN_WINDOW_BITS, Math.ceil(Math.log2(size + 16))));

/**
 * The same bytes in memory of their own. What zlib and Buffer.from return is often a small piece of a block of 64 kB, which
 * stays for as long as the piece does.
 */
export function alone(bytes: Buffer): Buffer {
  if (bytes.length === bytes.buffer.byteLength) return bytes;
  const copy = Buffer.allocUnsafeSlow(bytes.length);
  bytes.copy(copy);
  return copy;
}
