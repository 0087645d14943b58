import { randomBytes } from 'node:crypto';
import { and, eq, isNull, lt } from 'drizzle-orm';
import { db, type Transaction } from '#db/client';
import { sessions, users, verificationTokens } from '#db/schema/people';
import { settings } from '#db/schema/settings';
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
    if (known) await mailSignInLink(tx, email, deskWords.mailWords.signIn);
  });
}

/** Queues a mail to `email` with a fresh sign-in link. `words` say why it comes. */
export async function mailSignInLink(tx: Transaction, email: string, words: SignInMailWords): Promise<void> {
  const [publication] = await tx.select({ name: settings.name }).from(settings);
  const name = publication?.name ?? '';
  const path = await makeSignInLink(tx, email);
  await queueMail(tx, {
    to: email,
    subject: words.subject(name),
    blocks: [
      { text: words.text(name) },
      { link: path, label: words.button },
      { text: deskWords.mailWords.linkLastsAnHour },
    ],
  });
}

type SignInMailWords = { subject: (name: string) => string; text: (name: string) => string; button: string };

/** Someone's address has changed: links to the old one sign in under the new one. */
export async function moveSignInLinks(tx: Transaction, from: string, to: string): Promise<void> {
  await tx.update(verificationTokens).set({ identifier: to }).where(eq(verificationTokens.identifier, from));
}

/** Ends every session of a person and makes their links useless. */
export async function shutOut(tx: Transaction, user: { id: string; email: string }): Promise<void> {
  await tx.delete(sessions).where(eq(sessions.userId, user.id));
  await tx.delete(verificationTokens).where(eq(verificationTokens.identifier, user.email));
}
