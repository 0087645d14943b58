import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { db } from '#db/client';
import { articles, publishedTexts, revisionAuthors, revisions } from '#db/schema/articles';
import { authors } from '#db/schema/people';
import { publishArticle, saveDraft, unpublishArticle } from '#lib/articles/mutations';
import { emptyWords } from '#lib/articles/rules';
import { schedulePublication } from '#lib/articles/schedules/mutations';
import type { User } from '#lib/auth/roles';
import { bodyOf } from '#lib/body/body';
import type { Draft } from '../../e2e/support/desk.ts';
import { draftBy, hire, printArticle, publishBy } from '../../e2e/support/newsroom.ts';
import { readyPublishedText, readyPublishedTexts } from './published-texts.ts';
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
    await schedulePublication(editor, { id: secret, at: new Date(Date.now() + 3_600_000) });
    expect(await headlines('secret')).toEqual([]);
    const past = new Date(Date.now() - 1000);
    await db.update(articles).set({ scheduledAt: past, publishedAt: past }).where(eq(articles.id, secret));
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

const textsOf = (id: string) => db.select().from(publishedTexts).where(eq(publishedTexts.articleId, id));

test('a text is made ready with its publication; a search only reads', async () => {
  const { id } = await publish('Ready at once', 'Words.');
  const [made] = await textsOf(id);
  expect(made).toMatchObject({ revisionId: expect.any(String), text: expect.stringContaining('ready at once') });
  await db.delete(publishedTexts).where(eq(publishedTexts.articleId, id));
  await headlines('ready');
  await readyPublishedTexts();
  expect(await textsOf(id)).toEqual([made]);
});

test('an archive that was never made ready is, in the background; until then a search says that there is more', async () => {
  const printed = [];
  for (let at = 0; at < 53; at += 1) printed.push(await printArticle(`Heron ${at}`));
  const [first] = printed;
  await db
    .insert(publishedTexts)
    .values({ articleId: first!.id, revisionId: first!.id, text: 'heron of earlier words' });
  expect(await searchPublished('heron', 1)).toEqual({ count: 0, isWhole: false, found: [] });
  const said = vi.spyOn(console, 'log').mockImplementation(() => {});
  await Promise.all([readyPublishedTexts(), readyPublishedTexts()]);
  expect(await searchPublished('heron', 1)).toMatchObject({ count: 53, isWhole: true });
  expect(await headlines('earlier'), 'what does not stand there any more').toEqual([]);
  said.mockClear();
  await readyPublishedTexts();
  expect(said, 'there is nothing to do').not.toHaveBeenCalled();
  said.mockRestore();
});

test('what somebody has in hand is left to them, and nobody waits for the other', async () => {
  const { id } = await printArticle('Cormorant');
  await db.transaction(async (tx) => {
    await tx.select({ id: articles.id }).from(articles).where(eq(articles.id, id)).for('update');
    await readyPublishedTexts();
    expect(await textsOf(id)).toEqual([]);
    await readyPublishedText(tx, id);
  });
  expect(await headlines('cormorant')).toEqual(['Cormorant']);
});
