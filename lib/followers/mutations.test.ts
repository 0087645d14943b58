import { eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { db } from '#db/client';
import { followers } from '#db/schema/followers';
import { limits } from '#db/schema/limits';
import { mails } from '#db/schema/mails';
import { ForbiddenError, LimitError, NotFoundError } from '#lib/errors';
import { hire } from '../../e2e/support/newsroom.ts';
import { confirmFollow, follow, removeFollower, unsubscribe } from './mutations.ts';
import { countFollowers, getFollowerByToken, getFollowerByUnsubscribeToken, listFollowers } from './queries.ts';
import { unsubscribeToken } from './unsubscribe-token.ts';

const reader = 'reader@mail.example';
const sent = () => db.select().from(mails).orderBy(mails.createdAt);
const tokenIn = (text = '') => decodeURIComponent(/\/follow\/confirm\/(\S+)/.exec(text)?.[1] ?? '');

/** Follows and returns the token that was mailed. */
async function askToFollow(email = reader): Promise<string> {
  await follow(email, null);
  return tokenIn((await sent()).at(-1)?.text);
}

beforeEach(async () => {
  for (const table of [followers, mails, limits]) await db.delete(table);
});

describe('following', () => {
  test('begins with a mail; only the button behind its link makes a follower', async () => {
    const token = await askToFollow();
    expect(await sent()).toMatchObject([
      { recipient: reader, subject: 'Confirm that you want to follow Mansudae Korea' },
    ]);
    expect((await sent())[0]?.text).toContain(`http://localhost:3000/follow/confirm/${token}`);
    const editor = await hire('editor');
    expect(await getFollowerByToken(token)).toEqual({ state: 'pending' });
    expect(await countFollowers(editor)).toBe(0); // looking has changed nothing

    await confirmFollow(token);
    expect(await listFollowers(editor)).toMatchObject([{ email: reader }]);
    expect(await getFollowerByToken(token)).toEqual({ state: 'confirmed' });
    expect(JSON.stringify(await db.select().from(followers))).not.toContain(token);
  });

  test('welcomes once, with a way out that a mail program understands', async () => {
    const token = await askToFollow();
    await Promise.all([confirmFollow(token), confirmFollow(token), confirmFollow(token)]);
    const [, welcome, ...more] = await sent();
    expect(more).toEqual([]);
    const [follower] = await db.select().from(followers);
    const wayOut = unsubscribeToken(follower!.id);
    expect(welcome).toMatchObject({
      subject: 'You follow Mansudae Korea',
      headers: {
        'List-Unsubscribe': `<http://localhost:3000/api/unsubscribe/${wayOut}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      },
    });
    expect(welcome?.text).toContain(`http://localhost:3000/unsubscribe/${wayOut}`);
  });

  test('answers the same for an address that follows already, and tells its owner at most once an hour', async () => {
    await confirmFollow(await askToFollow());
    await db.delete(mails);
    expect(await follow(reader, null)).toBeUndefined();
    expect(await follow(reader, null)).toBeUndefined();
    expect(await sent()).toMatchObject([{ recipient: reader, subject: 'You already follow Mansudae Korea' }]);
    expect((await sent())[0]?.text).toContain('/unsubscribe/');
  });

  test('takes the same post within a minute once; a later one replaces the link', async () => {
    const [first] = await Promise.all([askToFollow(), follow(reader, null)]);
    expect(await db.$count(mails)).toBe(1);
    await db.update(followers).set({ tokenExpires: sql`${followers.tokenExpires} - interval '2 minutes'` });
    const second = await askToFollow();
    expect(second).not.toBe(first);
    await expect(confirmFollow(first)).rejects.toThrow(NotFoundError);
    await confirmFollow(second);
  });

  test('is limited per sender and per mailbox', async () => {
    for (let count = 1; count <= 5; count++) await follow(`reader-${count}@mail.example`, 'eager');
    await expect(follow('reader-6@mail.example', 'eager')).rejects.toThrow(LimitError);
    for (const sender of ['a', 'b', 'c']) await follow(reader, sender);
    await expect(follow(reader, 'd')).rejects.toThrow(LimitError);
  });

  test('does not confirm after seven days, nor with a link that nobody made', async () => {
    const token = await askToFollow();
    await db.update(followers).set({ tokenExpires: new Date(Date.now() - 1000) });
    expect(await getFollowerByToken(token)).toEqual({ state: 'expired' });
    await expect(confirmFollow(token)).rejects.toThrow('seven days');
    await expect(confirmFollow('made-up')).rejects.toThrow(NotFoundError);
    expect(await getFollowerByToken('made-up')).toBeNull();
  });
});

describe('leaving', () => {
  test('needs the signed link and nothing else, and can be done twice', async () => {
    await confirmFollow(await askToFollow());
    const [follower] = await db.select().from(followers);
    const token = unsubscribeToken(follower!.id);
    expect(await getFollowerByUnsubscribeToken(token)).toEqual({ state: 'following' });
    await unsubscribe(token);
    expect(await db.$count(followers)).toBe(0);
    await unsubscribe(token);
    expect(await getFollowerByUnsubscribeToken(token)).toEqual({ state: 'gone' });
  });

  test('does not work with a signature that is not ours', async () => {
    await confirmFollow(await askToFollow());
    const [follower] = await db.select().from(followers);
    const real = unsubscribeToken(follower!.id);
    const another = unsubscribeToken('0b0c1f9e-1111-4c2b-9a66-2d5be5c7a001').split('.')[1];
    for (const forged of [
      follower!.id,
      `${follower!.id}.`,
      `${follower!.id}.${another}`,
      `${real}x`,
      `${real}.x`,
      '',
      '.',
    ]) {
      await expect(unsubscribe(forged)).rejects.toThrow(NotFoundError);
      expect(await getFollowerByUnsubscribeToken(forged)).toBeNull();
    }
    expect(await db.$count(followers)).toBe(1);
  });

  test('by the hand of an editor or owner; nobody else sees the list', async () => {
    await confirmFollow(await askToFollow());
    const [follower] = await db.select().from(followers);
    for (const role of ['contributor', 'author'] as const) {
      const user = await hire(role);
      await expect(removeFollower(user, follower!.id)).rejects.toThrow(ForbiddenError);
      await expect(listFollowers(user)).rejects.toThrow(ForbiddenError);
      expect(await countFollowers(user)).toBe(0);
    }
    await removeFollower(await hire('owner'), follower!.id);
    expect(await db.select().from(followers).where(eq(followers.email, reader))).toEqual([]);
    await expect(removeFollower(await hire('editor'), follower!.id)).rejects.toThrow(NotFoundError);
  });
});
