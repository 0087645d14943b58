import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { MediaStore } from './store.ts';

/** Pictures in a folder of this machine. */
export function diskStore(folder: string): MediaStore {
  const at = (name: string) => join(/* turbopackIgnore: true */ folder, name);
  return {
    where: folder,
    put: (name, bytes) => writeWhole(at(name), bytes),
    get: (name) => unlessMissing(readFile(/* turbopackIgnore: true */ at(name))),
    sizeOf: async (name) => {
      const found = await unlessMissing(stat(/* turbopackIgnore: true */ at(name)));
      return found?.isFile() ? found.size : null;
    },
    remove: (name) => rm(at(name), { force: true }),
    async *list(within = '') {
      const entries = (await unlessMissing(readdir(at(within), { recursive: true, withFileTypes: true }))) ?? [];
      for (const entry of entries) {
        const path = join(entry.parentPath, entry.name);
        if (!entry.isFile() || path.endsWith('.new')) continue; // one that is being written, or was broken off
        yield { name: path.slice(folder.length + 1).replaceAll('\\', '/'), bytes: (await stat(path)).size };
      }
    },
  };
}

/**
 * Writes a file that is either there whole or not at all: under another name first, and on the disk before it is renamed,
 * so that a row never points at half a picture.
 */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
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

async function unlessMissing<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
