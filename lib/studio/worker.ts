import sharp from 'sharp';
import { cutFont } from '../fonts/cut.ts';
import { drawShareImage } from '../share-images/draw.ts';
import type { Answer, Work } from './work.ts';

/** The process that works for studio.ts: what each piece takes of the processor is not taken from readers. */
const answer = (said: Answer) => process.send?.(said, () => {});

sharp.cache(false); // no picture is drawn twice
sharp.concurrency(1);

process.on('message', async (work: Work) => {
  try {
    const file = work.kind === 'draw' ? await drawShareImage(work.layout) : await cutFont(work.font, work.letters);
    answer({ file: new Uint8Array(file) });
  } catch (error) {
    answer({ fault: (error instanceof Error && error.stack) || String(error) });
  }
});
process.on('disconnect', () => process.exit());
// Ctrl-C is meant for the site, which may still want a picture before it stops; it ends this process itself.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {});
