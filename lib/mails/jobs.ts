import { and, eq, sql } from 'drizzle-orm';
import { db } from '#db/client';
import { mails } from '#db/schema/mails';
import { settings } from '#db/schema/settings';
import { rfc822 } from '#lib/dates';
import { tidyText } from '#lib/forms/fields';
import { absolute } from '#lib/site';
import { deliver } from './transport.ts';

/**
 * Sends a queued mail. The row stays locked while it is sent: a second worker waits, and sends it itself where the first
 * was refused or died. Throws what the mail server said, so that the job is tried again; after the last try the mail is
 * `failed` and the desk shows it.
 */
export async function sendMail(mailId: string, isLastTry: boolean): Promise<void> {
  const refusal = await db.transaction(async (tx) => {
    const [mail] = await tx
      .select()
      .from(mails)
      .where(and(eq(mails.id, mailId), eq(mails.state, 'queued')))
      .for('update');
    if (!mail) return null; // sent, thrown away or given up
    const [publication] = await tx.select({ name: settings.name, timeZone: settings.timeZone }).from(settings);
    const refusal = await deliver(
      {
        to: mail.recipient,
        replyTo: mail.replyTo ?? undefined,
        subject: mail.subject,
        text: mail.text,
        html: mail.html,
        date: rfc822(new Date(), publication?.timeZone ?? 'UTC'),
        messageId: `<${mail.id}@${new URL(absolute('/')).hostname}>`, // the same at each try: a mailbox shows it once
        // out-of-office programs answer no mail that says it comes from a program
        headers: { 'Auto-Submitted': 'auto-generated', ...mail.headers },
      },
      publication?.name ?? '',
    ).then(
      () => null,
      (error: Error) => error,
    );
    await tx
      .update(mails)
      .set({
        state: refusal ? (isLastTry ? 'failed' : 'queued') : 'sent',
        attempts: sql`${mails.attempts} + 1`,
        lastError: refusal ? tidyText(refusal.message).slice(0, 1000) : null,
        sentAt: refusal ? null : new Date(),
      })
      .where(eq(mails.id, mail.id));
    return refusal;
  });
  if (refusal) throw refusal;
}
