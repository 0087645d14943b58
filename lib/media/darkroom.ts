import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { env } from '#lib/env';
import { DomainError } from '#lib/errors';
import { workshop } from '#lib/workshops/workshop';
import type { Developed, KeptPicture } from './develop.ts';
import { pictureRefusals } from './rules.ts';

export type DarkroomWork = { path: string; kept?: KeptPicture };

/** Where pictures are developed: one at a time, because one may take hundreds of megabytes. */
const darkroom = workshop<DarkroomWork, Developed>({
  name: 'darkroom',
  file: 'lib/media/worker.ts',
  patience: 120_000, // one that moves is encoded frame by frame, on a busy machine
  idleTime: 15_000,
  heap: 256,
  held: 250,
  failureOf: () => 'A picture could not be developed',
});

export const closeDarkroom = darkroom.close;

/** Each that waits has a file on the disk. */
const mostWaiting = 100;

/**
 * Makes of the file at `path` all that is kept of it (develop.ts). Throws DomainError with a sentence when it cannot be
 * used, or when too many wait already.
 */
export async function inDarkroom(work: DarkroomWork): Promise<Developed> {
  if (darkroom.countWaiting() >= mostWaiting) throw new DomainError(pictureRefusals.busy);
  return darkroom.order(work);
}

/** Where what is sent lies until it is developed. */
export const incomingFolder = (): string => join(resolve(env().DATA_DIR), 'incoming');

/** Does `work` with the path of a new file that holds `bytes`, or nothing yet; afterwards it is gone. */
export async function withIncoming<T>(bytes: Uint8Array | null, work: (path: string) => Promise<T>): Promise<T> {
  const path = join(incomingFolder(), randomUUID());
  await mkdir(incomingFolder(), { recursive: true });
  try {
    if (bytes) await writeFile(path, bytes);
    return await work(path);
  } finally {
    await rm(path, { force: true });
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
