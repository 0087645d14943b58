import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { db } from '#db/client';
import { articles } from '#db/schema/articles';
import { comments } from '#db/schema/comments';
import { collectAnnouncements } from '#lib/announce';
import { decideComments, postComment } from '#lib/comments/mutations';
import { listComments } from '#lib/comments/queries';
import { hire, printArticle } from '../../e2e/support/newsroom.ts';
import { setCommenting } from './commenting-mutations.ts';

const comment = (articleId: string, body: string) =>
  postComment({ articleId, name: '독자', email: 'reader@mail.example', body }, null);
const stateOf = async (id: string) =>
  (await db.select({ state: comments.state }).from(comments).where(eq(comments.id, id)))[0]?.state;

test('open and held comments wait for an editor; closed, none is taken, and those that stand there stay', async () => {
  const [editor, article] = [await hire('editor'), await printArticle()];
  const first = await comment(article.id, 'The first boat leaves at six.');
  await decideComments(editor, [first.id], 'approve');

  await setCommenting(editor, article.id, 'held');
  const held = await comment(article.id, 'The second waits for the tide.');
  expect(await stateOf(held.id)).toBe('held');

  const { tags } = await collectAnnouncements(() => setCommenting(editor, article.id, 'closed'));
  expect(tags).toEqual([`article:${article.id}`]);
  await expect(comment(article.id, 'A third.')).rejects.toThrow('have been closed meanwhile');
  expect((await listComments(article.id)).map(({ id }) => id)).toEqual([first.id]);
  await decideComments(editor, [held.id], 'approve');

  await setCommenting(editor, article.id, 'open');
  await comment(article.id, 'A fourth.');
  await db.update(articles).set({ commenting: 'closed', publishedRevisionId: null }).where(eq(articles.id, article.id));
  await expect(comment(article.id, 'A fifth.')).rejects.toThrow('not public any more');
});

test('comments are opened and closed by who may publish the article', async () => {
  for (const role of ['contributor', 'author', 'editor', 'owner'] as const) {
    const user = await hire(role);
    const [own, others] = [await printArticle(), await printArticle()];
    await db.update(articles).set({ createdBy: user.id }).where(eq(articles.id, own.id));
    const may = async (id: string) =>
      setCommenting(user, id, 'closed').then(
        () => true,
        (error: { status: number }) => error.status,
      );
    expect([await may(own.id), await may(others.id)], role).toEqual(
      { contributor: [403, 404], author: [true, 404], editor: [true, true], owner: [true, true] }[role],
    );
  }
});
