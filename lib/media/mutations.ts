import { createHash } from 'node:crypto';
import { db, type Transaction } from '#db/client';
import { media } from '#db/schema/media';
import { announce } from '#lib/announce';
import { cacheTags } from '#lib/cache-tags';
import { DomainError } from '#lib/errors';
import { tidyText } from '#lib/forms/fields';
import { mediaPath, sizeOf, writeWhole } from './files.ts';
import { boundedQueue } from './queue.ts';
import { type Recoded, recodePicture } from './recode.ts';
import { type PictureExtension, pictureRefusals } from './rules.ts';

export type StoredPicture = { id: string; extension: PictureExtension; width: number; height: number };
type About = { originalName: string; uploadedBy: string | null };

/** Two at once: a decoded picture may take hundreds of megabytes. */
const inTurn = boundedQueue(2, 20, () => new DomainError(pictureRefusals.busy));

/**
 * Keeps a picture that somebody sent: checked, encoded anew, named by what it contains, so that the same one is kept once.
 * Throws DomainError with a sentence when it cannot be used. Who may send one is asked by the caller.
 */
export async function storePicture(bytes: Uint8Array, about: About): Promise<StoredPicture> {
  const picture = await inTurn(() => recodePicture(bytes));
  const stored = await writePicture(picture);
  await db.transaction((tx) => recordPicture(tx, picture, stored, about));
  return stored;
}

/** Puts a finished picture's bytes where they are served from. Its row comes after: a row without a file would be a lie. */
export async function writePicture(picture: Recoded): Promise<StoredPicture> {
  const id = createHash('sha256').update(picture.bytes).digest('hex').slice(0, 32);
  const path = mediaPath(`${id}.${picture.extension}`);
  if ((await sizeOf(path)) !== picture.bytes.length) await writeWhole(path, picture.bytes);
  return { id, extension: picture.extension, width: picture.width, height: picture.height };
}

/** Writes the row of a picture that `writePicture` has put into place. */
export async function recordPicture(tx: Transaction, picture: Recoded, stored: StoredPicture, about: About) {
  await tx
    .insert(media)
    .values({
      ...stored,
      ...about,
      originalName: tidyText(about.originalName.slice(0, 200)),
      bytes: picture.bytes.length,
    })
    .onConflictDoNothing();
  await announce(tx, [cacheTags.picture(stored.id)]); // a page that named it before it was there
}
