import { sql } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { db } from '#db/client';
import { limits } from '#db/schema/limits';
import { mails } from '#db/schema/mails';
import { messages } from '#db/schema/messages';
import { users } from '#db/schema/people';
import { settings } from '#db/schema/settings';
import { ForbiddenError, LimitError, NotFoundError } from '#lib/errors';
import { unnamedOwner } from '#lib/people/rules';
import { hire } from '../../e2e/support/newsroom.ts';
import { sendMessage, setMessageState } from './mutations.ts';
import { countNewMessages, listMessages } from './queries.ts';

const message = {
  name: 'Han, "Reader"',
  email: 'han@mail.example',
  subject: '기사에 대하여',
  body: '안녕하세요.\n<b>잘 읽었습니다.</b>',
};

const recipients = async () => (await db.select().from(mails)).map(({ recipient }) => recipient).toSorted();

beforeEach(async () => {
  for (const table of [messages, mails, limits, users]) await db.delete(table);
  await db.update(settings).set({ contactEmail: 'desk@mansudae.example' });
});

test('a message is kept, and mailed at once so that a reply reaches its sender', async () => {
  expect(await sendMessage(message, 'a-sender')).toEqual({ id: expect.any(String) });
  expect(await db.select().from(mails)).toMatchObject([
    {
      recipient: 'desk@mansudae.example',
      subject: '기사에 대하여',
      replyTo: '"Han, Reader" <han@mail.example>',
      state: 'queued',
    },
  ]);
  const [mail] = await db.select().from(mails);
  expect(mail?.text).toContain('> 안녕하세요.\n> <b>잘 읽었습니다.</b>');
  expect(mail?.html).toContain('<blockquote lang="ko"');
  expect(mail?.html).toContain('&lt;b&gt;');
  expect(await listMessages(await hire('editor'), 'new')).toMatchObject([{ subject: '기사에 대하여', state: 'new' }]);
});

test('editors and owners hear of it beside the contact address, each mailbox once', async () => {
  await db.update(settings).set({ contactEmail: 'Desk@Mansudae.example' });
  const staff = [await hire('owner'), await hire('editor'), await hire('editor')].map(({ email }) => email);
  await db.insert(users).values({ email: 'desk@mansudae.example', role: 'editor' }); // reads the contact address too
  await hire('author');
  await hire('contributor');
  await hire('editor', { disabledAt: new Date() });
  await db.insert(users).values({ email: unnamedOwner, role: 'owner' });
  await sendMessage(message, null);
  expect(await recipients()).toEqual(['Desk@Mansudae.example', ...staff].toSorted());
  const replies = new Set((await db.select().from(mails)).map(({ replyTo }) => replyTo));
  expect([...replies]).toEqual(['"Han, Reader" <han@mail.example>']);
});

test('without a contact address it goes to editors and owners alone', async () => {
  await db.update(settings).set({ contactEmail: null });
  const staff = [await hire('owner'), await hire('owner'), await hire('editor')].map(({ email }) => email);
  await sendMessage(message, null);
  expect(await recipients()).toEqual(staff.toSorted());
});

test('the same message within a minute is one, also when both arrive at the same moment', async () => {
  await Promise.all(Array.from({ length: 12 }, () => sendMessage(message, null)));
  expect(await db.$count(messages)).toBe(1);
  expect(await db.$count(mails)).toBe(1);
  await db.update(messages).set({ createdAt: sql`now() - interval '61 seconds'` });
  await sendMessage(message, null);
  expect(await db.$count(messages)).toBe(2);
});

test('with a once-key the same message is one whenever it comes again, and mailed once', async () => {
  const key = crypto.randomUUID();
  const all = await Promise.all(Array.from({ length: 8 }, () => sendMessage(message, 'a-sender', key)));
  await db.update(messages).set({ createdAt: sql`now() - interval '400 days'` });
  expect(new Set([...all, await sendMessage(message, 'a-sender', key)].map(({ id }) => id)).size).toBe(1);
  expect(await db.$count(messages)).toBe(1);
  expect(await db.$count(mails)).toBe(1);
  expect(await db.select({ points: limits.points }).from(limits)).toEqual([{ points: 1 }]);

  await sendMessage({ ...message, body: 'Other words.' }, 'a-sender', key);
  await sendMessage(message, 'a-sender', crypto.randomUUID());
  expect(await db.$count(messages)).toBe(3);
});

test('five in an hour from one sender', async () => {
  for (let count = 1; count <= 5; count++) await sendMessage({ ...message, subject: `Number ${count}` }, 'eager');
  await expect(sendMessage({ ...message, subject: 'Number 6' }, 'eager')).rejects.toThrow(LimitError);
  expect(await db.$count(messages)).toBe(5);
});

test('editors and owners read messages and note what became of them', async () => {
  await sendMessage(message, null);
  const editor = await hire('editor');
  const [kept] = await listMessages(editor);
  expect(await countNewMessages(editor)).toBe(1);
  await setMessageState(editor, kept!.id, 'answered');
  expect(await listMessages(editor, 'new')).toEqual([]);
  expect(await listMessages(editor, 'answered')).toMatchObject([{ id: kept!.id, decidedAt: expect.any(Date) }]);
  await setMessageState(editor, kept!.id, 'new');
  expect(await countNewMessages(editor)).toBe(1);
  await setMessageState(await hire('owner'), kept!.id, 'closed');
  await expect(setMessageState(editor, editor.id, 'closed')).rejects.toThrow(NotFoundError);
  for (const role of ['contributor', 'author'] as const) {
    const user = await hire(role);
    await expect(setMessageState(user, kept!.id, 'closed')).rejects.toThrow(ForbiddenError);
    await expect(listMessages(user)).rejects.toThrow(ForbiddenError);
    expect(await countNewMessages(user)).toBe(0);
  }
});
