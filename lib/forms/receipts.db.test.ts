import { eq } from 'drizzle-orm';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { db } from '#db/client';
import { comments } from '#db/schema/comments';
import { sign } from '#lib/auth/secrets';
import { postComment } from '#lib/comments/mutations';
import { sendMessage } from '#lib/messages/mutations';
import { paths } from '#lib/paths';
import { requestContexts } from '#lib/request-context';
import { printArticle } from '../../e2e/support/newsroom.ts';
import { getReceiptWords } from './receipt-words.ts';
import { readReceipt, receiptPath } from './receipts.ts';

const comment = { name: '김하늘', email: 'han@mail.example', body: 'A good piece.\n\n배가 늦었어요.' };
const message = { ...comment, subject: '정정 요청' };
const tokenIn = (address: string, field: string) =>
  new URL(address, 'http://localhost').searchParams.get(field) ?? 'none';
let posted: { id: string; slug: string };
let token: string;

beforeAll(async () => {
  posted = await postComment({ ...comment, articleId: (await printArticle()).id }, null);
  token = tokenIn(receiptPath('comment', paths.article(posted.slug), posted.id), 'comment');
});
afterEach(() => void vi.useRealTimers());

describe('a receipt', () => {
  test('is on the page of its form, and gives the words back without the address', async () => {
    expect(receiptPath('comment', paths.article(posted.slug), posted.id)).toMatch(
      new RegExp(`^/articles/${posted.slug}\\?comment=[\\w.-]+#add-comment$`),
    );
    expect(await readReceipt('comment', token)).toEqual({ name: comment.name, body: comment.body });

    const sent = receiptPath('message', paths.contact, (await sendMessage(message, null)).id);
    expect(sent).toMatch(/^\/contact\?message=[\w.-]+#message$/);
    expect(await readReceipt('message', tokenIn(sent, 'message'))).toEqual({
      name: message.name,
      subject: message.subject,
      body: message.body,
    });
  });

  test('opens for nobody who made it up, nor for another kind of words', async () => {
    const [id, until, signature] = token.split('.') as [string, string, string];
    const later = `${id}.${Number(until) + 1}.${signature}`;
    const unsubscribing = `${id}.${until}.${sign('unsubscribe', `${id}.${until}`)}`;
    const odd = [
      '',
      '.',
      id,
      `${id}.${signature}`,
      `${token}.`,
      'x'.repeat(9000),
      '\ud800..',
      `${token.slice(0, -1)}한`,
    ];
    for (const forged of [later, unsubscribing, `${crypto.randomUUID()}.${until}.${signature}`, ...odd])
      expect(await readReceipt('comment', forged)).toBeNull();
    expect(await readReceipt('message', token)).toBeNull();
  });

  test('is good for a day, and no longer than its comment is there', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 86_400_000 - 60_000 });
    expect(await readReceipt('comment', token)).not.toBeNull();
    vi.setSystemTime(Date.now() + 120_000);
    expect(await readReceipt('comment', token)).toBeNull();
    vi.useRealTimers();

    const gone = await postComment({ ...comment, body: 'Taken away.', articleId: (await printArticle()).id }, null);
    await db.delete(comments).where(eq(comments.id, gone.id));
    expect(await readReceipt('comment', tokenIn(receiptPath('comment', '/', gone.id), 'comment'))).toBeNull();
  });

  test('is drawn with what the front asks for in place of the words', async () => {
    const context = { clientAddress: '', origin: '', sincePage: null, answer: { headers: {} } };
    const receiptMarks = { name: 'mark-name', body: 'mark-body' };
    const drawnFor = (asked: string | string[] | undefined) =>
      requestContexts().run({ ...context, receiptMarks }, () => getReceiptWords('comment', asked));
    expect(await drawnFor(token)).toEqual(receiptMarks);
    expect(await drawnFor(undefined)).toBeNull();
    expect(await getReceiptWords('comment', token)).toMatchObject({ body: comment.body });
    expect(await getReceiptWords('comment', [token, token])).toBeNull();
  });
});
