import { setTimeout as sleep } from 'node:timers/promises';
import { desc, eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { db } from '#db/client';
import { articles } from '#db/schema/articles';
import { comments } from '#db/schema/comments';
import { limits } from '#db/schema/limits';
import { mails } from '#db/schema/mails';
import { users } from '#db/schema/people';
import { collectAnnouncements } from '#lib/announce';
import { cacheTags } from '#lib/cache-tags';
import { ForbiddenError, LimitError, NotFoundError } from '#lib/errors';
import { enqueue } from '#lib/jobs';
import { hire, printArticle } from '../../e2e/support/newsroom.ts';
import { mailWaitingComments } from './jobs.ts';
import { decideComments, postComment } from './mutations.ts';
import { countHeldComments, listComments, listCommentsForDesk } from './queries.ts';
import { commentInput } from './rules.ts';

/** How many statements wait for a lock. */
const waiting = async (): Promise<number> => {
  const [row] = await db.execute<{ count: number }>(
    sql`select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return row!.count;
};
const patiently = { timeout: 30_000 };
const waitingJobs = () =>
  db.execute<{ state: string; start_after: Date }>(
    sql`select state, start_after from pgboss.job where name = 'comments-waiting' order by created_on`,
  );
const comment = (articleId: string, body = 'A good piece.') => ({
  articleId,
  name: '김하늘',
  email: 'han@mail.example',
  body,
});

/** What is counted in each window of each sender. */
const countedOf = async (kind: string) =>
  (await db.select().from(limits)).filter(({ key }) => key.startsWith(kind)).map(({ points }) => points);

beforeEach(async () => {
  await db.delete(comments);
  await db.delete(limits);
  await db.delete(mails);
  await db.delete(users);
  await db.execute(sql`delete from pgboss.job`);
});

describe('posting', () => {
  test('holds the comment, and nobody but the desk sees it until it is approved', async () => {
    const article = await printArticle();
    const posted = await postComment(comment(article.id), 'a-sender');
    expect(posted).toEqual({ id: expect.any(String), slug: article.slug });
    expect(await listComments(article.id)).toEqual([]);

    const editor = await hire('editor');
    expect(await listCommentsForDesk(editor, 'held')).toMatchObject([
      { id: posted.id, slug: article.slug, headline: 'The line that stops at the river', email: 'han@mail.example' },
    ]);
    expect(await countHeldComments(editor)).toBe(1);

    const { tags } = await collectAnnouncements(() => decideComments(editor, [posted.id], 'approve'));
    expect(tags).toEqual([cacheTags.comments(article.id)]);
    expect(await listComments(article.id)).toMatchObject([{ id: posted.id, name: '김하늘', body: 'A good piece.' }]);
  });

  test('takes the same post within a minute once, also when both arrive at the same moment', async () => {
    const article = await printArticle();
    const all = await Promise.all(Array.from({ length: 12 }, () => postComment(comment(article.id), null)));
    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
    expect(await db.$count(comments)).toBe(1);

    await postComment(comment(article.id, 'Another thought.'), null);
    await postComment({ ...comment(article.id), name: 'Somebody else' }, null);
    expect(await db.$count(comments)).toBe(3);

    await db.update(comments).set({ createdAt: sql`now() - interval '61 seconds'` });
    expect((await postComment(comment(article.id), null)).id).not.toBe(all[0]?.id);
  });

  test('with a once-key takes the same words once, whenever they come again', async () => {
    const article = await printArticle();
    const key = crypto.randomUUID();
    const first = await postComment(comment(article.id), 'a-sender', key);
    await db.update(comments).set({ createdAt: sql`now() - interval '400 days'` });
    expect(await postComment(comment(article.id), 'another-sender', key)).toEqual(first);
    expect(await db.$count(comments)).toBe(1);
    expect(await countedOf('comment')).toEqual([1, 1]); // both windows of the first sender alone

    await postComment(comment(article.id, 'Other words, from a page gone back to.'), 'a-sender', key);
    await postComment(comment(article.id), 'a-sender', crypto.randomUUID()); // meant so: another sending of the form
    expect(await db.$count(comments)).toBe(3);
  });

  test('with a once-key takes what arrives at the same moment once, also as the last that the limit allows', async () => {
    const article = await printArticle();
    for (let count = 1; count <= 4; count++) await postComment(comment(article.id, `Thought ${count}`), 'eager');
    const key = crypto.randomUUID();
    const post = (sender: string | null) => postComment(comment(article.id), sender, key);
    const all = await Promise.all(['eager', 'other', null, 'eager', 'other', 'eager', null, 'eager'].map(post));
    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
    expect(await db.$count(comments)).toBe(5);
  });

  test('counts a comment for nobody when the same one was a moment faster', async () => {
    const article = await printArticle();
    const key = crypto.randomUUID();
    const posts: Promise<{ id: string }>[] = [];
    await db.transaction(async (tx) => {
      await tx.select().from(articles).where(eq(articles.id, article.id)).for('update'); // holds up whoever has written
      for (const sender of ['first', 'second']) {
        posts.push(postComment(comment(article.id), sender, key));
        await expect.poll(waiting, patiently).toBe(posts.length); // both statements have begun before either is done
      }
    });
    const [first, second] = await Promise.all(posts);
    expect(second).toEqual(first);
    expect(await db.$count(comments)).toBe(1);
    expect((await countedOf('comment')).toSorted()).toEqual([0, 0, 1, 1]);
  });

  test('keeps long and decomposed Hangul whole, and knows it again', async () => {
    const article = await printArticle();
    const key = crypto.randomUUID();
    const typed = { ...comment(article.id), body: '한글 '.repeat(1666), name: '김하늘' };
    const { id } = await postComment(commentInput.parse(typed), null, key);
    const decomposed = { ...typed, body: typed.body.normalize('NFD'), name: typed.name.normalize('NFD') };
    expect((await postComment(commentInput.parse(decomposed), null, key)).id).toBe(id);
    expect(await db.select({ name: comments.name, body: comments.body }).from(comments)).toEqual([
      { name: '김하늘', body: typed.body.trim() },
    ]);
  });

  test('takes five in ten minutes from one sender and then says when to come back; others are not held up', async () => {
    const article = await printArticle();
    for (let count = 1; count <= 5; count++) await postComment(comment(article.id, `Thought ${count}`), 'eager');
    const refusal = await postComment(comment(article.id, 'Thought 6'), 'eager').catch((error) => error);
    expect(refusal).toBeInstanceOf(LimitError);
    expect(refusal).toMatchObject({ status: 429, message: expect.stringContaining('try again in 10 minutes') });
    expect(refusal.retryAfter).toBeGreaterThan(590);
    expect(refusal.retryAfter).toBeLessThanOrEqual(600);

    await postComment(comment(article.id, 'Thought 5'), 'eager'); // sent twice
    expect(await db.$count(comments)).toBe(5);
    await postComment(comment(article.id, 'Thought 6'), 'patient');
    expect(await db.$count(comments)).toBe(6);
    const [kept] = await db.select().from(limits);
    expect(kept?.key).not.toContain('eager'); // a keyed hash, like everything about a sender
  });

  test('is refused with a sentence under an article that is not public', async () => {
    const article = await printArticle();
    const refused = () => expect(postComment(comment(article.id), null)).rejects.toThrow('not public any more');
    await db.update(articles).set({ publishedAt: sql`now() + interval '1 hour'` }).where(eq(articles.id, article.id));
    await refused();
    await db
      .update(articles)
      .set({ publishedAt: sql`now()`, removedAt: sql`now()` })
      .where(eq(articles.id, article.id));
    await refused();
    await db.update(articles).set({ publishedRevisionId: null, removedAt: null }).where(eq(articles.id, article.id));
    await refused();
    await expect(postComment(comment('6f1f0f52-9f3e-4a53-8f5b-0d8f7d2f9a11'), null)).rejects.toThrow('not public');
    expect(await db.$count(comments)).toBe(0);
    expect(await waitingJobs()).toHaveLength(0);
  });
});

describe('deciding', () => {
  test('works on several at once, across articles, and can be taken back', async () => {
    const [here, there] = [await printArticle(), await printArticle()];
    const ids = [
      (await postComment(comment(here.id, 'One'), null)).id,
      (await postComment(comment(here.id, 'Two'), null)).id,
      (await postComment(comment(there.id, 'Three'), null)).id,
    ];
    const editor = await hire('editor');
    const { result, tags } = await collectAnnouncements(() => decideComments(editor, ids, 'approve'));
    expect(result.toSorted()).toEqual(ids.toSorted());
    expect(tags.toSorted()).toEqual([cacheTags.comments(here.id), cacheTags.comments(there.id)].toSorted());
    expect((await listComments(here.id)).map(({ body }) => body)).toEqual(['One', 'Two']);

    await decideComments(editor, ids.slice(0, 1), 'hold');
    expect(await listComments(here.id)).toMatchObject([{ body: 'Two' }]);
    expect(await listCommentsForDesk(editor, 'held')).toMatchObject([{ body: 'One', decidedAt: null }]);
    await decideComments(editor, ids.slice(1), 'reject');
    expect(await listComments(here.id)).toEqual([]);
    expect(await listCommentsForDesk(editor, 'rejected')).toHaveLength(2);
  });

  test('is for editors and owners', async () => {
    const article = await printArticle();
    const { id } = await postComment(comment(article.id), null);
    for (const role of ['contributor', 'author'] as const) {
      const user = await hire(role);
      await expect(decideComments(user, [id], 'approve')).rejects.toThrow(ForbiddenError);
      await expect(listCommentsForDesk(user, 'held')).rejects.toThrow(ForbiddenError);
      expect(await countHeldComments(user)).toBe(0);
    }
    expect(await listComments(article.id)).toEqual([]);
    expect(await decideComments(await hire('owner'), [id], 'approve')).toEqual([id]);
    await expect(decideComments(await hire('editor'), [article.id], 'approve')).rejects.toThrow(NotFoundError);
  });
});

describe('telling the editors', () => {
  test('adds the job that pg-boss would add', async () => {
    const article = await printArticle();
    const jobs = () => db.execute(sql`select * from pgboss.job`);
    await postComment(comment(article.id), null, crypto.randomUUID());
    const [ours] = await jobs();
    await db.execute(sql`delete from pgboss.job`);
    await db.transaction((tx) => enqueue(tx, 'comments-waiting', [{ data: {} }]));
    const [theirs] = await jobs();
    const moments = ['id', 'start_after', 'created_on', 'keep_until'];
    const lasting = (job: Record<string, unknown> = {}) =>
      Object.entries(job).filter(([column]) => !moments.includes(column));
    expect(ours).toBeDefined();
    expect(lasting(ours)).toEqual(lasting(theirs));
    const kept = ({ keep_until, created_on } = ours!) =>
      Date.parse(String(keep_until)) - Date.parse(String(created_on));
    expect(kept(ours!)).toBe(kept(theirs!));
  });

  test('counts a comment that was on its way when the job was taken', async () => {
    const article = await printArticle();
    await hire('editor');
    await postComment(comment(article.id, 'One'), null, crypto.randomUUID()); // leaves the job
    let on: Promise<unknown> = Promise.resolve();
    let mailed: Promise<unknown> = Promise.resolve();
    await db.transaction(async (tx) => {
      await tx.select().from(articles).where(eq(articles.id, article.id)).for('update'); // holds the next comment up
      on = postComment(comment(article.id, 'Two'), null, crypto.randomUUID());
      await expect.poll(waiting, patiently).toBe(1);
      await db.execute(sql`update pgboss.job set state = 'active' where name = 'comments-waiting'`);
      mailed = mailWaitingComments();
      await sleep(300);
    });
    await Promise.all([on, mailed]);
    expect(await db.select({ subject: mails.subject }).from(mails)).toEqual([{ subject: '2 comments are waiting' }]);
  });

  test('leaves one job for any number of comments', async () => {
    const article = await printArticle();
    await Promise.all(['One', 'Two', 'Three'].map((body) => postComment(comment(article.id, body), null)));
    expect(await waitingJobs()).toMatchObject([{ state: 'created' }]);
  });

  test('mails each editor and owner who may sign in, then is quiet for fifteen minutes, then tells the rest', async () => {
    const article = await printArticle();
    const staff = [await hire('editor'), await hire('owner')].map(({ email }) => email);
    await hire('author');
    await hire('editor', { disabledAt: new Date() });

    await postComment(comment(article.id, 'One'), null);
    await db.execute(sql`update pgboss.job set state = 'active' where name = 'comments-waiting'`); // as when a worker has it
    await mailWaitingComments();
    const written = await db.select().from(mails);
    expect(written.map(({ recipient }) => recipient).toSorted()).toEqual(staff.toSorted());
    expect(written[0]).toMatchObject({ subject: 'A comment is waiting', state: 'queued' });
    expect(written[0]?.text).toContain('http://localhost:3000/desk/comments');

    await postComment(comment(article.id, 'Two'), null);
    await db.execute(sql`update pgboss.job set state = 'active' where state = 'created' and name = 'comments-waiting'`);
    await mailWaitingComments();
    expect(await db.$count(mails)).toBe(2);
    const later = (await waitingJobs()).filter(({ state }) => state === 'created');
    expect(later).toHaveLength(1);
    const minutes = (new Date(later[0]!.start_after).getTime() - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(14);
    expect(minutes).toBeLessThanOrEqual(15);

    await db.update(limits).set({ expire: new Date() }); // a quarter of an hour later
    await mailWaitingComments();
    expect(await db.$count(mails)).toBe(4);
    const [latest] = await db.select().from(mails).orderBy(desc(mails.createdAt)).limit(1);
    expect(latest?.subject).toBe('2 comments are waiting');
  });

  test('says nothing when nothing waits', async () => {
    const article = await printArticle();
    const editor = await hire('editor');
    const { id } = await postComment(comment(article.id), null);
    await decideComments(editor, [id], 'reject');
    await mailWaitingComments();
    expect(await db.$count(mails)).toBe(0);
  });
});
