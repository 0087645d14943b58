import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { beginKeeping, expire } from '#lib/cache/expiry';
import { cachedRead } from './cached-read.ts';
import { noteTags, noteValidUntil, noting } from './noting.ts';

beforeEach(() => {
  beginKeeping();
  expire(['*']);
});

afterEach(() => void vi.useRealTimers());

/** A read that counts, and that can be held open. */
function counter(name: string, tags: string[]) {
  const gates: (() => void)[] = [];
  const state = {
    reads: 0,
    holds: false,
    release: () => {
      for (const open of gates.splice(0)) open();
    },
  };
  const read = cachedRead(name, async () => {
    noteTags(...tags);
    state.reads += 1;
    const value = state.reads; // what the rows say when the read begins
    if (state.holds) await new Promise<void>((done) => gates.push(done));
    return { value };
  });
  return { state, read };
}

test('a result is kept until one of its tags expires', async () => {
  const { read, state } = counter('kept', ['a', 'b']);
  await read();
  await read();
  expire(['c']);
  await read();
  expect(state.reads).toBe(1);
  expire(['b']);
  expect(await read()).toEqual({ value: 2 });
});

test('who asks while it is read waits for the same', async () => {
  const { read, state } = counter('shared', ['a']);
  state.holds = true;
  const asked = [read(), read()];
  state.release();
  expect(await Promise.all(asked)).toEqual([{ value: 1 }, { value: 1 }]);
});

test('who asks after a change never gets what was read before it, and that is not kept', async () => {
  const { read, state } = counter('race', ['a']);
  state.holds = true;
  const before = read();
  expire(['a']);
  const after = read();
  state.holds = false;
  state.release();
  expect(await before).toEqual({ value: 1 });
  expect(await after).toEqual({ value: 2 });
  expect(await read()).toEqual({ value: 2 });
});

test('a failure is not kept', async () => {
  let isAway = true;
  const read = cachedRead('failing', async () => {
    if (isAway) throw new Error('away');
    return 'here';
  });
  await expect(read()).rejects.toThrow('away');
  isAway = false;
  expect(await read()).toBe('here');
});

test('what falls due is read again', async () => {
  let reads = 0;
  const read = cachedRead('due', async () => {
    noteValidUntil(Date.now() + 60_000);
    return ++reads;
  });
  await read();
  expect(await read()).toBe(1);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 61_000 });
  expect(await read()).toBe(2);
});

test('whatever is made of a kept result depends on what that depends on', async () => {
  const { read } = counter('nested', ['inner']);
  await read();
  const { noted } = await noting(async () => {
    noteTags('outer');
    await read();
  });
  expect([...noted.tags].sort()).toEqual(['inner', 'outer']);
});

test('a kept result cannot be changed by one who got it', async () => {
  const { read } = counter('frozen', []);
  const got = await read();
  expect(() => Object.assign(got, { value: 9 })).toThrow();
  expect(await read()).toEqual({ value: 1 });
});
