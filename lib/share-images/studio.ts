import { type ChildProcess, fork } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { mediaPath, sizeOf, writeWhole } from '#lib/media/files';
import type { Layout } from './layout.ts';

/** A drawn share image on the disk. */
export type Drawn = { path: string; bytes: number };

/** What the drawing process answers: the picture, or what went wrong. */
export type Answer = { jpeg: Uint8Array } | { fault: string };

type Job = { layout: Layout; done: (jpeg: Uint8Array) => void; fail: (error: Error) => void };
type Studio = {
  drawer: ChildProcess | null;
  /** The one that is being drawn. */
  current: Job | null;
  waiting: Job[];
  /** By digest: who asks for a picture that is being drawn waits for it. */
  drawing: Map<string, Promise<Drawn>>;
  clock: NodeJS.Timeout | undefined;
};

/** One for the process: pages, routes and jobs of Next may each have their own copy of this module. */
const key = Symbol.for('mansudae.share-images');
type Holder = { [key]?: Studio };
const studio = (): Studio => {
  const holder = globalThis as Holder;
  holder[key] ??= { drawer: null, current: null, waiting: [], drawing: new Map(), clock: undefined };
  return holder[key];
};

/** Longer than any drawing takes, the first one of a busy machine included. */
const patience = 30_000;
/** It starts in a sixth of a second and holds 150 MB: it goes when nothing was drawn for a while. */
const idleTime = 15_000;
/** Without these it would hold 270 MB after some drawings, most of it freed and not given back. */
const thrift = {
  execArgv: ['--max-semi-space-size=2', '--max-old-space-size=128'],
  env: { MALLOC_ARENA_MAX: '1' },
};
/** With more than these on their way, a picture that nobody has asked for yet is left until somebody does. */
const mostAhead = 3;

/** The picture of a layout, drawn if this is the first time that it is asked for. */
export function drawnShareImage(digest: string, layout: Layout): Promise<Drawn> {
  const { drawing } = studio();
  const under = drawing.get(digest);
  if (under) return under;
  const begun = findOrDraw(digest, layout).finally(() => drawing.delete(digest));
  drawing.set(digest, begun);
  return begun;
}

/** Begins to draw what will probably be asked for soon. */
export function drawAhead(digest: string, layout: Layout): void {
  if (studio().drawing.size >= mostAhead) return;
  void drawnShareImage(digest, layout).catch((error) => console.error(error));
}

/** Ends the drawing process and whatever waits for it. A picture that is asked for later gets a new one. */
export function dismissDrawer(): void {
  const reason = new Error('The drawing of share images has ended.');
  for (const job of studio().waiting.splice(0)) job.fail(reason);
  closeDrawer(reason);
}

async function findOrDraw(digest: string, layout: Layout): Promise<Drawn> {
  const path = mediaPath('share', `${digest}.jpg`);
  const found = await sizeOf(path);
  if (found !== null) return { path, bytes: found };
  const jpeg = await new Promise<Uint8Array>((done, fail) => {
    studio().waiting.push({ layout, done, fail });
    drawNext();
  });
  await writeWhole(path, jpeg);
  return { path, bytes: jpeg.length };
}

/** One after the other: two at once would each take twice as long, and hold twice as much memory. */
function drawNext(): void {
  const state = studio();
  if (state.current) return;
  const next = state.waiting.shift();
  if (!next && !state.drawer) return;
  clearTimeout(state.clock);
  if (!next) {
    state.clock = setTimeout(dismissDrawer, idleTime).unref();
    return;
  }
  state.current = next;
  state.drawer ??= openDrawer(state);
  state.drawer.send(next.layout);
  state.clock = setTimeout(() => {
    closeDrawer(new Error('Drawing a share image took too long.'));
    drawNext();
  }, patience).unref();
}

function openDrawer(state: Studio): ChildProcess {
  const file = join(/* turbopackIgnore: true */ process.cwd(), 'lib/share-images/worker.ts');
  const drawer = fork(/* turbopackIgnore: true */ file, {
    serialization: 'advanced',
    execArgv: thrift.execArgv,
    env: { ...process.env, ...thrift.env },
  });
  const isOurs = () => state.drawer === drawer;
  drawer.on('message', (answer: Answer) => {
    const job = state.current;
    if (!isOurs() || !job) return;
    state.current = null;
    if ('jpeg' in answer) job.done(answer.jpeg);
    else job.fail(new Error(`A share image could not be drawn: ${answer.fault}`));
    drawNext();
  });
  const onEnd = (error: Error) => {
    if (!isOurs()) return;
    closeDrawer(error);
    drawNext();
  };
  drawer.on('error', onEnd);
  drawer.on('exit', () => onEnd(new Error('The drawing of a share image ended before it was done.')));
  try {
    setPriority(drawer.pid!, constants.priority.PRIORITY_LOW); // readers come first
  } catch {
    // not everywhere allowed; or it did not start, which 'error' says
  }
  drawer.unref();
  drawer.channel?.unref();
  return drawer;
}

function closeDrawer(reason: Error): void {
  const state = studio();
  const { drawer, current } = state;
  clearTimeout(state.clock);
  Object.assign(state, { drawer: null, current: null });
  drawer?.kill('SIGKILL'); // it writes nothing
  current?.fail(reason);
}
