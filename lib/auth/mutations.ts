import { randomBytes } from 'node:crypto';
import { and, eq, isNull, lt } from 'drizzle-orm';
import { db, type Transaction } from '#db/client';
import { sessions, users, verificationTokens } from '#db/schema/people';
import { settings } from '#db/schema/settings';
import type { Role } from '#lib/auth/roles';
import { hashSignInToken, senderHash } from '#lib/auth/secrets';
import { takeLimit } from '#lib/limits/mutations';
import { queueMail } from '#lib/mails/mutations';
import { paths } from '#lib/paths';
import { requestContext } from '#lib/request-context';
import { deskWords } from '#lib/words/desk';

/** Makes a link that signs `email` in once, and returns its path. Only a hash of it is kept. */
export async function makeSignInLink(tx: Transaction, email: string, minutes = 60): Promise<string> {
  const token = randomBytes(24).toString('base64url');
  await tx.delete(verificationTokens).where(lt(verificationTokens.expires, new Date()));
  await tx.insert(verificationTokens).values({
    identifier: email,
    token: hashSignInToken(token),
    expires: new Date(Date.now() + minutes * 60_000),
  });
  return paths.signInLink(token);
}

/**
 * Mails a sign-in link, if `email` is that of somebody who may sign in. Otherwise nothing happens, and nobody can see the
 * difference. Throws LimitError.
 */
export async function requestSignInLink(email: string): Promise<void> {
  const sender = requestContext()?.clientAddress;
  if (sender) await takeLimit('sign-in', senderHash(sender));
  await takeLimit('sign-in-address', email); // nobody's mailbox is filled by strangers
  await db.transaction(async (tx) => {
    const [known] = await tx
      .select({ id: users.id })
      .from(users)
      .where(and(eq(users.email, email), isNull(users.disabledAt)));
    if (known) await mailSignInLink(tx, email);
  });
}

/** Queues a mail with a link for who has asked for one. */
async function mailSignInLink(tx: Transaction, email: string): Promise<void> {
  const { signIn, button } = deskWords.mailWords;
  const name = await publicationName(tx);
  await queueMail(tx, {
    to: email,
    subject: signIn.subject(name),
    blocks: [
      { text: signIn.text(name) },
      { link: await makeSignInLink(tx, email), label: button },
      { text: signIn.lasts },
    ],
  });
}

/** Queues a mail that invites somebody to the desk. They did not ask for it: its link waits three days for them. */
export async function mailInvitation(tx: Transaction, person: { email: string; role: Role }): Promise<void> {
  const { invitation, button, another } = deskWords.mailWords;
  const name = await publicationName(tx);
  await queueMail(tx, {
    to: person.email,
    subject: invitation.subject(name),
    blocks: [
      { text: invitation.text(name, deskWords.roles[person.role]) },
      { link: await makeSignInLink(tx, person.email, invitationMinutes), label: button },
      { text: invitation.lasts },
      { link: paths.signIn, label: another },
    ],
  });
}

const invitationMinutes = 3 * 24 * 60;

async function publicationName(tx: Transaction): Promise<string> {
  const [publication] = await tx.select({ name: settings.name }).from(settings);
  return publication?.name ?? '';
}

/** Someone's address has changed: links to the old one sign in under the new one. */
export async function moveSignInLinks(tx: Transaction, from: string, to: string): Promise<void> {
  await tx.update(verificationTokens).set({ identifier: to }).where(eq(verificationTokens.identifier, from));
}

/** Ends every session of a person and makes their links useless. */
export async function shutOut(tx: Transaction, user: { id: string; email: string }): Promise<void> {
  await tx.delete(sessions).where(eq(sessions.userId, user.id));
  await tx.delete(verificationTokens).where(eq(verificationTokens.identifier, user.email));
}
