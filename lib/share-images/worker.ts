import sharp from 'sharp';
import { drawShareImage } from './draw.ts';
import type { Layout } from './layout.ts';
import type { Answer } from './studio.ts';

/** The process that draws share images for studio.ts: what each takes of the processor is not taken from readers. */
const answer = (said: Answer) => process.send?.(said, () => {});

sharp.cache(false); // no picture is drawn twice
sharp.concurrency(1);

process.on('message', async (layout: Layout) => {
  try {
    answer({ jpeg: await drawShareImage(layout) });
  } catch (error) {
    answer({ fault: (error instanceof Error && error.stack) || String(error) });
  }
});
process.on('disconnect', () => process.exit());
// Ctrl-C is meant for the site, which may still want a picture before it stops; it ends this process itself.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {});
