import { afterEach, expect, test, vi } from 'vitest';
import { db } from '#db/client';
import { comments } from '#db/schema/comments';
import { followers } from '#db/schema/followers';
import { limits } from '#db/schema/limits';
import { mails } from '#db/schema/mails';
import { messages } from '#db/schema/messages';
import { sessions, verificationTokens } from '#db/schema/people';
import { hire, printArticle } from '../e2e/support/newsroom.ts';
import { tidy } from './tidy.ts';

const store = vi.hoisted(() => ({ fault: null as Error | null }));
vi.mock('#lib/media/library-mutations', async (original) => {
  const whole = await original<typeof import('#lib/media/library-mutations')>();
  return { ...whole, purgePictures: () => (store.fault ? Promise.reject(store.fault) : whole.purgePictures()) };
});
afterEach(() => {
  store.fault = null;
  vi.restoreAllMocks();
});

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);

test('once a day what nobody needs any more goes, and nothing else', async () => {
  const { id: articleId } = await printArticle();
  const { id: userId } = await hire('editor');
  const post = { name: 'Han', email: 'han@mail.example', body: 'Hello', sender: 'hash' };
  await db.insert(comments).values([
    { ...post, articleId, createdAt: daysAgo(31) },
    { ...post, articleId, createdAt: daysAgo(29) },
  ]);
  await db.insert(messages).values([
    { ...post, subject: 'Old', createdAt: daysAgo(31) },
    { ...post, subject: 'New', createdAt: daysAgo(29) },
  ]);
  await db.insert(followers).values([
    { email: 'forgot@mail.example', tokenHash: 'a', tokenExpires: daysAgo(1) },
    { email: 'asked@mail.example', tokenHash: 'b', tokenExpires: daysAgo(-1) },
    { email: 'follows@mail.example', tokenHash: 'c', tokenExpires: daysAgo(300), confirmedAt: daysAgo(301) },
  ]);
  const mail = { recipient: 'han@mail.example', subject: 'Hello', text: '', html: '' };
  await db.insert(mails).values([
    { ...mail, state: 'sent', sentAt: daysAgo(31), subject: 'sent long ago' },
    { ...mail, state: 'sent', sentAt: daysAgo(29), subject: 'sent lately' },
    { ...mail, state: 'failed', createdAt: daysAgo(60), subject: 'never sent' },
  ]);
  await db.insert(verificationTokens).values([
    { identifier: 'a', token: 'old', expires: daysAgo(1) },
    { identifier: 'a', token: 'new', expires: daysAgo(-1) },
  ]);
  await db.insert(sessions).values([
    { sessionToken: 'old', userId, expires: daysAgo(1) },
    { sessionToken: 'new', userId, expires: daysAgo(-1) },
  ]);
  await db.insert(limits).values([
    { key: 'old', points: 1, expire: daysAgo(1) },
    { key: 'new', points: 1, expire: daysAgo(-1) },
  ]);

  await tidy();

  expect((await db.select().from(comments).orderBy(comments.createdAt)).map(({ sender }) => sender)).toEqual([
    null,
    'hash',
  ]);
  expect((await db.select().from(messages).orderBy(messages.createdAt)).map(({ sender }) => sender)).toEqual([
    null,
    'hash',
  ]);
  expect((await db.select().from(followers)).map(({ tokenHash }) => tokenHash).toSorted()).toEqual(['b', 'c']);
  expect((await db.select().from(mails)).map(({ subject }) => subject).toSorted()).toEqual([
    'never sent',
    'sent lately',
  ]);
  expect((await db.select().from(verificationTokens)).map(({ token }) => token)).toEqual(['new']);
  expect((await db.select().from(sessions)).map(({ sessionToken }) => sessionToken)).toEqual(['new']);
  expect((await db.select().from(limits)).map(({ key }) => key)).toEqual(['new']);
});

test('a store that does not answer keeps nothing else, is told of, and asks for another try', async () => {
  const { id: userId } = await hire('editor');
  await db.insert(sessions).values({ sessionToken: 'over', userId, expires: daysAgo(1) });
  store.fault = new Error('The store is away.');
  const said = vi.spyOn(console, 'error').mockImplementation(() => {});
  await expect(tidy()).rejects.toThrow('Not all could be tidied up: pictures.');
  expect(said).toHaveBeenCalledExactlyOnceWith('Tidying up, pictures:', store.fault);
  expect((await db.select().from(sessions)).map(({ sessionToken }) => sessionToken)).not.toContain('over');
});
