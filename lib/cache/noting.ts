import { AsyncLocalStorage } from 'node:async_hooks';
import { oneInProcess } from '#lib/one-in-process';
import { requestContext } from '#lib/request-context';

/** What a result depends on: noted while it is made, by the reads that it is made of. */
export type Noted = {
  tags: Set<string>;
  /** When something that is not visible yet will be, in milliseconds of this process's clock. */
  validUntil: number;
};

export const newNoted = (): Noted => ({ tags: new Set(), validUntil: Number.POSITIVE_INFINITY });

const notings = oneInProcess('noting', () => new AsyncLocalStorage<Noted>());

/** Runs `work`; returns its result and what was noted in it. */
export async function noting<T>(work: () => Promise<T>): Promise<{ result: T; noted: Noted }> {
  const noted = newNoted();
  const result = await notings().run(noted, work);
  return { result, noted };
}

/** Says of the read that is under way what it depends on: tags, spelled in lib/cache-tags.ts. */
export function noteTags(...tags: string[]): void {
  const noted = current();
  for (const tag of tags) noted?.tags.add(tag);
}

/** Says that the read under way shows something else from `time` on (milliseconds of this process's clock). */
export function noteValidUntil(time: number): void {
  const noted = current();
  if (noted) noted.validUntil = Math.min(noted.validUntil, time);
}

/** Notes all that `made` depends on for whatever is being made now. */
export function noteAll(made: Noted): void {
  const noted = current();
  if (!noted) return;
  for (const tag of made.tags) noted.tags.add(tag);
  noted.validUntil = Math.min(noted.validUntil, made.validUntil);
}

/** The read under way, or the page: server/ gives each page that it may keep a place to note in. */
const current = (): Noted | undefined => notings().getStore() ?? requestContext()?.noted;
