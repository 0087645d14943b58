import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { db } from '#db/client';
import { limits } from '#db/schema/limits';
import { isDatabaseAway } from '#lib/database-away';
import { LimitError } from '#lib/errors';
import { isWithinLimit, takeLimit } from './mutations.ts';

beforeEach(() => db.delete(limits));

test('what is too often is refused with a sentence and the seconds to wait; others and other kinds go on', async () => {
  for (let count = 1; count <= 3; count++) await takeLimit('sign-in-address', 'han@mail.example');
  const refusal = await takeLimit('sign-in-address', 'han@mail.example').catch((error) => error);
  expect(refusal).toBeInstanceOf(LimitError);
  expect(refusal.message).toBe(
    'That is more than we can take from one person at a time. Please try again in 15 minutes.',
  );
  expect(refusal.retryAfter).toBeGreaterThan(890);
  await takeLimit('sign-in-address', 'other@mail.example');
  await takeLimit('sign-in', 'han@mail.example');
});

test('posts that arrive together are counted together', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => isWithinLimit('comment', 'a-sender')));
  expect(answers.filter(Boolean)).toHaveLength(5);
});

test('a window that is over counts from the start; the longer one goes on', async () => {
  const day = () => db.select().from(limits).where(eq(limits.points, 30));
  for (let burst = 1; burst <= 6; burst++) {
    for (let count = 1; count <= 5; count++) await takeLimit('comment', 'a-sender');
    const [short] = (await db.select().from(limits)).filter(({ key }) => key.startsWith('comment/600'));
    await db
      .update(limits)
      .set({ expire: new Date(Date.now() - 1) })
      .where(eq(limits.key, short!.key));
  }
  expect(await day()).toHaveLength(1);
  await expect(takeLimit('comment', 'a-sender')).rejects.toThrow('try again in 24 hours');
});

test('only a keyed hash of whom it counts is kept', async () => {
  await takeLimit('follow-address', 'han@mail.example');
  const [kept] = await db.select().from(limits);
  expect(kept?.key).toMatch(/^follow-address\/3600:[\w-]{32}$/);
});

test('what is refused is not counted, so that insisting does not prolong the wait', async () => {
  for (let count = 1; count <= 40; count++) await isWithinLimit('comment', 'a-sender');
  expect((await db.select().from(limits)).map(({ points }) => points)).toEqual([5, 5]);
});

test('in a transaction the count comes and goes with it', async () => {
  const undone = db.transaction(async (tx) => {
    await takeLimit('contact', 'a-sender', tx);
    throw new Error('Something after it failed.');
  });
  await expect(undone).rejects.toThrow('after it');
  expect(await db.$count(limits)).toBe(0);
});

test('a database that is away lets nobody through unseen', async () => {
  const address = process.env.DATABASE_URL;
  process.env.DATABASE_URL = 'postgres://nobody@127.0.0.1:1/nothing';
  try {
    expect(isDatabaseAway(await isWithinLimit('contact', 'a-sender').catch((error) => error))).toBe(true);
  } finally {
    process.env.DATABASE_URL = address;
  }
});
