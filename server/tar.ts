import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';

/**
 * Archives that any `tar` can open, with a digest of every file at their end. Written by ourselves because a backup must
 * copy files that change meanwhile, and read by ourselves because nothing but plain files and folders may come out of one.
 */
const blockSize = 512;
const chunkSize = 1024 * 1024;
/** The last entry, in the form that `sha256sum --check` reads. */
const digestsName = 'checksums';

export type TarWriter = ReturnType<typeof createTar>;

/** Each method yields the bytes of one entry, to be written in turn; `end` closes the archive. */
export function createTar(now = new Date()) {
  const digests: string[] = [];
  const head = (name: string, size: number, type: '0' | '5') => header(name, size, type, now);
  const note = (name: string, digest: string) => digests.push(`${digest}  ${name}\n`);

  return {
    *folder(name: string): Generator<Buffer> {
      yield head(`${name}/`, 0, '5');
    },

    *bytes(name: string, content: string | Buffer): Generator<Buffer> {
      const bytes = Buffer.from(content as string);
      yield* [head(name, bytes.length, '0'), bytes, padding(bytes.length)];
      note(name, sha256().update(bytes).digest('hex'));
    },

    /**
     * The file at `path` as long as it is when opened: what is appended meanwhile is left out, what is cut off becomes
     * zeros. A file that is gone is left out. (PostgreSQL's log repairs whatever of a table was caught half-written.)
     */
    async *file(name: string, path: string): AsyncGenerator<Buffer> {
      const file = await open(path, 'r').catch(unlessGone);
      if (!file) return;
      try {
        const { size } = await file.stat();
        const hash = sha256();
        yield head(name, size, '0');
        for (let at = 0; at < size; ) {
          const chunk = Buffer.alloc(Math.min(chunkSize, size - at));
          const { bytesRead } = await file.read(chunk, 0, chunk.length, at);
          const part = bytesRead > 0 ? chunk.subarray(0, bytesRead) : chunk;
          hash.update(part);
          yield part;
          at += part.length;
        }
        yield padding(size);
        note(name, hash.digest('hex'));
      } finally {
        await file.close();
      }
    },

    *end(): Generator<Buffer> {
      yield* this.bytes(digestsName, digests.join(''));
      yield Buffer.alloc(2 * blockSize);
    },
  };
}

/** What is wrong with an archive. */
export class DamagedError extends Error {
  override name = 'DamagedError';
}

export type TarEntry = { name: string; isFolder: boolean; size: number; body: AsyncIterable<Buffer> };

/**
 * The entries of a compressed archive in order; each `body` is read before the next entry is asked for, or passed over.
 * Throws DamagedError at the first thing that we would not have written, at the end for any digest that differs.
 */
export async function* readTar(file: string): AsyncGenerator<TarEntry> {
  const source = createReadStream(file);
  const unpacked = createGunzip();
  source.on('error', (error) => unpacked.destroy(error));
  const bytes = byteReader(source.pipe(unpacked)[Symbol.asyncIterator]());
  const found = new Map<string, string>();
  try {
    for (;;) {
      const block = await bytes.take(blockSize);
      if (block.every((byte) => byte === 0)) throw new DamagedError('it has no list of checksums');
      const { name, size, type } = readHeader(block);
      if (name === digestsName) {
        compareDigests(found, (await bytes.take(size)).toString('utf8'));
        return await bytes.expectZeros();
      }
      if (found.has(name)) throw new DamagedError(`${name} is in it twice`);
      let left = size;
      const hash = sha256();
      const body = (async function* () {
        while (left > 0) {
          const part = await bytes.takeSome(left);
          left -= part.length;
          hash.update(part);
          yield part;
        }
      })();
      yield { name, isFolder: type === '5', size, body };
      for await (const _ of body); // what the caller passed over
      if (type === '0') found.set(name, hash.digest('hex'));
      await bytes.take(padding(size).length);
    }
  } finally {
    source.destroy();
    unpacked.destroy();
  }
}

const sha256 = () => createHash('sha256');
const padding = (size: number) => Buffer.alloc((blockSize - (size % blockSize)) % blockSize);

/** A header as POSIX has it (ustar), so that any tar reads it. */
function header(name: string, size: number, type: '0' | '5', time: Date): Buffer {
  const block = Buffer.alloc(blockSize);
  const [prefix, rest] = splitName(name);
  const octal = (value: number, length: number) => value.toString(8).padStart(length, '0');
  if (size >= 8 ** 11) throw new Error(`${name} is larger than an archive can hold.`);
  block.write(rest, 0);
  block.write(octal(type === '5' ? 0o700 : 0o600, 7), 100);
  block.write(octal(0, 7), 108);
  block.write(octal(0, 7), 116);
  block.write(octal(size, 11), 124);
  block.write(octal(Math.floor(time.getTime() / 1000), 11), 136);
  block.write(type, 156);
  block.write('ustar\x0000', 257);
  block.write(prefix, 345);
  block.write(`${octal(headerSum(block), 6)}\0 `, 148);
  return block;
}

/** Names of more than 100 bytes are kept in two parts, cut at a slash. */
function splitName(name: string): [prefix: string, rest: string] {
  if (Buffer.byteLength(name) <= 100) return ['', name];
  for (let at = name.indexOf('/'); at > 0; at = name.indexOf('/', at + 1)) {
    const [prefix, rest] = [name.slice(0, at), name.slice(at + 1)];
    if (rest && Buffer.byteLength(prefix) <= 155 && Buffer.byteLength(rest) <= 100) return [prefix, rest];
  }
  throw new Error(`The name ${name} is too long for an archive.`);
}

/** The sum of all bytes, those of the sum itself counted as blanks. */
const headerSum = (block: Buffer): number =>
  block.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 32 : byte), 0);

function readHeader(block: Buffer): { name: string; size: number; type: '0' | '5' } {
  const text = (from: number, length: number) => block.toString('utf8', from, from + length).replace(/\0.*$/s, '');
  const number = (from: number, length: number) => Number.parseInt(text(from, length).trim(), 8);
  if (text(257, 6) !== 'ustar' || number(148, 8) !== headerSum(block)) throw new DamagedError('it is no tar archive');
  const type = text(156, 1);
  const prefix = text(345, 155);
  const name = (prefix ? `${prefix}/` : '') + text(0, 100);
  if (type !== '0' && type !== '5') throw new DamagedError(`${name} is neither a file nor a folder`);
  const plain = type === '5' ? name.replace(/\/$/, '') : name;
  if (plain.includes('\\') || plain.split('/').some((part) => ['', '.', '..'].includes(part)))
    throw new DamagedError(`the name ${JSON.stringify(name)} leads elsewhere`);
  const size = number(124, 12);
  if (!Number.isSafeInteger(size)) throw new DamagedError(`${name} has no size`);
  return { name: plain, size: type === '5' ? 0 : size, type };
}

function compareDigests(found: Map<string, string>, list: string): void {
  const listed = new Map(list.split('\n').map((line) => [line.slice(66), line.slice(0, 64)] as const));
  for (const [name, digest] of found)
    if (listed.get(name) !== digest) throw new DamagedError(`${name} is not as it was written`);
  for (const name of listed.keys()) if (name && !found.has(name)) throw new DamagedError(`${name} is missing`);
}

/** Cuts a stream of chunks of any size into the sizes that are asked for. */
function byteReader(chunks: AsyncIterator<Buffer>) {
  let rest: Buffer = Buffer.alloc(0);
  const more = async (): Promise<boolean> => {
    const next = await chunks.next().catch((error: NodeJS.ErrnoException) => {
      throw error.code?.startsWith('Z_') ? new DamagedError(error.message) : error;
    });
    if (!next.done) rest = next.value;
    return !next.done;
  };
  const takeSome = async (most: number): Promise<Buffer> => {
    while (rest.length === 0) if (!(await more())) throw new DamagedError('its end is missing');
    const part = rest.subarray(0, most);
    rest = rest.subarray(part.length);
    return part;
  };
  return {
    takeSome,
    async take(size: number): Promise<Buffer> {
      const parts: Buffer[] = [];
      for (let left = size; left > 0; left -= parts.at(-1)!.length) parts.push(await takeSome(left));
      return Buffer.concat(parts);
    },
    /** To the end of the stream, where the checksum of the compression is compared. */
    async expectZeros(): Promise<void> {
      do {
        if (rest.some((byte) => byte !== 0)) throw new DamagedError('something follows its end');
        rest = Buffer.alloc(0);
      } while (await more());
    },
  };
}

function unlessGone(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}
