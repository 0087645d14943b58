import { type ChildProcess, fork } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { oneInProcess } from '#lib/one-in-process';
import type { Answer, Work } from './work.ts';

type Job = { work: Work; done: (file: File) => void; fail: (error: Error) => void };
type File = Uint8Array<ArrayBuffer>;
type Studio = {
  worker: ChildProcess | null;
  /** What is being done. */
  current: Job | null;
  waiting: Job[];
  clock: NodeJS.Timeout | undefined;
};

const studio = oneInProcess('studio', (): Studio => ({ worker: null, current: null, waiting: [], clock: undefined }));

/** Longer than any work takes, the first one of a busy machine included. */
const patience = 30_000;
/** It starts in a sixth of a second and holds 150 MB: it goes when nothing was done for a while. */
const idleTime = 15_000;
/** Without these it would hold 270 MB after some drawings, most of it freed and not given back. */
const thrift = {
  execArgv: ['--max-semi-space-size=2', '--max-old-space-size=128'],
  env: { MALLOC_ARENA_MAX: '1' },
};

/** Has `work` done in a niced process beside the site. Fonts come first: a page that is being read waits for them. */
export function inStudio(work: Work): Promise<File> {
  return new Promise((done, fail) => {
    const { waiting } = studio();
    const firstPicture = waiting.findIndex((job) => job.work.kind === 'draw');
    const place = work.kind === 'cut' && firstPicture >= 0 ? firstPicture : waiting.length;
    waiting.splice(place, 0, { work, done, fail });
    workNext();
  });
}

/** Of what nobody has asked for yet. */
export const mostAhead = 3;

/**
 * Whether there is so much to do that what nobody has asked for yet is left until somebody does: when a whole archive is
 * read, what each of its pages might want would pile up.
 */
export const isStudioBusy = (): boolean => studio().waiting.length >= mostAhead;

/** Ends the process and whatever waits for it. What is wanted later gets a new one. */
export function closeStudio(): void {
  const reason = new Error('The studio has been closed.');
  for (const job of studio().waiting.splice(0)) job.fail(reason);
  endWorker(reason);
}

/** One after the other: two at once would each take twice as long, and hold twice as much memory. */
function workNext(): void {
  const state = studio();
  if (state.current) return;
  const next = state.waiting.shift();
  if (!next && !state.worker) return;
  clearTimeout(state.clock);
  if (!next) {
    state.clock = setTimeout(closeStudio, idleTime).unref();
    return;
  }
  state.current = next;
  try {
    state.worker ??= startWorker(state);
    state.worker.send(next.work);
  } catch (error) {
    endWorker(error as Error); // no memory for another process
    workNext();
    return;
  }
  state.clock = setTimeout(() => {
    endWorker(new Error('A work in the studio took too long.'));
    workNext();
  }, patience).unref();
}

function startWorker(state: Studio): ChildProcess {
  const file = join(/* turbopackIgnore: true */ process.cwd(), 'lib/studio/worker.ts');
  const worker = fork(/* turbopackIgnore: true */ file, {
    serialization: 'advanced',
    execArgv: thrift.execArgv,
    env: { ...process.env, ...thrift.env },
  });
  const isOurs = () => state.worker === worker;
  worker.on('message', (answer: Answer) => {
    const job = state.current;
    if (!isOurs() || !job) return;
    state.current = null;
    if ('file' in answer) job.done(answer.file);
    else
      job.fail(
        new Error(
          `${job.work.kind === 'draw' ? 'A share image could not be drawn' : 'A font could not be cut'}: ${answer.fault}`,
        ),
      );
    workNext();
  });
  const onEnd = (error: Error) => {
    if (!isOurs()) return;
    endWorker(error);
    workNext();
  };
  worker.on('error', onEnd);
  worker.on('exit', () => onEnd(new Error('The studio ended before its work was done.')));
  try {
    setPriority(worker.pid!, constants.priority.PRIORITY_LOW); // readers come first
  } catch {
    // not everywhere allowed; or it did not start, which 'error' says
  }
  worker.unref();
  worker.channel?.unref();
  return worker;
}

function endWorker(reason: Error): void {
  const state = studio();
  const { worker, current } = state;
  clearTimeout(state.clock);
  Object.assign(state, { worker: null, current: null });
  worker?.kill('SIGKILL'); // it writes nothing
  current?.fail(reason);
}
