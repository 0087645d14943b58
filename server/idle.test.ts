import { performance } from 'node:perf_hooks';
import v8 from 'node:v8';
import { afterEach, expect, test, vi } from 'vitest';
import { collectWhenIdle } from './idle.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test('what a burst of work left is collected when nobody waits, and not while somebody does', () => {
  vi.useFakeTimers();
  let utilization = 0.5;
  let heap = 200;
  vi.spyOn(performance, 'eventLoopUtilization').mockImplementation(() => ({ idle: 0, active: 0, utilization }));
  vi.spyOn(v8, 'getHeapStatistics').mockImplementation(() => ({ total_heap_size: heap * 1024 * 1024 }) as v8.HeapInfo);
  const collect = vi.fn(() => (heap = 100));
  const end = collectWhenIdle(collect);
  vi.advanceTimersByTime(60_000);
  expect(collect, 'busy').not.toHaveBeenCalled();
  utilization = 0.01;
  vi.advanceTimersByTime(60_000);
  expect(collect, 'once').toHaveBeenCalledTimes(1);
  heap = 110;
  vi.advanceTimersByTime(60_000);
  expect(collect, 'not for so little').toHaveBeenCalledTimes(1);
  heap = 180;
  vi.advanceTimersByTime(60_000);
  expect(collect).toHaveBeenCalledTimes(2);
  end();
  heap = 300;
  vi.advanceTimersByTime(60_000);
  expect(collect).toHaveBeenCalledTimes(2);
});
