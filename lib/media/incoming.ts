import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat, statfs } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { env } from '#lib/env';
import { DomainError } from '#lib/errors';
import { oneInProcess } from '#lib/one-in-process';
import { mostPictureBytes, pictureRefusals } from './rules.ts';

/** Where what is sent lies until it is developed: on the disk, because many may wait. */
const incomingFolder = (): string => join(resolve(env().DATA_DIR), 'incoming');

/** So many are sent, or wait to be developed, at once. */
const mostAtOnce = 100;
/** What pictures leave free on the disk, in bytes: the database lies there too, and must go on. */
const roomLeft = 500e6;
const incoming = oneInProcess('incoming', () => ({ count: 0 }));

/**
 * Does `work` with the path of a file that is not there yet; afterwards it is gone. Throws DomainError when too many are
 * on their way already, or might fill the disk.
 */
export async function withIncoming<T>(work: (path: string) => Promise<T>): Promise<T> {
  const now = incoming();
  if (now.count >= mostAtOnce) throw new DomainError(pictureRefusals.busy);
  now.count += 1;
  const room = roomLeft + now.count * mostPictureBytes; // those before it may yet become as large as they may
  const path = join(incomingFolder(), randomUUID());
  try {
    await mkdir(incomingFolder(), { recursive: true });
    const { bavail, bsize } = await statfs(incomingFolder());
    if (bavail * bsize < room) throw new DomainError(pictureRefusals.noRoom);
    return await work(path);
  } finally {
    now.count -= 1;
    await rm(path, { force: true });
  }
}

/** Writes what comes to the new file `path`, no more than a picture may have. Throws DomainError for more. */
export async function receive(from: Readable, path: string): Promise<void> {
  let size = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size > mostPictureBytes) done(new DomainError(pictureRefusals.bytes));
      else done(null, chunk);
    },
  });
  try {
    await pipeline(from, counted, createWriteStream(path, { flags: 'wx' }));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw new DomainError(pictureRefusals.noRoom);
    throw error;
  }
}

/** Removes what a process that was killed has left there. Called once a day. */
export async function clearIncoming(): Promise<void> {
  const dayAgo = Date.now() - 86_400_000;
  for (const name of await readdir(incomingFolder()).catch(() => [])) {
    const path = join(incomingFolder(), name);
    const found = await stat(path).catch(() => null); // taken meanwhile
    if (found && found.mtimeMs < dayAgo) await rm(path, { force: true });
  }
}
