import { type ChildProcess, fork } from 'node:child_process';
import { getCompileCacheDir } from 'node:module';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { DomainError } from '#lib/errors';
import { oneInProcess } from '#lib/one-in-process';
import type { Answer } from './serve.ts';

/**
 * A process beside the site that does one piece of work after the other, with the lowest priority: what it takes of the
 * processor is not taken from readers, what it takes of memory is given back when it ends, and what breaks it breaks
 * nothing else. It starts when there is something to do. See docs/decisions/share-images.md.
 */
export type Workshop<Work, Result> = {
  /** Has `work` done. Throws DomainError where it is refused with a sentence. */
  order: (work: Work) => Promise<Result>;
  countWaiting: () => number;
  /** Ends the process and whatever waits for it. What is ordered later gets a new one. */
  close: () => void;
};

type Options<Work> = {
  name: string;
  /** What it runs, from the root of the site. Its first line of work is `serveWorkshop`. */
  file: string;
  /** Milliseconds: how long one piece may take, and how long the process is kept when there is none. */
  patience: number;
  idleTime: number;
  /** Megabytes that its JavaScript may have. */
  heap: number;
  /** Megabytes that it may hold when a piece is done: what is freed is not always given back, and then a new one begins small. */
  held: number;
  /** Whether `work` is done before `other`, which waits already. */
  isBefore?: (work: Work, other: Work) => boolean;
  /** 'A font could not be cut' */
  failureOf: (work: Work) => string;
};

/**
 * What a workshop's process is told of the environment: how its system works, and no secret of the site, for it opens what
 * strangers send.
 */
const handedOn =
  'PATH HOME TMPDIR TEMP SystemRoot LANG LC_ALL TZ LD_LIBRARY_PATH FONTCONFIG_FILE FONTCONFIG_PATH'.split(' ');

type Job<Work, Result> = { work: Work; done: (result: Result) => void; fail: (error: Error) => void };
type State<Work, Result> = {
  worker: ChildProcess | null;
  /** What is being done. */
  current: Job<Work, Result> | null;
  waiting: Job<Work, Result>[];
  clock: NodeJS.Timeout | undefined;
};

export function workshop<Work extends object, Result>(options: Options<Work>): Workshop<Work, Result> {
  const state = oneInProcess(
    `workshop-${options.name}`,
    (): State<Work, Result> => ({ worker: null, current: null, waiting: [], clock: undefined }),
  );

  /** One after the other: two at once would each take twice as long, and hold twice as much memory. */
  function workNext(): void {
    const now = state();
    if (now.current) return;
    const next = now.waiting.shift();
    if (!next && !now.worker) return;
    clearTimeout(now.clock);
    if (!next) {
      now.clock = setTimeout(close, options.idleTime).unref();
      return;
    }
    now.current = next;
    try {
      now.worker ??= startWorker(now);
      now.worker.send(next.work);
    } catch (error) {
      endWorker(error as Error); // no memory for another process
      workNext();
      return;
    }
    now.clock = setTimeout(() => {
      endWorker(new Error(`${options.failureOf(next.work)}: it took too long.`));
      workNext();
    }, options.patience).unref();
  }

  function startWorker(now: State<Work, Result>): ChildProcess {
    const worker = fork(/* turbopackIgnore: true */ join(/* turbopackIgnore: true */ process.cwd(), options.file), {
      serialization: 'advanced',
      // Without these it would hold twice as much after some pictures, most of it freed and not given back.
      execArgv: ['--max-semi-space-size=2', `--max-old-space-size=${options.heap}`],
      env: {
        ...Object.fromEntries(handedOn.map((name) => [name, process.env[name]])),
        NODE_ENV: process.env.NODE_ENV,
        MALLOC_ARENA_MAX: '1',
        MALLOC_MMAP_THRESHOLD_: '131072', // what is large is given back as soon as it is freed
        NODE_COMPILE_CACHE: getCompileCacheDir() ?? '', // saves a fifth of its start
      },
    });
    const isOurs = () => now.worker === worker;
    worker.on('message', (answer: Answer<Result>) => {
      const job = now.current;
      if (!isOurs() || !job) return;
      now.current = null;
      if (answer.held > options.held * 1e6) endWorker(new Error(`The ${options.name} has grown too large.`));
      if ('done' in answer) job.done(answer.done);
      else if ('refusal' in answer) job.fail(new DomainError(answer.refusal));
      else job.fail(new Error(`${options.failureOf(job.work)}: ${answer.fault}`));
      workNext();
    });
    const onEnd = (error: Error) => {
      if (!isOurs()) return;
      endWorker(error);
      workNext();
    };
    worker.on('error', onEnd);
    worker.on('exit', () => onEnd(new Error(`The ${options.name} ended before its work was done.`)));
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
    const now = state();
    const { worker, current } = now;
    clearTimeout(now.clock);
    Object.assign(now, { worker: null, current: null });
    worker?.kill('SIGKILL'); // it writes nothing
    current?.fail(reason);
  }

  function close(): void {
    const reason = new Error(`The ${options.name} has been closed.`);
    for (const job of state().waiting.splice(0)) job.fail(reason);
    endWorker(reason);
  }

  return {
    order: (work) =>
      new Promise((done, fail) => {
        const { waiting } = state();
        const later = waiting.findIndex((other) => options.isBefore?.(work, other.work));
        waiting.splice(later >= 0 ? later : waiting.length, 0, { work, done, fail });
        workNext();
      }),
    countWaiting: () => state().waiting.length,
    close,
  };
}
