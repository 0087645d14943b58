import { asc, eq, sql } from 'drizzle-orm';
import { beforeEach, expect, it } from 'vitest';
import { db } from '#db/client';
import { articles } from '#db/schema/articles';
import { followers } from '#db/schema/followers';
import { mails } from '#db/schema/mails';
import { printArticle } from '../../e2e/support/newsroom.ts';
import { writeLetters } from './mutations.ts';

const follower = (email: string, confirmedAt: Date | null = new Date()) =>
  db.insert(followers).values({ email, confirmedAt, tokenHash: email, tokenExpires: new Date() });
const letters = () => db.select().from(mails).orderBy(asc(mails.recipient));

beforeEach(async () => {
  await db.delete(mails);
  await db.delete(followers);
});

it('writes to every confirmed follower once, however often it runs and by however many', async () => {
  await Promise.all([follower('a@reader.example'), follower('b@reader.example'), follower('c@reader.example', null)]);
  const { id, slug } = await printArticle('강을 앞에 두고 멈춘 선로');
  await Promise.all([writeLetters(id), writeLetters(id), writeLetters(id)]);
  await writeLetters(id);
  const written = await letters();
  expect(written.map(({ recipient }) => recipient)).toEqual(['a@reader.example', 'b@reader.example']);
  expect(written[0]!.subject).toContain('강을 앞에 두고 멈춘 선로');
  expect(written[0]!.text).toContain(`/articles/${slug}`);
});

it('gives each letter its own way out, for the reader and for the mail program', async () => {
  await Promise.all([follower('a@reader.example'), follower('b@reader.example')]);
  await writeLetters((await printArticle()).id);
  const [first, second] = await letters();
  expect(first!.headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click');
  expect(first!.headers['List-Unsubscribe']).not.toBe(second!.headers['List-Unsubscribe']);
  expect(first!.text).toMatch(/\/unsubscribe\/\S+/);
});

it('writes nothing about an article that was taken back in time, and does once it is published again', async () => {
  await follower('a@reader.example');
  const { id } = await printArticle();
  const [article] = await db.select().from(articles).where(eq(articles.id, id));
  await db.update(articles).set({ publishedRevisionId: null }).where(eq(articles.id, id));
  await writeLetters(id);
  expect(await letters()).toEqual([]);
  await db.update(articles).set({ publishedRevisionId: article!.draftRevisionId }).where(eq(articles.id, id));
  await writeLetters(id);
  expect(await letters()).toHaveLength(1);
});

it('queues many at once', async () => {
  await db.execute(sql`insert into followers (email, confirmed_at, token_hash, token_expires)
    select 'reader' || n || '@reader.example', now(), 'hash' || n, now() from generate_series(1, 2500) n`);
  await writeLetters((await printArticle()).id);
  expect(await db.$count(mails)).toBe(2500);
});
