import { db } from '#db/client';
import { drawnShareImage } from './drawn.ts';
import { issueShareImage, type LaidOut, layOutScheduled, listQuotesOf, orderShareImages } from './mutations.ts';
import { listShowing, orderRedrawing, type Redrawing } from './redrawing.ts';
import type { Subject } from './rules.ts';

/**
 * Draws and keeps the share image of what readers see; of an article also the one that it will have at its scheduled time.
 * The cards of sentences from it, on which its headline and its authors stand, are ordered: readers decide how many there are.
 */
export async function drawShareImages(subject: Subject): Promise<void> {
  await draw(await issueShareImage(subject));
  if (subject.kind !== 'article') return;
  await draw(await layOutScheduled(subject.id));
  const quoted = await listQuotesOf(subject.id);
  if (quoted.length > 0) await db.transaction((tx) => orderShareImages(tx, quoted));
}

/**
 * The same for the articles that show something which has changed: some, and then others have their turn before the rest. One
 * that cannot be drawn keeps no other waiting: it becomes a job of its own, which tries again and fails alone.
 */
export async function redrawShareImages(changed: Redrawing): Promise<void> {
  const { ids, next } = await listShowing(changed);
  const failed: Subject[] = [];
  for (const id of ids) {
    const subject: Subject = { kind: 'article', id };
    await drawShareImages(subject).catch((error) => {
      console.error(`The share image of ${id} could not be drawn:`, error);
      failed.push(subject);
    });
  }
  await db.transaction(async (tx) => {
    await orderShareImages(tx, failed);
    if (next) await orderRedrawing(tx, [next]);
  });
}

async function draw(image: LaidOut | null): Promise<void> {
  if (image) await drawnShareImage(image.digest, image.layout);
}
