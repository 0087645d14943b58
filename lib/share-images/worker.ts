import { parentPort } from 'node:worker_threads';
import { drawShareImage } from './draw.ts';
import type { Layout } from './layout.ts';

/** A thread that draws share images: the 60 ms that each takes are not taken from readers. */
parentPort?.on('message', async ({ job, layout }: { job: number; layout: Layout }) => {
  try {
    parentPort?.postMessage({ job, jpeg: await drawShareImage(layout) });
  } catch (error) {
    parentPort?.postMessage({ job, fault: error instanceof Error ? error.stack : String(error) });
  }
});
