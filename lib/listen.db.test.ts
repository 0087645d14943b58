import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { db } from '#db/client';
import { announce, collectAnnouncements, doubtOwnChanges } from '#lib/announce';
import { everything } from '#lib/cache/expiry';
import { cacheTags } from '#lib/cache-tags';
import { listenForChanges } from '#lib/listen';

const heard: string[][] = [];
const until = async (what: () => boolean) => {
  for (const end = Date.now() + 10_000; Date.now() < end; await sleep(20)) if (what()) return;
  throw new Error(`Not within ten seconds: ${what}. Heard: ${JSON.stringify(heard)}`);
};

let listener: Awaited<ReturnType<typeof listenForChanges>>;
beforeAll(async () => {
  listener = await listenForChanges((tags) => heard.push(tags));
});
afterAll(() => listener.stop());
beforeEach(() => {
  heard.length = 0;
});

test('nothing is expired because listening has begun', async () => {
  await sleep(200);
  expect(heard).toEqual([]);
});

test('tags arrive when their transaction commits, and not before', async () => {
  await db.transaction(async (tx) => {
    await announce(tx, [cacheTags.articles, cacheTags.comments('a')]);
    await sleep(200);
    expect(heard).toEqual([]);
  });
  await until(() => heard.length > 0);
  expect(heard).toEqual([['articles', 'comments:a']]);
});

test('what was rolled back is never heard of', async () => {
  const failing = db.transaction(async (tx) => {
    await announce(tx, [cacheTags.settings]);
    throw new Error('after all not');
  });
  await expect(failing).rejects.toThrow();
  await sleep(300);
  expect(heard).toEqual([]);
});

test('more tags than a notification can carry stand for all', async () => {
  await db.transaction((tx) =>
    announce(
      tx,
      Array.from({ length: 500 }, () => cacheTags.comments(crypto.randomUUID())),
    ),
  );
  await until(() => heard.length > 0);
  expect(heard).toEqual([[everything]]);
});

test('what this process has expired itself is passed over', async () => {
  await collectAnnouncements(() => db.transaction((tx) => announce(tx, ['own'])));
  await db.transaction((tx) => announce(tx, ['by a job']));
  await until(() => heard.length > 0);
  expect(heard).toEqual([['by a job']]);
});

test('after a lost connection everything is expired, and listening goes on', async () => {
  const lost = await db.execute(
    sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike 'listen %'`,
  );
  expect(lost).toHaveLength(1);
  await until(() => heard.some((tags) => tags.includes(everything)));
  heard.length = 0;
  await db.transaction((tx) => announce(tx, ['again']));
  await until(() => heard.flat().includes('again'));
});

test('a change of its own that failed at the end may have been made all the same, and expires when it is heard of', async () => {
  doubtOwnChanges();
  await collectAnnouncements(() => db.transaction((tx) => announce(tx, ['own, in doubt'])));
  await until(() => heard.length > 0);
  expect(heard).toEqual([['own, in doubt']]);
});
