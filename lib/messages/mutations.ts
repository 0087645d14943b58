import { and, eq, gt, sql } from 'drizzle-orm';
import { db, type Transaction } from '#db/client';
import { lock } from '#db/locks';
import { messages } from '#db/schema/messages';
import { settings } from '#db/schema/settings';
import type { User } from '#lib/auth/roles';
import { ForbiddenError, NotFoundError } from '#lib/errors';
import { takeLimit } from '#lib/limits/mutations';
import { mailboxesOf, queueMail } from '#lib/mails/mutations';
import { paths } from '#lib/paths';
import { mailWords } from '#lib/words/mails';
import { canReadMessages, type MessageInput, type MessageState } from './rules.ts';

type Receipt = { name: string; subject: string; body: string };

/**
 * Keeps a message from the contact page and mails it at once to the contact address, where there is one, and to every
 * editor and owner. The same message sent twice within a minute is one. `sender` is a hash, or null when the address is
 * unknown. Throws LimitError.
 */
export async function sendMessage(input: MessageInput, sender: string | null): Promise<Receipt> {
  const sent = await findTwin(db, input); // a second press of the button does not count against the limit
  if (sent) return sent;
  if (sender) await takeLimit('contact', sender);
  return db.transaction(async (tx) => {
    await lock(tx, 'message', input.email, input.name, input.subject, input.body);
    const twin = await findTwin(tx, input);
    if (twin) return twin;
    const [message] = await tx
      .insert(messages)
      .values({ ...input, sender })
      .returning(receipt);
    await mailMessage(tx, input);
    return message!;
  });
}

/** An editor notes what became of a message. Throws ForbiddenError, NotFoundError. */
export async function setMessageState(user: User, id: string, state: MessageState): Promise<void> {
  if (!canReadMessages(user)) throw new ForbiddenError('Only an editor can handle messages.');
  const isDecided = state !== 'new';
  const [message] = await db
    .update(messages)
    .set({ state, decidedBy: isDecided ? user.id : null, decidedAt: isDecided ? new Date() : null })
    .where(eq(messages.id, id))
    .returning({ id: messages.id });
  if (!message) throw new NotFoundError('This message no longer exists.');
}

const receipt = { name: messages.name, subject: messages.subject, body: messages.body };

async function findTwin(where: Transaction | typeof db, input: MessageInput): Promise<Receipt | undefined> {
  const [twin] = await where
    .select(receipt)
    .from(messages)
    .where(
      and(
        eq(messages.email, input.email),
        eq(messages.name, input.name),
        eq(messages.subject, input.subject),
        eq(messages.body, input.body),
        gt(messages.createdAt, sql`now() - interval '1 minute'`),
      ),
    )
    .limit(1);
  return twin;
}

async function mailMessage(tx: Transaction, { name, email, subject, body }: MessageInput): Promise<void> {
  const [publication] = await tx.select({ contactEmail: settings.contactEmail }).from(settings);
  const words = mailWords.contactMessage;
  await queueMail(tx, {
    to: [publication?.contactEmail ?? [], await mailboxesOf(tx, ['editor', 'owner'])].flat(),
    replyTo: `"${name.replace(/["\\]/g, '')}" <${email}>`,
    subject,
    blocks: [
      { text: words.text(name, email) },
      { quote: body },
      { text: words.reply },
      { link: paths.desk.messages, label: words.button },
    ],
  });
}
