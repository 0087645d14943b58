import { mediaPath, sizeOf, writeWhole } from '#lib/media/files';
import { oneInProcess } from '#lib/one-in-process';
import { inStudio, isStudioBusy, mostAhead } from '#lib/studio/studio';
import type { Layout } from './layout.ts';

/** A drawn share image on the disk. */
export type Drawn = { path: string; bytes: number };

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
  const path = mediaPath('share', `${digest}.jpg`);
  const found = await sizeOf(path);
  if (found !== null) return { path, bytes: found };
  const jpeg = await inStudio({ kind: 'draw', layout });
  await writeWhole(path, jpeg);
  return { path, bytes: jpeg.length };
}
