/**
 * Runs at most `atOnce` pieces of work at a time, in the order they came. When `mostWaiting` wait already, `refuse` says
 * what is thrown instead.
 */
export function boundedQueue(
  atOnce: number,
  mostWaiting = Number.POSITIVE_INFINITY,
  refuse = () => new Error('Too many wait.'),
) {
  const waiting: (() => void)[] = [];
  let running = 0;

  return async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (running >= atOnce) {
      if (waiting.length >= mostWaiting) throw refuse();
      await new Promise<void>((go) => waiting.push(go)); // the one before hands its place over
    } else {
      running++;
    }
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}
