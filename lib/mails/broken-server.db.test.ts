import { type AddressInfo, createServer } from 'node:net';
import { afterAll, expect, test } from 'vitest';

/** Answers whatever it is told with bytes that no database keeps as text. */
const server = createServer((socket) => {
  socket.write('220 mail.example ESMTP\r\n');
  socket.on('data', () => socket.write('554 5.3.0 Out\0 of 우표\r\n'));
  socket.on('error', () => {});
});
await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
process.env.SMTP_URL = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
process.env.MAIL_FROM = 'desk@mansudae.example';

const { db } = await import('#db/client');
const { mails } = await import('#db/schema/mails');
const { sendMail } = await import('./jobs.ts');
const { queueMail } = await import('./mutations.ts');

afterAll(() => server.close());

test('what a broken server says is kept, and the desk hears of it', async () => {
  await db.transaction((tx) => queueMail(tx, { to: 'reader@mail.example', subject: 'Hello', blocks: [] }));
  const [mail] = await db.select().from(mails);
  await expect(sendMail(mail!.id, true)).rejects.toThrow('of 우표');
  expect(await db.select().from(mails)).toMatchObject([
    { state: 'failed', attempts: 1, lastError: expect.stringContaining('Out of 우표') },
  ]);
});
