import { and, eq, gt, sql } from 'drizzle-orm';
import { db, type Transaction } from '#db/client';
import { lock } from '#db/locks';
import { messages } from '#db/schema/messages';
import { settings } from '#db/schema/settings';
import type { User } from '#lib/auth/roles';
import { hashToken } from '#lib/auth/secrets';
import { ForbiddenError, NotFoundError } from '#lib/errors';
import { takeLimit } from '#lib/limits/mutations';
import { mailboxesOf, queueMail } from '#lib/mails/mutations';
import { paths } from '#lib/paths';
import { mailWords } from '#lib/words/mails';
import { canReadMessages, type MessageInput, type MessageState } from './rules.ts';

/**
 * Keeps a message from the contact page and mails it at once to the contact address, where there is one, and to every
 * editor and owner. With a once-key the same words are one message for ever, without one for a minute; sent again they do
 * not count against the limit. `sender` is a hash, or null when the address is unknown. Throws LimitError.
 */
export async function sendMessage(
  input: MessageInput,
  sender: string | null,
  onceKey: string | null = null,
): Promise<{ id: string }> {
  const once = onceKey && hashToken(JSON.stringify([onceKey, wordsOf(input)]));
  return db.transaction(async (tx) => {
    await lock(tx, 'message', ...wordsOf(input)); // the same words wait for each other
    const twin = await findTwin(tx, input, once);
    if (twin) return twin;
    if (sender) await takeLimit('contact', sender, tx);
    const [message] = await tx
      .insert(messages)
      .values({ ...input, sender, once })
      .returning({ id: messages.id });
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

async function findTwin(
  tx: Transaction,
  input: MessageInput,
  once: string | null,
): Promise<{ id: string } | undefined> {
  const isTheSame = and(
    eq(messages.email, input.email),
    eq(messages.name, input.name),
    eq(messages.subject, input.subject),
    eq(messages.body, input.body),
    gt(messages.createdAt, sql`now() - interval '1 minute'`),
  );
  const [twin] = await tx
    .select({ id: messages.id })
    .from(messages)
    .where(once ? eq(messages.once, once) : isTheSame)
    .limit(1);
  return twin;
}

const wordsOf = ({ name, email, subject, body }: MessageInput) => [name, email, subject, body];

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
