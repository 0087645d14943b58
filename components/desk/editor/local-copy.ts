/** Words that could not be saved yet, kept in this browser: a crash, a closed tab or a lost connection loses nothing. */
export type LocalCopy<Words> = { at: string; words: Words };

const prefix = 'unsaved:';

/** Keeps `words` until `forgetCopy`. A browser that keeps nothing (private mode, full) is no reason to stop. */
export function keepCopy<Words>(name: string, words: Words): void {
  write(prefix + name, { at: new Date().toISOString(), words } satisfies LocalCopy<Words>);
}

export function forgetCopy(name: string): void {
  try {
    localStorage.removeItem(prefix + name);
  } catch {
    // nothing was kept
  }
}

/**
 * What an earlier visit left unsaved. It moves to a place of its own, where what is written now does not replace it;
 * `forgetOffered` removes it once the writer has decided.
 */
export function offerCopies<Words>(name: string): LocalCopy<Words>[] {
  const offered = read<LocalCopy<Words>[]>(`${prefix}${name}:offered`) ?? [];
  const left = read<LocalCopy<Words>>(prefix + name);
  if (!left) return offered;
  const all = [left, ...offered].slice(0, 5);
  write(`${prefix}${name}:offered`, all);
  forgetCopy(name);
  return all;
}

export function forgetOffered<Words>(name: string, remaining: LocalCopy<Words>[]): void {
  if (remaining.length === 0) forgetCopy(`${name}:offered`);
  else write(`${prefix}${name}:offered`, remaining);
}

function read<Value>(key: string): Value | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null');
  } catch {
    return null;
  }
}

function write(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // nothing can be kept here
  }
}
