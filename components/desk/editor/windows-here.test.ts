import { beforeEach, expect, test, vi } from 'vitest';
import { isWindowGone, openWindow } from './windows-here.ts';

/** Web Locks as far as they are used: who asks for one that is held waits, or hears that it is. */
class Locks {
  held = new Set<string>();
  async request(name: string, ...[about, use]: unknown[]): Promise<unknown> {
    const callback = (use ?? about) as (lock: object | null) => unknown;
    if (use && this.held.has(name)) return callback(null);
    this.held.add(name);
    const result = await callback({ name });
    this.held.delete(name);
    return result;
  }
}

beforeEach(() => {
  const stored = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
  });
  vi.stubGlobal('navigator', { locks: new Locks() });
});

test('a window is there until it is closed, and gone after that', async () => {
  const close = openWindow('one');
  openWindow('two');
  expect(await isWindowGone('one')).toBe(false);
  close();
  await Promise.resolve();
  expect(await isWindowGone('one')).toBe(true);
  expect(await isWindowGone('two')).toBe(false);
});

test('a window that crashed holds its lock no longer', async () => {
  openWindow('one');
  vi.stubGlobal('navigator', { locks: new Locks() });
  expect(await isWindowGone('one')).toBe(true);
});

test('of a window in another browser, and where there are no locks, nothing is said', async () => {
  expect(await isWindowGone('elsewhere')).toBe(false);
  openWindow('one');
  vi.stubGlobal('navigator', {});
  openWindow('two');
  expect(await isWindowGone('one')).toBe(false);
});
