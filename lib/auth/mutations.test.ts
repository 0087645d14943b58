import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { db } from '#db/client';
import { mails } from '#db/schema/mails';
import { sessions, users, verificationTokens } from '#db/schema/people';
import { hire } from '../../e2e/support/newsroom.ts';
import { makeSignInLink, moveSignInLinks, requestSignInLink, shutOut } from './mutations.ts';
import { getUserOfSignInLink } from './queries.ts';
import { deadLink } from './rules.ts';
import { redeemSignInLink } from './sign-in.ts';

const linkFor = async (email: string, minutes?: number): Promise<string> => {
  const path = await db.transaction((tx) => makeSignInLink(tx, email, minutes));
  return path.split('/').at(-1)!;
};

test('a link signs its owner in once; opening it uses nothing up', async () => {
  const author = await hire('author');
  const token = await linkFor(author.email);
  for (let look = 0; look < 3; look += 1) expect(await getUserOfSignInLink(token)).toEqual(author);

  const cookie = await redeemSignInLink(token);
  expect(cookie).toMatchObject({ name: 'authjs.session-token', httpOnly: true, sameSite: 'lax', path: '/' });
  expect(await db.select().from(sessions).where(eq(sessions.sessionToken, cookie.value))).toMatchObject([
    { userId: author.id },
  ]);
  await expect(redeemSignInLink(token)).rejects.toThrow(deadLink);
  expect(await db.select().from(sessions).where(eq(sessions.userId, author.id))).toHaveLength(1);
});

test('of two who use a link at once, one is signed in', async () => {
  const author = await hire('author');
  const token = await linkFor(author.email);
  const answers = await Promise.allSettled([redeemSignInLink(token), redeemSignInLink(token)]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
});

test('a wrong link, an old one, and one for a stranger lead nowhere', async () => {
  const author = await hire('author');
  await expect(redeemSignInLink('nothing-of-ours')).rejects.toThrow(deadLink);
  await expect(redeemSignInLink(await linkFor(author.email, -1))).rejects.toThrow(deadLink);
  await expect(redeemSignInLink(await linkFor('stranger@mansudae.example'))).rejects.toThrow(deadLink);
  expect(await db.select().from(users).where(eq(users.email, 'stranger@mansudae.example'))).toEqual([]);
});

test('the link itself is kept nowhere', async () => {
  const author = await hire('author');
  const token = await linkFor(author.email);
  const [row] = await db.select().from(verificationTokens).where(eq(verificationTokens.identifier, author.email));
  expect(row?.token).toMatch(/^[0-9a-f]{64}$/);
  expect(row?.token).not.toContain(token);
});

test('who is shut out loses sessions and links, and gets no new ones', async () => {
  const author = await hire('author');
  const token = await linkFor(author.email);
  await redeemSignInLink(await linkFor(author.email));
  await db.transaction((tx) => shutOut(tx, author));
  await db.update(users).set({ disabledAt: new Date() }).where(eq(users.id, author.id));

  expect(await db.select().from(sessions).where(eq(sessions.userId, author.id))).toEqual([]);
  await expect(redeemSignInLink(token)).rejects.toThrow(deadLink);
  await expect(redeemSignInLink(await linkFor(author.email))).rejects.toThrow(deadLink);
  await requestSignInLink(author.email);
  expect(await mailsTo(author.email)).toEqual([]);
});

test('a link asked for comes by mail, with a working address; a stranger gets none and sees no difference', async () => {
  const author = await hire('author');
  expect(await requestSignInLink(author.email)).toBeUndefined();
  expect(await requestSignInLink('nobody@mansudae.example')).toBeUndefined();

  const [mail] = await mailsTo(author.email);
  expect(mail?.subject).toBe('Sign in to Mansudae Korea');
  const [, token] = /http:\/\/localhost:\d+\/sign-in\/(\S+)/.exec(mail?.text ?? '') ?? [];
  expect(await getUserOfSignInLink(token!)).toEqual(author);
  expect(await mailsTo('nobody@mansudae.example')).toEqual([]);
});

test('nobody fills a mailbox with links', async () => {
  const author = await hire('author');
  for (let time = 0; time < 3; time += 1) await requestSignInLink(author.email);
  await expect(requestSignInLink(author.email)).rejects.toMatchObject({ status: 429 });
  expect(await mailsTo(author.email)).toHaveLength(3);
});

test('a link goes along when its owner’s address changes', async () => {
  const owner = await hire('owner');
  const token = await linkFor(owner.email);
  const email = `new-${owner.email}`;
  await db.transaction(async (tx) => {
    await tx.update(users).set({ email }).where(eq(users.id, owner.id));
    await moveSignInLinks(tx, owner.email, email);
  });
  await redeemSignInLink(token);
  expect(await db.select().from(sessions).where(eq(sessions.userId, owner.id))).toHaveLength(1);
});

const mailsTo = (email: string) => db.select().from(mails).where(eq(mails.recipient, email));
