import { db } from '#db/client';
import { media } from '#db/schema/media';
import { digestOf } from '#lib/media/digest';
import { parsePictureFile } from '#lib/media/rules';
import type { MediaStore } from './store.ts';

export type Moved = { copied: number; there: number; bytes: number; faults: string[] };

/**
 * Copies every file of `from` to `to`, and reads each back: what does not come back as it was, or is not what was once
 * stored (by the digests in the database), is told of. What is there already as it should be is left. Nothing is removed.
 */
export async function copyPictures(from: MediaStore, to: MediaStore): Promise<Moved> {
  const known = await knownDigests();
  const missing = new Set(known.keys());
  const moved: Moved = { copied: 0, there: 0, bytes: 0, faults: [] };
  for await (const { name, bytes } of from.list()) {
    missing.delete(name);
    const content = await from.get(name);
    if (!content) continue; // removed meanwhile
    const digest = digestOf(content);
    if (known.has(name) && known.get(name) !== digest) {
      moved.faults.push(`${name} is damaged in ${from.where}`);
      continue;
    }
    if ((await to.sizeOf(name)) === bytes && digestOf((await to.get(name))!) === digest) {
      moved.there++;
      continue;
    }
    await to.put(name, content, contentTypeOf(name));
    const back = await to.get(name);
    if (!back || digestOf(back) !== digest) moved.faults.push(`${name} did not arrive whole in ${to.where}`);
    else {
      moved.copied++;
      moved.bytes += bytes;
    }
  }
  for (const name of missing)
    if ((await to.sizeOf(name)) === null) moved.faults.push(`${name} is missing in ${from.where}`);
  return moved;
}

/** What was stored, by file name. */
async function knownDigests(): Promise<Map<string, string>> {
  const rows = await db.select({ files: media.files }).from(media);
  return new Map(rows.flatMap(({ files }) => (files ?? []).map(({ name, sha256 }) => [name, sha256])));
}

const contentTypeOf = (name: string): string =>
  parsePictureFile(name.split('/').at(-1)!)?.contentType ??
  (name.endsWith('.jpg') ? 'image/jpeg' : 'application/octet-stream');
