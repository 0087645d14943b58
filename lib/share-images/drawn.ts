import { mediaStore } from '#lib/media/store/store';
import { oneInProcess } from '#lib/one-in-process';
import { inStudio, isStudioBusy, mostAhead } from '#lib/studio/studio';
import type { Layout } from './layout.ts';
import { drawnName, shareImageType } from './rules.ts';

/** A drawn share image that is stored. */
export type Drawn = { name: string; read: () => Promise<Uint8Array | null> };

/** By digest: who asks for a picture that is being drawn waits for it. */
const drawing = oneInProcess('share-images', () => new Map<string, Promise<Drawn>>());

/** The picture of a layout, drawn if this is the first time that it is asked for. */
export function drawnShareImage(digest: string, layout: Layout): Promise<Drawn> {
  const under = drawing().get(digest);
  if (under) return under;
  const begun = findOrDraw(digest, layout).finally(() => drawing().delete(digest));
  drawing().set(digest, begun);
  return begun;
}

/** Begins to draw what will probably be asked for soon. */
export function drawAhead(digest: string, layout: Layout): void {
  if (isStudioBusy() || drawing().size >= mostAhead) return; // some may still be looked for on the disk
  void drawnShareImage(digest, layout).catch((error) => console.error(error));
}

async function findOrDraw(digest: string, layout: Layout): Promise<Drawn> {
  const name = drawnName(digest);
  const store = mediaStore();
  if ((await store.sizeOf(name)) !== null) return { name, read: () => store.get(name) };
  // A store that does not answer is a fault, and the image is drawn when it is asked for again.
  const picture = layout.picture && (await store.get(layout.picture.file));
  const jpeg = await inStudio({ kind: 'draw', layout, picture });
  await store.put(name, jpeg, shareImageType);
  return { name, read: async () => jpeg };
}
