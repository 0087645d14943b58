import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { db } from '#db/client';
import { revisions } from '#db/schema/articles';
import { createDraft, saveDraft, unpublishArticle } from '#lib/articles/mutations';
import { emptyWords } from '#lib/articles/rules';
import { hire, printArticle } from '../../../e2e/support/newsroom.ts';
import { findArticles, findLiveArticles } from './find-queries.ts';

test('an article is found to be placed when readers can read it, and as an original in another language', async () => {
  const [editor, author, stranger] = [await hire('editor'), await hire('author'), await hire('author')];
  const [shown, gone] = [await printArticle('나룻배 시간표'), await printArticle('나룻배와 안개')];
  await unpublishArticle(editor, gone.id);
  await db.update(revisions).set({ language: 'ko' }).where(eq(revisions.articleId, shown.id));
  const { id: draft } = await createDraft(author);
  const words = { ...emptyWords, headline: '나룻배 초안', language: 'ko' as const };
  await saveDraft(author, { ...words, id: draft, session: randomUUID(), sequence: 1, version: 1 });

  const ids = (found: { id: string }[]) => found.map(({ id }) => id).toSorted();
  expect(ids(await findLiveArticles(editor, '나룻'))).toEqual([shown.id]);
  expect(await findLiveArticles(editor, '없는 말')).toEqual([]);
  expect(ids(await findArticles(editor, { q: '나룻배', language: 'en' }))).toEqual([shown.id, draft].toSorted());
  expect(ids(await findArticles(editor, { q: '나룻배', language: 'en', not: shown.id }))).toEqual([draft]);
  expect(ids(await findArticles(stranger, { q: '나룻배', language: 'en' })), 'a draft is its own’s').toEqual([
    shown.id,
  ]);
  expect(ids(await findArticles(author, { q: '나룻배', language: 'en' }))).toEqual([shown.id, draft].toSorted());
});
