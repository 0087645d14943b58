import type { AddressInfo } from 'node:net';
import { eq, sql } from 'drizzle-orm';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

/** A real mail server on loopback that answers as it is told and keeps what it took, as it came over the wire. */
const received: { raw: string; mail: ParsedMail; to: string[] }[] = [];
let refuseNext = 0;
let answerAfter = 0;
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onRcptTo(_address, _session, done) {
    if (refuseNext <= 0) return done();
    refuseNext -= 1;
    done(Object.assign(new Error('4.3.2 Not now'), { responseCode: 451 }));
  },
  async onData(stream, session, done) {
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    const raw = Buffer.concat(chunks).toString('latin1');
    received.push({
      raw,
      mail: await simpleParser(Buffer.concat(chunks)),
      to: session.envelope.rcptTo.map(({ address }) => address),
    });
    setTimeout(done, answerAfter);
  },
});
await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
process.env.SMTP_URL = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
process.env.MAIL_FROM = '만수대 코리아 <desk@mansudae.example>';
process.env.SITE_URL = 'https://mansudae.example';

const { db } = await import('#db/client');
const { mails } = await import('#db/schema/mails');
const { settings } = await import('#db/schema/settings');
const { ForbiddenError, NotFoundError } = await import('#lib/errors');
const { startJobs, stopJobs } = await import('#lib/jobs');
const { hire } = await import('../../e2e/support/newsroom.ts');
const { sendMail } = await import('./jobs.ts');
const { discardMail, queueMail, retryMail } = await import('./mutations.ts');
const { deliver } = await import('./transport.ts');
const { countUnsentMails, listUnsentMails } = await import('./queries.ts');

type Queued = Parameters<typeof queueMail>[1];
const queue = (mail: Partial<Queued> = {}) =>
  db.transaction((tx) =>
    queueMail(tx, { to: 'reader@mail.example', subject: 'Hello', blocks: [{ text: 'A line.' }], ...mail }),
  );
const onlyMail = async () => (await db.select().from(mails))[0]!;
const until = async (what: () => Promise<boolean> | boolean, seconds = 15) => {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; ) {
    if (await what()) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`Not within ${seconds} seconds: ${what}`);
};

afterAll(() => new Promise<void>((done) => server.close(() => done())));
beforeEach(async () => {
  received.length = 0;
  refuseNext = 0;
  answerAfter = 0;
  await db.delete(mails);
  await db.execute(sql`delete from pgboss.job`);
});

describe('a mail on the wire', () => {
  test('comes from MAIL_FROM, its Korean subject encoded, its text and HTML both readable', async () => {
    await queue({
      subject: '강을 건너지 못하는 철도 — 새 글',
      replyTo: '"김하늘, 독자" <han@mail.example>',
      blocks: [
        { text: 'A new piece & more.' },
        { quote: '첫 줄\n둘째 줄' },
        { link: '/articles/철도', label: 'Read it' },
      ],
    });
    await sendMail((await onlyMail()).id, false);

    const [{ raw, mail, to }] = received as [(typeof received)[number]];
    const headers = raw.slice(0, raw.indexOf('\r\n\r\n'));
    expect(headers).toMatch(/^Subject: =\?UTF-8\?[BQ]\?/m);
    expect([...headers].every((character) => character.charCodeAt(0) < 128)).toBe(true);
    expect(headers).toContain('Auto-Submitted: auto-generated');
    expect(headers).toMatch(/^Message-ID: <[0-9a-f-]{36}@mansudae\.example>$/im);
    expect(mail.subject).toBe('강을 건너지 못하는 철도 — 새 글');
    expect(mail.from?.value).toEqual([{ name: '만수대 코리아', address: 'desk@mansudae.example' }]);
    expect(mail.replyTo?.value).toEqual([{ name: '김하늘, 독자', address: 'han@mail.example' }]);
    expect(to).toEqual(['reader@mail.example']);
    expect(mail.text).toContain('> 첫 줄\n> 둘째 줄');
    expect(mail.text).toContain('Read it:\nhttps://mansudae.example/articles/%EC%B2%A0%EB%8F%84');
    expect(mail.html).toContain('<html lang="en">');
    expect(mail.html).toContain('A new piece &amp; more.');
    expect(mail.html).toContain('<blockquote lang="ko"');
    expect(mail.html).toContain('Mansudae Korea');
    expect(await onlyMail()).toMatchObject({ state: 'sent', attempts: 1, lastError: null, sentAt: expect.any(Date) });
  });

  test('is dated where the publication is, not where the server stands', async () => {
    await db.update(settings).set({ timeZone: 'Asia/Seoul' });
    const before = Math.floor(Date.now() / 1000) * 1000;
    await queue();
    await sendMail((await onlyMail()).id, false);
    const [{ raw, mail }] = received as [(typeof received)[number]];
    expect(raw.match(/^Date: .*$/gim)).toEqual([
      expect.stringMatching(/^Date: [A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d \+0900\r?$/),
    ]);
    expect(mail.date!.getTime()).toBeGreaterThanOrEqual(before);
    expect(mail.date!.getTime()).toBeLessThanOrEqual(Date.now());
  });

  test('carries the headers of a letter to a follower', async () => {
    await queue({
      headers: {
        'List-Unsubscribe': '<https://mansudae.example/api/unsubscribe/x>',
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      },
    });
    await sendMail((await onlyMail()).id, false);
    expect(received[0]?.raw).toMatch(/^List-Unsubscribe: <https:\/\/mansudae\.example\/api\/unsubscribe\/x>\r$/m);
    expect(received[0]?.raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m);
  });

  test('cannot be given further headers or recipients by what a reader typed', async () => {
    await queue({
      subject: 'Hi\r\nBcc: victim@mail.example',
      replyTo: '"x\r\nBcc: victim@mail.example" <a@mail.example>',
    });
    await sendMail((await onlyMail()).id, false);
    expect(received[0]?.to).toEqual(['reader@mail.example']);
    const headers = received[0]?.raw.split('\r\n\r\n')[0];
    expect(headers).toMatch(/^Subject: Hi Bcc: victim@mail\.example\r$/m);
    expect(headers).not.toMatch(/^Bcc:/im);
  });
});

describe('sending', () => {
  test('is not done by two workers, nor again when it is done', async () => {
    answerAfter = 300;
    await queue();
    const { id } = await onlyMail();
    await Promise.all([sendMail(id, false), sendMail(id, false), sendMail(id, false)]);
    await sendMail(id, false);
    expect(received).toHaveLength(1);
    expect(await onlyMail()).toMatchObject({ state: 'sent', attempts: 1 });
  });

  test('by the one who waited, when the other was refused', async () => {
    refuseNext = 1;
    await queue();
    const { id } = await onlyMail();
    const outcomes = await Promise.allSettled([sendMail(id, false), sendMail(id, false)]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(received).toHaveLength(1);
    expect(await onlyMail()).toMatchObject({ state: 'sent', attempts: 2 });
  });

  test('does not wait for a server that never ends', async () => {
    answerAfter = 15_000;
    const mail = { to: 'reader@mail.example', subject: 'Hello', text: 'A line.', html: '<p>A line.' };
    const began = Date.now();
    await expect(deliver(mail, 'Mansudae', 300)).rejects.toThrow('The mail server took longer than 0.3 seconds.');
    expect(Date.now() - began).toBeLessThan(10_000);
  });

  test('keeps what the server said, goes on trying, and gives up after the last try', async () => {
    refuseNext = 3;
    await queue();
    const { id } = await onlyMail();
    await expect(sendMail(id, false)).rejects.toThrow('Not now');
    await expect(sendMail(id, false)).rejects.toThrow('Not now');
    expect(await onlyMail()).toMatchObject({
      state: 'queued',
      attempts: 2,
      lastError: expect.stringContaining('Not now'),
    });
    await expect(sendMail(id, true)).rejects.toThrow('Not now');
    expect(await onlyMail()).toMatchObject({ state: 'failed', attempts: 3 });
    await sendMail(id, false); // a mail given up is not sent behind the editor's back
    expect(received).toHaveLength(0);
  });

  test('does not begin when the transaction of its cause fails', async () => {
    const failing = db.transaction(async (tx) => {
      await queueMail(tx, { to: 'reader@mail.example', subject: 'Hello', blocks: [] });
      throw new Error('after all not');
    });
    await expect(failing).rejects.toThrow('after all not');
    expect(await db.$count(mails)).toBe(0);
    expect(await db.execute(sql`select 1 from pgboss.job where name = 'send-mail'`)).toHaveLength(0);
  });

  test('is spread over about a day when a server goes on refusing', async () => {
    const [plan] = await db.execute<{ retry_limit: number; retry_delay: number; retry_delay_max: number }>(
      sql`select retry_limit, retry_delay, retry_delay_max from pgboss.queue where name = 'send-mail'`,
    );
    const waits = Array.from({ length: plan!.retry_limit }, (_, n) =>
      Math.min(plan!.retry_delay_max, plan!.retry_delay * 2 ** n * 1.5),
    );
    const hours = waits.reduce((sum, wait) => sum + wait, 0) / 3600;
    expect(hours).toBeGreaterThan(22);
    expect(hours).toBeLessThan(26);
  });
});

describe('the desk', () => {
  test('shows editors what was not sent, and lets them try again or give up', async () => {
    await queue({ subject: 'Refused for good' });
    await queue({ subject: 'Refused once' });
    await queue({ subject: 'On its way' });
    await db
      .update(mails)
      .set({ state: 'failed', attempts: 15, lastError: 'No such mailbox' })
      .where(eq(mails.subject, 'Refused for good'));
    await db.update(mails).set({ attempts: 1 }).where(eq(mails.subject, 'Refused once'));

    const editor = await hire('editor');
    const unsent = await listUnsentMails(editor);
    expect(unsent.map(({ subject }) => subject).toSorted()).toEqual(['Refused for good', 'Refused once']);
    expect(await countUnsentMails(editor)).toBe(2);
    const failed = unsent.find(({ state }) => state === 'failed')!;
    expect(failed).toMatchObject({ lastError: 'No such mailbox', recipient: 'reader@mail.example' });

    await retryMail(editor, failed.id);
    await sendMail(failed.id, false);
    expect(received).toHaveLength(1);
    await expect(retryMail(editor, failed.id)).rejects.toThrow(NotFoundError);
    await expect(discardMail(editor, failed.id)).rejects.toThrow(NotFoundError);

    const refusedOnce = unsent.find(({ state }) => state === 'queued')!;
    await discardMail(editor, refusedOnce.id);
    await sendMail(refusedOnce.id, false);
    expect(received).toHaveLength(1);
    expect(await countUnsentMails(editor)).toBe(0);
  });

  test('shows nothing to those below', async () => {
    await queue();
    const { id } = await onlyMail();
    await db.update(mails).set({ state: 'failed' });
    for (const role of ['contributor', 'author'] as const) {
      const user = await hire(role);
      await expect(listUnsentMails(user)).rejects.toThrow(ForbiddenError);
      await expect(retryMail(user, id)).rejects.toThrow(ForbiddenError);
      await expect(discardMail(user, id)).rejects.toThrow(ForbiddenError);
      expect(await countUnsentMails(user)).toBe(0);
    }
    expect(await onlyMail()).toMatchObject({ state: 'failed' });
  });
});

describe('the workers', () => {
  beforeAll(async () => {
    await db.execute(sql`update pgboss.queue set retry_delay = 1, retry_backoff = false where name = 'send-mail'`);
    await startJobs(0.5);
  });
  afterAll(stopJobs);

  test('send a mail when its transaction has committed', async () => {
    await queue();
    await until(() => received.length === 1);
    await until(async () => (await onlyMail()).state === 'sent');
  });

  test('try again while a server refuses, and get it through', async () => {
    refuseNext = 2;
    await queue({ to: ['one@mail.example', 'two@mail.example'] });
    await until(() => received.length === 2);
    await until(async () => (await db.select().from(mails)).every(({ state }) => state === 'sent'));
    expect((await db.select().from(mails)).reduce((sum, { attempts }) => sum + attempts, 0)).toBe(4);
  });

  test('give up after the last try, and start afresh when an editor says so', async () => {
    refuseNext = Number.POSITIVE_INFINITY;
    await db.execute(sql`update pgboss.queue set retry_limit = 1 where name = 'send-mail'`);
    await queue();
    await until(async () => (await onlyMail()).state === 'failed');
    refuseNext = 0;
    await retryMail(await hire('editor'), (await onlyMail()).id);
    await until(() => received.length === 1);
    await until(async () => (await onlyMail()).state === 'sent');
  });

  test('bring forward a mail that waits for its next try', async () => {
    await db.execute(sql`update pgboss.queue set retry_delay = 3600 where name = 'send-mail'`);
    refuseNext = 1;
    await queue();
    await until(async () => (await onlyMail()).attempts === 1);
    await until(
      async () =>
        (await db.execute(sql`select 1 from pgboss.job where name = 'send-mail' and state = 'retry'`)).length === 1,
    );
    await retryMail(await hire('editor'), (await onlyMail()).id);
    await until(() => received.length === 1);
    await until(async () => (await onlyMail()).state === 'sent');
  });
});
