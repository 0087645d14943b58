import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A real SMTP server on loopback. Every mail it takes becomes a file in `folder`, so that any worker can read it. */
export async function openPostOffice(folder: string): Promise<{ url: string; close: () => Promise<void> }> {
  mkdirSync(folder, { recursive: true });
  let number = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const recipients = session.envelope.rcptTo.map(({ address }) => address.toLowerCase());
        const name = `${String(++number).padStart(5, '0')} ${recipients.join(' ')}.eml`;
        writeFileSync(join(folder, name), Buffer.concat(chunks));
        done();
      });
    },
  });
  await new Promise<void>((done, fail) => {
    server.on('error', fail);
    server.listen(0, '127.0.0.1', done);
  });
  const { port } = server.server.address() as AddressInfo;
  return { url: `smtp://127.0.0.1:${port}`, close: () => new Promise((done) => server.close(done)) };
}

export type Mail = ParsedMail & {
  /** The first address of the site in its text. */
  link: string;
};

/** The newest mail to `address`, with `words` in its subject where given. Waits for it. */
export async function mailTo(address: string, words = '', seconds = 60): Promise<Mail> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const mails = await mailsTo(address);
    const mail = mails.findLast(({ subject }) => subject?.includes(words));
    if (mail) return { ...mail, link: /https?:\/\/[^\s<>"]+/.exec(mail.text ?? '')?.[0] ?? '' };
    if (Date.now() > deadline) {
      const others = mails.map(({ subject }) => subject).join('; ') || 'none';
      throw new Error(
        `No mail to ${address} with “${words}” in its subject came within ${seconds} s (came: ${others}).`,
      );
    }
    await sleep(100);
  }
}

/** Every mail to `address` so far, oldest first. */
export async function mailsTo(address: string): Promise<ParsedMail[]> {
  const folder = process.env.E2E_MAILS!;
  const files = readdirSync(folder).filter((file) => file.slice(0, -'.eml'.length).split(' ').includes(address));
  return Promise.all(files.sort().map((file) => simpleParser(readFileSync(join(folder, file)))));
}
