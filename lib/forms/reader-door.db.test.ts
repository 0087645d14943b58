import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { db } from '#db/client';
import { comments } from '#db/schema/comments';
import { mails } from '#db/schema/mails';
import { messages } from '#db/schema/messages';
import { settings } from '#db/schema/settings';
import { printArticle } from '../../e2e/support/newsroom.ts';

test('readers’ forms are taken in plain Node as well', async () => {
  await db.update(settings).set({ contactEmail: 'desk@mansudae.example' });
  const { id, slug } = await printArticle();
  const reader = { name: '김하늘', email: 'han@mail.example', body: 'A good piece.' };
  const posts = {
    comment: { ...reader, articleId: id, once: crypto.randomUUID() },
    message: { ...reader, subject: '정정 요청', once: crypto.randomUUID() },
    follow: { email: reader.email, from: `/articles/${slug}` },
  };
  const program = `
    const { commentDoor } = await import('#lib/comments/door');
    const { messageDoor } = await import('#lib/messages/door');
    const { followDoor } = await import('#lib/followers/door');
    const { closeDatabase } = await import('#db/client');
    const take = (door, values) => door.take(door.input.parse(values), values);
    const { comment, message, follow } = ${JSON.stringify(posts)};
    console.log(await take(commentDoor, comment));
    console.log(await take(messageDoor, message));
    console.log(await take(followDoor, follow));
    await closeDatabase();`;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--conditions=react-server', '--input-type=module', '-e', program],
    { cwd: join(import.meta.dirname, '../..'), timeout: 50_000 },
  );
  expect(stdout.trim().split('\n')).toEqual([
    expect.stringMatching(`^/articles/${slug}\\?comment=[\\w.-]+#add-comment$`),
    expect.stringMatching(/^\/contact\?message=[\w.-]+#message$/),
    `/articles/${slug}?follow=sent#follow`,
  ]);
  expect(await db.select({ once: comments.once }).from(comments)).toEqual([{ once: expect.any(String) }]);
  expect(await db.select({ once: messages.once }).from(messages)).toEqual([{ once: expect.any(String) }]);
  expect(await db.$count(mails)).toBe(2);
}, 60_000);
