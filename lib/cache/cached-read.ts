import { currentChange, hasExpired, mayKeep } from '#lib/cache/expiry';
import { type Noted, noteAll, noting } from '#lib/cache/noting';
import { oneInProcess } from '#lib/one-in-process';

type Plain = string | number | boolean | null | undefined;

/** Something read: made when, from what. */
type Kept = { value: unknown; noted: Noted; began: number; bytes: number };
type Store = { kept: Map<string, Kept>; bytes: number; reading: Map<string, { began: number; made: Promise<Kept> }> };

/**
 * As JSON; in memory it is about twice as much. Rows of a thousand articles: finished pages have a cache of their own, and
 * this one only makes quick what is rendered again.
 */
const mostBytes = 8 * 1024 * 1024;

const store = oneInProcess('cached-reads', (): Store => ({ kept: new Map(), bytes: 0, reading: new Map() }));

/**
 * A read of public rows whose result is kept until a tag that it noted (`noteTags`) expires or a due time passes. `name`
 * tells it from others; arguments are told apart as JSON. The result is shared by all who ask and must not be changed: it
 * is frozen. Whoever asks while the same is being read waits for it, unless something changed since that began: then the
 * answer might be from before, and is read anew. A read that fails is not kept.
 *
 * Next's `'use cache'` is not used: see docs/decisions/query-cache.md.
 */
export function cachedRead<Arguments extends readonly Plain[], Result>(
  name: string,
  read: (...given: Arguments) => Promise<Result>,
): (...given: Arguments) => Promise<Result> {
  return async (...given) => {
    const kept = await find(`${name} ${JSON.stringify(given)}`, () => read(...given));
    noteAll(kept.noted);
    return kept.value as Result;
  };
}

function find(name: string, read: () => Promise<unknown>): Promise<Kept> | Kept {
  const { kept, reading } = store();
  const known = kept.get(name);
  if (known && isGood(known)) {
    kept.delete(name); // to the end of the insertion order: the first is the one least recently used
    kept.set(name, known);
    return known;
  }
  if (known) forget(name, known);
  const under = reading.get(name);
  if (under?.began === currentChange()) return under.made;

  const began = currentChange();
  const made = make(read, began).then(
    (result) => {
      if (reading.get(name)?.made === made) reading.delete(name);
      if (mayKeep() && isGood(result)) keep(name, result);
      return result;
    },
    (error) => {
      if (reading.get(name)?.made === made) reading.delete(name);
      throw error;
    },
  );
  reading.set(name, { began, made });
  return made;
}

async function make(read: () => Promise<unknown>, began: number): Promise<Kept> {
  const { result, noted } = await noting(read);
  return { value: freeze(result), noted, began, bytes: 200 + (JSON.stringify(result)?.length ?? 0) };
}

const isGood = ({ noted, began }: Kept): boolean => !hasExpired(noted.tags, began) && Date.now() < noted.validUntil;

function keep(name: string, result: Kept): void {
  const all = store();
  const before = all.kept.get(name);
  if (before) forget(name, before);
  all.kept.set(name, result);
  all.bytes += result.bytes;
  while (all.bytes > mostBytes) {
    const [oldest, dropped] = all.kept.entries().next().value!;
    forget(oldest, dropped);
  }
}

function forget(name: string, result: Kept): void {
  const all = store();
  all.kept.delete(name);
  all.bytes -= result.bytes;
}

function freeze(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value) || ArrayBuffer.isView(value)) return value;
  for (const part of Object.values(value)) freeze(part);
  return Object.freeze(value);
}
