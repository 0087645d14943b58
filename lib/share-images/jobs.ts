import { db } from '#db/client';
import { drawnShareImage } from './drawn.ts';
import { issueShareImage, type LaidOut, layOutScheduled, listQuotesOf } from './mutations.ts';
import { listShowing, orderRedrawing, type Redrawing } from './redrawing.ts';
import type { Subject } from './rules.ts';

/**
 * Draws and keeps the share image of what readers see; of an article also the one that it will have at its scheduled time,
 * and the cards of sentences from it, on which its headline and its authors stand.
 */
export async function drawShareImages(subject: Subject): Promise<void> {
  const isArticle = subject.kind === 'article';
  await draw(await issueShareImage(subject));
  if (isArticle) await draw(await layOutScheduled(subject.id));
  for (const quote of isArticle ? await listQuotesOf(subject.id) : []) await draw(await issueShareImage(quote));
}

/** The same for the articles that show something which has changed: some, and then others have their turn before the rest. */
export async function redrawShareImages(changed: Redrawing): Promise<void> {
  const { ids, next } = await listShowing(changed);
  for (const id of ids) await drawShareImages({ kind: 'article', id });
  if (next) await db.transaction((tx) => orderRedrawing(tx, [next]));
}

async function draw(image: LaidOut | null): Promise<void> {
  if (image) await drawnShareImage(image.digest, image.layout);
}
