import sharp from 'sharp';
import { DomainError } from '#lib/errors';

/** What a workshop's process answers: what was made, why it was refused, or what went wrong. */
export type Answer<Result> = ({ done: Result } | { refusal: string } | { fault: string }) & {
  /** Bytes of memory that the process holds now. */
  held: number;
};

/** The other side of workshop.ts, in its process: does each piece of work that is ordered. */
export function serveWorkshop<Work, Result>(does: (work: Work) => Promise<Result>): void {
  sharp.cache(false); // no picture is made twice
  sharp.concurrency(1);
  const answer = (said: { done: Result } | { refusal: string } | { fault: string }) =>
    process.send?.({ ...said, held: process.memoryUsage.rss() } satisfies Answer<Result>, () => {});
  process.on('message', async (work: Work) => {
    try {
      answer({ done: await does(work) });
    } catch (error) {
      if (error instanceof DomainError) answer({ refusal: error.message });
      else answer({ fault: (error instanceof Error && error.stack) || String(error) });
    }
  });
  process.on('disconnect', () => process.exit());
  // Ctrl-C is meant for the site, which may still want a picture before it stops; it ends this process itself.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {});
}
