import { expect, test } from 'vitest';
import { median, percentile, write } from './figures.ts';

const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);

test('a percentile is a value that was measured: the nearest rank', () => {
  expect(percentile(hundred, 50)).toBe(50);
  expect(percentile(hundred, 99)).toBe(99);
  expect(percentile(hundred, 100)).toBe(100);
  expect(percentile([7], 99)).toBe(7);
  expect(percentile([1, 2, 3], 0)).toBe(1);
});

test('values are ordered as numbers, and left as they were', () => {
  const values = [10, 9, 100];
  expect(percentile(values, 50)).toBe(10);
  expect(median(values)).toBe(10);
  expect(values).toEqual([10, 9, 100]);
});

test('the median of an even number lies between the two in the middle', () => {
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(median([1, 3, 2])).toBe(2);
});

test('nothing has neither', () => {
  expect(() => percentile([], 50)).toThrow('nothing');
  expect(() => median([])).toThrow('nothing');
});

test('numbers are written with the figures that count', () => {
  expect(write(12_345.6, '/s')).toBe('12,346 /s');
  expect(write(12.345, 'ms')).toBe('12.3 ms');
  expect(write(1.234, 's')).toBe('1.23 s');
  expect(write(0.0123, 'ratio')).toBe('0.012');
  expect(write(0, 'count')).toBe('0');
});
