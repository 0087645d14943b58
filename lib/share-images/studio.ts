import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { mediaPath, sizeOf, writeWhole } from '#lib/media/files';
import type { Layout } from './layout.ts';

/** A drawn share image on the disk. */
export type Drawn = { path: string; bytes: number };

type Job = { done: (jpeg: Uint8Array) => void; fail: (error: Error) => void };
type Studio = {
  worker: Worker | null;
  jobs: Map<number, Job>;
  last: number;
  /** By digest: who asks for a picture that is being drawn waits for it. */
  drawing: Map<string, Promise<Drawn>>;
  rest: NodeJS.Timeout | undefined;
};

/** One for the process: pages, routes and jobs of Next may each have their own copy of this module. */
const key = Symbol.for('mansudae.share-images');
type Holder = { [key]?: Studio };
const studio = (): Studio => {
  const holder = globalThis as Holder;
  holder[key] ??= { worker: null, jobs: new Map(), last: 0, drawing: new Map(), rest: undefined };
  return holder[key];
};

/** Longer than any drawing takes, the first one of a busy machine included. */
const patience = 30_000;
/** A thread with fonts in it holds some 100 MB; it goes when nothing was drawn for a minute. */
const idleTime = 60_000;

/** The picture of a layout, drawn if this is the first time that it is asked for. */
export function drawnShareImage(digest: string, layout: Layout): Promise<Drawn> {
  const { drawing } = studio();
  const under = drawing.get(digest);
  if (under) return under;
  const begun = findOrDraw(digest, layout).finally(() => drawing.delete(digest));
  drawing.set(digest, begun);
  return begun;
}

async function findOrDraw(digest: string, layout: Layout): Promise<Drawn> {
  const path = mediaPath('share', `${digest}.jpg`);
  const found = await sizeOf(path);
  if (found !== null) return { path, bytes: found };
  const jpeg = await inThread(layout);
  await writeWhole(path, jpeg);
  return { path, bytes: jpeg.length };
}

function inThread(layout: Layout): Promise<Uint8Array> {
  const state = studio();
  clearTimeout(state.rest);
  state.worker ??= openThread(state);
  const { worker } = state;
  const job = ++state.last;
  worker.ref();
  return new Promise<Uint8Array>((done, fail) => {
    const tooLong = setTimeout(() => {
      closeThread(state, worker, new Error('Drawing a share image took too long.'));
    }, patience);
    const settle = () => {
      clearTimeout(tooLong);
      state.jobs.delete(job);
      if (state.jobs.size > 0 || state.worker !== worker) return;
      worker.unref();
      state.rest = setTimeout(
        () => closeThread(state, worker, new Error('The drawing thread rests.')),
        idleTime,
      ).unref();
    };
    state.jobs.set(job, {
      done: (jpeg) => {
        settle();
        done(jpeg);
      },
      fail: (error) => {
        settle();
        fail(error);
      },
    });
    worker.postMessage({ job, layout });
  });
}

function openThread(state: Studio): Worker {
  const file = join(/* turbopackIgnore: true */ process.cwd(), 'lib/share-images/worker.ts');
  const worker = new Worker(/* turbopackIgnore: true */ file, { name: 'share images', execArgv: [] });
  worker.on('message', (message: { job: number; jpeg: Uint8Array } | { job: number; fault: string }) => {
    const job = state.jobs.get(message.job);
    if ('jpeg' in message) job?.done(message.jpeg);
    else job?.fail(new Error(`A share image could not be drawn: ${message.fault}`));
  });
  worker.on('error', (error) => closeThread(state, worker, error as Error));
  worker.on('exit', () => closeThread(state, worker, new Error('The drawing thread ended.')));
  return worker;
}

/** Ends a thread and everything that waits for it; the next picture gets a new one. */
function closeThread(state: Studio, worker: Worker, reason: Error): void {
  if (state.worker !== worker) return;
  state.worker = null;
  clearTimeout(state.rest);
  for (const job of [...state.jobs.values()]) job.fail(reason);
  void worker.terminate();
}
