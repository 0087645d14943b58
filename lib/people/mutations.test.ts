import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { db } from '#db/client';
import { mails } from '#db/schema/mails';
import { authors, sessions, users, verificationTokens } from '#db/schema/people';
import { settings } from '#db/schema/settings';
import { requestSignInLink } from '#lib/auth/mutations';
import { getUserOfSignInLink } from '#lib/auth/queries';
import { roles } from '#lib/auth/roles';
import { hire } from '../../e2e/support/newsroom.ts';
import {
  addPerson,
  changePerson,
  disablePerson,
  enablePerson,
  ensureOwner,
  needsOwner,
  ownerSignInLink,
  sendSignInLink,
} from './mutations.ts';
import { listPeople } from './queries.ts';
import { unnamedOwner } from './rules.ts';

beforeEach(async () => {
  await db.delete(users);
  await db.delete(authors);
});

const person = { name: '한 소라', email: 'sora@mansudae.example', role: 'author' } as const;

test('the first owner is made once, however many ask at once', async () => {
  const asked = await Promise.all(Array.from({ length: 4 }, () => db.transaction(ensureOwner)));
  expect(new Set(asked)).toEqual(new Set([unnamedOwner]));
  expect(await db.select().from(users)).toHaveLength(1);

  const { path, email } = await ownerSignInLink();
  expect(email).toBe(unnamedOwner);
  expect(await getUserOfSignInLink(path.split('/').at(-1)!)).toMatchObject({ role: 'owner' });
});

test('the printed link is for the owner there is', async () => {
  await hire('editor');
  const owner = await hire('owner');
  expect((await ownerSignInLink()).email).toBe(owner.email);
  expect(await needsOwner()).toBe(true);
  await db.update(settings).set({ setUpAt: new Date() });
  expect(await needsOwner()).toBe(false);
});

test('only an owner manages people', async () => {
  const target = await hire('author');
  for (const role of roles.filter((candidate) => candidate !== 'owner')) {
    const user = await hire(role);
    const refused = { status: 403 };
    await expect(addPerson(user, person)).rejects.toMatchObject(refused);
    await expect(changePerson(user, { userId: target.id, ...person })).rejects.toMatchObject(refused);
    await expect(disablePerson(user, target.id)).rejects.toMatchObject(refused);
    await expect(enablePerson(user, target.id)).rejects.toMatchObject(refused);
    await expect(sendSignInLink(user, target.id)).rejects.toMatchObject(refused);
    await expect(listPeople(user)).rejects.toMatchObject(refused);
  }
  expect(await db.select().from(mails)).toEqual([]);
});

test('an added person has a byline at an address of their own, and a link in the mail', async () => {
  const owner = await hire('owner');
  await addPerson(owner, person);
  await addPerson(owner, { ...person, email: 'another@mansudae.example' });
  const handles = (await db.select().from(authors)).map(({ handle }) => handle).toSorted();
  expect(handles).toEqual(['한-소라', '한-소라-2']);
  const [mail] = await db.select().from(mails).where(eq(mails.recipient, person.email));
  const [, token] = /\/sign-in\/(\S+)/.exec(mail?.text ?? '') ?? [];
  expect(await getUserOfSignInLink(token!)).toMatchObject({ name: '한 소라', role: 'author' });

  await expect(addPerson(owner, person)).rejects.toMatchObject({ fields: { email: expect.any(String) } });
  expect(await listPeople(owner)).toHaveLength(3);
});

test('there is always an owner who can sign in', async () => {
  const owner = await hire('owner');
  const asAuthor = { userId: owner.id, name: owner.name, email: owner.email, role: 'author' } as const;
  await expect(changePerson(owner, asAuthor)).rejects.toThrow('Somebody has to be the owner');
  await expect(disablePerson(owner, owner.id)).rejects.toThrow('cannot shut yourself out');

  const second = await hire('owner');
  await disablePerson(owner, second.id);
  await expect(changePerson(owner, asAuthor)).rejects.toThrow('Somebody has to be the owner');
  await enablePerson(owner, second.id);
  await changePerson(owner, asAuthor);
  await expect(disablePerson(second, second.id)).rejects.toThrow();
  expect(await db.select().from(users).where(eq(users.role, 'owner'))).toMatchObject([{ id: second.id }]);
});

test('of two owners who step down at once, one stays', async () => {
  const [one, other] = [await hire('owner'), await hire('owner')];
  const stepDown = (user: typeof one) =>
    changePerson(user, { userId: user.id, name: user.name, email: user.email, role: 'editor' });
  const answers = await Promise.allSettled([stepDown(one), stepDown(other)]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(await db.select().from(users).where(eq(users.role, 'owner'))).toHaveLength(1);
});

test('a changed address ends the sessions and links of the old one; shutting out ends them too', async () => {
  const owner = await hire('owner');
  const author = await hire('author');
  const signIn = () =>
    db.insert(sessions).values({ sessionToken: crypto.randomUUID(), userId: author.id, expires: new Date(2999, 1) });
  await signIn();
  await changePerson(owner, { userId: author.id, name: 'Kim', email: author.email, role: 'editor' });
  expect(await db.select().from(sessions)).toHaveLength(1);
  await changePerson(owner, { userId: author.id, name: 'Kim', email: `new-${author.email}`, role: 'editor' });
  expect(await db.select().from(sessions)).toHaveLength(0);
  await expect(
    changePerson(owner, { userId: author.id, name: 'Kim', email: owner.email, role: 'editor' }),
  ).rejects.toMatchObject({ fields: { email: expect.any(String) } });

  await signIn();
  await disablePerson(owner, author.id);
  expect(await db.select().from(sessions)).toHaveLength(0);
  await expect(sendSignInLink(owner, author.id)).rejects.toThrow('shut out');
});

test('an invitation waits three days, says to what, as whom, and how to get another; an asked-for link lives an hour', async () => {
  const owner = await hire('owner');
  await db.update(settings).set({ name: 'The River' });
  const hoursOf = async (email: string) => {
    const [link] = await db.select().from(verificationTokens).where(eq(verificationTokens.identifier, email));
    return Math.round((link!.expires.getTime() - Date.now()) / 3_600_000);
  };
  await addPerson(owner, { ...person, email: 'invited@mansudae.example' });
  expect(await hoursOf('invited@mansudae.example')).toBe(72);
  const [mail] = await db.select().from(mails).where(eq(mails.recipient, 'invited@mansudae.example'));
  expect(mail?.text).toContain('The River');
  expect(mail?.text).toContain('Author');
  expect(mail?.text).toMatch(/three days[\s\S]+\/sign-in$/m);
  expect(mail?.text.match(/sign(s you)? in:/gi)).toHaveLength(1);

  await requestSignInLink(owner.email);
  expect(await hoursOf(owner.email)).toBe(1);
});
