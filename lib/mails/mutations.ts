import { and, eq, isNull, ne, or, sql } from 'drizzle-orm';
import { db, type Transaction } from '#db/client';
import { mails } from '#db/schema/mails';
import { users } from '#db/schema/people';
import { settings } from '#db/schema/settings';
import type { Role, User } from '#lib/auth/roles';
import { ForbiddenError, NotFoundError } from '#lib/errors';
import { enqueue, hurry } from '#lib/jobs';
import { unnamedOwner } from '#lib/people/rules';
import { absolute } from '#lib/site';
import { type MailBlock, mailHtml, mailText } from './layout.ts';
import { canHandleMails } from './rules.ts';

export type { MailBlock };

export type Mail = {
  to: string | string[];
  subject: string;
  blocks: MailBlock[];
  replyTo?: string;
  headers?: Record<string, string>;
};

/**
 * Writes a mail to each mailbox in `to` once, and the jobs that will send them, in the transaction of their cause: they leave when it
 * commits, or never. A path in a link becomes an address of this site.
 */
export const queueMail = (tx: Transaction, mail: Mail): Promise<void> => queueMails(tx, [mail]);

/** `queueMail` for many mails that differ, as letters do by their unsubscribe link. */
export async function queueMails(tx: Transaction, written: Mail[]): Promise<void> {
  const [publication] = await tx.select({ name: settings.name }).from(settings);
  const sender = { publication: publication?.name ?? '', address: absolute('/') };
  const rows = written.flatMap((mail) => {
    const blocks = mail.blocks.map((block) => ('link' in block ? { ...block, link: absolute(block.link) } : block));
    const words = {
      subject: mail.subject,
      text: mailText(blocks, sender),
      html: mailHtml(mail.subject, blocks, sender),
    };
    const kept = { ...words, replyTo: mail.replyTo ?? null, headers: mail.headers ?? {} };
    return eachOnce([mail.to].flat()).map((recipient) => ({ recipient, ...kept }));
  });
  for (let first = 0; first < rows.length; first += rowsAtOnce) {
    const ids = await tx
      .insert(mails)
      .values(rows.slice(first, first + rowsAtOnce))
      .returning({ id: mails.id });
    await enqueue(
      tx,
      'send-mail',
      ids.map(({ id }) => ({ data: { mailId: id }, key: id })),
    );
  }
}

/** Mailboxes without those that differ from an earlier one by upper and lower case alone. */
const eachOnce = (addresses: string[]): string[] => {
  const lower = addresses.map((address) => address.toLowerCase());
  return addresses.filter((_, index) => lower.indexOf(lower[index]!) === index);
};

/** PostgreSQL takes 65,535 values in one statement. */
const rowsAtOnce = 1000;

/** Sends a mail again that could not be sent, now and then for another day. Throws ForbiddenError, NotFoundError. */
export async function retryMail(user: User, id: string): Promise<void> {
  if (!canHandleMails(user)) throw new ForbiddenError('Only an editor can send a mail again.');
  await db.transaction(async (tx) => {
    const [mail] = await tx
      .update(mails)
      .set({ state: 'queued' })
      .where(and(eq(mails.id, id), ne(mails.state, 'sent')))
      .returning({ id: mails.id });
    if (!mail) throw new NotFoundError('This mail has been sent or thrown away meanwhile.');
    await hurry(tx, 'send-mail', { data: { mailId: id }, key: id });
  });
}

/** Throws a mail away that could not be sent. Throws ForbiddenError, NotFoundError. */
export async function discardMail(user: User, id: string): Promise<void> {
  if (!canHandleMails(user)) throw new ForbiddenError('Only an editor can throw a mail away.');
  const [mail] = await db
    .delete(mails)
    .where(and(eq(mails.id, id), or(eq(mails.state, 'failed'), sql`${mails.attempts} > 0`), ne(mails.state, 'sent')))
    .returning({ id: mails.id });
  if (!mail) throw new NotFoundError('This mail has been sent or thrown away meanwhile.');
}

/** Mailboxes of the staff with one of `roles` who may sign in and have one. */
export async function mailboxesOf(tx: Transaction, roles: readonly Role[]): Promise<string[]> {
  const rows = await tx
    .select({ email: users.email, role: users.role })
    .from(users)
    .where(and(isNull(users.disabledAt), ne(users.email, unnamedOwner)));
  return rows.filter(({ role }) => roles.includes(role)).map(({ email }) => email);
}
