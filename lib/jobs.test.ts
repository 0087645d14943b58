import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { db } from '#db/client';
import { followers } from '#db/schema/followers';
import { mails } from '#db/schema/mails';
import { postComment } from '#lib/comments/mutations';
import { enqueue, prepareJobs, startJobs, stopJobs } from '#lib/jobs';
import { queueMail } from '#lib/mails/mutations';
import { hire, printArticle, publishAs } from '../e2e/support/newsroom.ts';

const root = join(import.meta.dirname, '..');
const jobs = (name: string) =>
  db.execute<{ state: string }>(sql`select state from pgboss.job where name = ${name} order by created_on`);
const mail = { to: 'reader@mail.example', subject: 'Hello', blocks: [{ text: 'A line.' }] };
const until = async (what: () => Promise<boolean>) => {
  for (const end = Date.now() + 30_000; Date.now() < end; await sleep(50)) if (await what()) return;
  throw new Error(`Not within half a minute: ${what}`);
};

beforeEach(async () => {
  vi.spyOn(console, 'log').mockImplementation(() => {}); // mails without a server are announced there

  await db.delete(mails);
  await db.execute(sql`delete from pgboss.job`);
});
afterEach(stopJobs);

describe('the queues', () => {
  test('can be prepared again and again, by several at once, and keep what is in them', async () => {
    await db.transaction((tx) => enqueue(tx, 'send-mail', [{ data: { mailId: crypto.randomUUID() } }]));
    await db.execute(sql`update pgboss.queue set retry_limit = 1 where name = 'send-mail'`);
    const url = process.env.DATABASE_URL!;
    await Promise.all([prepareJobs(url), prepareJobs(url), prepareJobs(url)]);
    expect(await jobs('send-mail')).toHaveLength(1);
    const [queue] = await db.execute(
      sql`select retry_limit, retry_delay_max, notify from pgboss.queue where name = 'send-mail'`,
    );
    expect(queue).toEqual({ retry_limit: 14, retry_delay_max: 10_800, notify: true });
    expect(await db.execute(sql`select name, cron from pgboss.schedule`)).toEqual([
      { name: 'settle', cron: '* * * * *' },
      { name: 'tidy', cron: '20 3 * * *' },
    ]);
  });

  test('take jobs from a plain program, which then ends by itself', async () => {
    const program = `
      const { db, closeDatabase } = await import('#db/client');
      const { queueMail } = await import('#lib/mails/mutations');
      await db.transaction((tx) => queueMail(tx, ${JSON.stringify(mail)}));
      await closeDatabase();`;
    await promisify(execFile)(process.execPath, ['--conditions=react-server', '--input-type=module', '-e', program], {
      cwd: root,
      timeout: 50_000,
    });
    expect(await jobs('send-mail')).toEqual([{ state: 'created' }]);
  }, 60_000);
});

describe('the workers', () => {
  test('are woken by what comes, do what was there before, and use three connections at most', async () => {
    await db.transaction((tx) => queueMail(tx, mail));
    await startJobs(60); // looking by themselves once a minute only
    await startJobs(60); // a second call changes nothing
    await until(async () => (await db.select().from(mails))[0]?.state === 'sent');
    await db.transaction((tx) =>
      queueMail(tx, { ...mail, to: Array.from({ length: 60 }, (_, n) => `${n}@mail.example`) }),
    );
    await until(async () => (await db.select().from(mails)).every(({ state }) => state === 'sent'));
    const [row] = await db.execute<{ count: number }>(
      sql`select count(*)::int as count from pg_stat_activity where datname = current_database() and application_name = 'mansudae-korea jobs'`,
    );
    expect(row?.count).toBeGreaterThan(1);
    expect(row?.count).toBeLessThanOrEqual(3);
  }, 40_000);

  test('are woken by a comment that waits', async () => {
    const editor = await hire('editor');
    await startJobs(60);
    await sleep(1000); // their first look by themselves is over
    await postComment(
      { articleId: (await printArticle()).id, name: 'Han', email: 'han@mail.example', body: 'Is anybody there?' },
      null,
      crypto.randomUUID(),
    );
    await until(async () => (await db.select().from(mails)).some(({ recipient }) => recipient === editor.email));
  });

  test('write and send the letter about an article when its time has come', async () => {
    const author = await hire('author');
    await db
      .insert(followers)
      .values({ email: 'reader@mail.example', confirmedAt: new Date(), tokenHash: 'x', tokenExpires: new Date() });
    process.env.E2E_DATABASE = process.env.DATABASE_URL; // the site of this test
    const { path } = await publishAs(author.email, {
      headline: 'The ferry timetable',
      standfirst: 'Two sailings a day.',
      paragraphs: ['Fog.'],
    });
    await startJobs(0.5);
    await sleep(1500);
    expect(await db.select().from(mails), 'there is time to take a slip back').toEqual([]);
    await db.execute(sql`update pgboss.job set start_after = now() where name = 'letter'`);
    await until(async () => (await db.select().from(mails))[0]?.state === 'sent');
    const [letter, ...others] = await db.select().from(mails);
    expect(others).toEqual([]);
    expect(letter).toMatchObject({ recipient: 'reader@mail.example', subject: expect.stringContaining('The ferry') });
    expect(letter!.text).toContain(path);
    expect(letter!.headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click');
  });

  test('survive that the database throws them out', async () => {
    await startJobs(0.5);
    await db.execute(
      sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'mansudae-korea jobs'`,
    );
    await db.transaction((tx) => queueMail(tx, mail));
    await until(async () => (await db.select().from(mails))[0]?.state === 'sent');
  });

  test('stop when told, and leave what comes later for the next start', async () => {
    await startJobs(0.5);
    const began = Date.now();
    await stopJobs();
    expect(Date.now() - began).toBeLessThan(9000); // it is forced to after ten
    await db.transaction((tx) => queueMail(tx, mail));
    await sleep(1200);
    expect(await jobs('send-mail')).toEqual([{ state: 'created' }]);
  });
});
