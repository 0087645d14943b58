import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { db } from '#db/client';
import { articles, publishedTexts, revisionAuthors, revisions } from '#db/schema/articles';
import { authors } from '#db/schema/people';
import { publishArticle, saveDraft, unpublishArticle } from '#lib/articles/mutations';
import { emptyWords } from '#lib/articles/rules';
import type { User } from '#lib/auth/roles';
import { bodyOf } from '#lib/body/body';
import type { Draft } from '../../e2e/support/desk.ts';
import { draftBy, hire, publishBy } from '../../e2e/support/newsroom.ts';
import { searchPublished } from './queries.ts';
import { foundPerPage } from './rules.ts';

let editor: User;
const textOf = (headline: string, ...paragraphs: string[]): Draft => ({ headline, standfirst: '', paragraphs });
const publish = (headline: string, ...paragraphs: string[]) => publishBy(editor, textOf(headline, ...paragraphs));
const headlines = async (q: string, page = 1) =>
  (await searchPublished(q, page)).found.map(({ headline }) => headline.map(({ text }) => text).join(''));

beforeAll(async () => {
  await db.delete(articles);
  editor = await hire('editor');
});

describe('a reader finds', () => {
  test('what is published, by any part of any of its words, in either script and however it was typed', async () => {
    await publish('The line that stops at the river', 'Rails end where the Imjin begins.');
    await publish('평양냉면과 서울의 여름', '메밀국수는 차갑게 먹는다.');
    for (const q of ['imjin', 'IMJIN', 'line river', 'mjin rail', 'begins.'])
      expect(await headlines(q), q).toEqual(['The line that stops at the river']);
    for (const q of ['냉면', '냉며'.normalize('NFD'), '메밀', '메밀 여름', 'ㄴㅁ'])
      expect(await headlines(q), q).toEqual(['평양냉면과 서울의 여름']);
    expect(await headlines('imjin 냉면')).toEqual([]);
    for (const q of ['%', '_', "'; drop table articles", '\\']) expect(await headlines(q), q).toEqual([]);
  });

  test('nothing of a draft that goes on, of what is scheduled, or of what was taken back', async () => {
    const secret = await draftBy(editor, textOf('A secret ferry', 'Unheard of.'));
    expect(await headlines('secret')).toEqual([]);
    const [own] = await db.select().from(articles).where(eq(articles.id, secret));
    const scheduleAt = (scheduledAt: Date) =>
      db
        .update(articles)
        .set({
          scheduledRevisionId: own!.draftRevisionId,
          scheduledAt,
          scheduledSlug: 'secret',
          publishedAt: scheduledAt,
        })
        .where(eq(articles.id, secret));
    await scheduleAt(new Date(Date.now() + 3_600_000));
    expect(await headlines('secret')).toEqual([]);
    await scheduleAt(new Date(Date.now() - 1000));
    expect(await headlines('secret'), 'its time has come, whether that is settled or not').toEqual(['A secret ferry']);

    const { id } = await publish('A ferry in the open', 'It said before.');
    const [draft] = await db.select().from(articles).where(eq(articles.id, id));
    await db.update(revisions).set({ isSealed: true }).where(eq(revisions.id, draft!.publishedRevisionId!));
    const words = {
      ...emptyWords,
      headline: 'A ferry in the open',
      body: bodyOf({ type: 'paragraph', content: [{ type: 'text', text: 'It says afterwards.' }] }),
    };
    await saveDraft(editor, { ...words, id, session: crypto.randomUUID(), sequence: 1, version: draft!.draftVersion });
    expect([await headlines('before'), await headlines('afterwards')]).toEqual([['A ferry in the open'], []]);
    await publishArticle(editor, id);
    expect([await headlines('before'), await headlines('afterwards')]).toEqual([[], ['A ferry in the open']]);
    await unpublishArticle(editor, id);
    expect(await headlines('afterwards')).toEqual([]);
  });

  test('an author’s articles by the name, as it is today', async () => {
    const [author] = await db
      .insert(authors)
      .values({ handle: 'seo', name: 'Seo Haneul', hangulName: '서하늘' })
      .returning();
    const { id } = await publish('By somebody', 'Words.');
    const [article] = await db.select().from(articles).where(eq(articles.id, id));
    await db
      .insert(revisionAuthors)
      .values({ revisionId: article!.publishedRevisionId!, authorId: author!.id, position: 9 });
    for (const q of ['haneul', '서하늘', 'ㅅㅎㄴ']) expect(await headlines(q), q).toEqual(['By somebody']);
    await db.update(authors).set({ name: 'Seo Bada', hangulName: null }).where(eq(authors.id, author!.id));
    expect(await headlines('haneul')).toEqual([]);
  });

  test('what is about it before what mentions it, page by page, with the words marked', async () => {
    await publish('Otters', 'They swim.');
    for (let number = 0; number < foundPerPage + 2; number += 1)
      await publish(`Number ${number}`, `Of ${'many '.repeat(80)}otters and ${number}.`);
    const first = await searchPublished('otters', 1);
    expect(first.count).toBe(foundPerPage + 3);
    expect(first.found).toHaveLength(foundPerPage);
    expect(first.found[0]!.headline).toEqual([{ text: 'Otters', isFound: true }]);
    expect(first.found[1]!.passage.filter(({ isFound }) => isFound)).toEqual([{ text: 'otters', isFound: true }]);
    expect(first.found[1]!.passage[0]!.text).toMatch(/^… many/);
    expect((await searchPublished('otters', 2)).found).toHaveLength(3);
    expect((await searchPublished('otters', 9)).found).toEqual([]);
  });
});

test('a text is made ready once for each publication, by whoever searches next', async () => {
  const { id } = await publish('Ready once', 'Words.');
  const rows = () => db.select().from(publishedTexts).where(eq(publishedTexts.articleId, id));
  expect(await rows()).toEqual([]);
  await Promise.all([headlines('ready'), headlines('ready'), headlines('ready')]);
  const [made] = await rows();
  await headlines('ready');
  expect(await rows()).toEqual([made]);
});
