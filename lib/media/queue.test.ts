import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { boundedQueue } from './queue.ts';

test('no more than the given number work at once, and all get their turn in order', async () => {
  const inTurn = boundedQueue(2, 10, () => new Error('full'));
  const begun: number[] = [];
  let now = 0;
  let most = 0;
  const work = (number: number) =>
    inTurn(async () => {
      begun.push(number);
      most = Math.max(most, ++now);
      await sleep(5);
      now--;
      if (number === 2) throw new Error('broken');
      return number;
    });
  const results = await Promise.allSettled([0, 1, 2, 3, 4, 5].map(work));
  expect(most).toBe(2);
  expect(begun).toEqual([0, 1, 2, 3, 4, 5]);
  expect(results.map((result) => result.status === 'fulfilled')).toEqual([true, true, false, true, true, true]);
});

test('who comes when too many wait is refused at once', async () => {
  const inTurn = boundedQueue(1, 1, () => new Error('full'));
  const first = inTurn(() => sleep(5));
  const second = inTurn(() => sleep(5));
  await expect(inTurn(() => sleep(5))).rejects.toThrow('full');
  await Promise.all([first, second]);
  await inTurn(() => sleep(1));
});
