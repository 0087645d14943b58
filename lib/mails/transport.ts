import { randomBytes } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import nodemailer, { type SendMailOptions } from 'nodemailer';
import { env } from '#lib/env';
import { linksIn } from './layout.ts';

type OutgoingMail = SendMailOptions & { to: string; subject: string; text: string; html: string };

/**
 * Hands a mail to the server at SMTP_URL; without one it becomes a file, and its links appear in the terminal. Throws what
 * the server said, or that it took longer than `patience` milliseconds.
 */
export async function deliver(mail: OutgoingMail, publication: string, patience = 50_000): Promise<void> {
  const from = env().MAIL_FROM ?? { name: publication, address: 'no-reply@localhost' };
  const complete = { ...mail, from, disableFileAccess: true, disableUrlAccess: true };
  if (env().SMTP_URL) await sendBySmtp(complete, patience);
  else await writeToOutbox(complete);
}

/** Five mails, which a worker takes at once, have to be over before pg-boss believes that it has died. */
async function sendBySmtp(mail: SendMailOptions, patience: number): Promise<void> {
  const transport = nodemailer.createTransport({ url: env().SMTP_URL, connectionTimeout: 20_000 });
  const signal = AbortSignal.timeout(patience);
  try {
    await transport.sendMail({ ...mail, signal });
  } catch (error) {
    throw signal.aborted ? new Error(`The mail server took longer than ${patience / 1000} seconds.`) : error;
  } finally {
    transport.close();
  }
}

async function writeToOutbox(mail: OutgoingMail): Promise<void> {
  const composer = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  const { message } = await composer.sendMail(mail);
  const folder = resolve(env().DATA_DIR, 'outbox');
  await mkdir(folder, { recursive: true });
  const file = join(folder, outboxName(mail));
  await writeFile(`${file}.new`, message as Buffer, { mode: 0o600 });
  await rename(`${file}.new`, file); // whoever watches the folder sees complete mails only
  const links = linksIn(mail.text).map((link) => `    ${link}\n`);
  console.log(`\nMail for ${mail.to}: ${mail.subject}\n${links.join('')}    (${file})`);
}

/** 2026-11-23T22-24-01.123Z-confirm-that-you-want-to-follow-6f1f.eml; the end tells two of one moment apart. */
function outboxName(mail: OutgoingMail): string {
  const time = new Date().toISOString().replaceAll(':', '-');
  const slug = mail.subject
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, '-')
    .replace(/^-|-$/g, '');
  // 60 Hangul syllables are 180 bytes, and most file systems take 255
  return `${time}-${[...slug].slice(0, 60).join('') || 'mail'}-${randomBytes(2).toString('hex')}.eml`;
}
