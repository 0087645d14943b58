import { and, asc, eq, isNull, ne } from 'drizzle-orm';
import { db, type Transaction } from '#db/client';
import { authors, users } from '#db/schema/people';
import { settings } from '#db/schema/settings';
import { mailInvitation, makeSignInLink, shutOut } from '#lib/auth/mutations';
import type { User } from '#lib/auth/roles';
import { makeProfile } from '#lib/authors/mutations';
import { DomainError, ForbiddenError, InvalidInputError, NotFoundError } from '#lib/errors';
import { type ChangePersonInput, canManagePeople, type PersonInput, unnamedOwner } from './rules.ts';

/** Whether nobody has made this publication theirs yet. */
export async function needsOwner(): Promise<boolean> {
  const [publication] = await db.select({ setUpAt: settings.setUpAt }).from(settings);
  return publication?.setUpAt === null;
}

/** A link for whoever owns the machine: signs in the owner, who is made when there is none. */
export async function ownerSignInLink(): Promise<{ path: string; email: string }> {
  return db.transaction(async (tx) => {
    const email = await ensureOwner(tx);
    return { path: await makeSignInLink(tx, email), email };
  });
}

/** The first owner's address. Makes an owner with no name and no mailbox when nobody is one. */
export async function ensureOwner(tx: Transaction): Promise<string> {
  // One publication, one first owner, however many processes start at once.
  await tx.select({ id: settings.id }).from(settings).for('update');
  const [owner] = await tx
    .select({ email: users.email })
    .from(users)
    .where(and(eq(users.role, 'owner'), isNull(users.disabledAt)))
    .orderBy(asc(users.createdAt))
    .limit(1);
  if (owner) return owner.email;
  await tx.insert(users).values({ email: unnamedOwner, role: 'owner' });
  return unnamedOwner;
}

/** Gives somebody an account and a byline, and mails them a link to sign in. Throws ForbiddenError, InvalidInputError. */
export async function addPerson(user: User, input: PersonInput): Promise<{ name: string; email: string }> {
  demandOwner(user);
  return db.transaction(async (tx) => {
    const [person] = await tx.insert(users).values(input).onConflictDoNothing().returning({ id: users.id });
    if (!person) throw new InvalidInputError({ email: 'Somebody with this address has an account already.' });
    await makeProfile(tx, { ...input, id: person.id });
    await mailInvitation(tx, input);
    return { name: input.name, email: input.email };
  });
}

/** Changes a person's name, address or role. Throws ForbiddenError, NotFoundError, InvalidInputError. */
export async function changePerson(user: User, { userId, ...input }: ChangePersonInput): Promise<{ name: string }> {
  demandOwner(user);
  return db.transaction(async (tx) => {
    const person = await findPerson(tx, userId);
    if (input.role !== 'owner')
      await demandAnotherOwner(tx, userId, 'Somebody has to be the owner: make another person one first.');
    if (input.email !== person.email) {
      const [holder] = await tx
        .select({ id: users.id })
        .from(users)
        .where(and(eq(users.email, input.email), ne(users.id, userId)));
      if (holder) throw new InvalidInputError({ email: 'Somebody with this address has an account already.' });
      await shutOut(tx, person); // whoever reads the old mailbox is signed out
      await tx.update(authors).set({ email: input.email }).where(eq(authors.userId, userId));
    }
    await tx.update(users).set(input).where(eq(users.id, userId));
    return { name: input.name };
  });
}

/** Shuts a person out at once: their sessions and links end. What they wrote stays. */
export async function disablePerson(user: User, userId: string): Promise<{ name: string }> {
  demandOwner(user);
  if (userId === user.id) throw new DomainError('You cannot shut yourself out. Another owner can.');
  return db.transaction(async (tx) => {
    const person = await findPerson(tx, userId);
    await demandAnotherOwner(tx, userId, 'This is the only owner: make another person one first.');
    await tx.update(users).set({ disabledAt: new Date() }).where(eq(users.id, userId));
    await shutOut(tx, person);
    return { name: person.name };
  });
}

/** Lets a person in again. */
export async function enablePerson(user: User, userId: string): Promise<{ name: string }> {
  demandOwner(user);
  return db.transaction(async (tx) => {
    const person = await findPerson(tx, userId);
    await tx.update(users).set({ disabledAt: null }).where(eq(users.id, userId));
    return { name: person.name };
  });
}

/** Mails a person another link to sign in. */
export async function sendSignInLink(user: User, userId: string): Promise<{ name: string; email: string }> {
  demandOwner(user);
  return db.transaction(async (tx) => {
    const person = await findPerson(tx, userId);
    if (person.disabledAt) throw new DomainError('This person is shut out. Let them in first.');
    await mailInvitation(tx, person);
    return { name: person.name, email: person.email };
  });
}

function demandOwner(user: User): void {
  if (!canManagePeople(user)) throw new ForbiddenError('Only an owner can do this.');
}

async function findPerson(tx: Transaction, userId: string) {
  const [person] = await tx
    .select({ id: users.id, name: users.name, email: users.email, role: users.role, disabledAt: users.disabledAt })
    .from(users)
    .where(eq(users.id, userId));
  if (!person) throw new NotFoundError('This person no longer has an account.');
  return person;
}

/** Refuses with `sentence` when no owner but `userId` could still sign in. Locks the owners: two may not step down at once. */
async function demandAnotherOwner(tx: Transaction, userId: string, sentence: string): Promise<void> {
  const owners = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.role, 'owner'), isNull(users.disabledAt)))
    .orderBy(asc(users.id))
    .for('update');
  if (!owners.some(({ id }) => id !== userId)) throw new DomainError(sentence);
}
