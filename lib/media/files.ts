import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { env } from '#lib/env';

/** Where a stored picture lies. `file` is a name that we made, never one that somebody sent. */
export const mediaPath = (...file: string[]): string =>
  join(/* turbopackIgnore: true */ resolve(/* turbopackIgnore: true */ env().DATA_DIR), 'media', ...file);

/**
 * Writes a file that is either there whole or not at all: under another name first, and on the disk before it is renamed,
 * so that a row never points at half a picture.
 */
export async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const unfinished = `${path}.${randomBytes(6).toString('hex')}.new`;
  try {
    const handle = await open(unfinished, 'wx', 0o644);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

/** The size of a file in bytes, or null when there is none. */
export async function sizeOf(path: string): Promise<number | null> {
  try {
    const found = await stat(path);
    return found.isFile() ? found.size : null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
