import { performance } from 'node:perf_hooks';
import v8 from 'node:v8';

/** How often it is looked whether nobody asks for anything, in milliseconds, and how many times in a row that must be so. */
const looks = { every: 5_000, inARow: 2 };
/** Of its time, what a process spends that has nothing to do. */
const idle = 0.05;
/** What is worth collecting, in bytes. */
const worthIt = 24 * 1024 * 1024;

/**
 * Collects garbage when nobody waits. V8 cleans up when it needs room, and what a burst of work left behind stays until the
 * next one: after ten thousand pages, 120 MB that a database on the same machine could use. Needs `--expose-gc`. Returns
 * what ends it. See docs/decisions/process.md.
 */
export function collectWhenIdle(collect: () => unknown = collectAll): () => void {
  let before = performance.eventLoopUtilization();
  let inARow = 0;
  /** The smallest that the heap was since the last collection, in bytes. */
  let left = 0;
  const look = () => {
    const now = performance.eventLoopUtilization();
    inARow = performance.eventLoopUtilization(now, before).utilization < idle ? inARow + 1 : 0;
    before = now;
    const { total_heap_size: total } = v8.getHeapStatistics();
    left = Math.min(left, total);
    if (inARow < looks.inARow || total - left < worthIt) return;
    collect();
    left = Number.POSITIVE_INFINITY;
  };
  const timer = setInterval(look, looks.every).unref();
  return () => clearInterval(timer);
}

/** Takes an eighth of a second. Only this flavour gives back to the system what it frees. */
const collectAll = (): unknown =>
  (globalThis as { gc?: (how: object) => unknown }).gc?.({ type: 'major', flavor: 'last-resort' });
