import type { Transaction } from '#db/client';
import { announce } from '#lib/announce';
import { cacheTags } from '#lib/cache-tags';
import { orderRedrawing } from '#lib/share-images/redrawing';

/** Says that pages show something else for these, and has the share images drawn that do. */
export async function announcePictures(tx: Transaction, ids: string[]): Promise<void> {
  await announce(tx, ids.map(cacheTags.picture));
  await orderRedrawing(
    tx,
    ids.map((id) => ({ of: 'picture', id })),
  );
}
