import { drawnShareImage } from './drawn.ts';
import { issueShareImage, layOutScheduled } from './mutations.ts';
import type { Subject } from './rules.ts';

/** Draws and keeps the share image of what readers see, and the one that an article will have at its scheduled time. */
export async function drawShareImages(subject: Subject): Promise<void> {
  const coming = subject.kind === 'article' ? await layOutScheduled(subject.id) : null;
  for (const image of [await issueShareImage(subject), coming]) {
    if (image) await drawnShareImage(image.digest, image.layout);
  }
}
