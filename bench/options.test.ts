import { expect, test } from 'vitest';
import { readOptions } from './options.ts';

const known = ['pages', 'cold', 'build'];

test('without a word everything is measured, at length', () => {
  expect(readOptions([], known)).toEqual({ quick: false, parts: known });
});

test('named parts are measured in their own order', () => {
  expect(readOptions(['--only=build,pages', '--quick'], known)).toEqual({ quick: true, parts: ['pages', 'build'] });
  expect(readOptions(['--only=build', '--only=cold'], known)).toEqual({ quick: false, parts: ['cold', 'build'] });
});

test('in a hurry, what is slow is measured only by its name', () => {
  expect(readOptions(['--quick'], known, ['build'])).toEqual({ quick: true, parts: ['pages', 'cold'] });
  expect(readOptions(['--quick', '--only=build'], known, ['build'])).toEqual({ quick: true, parts: ['build'] });
  expect(readOptions([], known, ['build'])).toEqual({ quick: false, parts: known });
});

test('a slip of the pen is said, and nothing is measured', () => {
  expect(readOptions(['--only=page'], known)).toEqual({ fault: expect.stringContaining('"page" is not known') });
  expect(readOptions(['--fast'], known)).toEqual({ fault: expect.stringContaining('pages, cold, build') });
  expect(readOptions(['--only='], known)).toEqual({ fault: expect.stringContaining('""') });
});
