import { randomUUID } from 'node:crypto';
import { asc, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { db } from '#db/client';
import { articles, revisions, revisionTopics } from '#db/schema/articles';
import { movedGroups, sections, series, topics } from '#db/schema/sections';
import { collectAnnouncements } from '#lib/announce';
import { createDraft, saveDraft } from '#lib/articles/mutations';
import { getComingPlaceInSeries, getPlaceInSeries, listArticlesOfGroup } from '#lib/articles/queries';
import { emptyWords } from '#lib/articles/rules';
import type { User } from '#lib/auth/roles';
import { expire } from '#lib/cache/expiry';
import { hire, printArticle } from '../../e2e/support/newsroom.ts';
import { getSeriesForDesk, listGroupsForDesk } from './desk-queries.ts';
import { addGroup, changeGroup, mergeGroups, orderGroups, orderSeries, removeGroup } from './mutations.ts';
import { getGroup, getMovedGroup, listGroups } from './queries.ts';
import { type GroupKind, groupKinds } from './rules.ts';

let editor: User;

beforeEach(async () => {
  await db.delete(articles);
  await db.delete(movedGroups);
  for (const table of [sections, topics, series]) await db.delete(table);
  expire(['*']);
  editor = await hire('editor');
});

const named = (kind: GroupKind, name: string, slug = '') => ({ kind, name, hangulName: '', description: '', slug });
const add = async (kind: GroupKind, name: string) => (await addGroup(editor, named(kind, name))).id;
const namesOf = async (kind: GroupKind) => (await listGroupsForDesk(editor, kind)).map(({ name }) => name);

/** Puts all that was written of an article into a group. */
async function putInto(kind: GroupKind, groupId: string, articleId: string): Promise<void> {
  const of = eq(revisions.articleId, articleId);
  if (kind === 'section') await db.update(revisions).set({ sectionId: groupId }).where(of);
  if (kind === 'series') await db.update(revisions).set({ seriesId: groupId }).where(of);
  if (kind !== 'topic') return;
  const [revision] = await db.select({ id: revisions.id }).from(revisions).where(of);
  await db.insert(revisionTopics).values({ revisionId: revision!.id, topicId: groupId, position: 0 });
}

describe.each(groupKinds)('a %s', (kind) => {
  test('is added, ordered and renamed, and its name and address are its own', async () => {
    for (const name of ['Politics', 'Economy', '문화']) await add(kind, name);
    expect(await namesOf(kind)).toEqual(['Politics', 'Economy', '문화']);
    expect((await listGroupsForDesk(editor, kind)).map(({ slug }) => slug)).toEqual(['politics', 'economy', '문화']);
    await expect(add(kind, 'politics')).rejects.toMatchObject({ fields: { name: expect.any(String) } });
    await expect(add(kind, 'Économy')).rejects.toMatchObject({ fields: { slug: expect.stringContaining('Economy') } });
    await expect(add(kind, '!?')).rejects.toMatchObject({ fields: { slug: expect.any(String) } });

    const ids = (await listGroupsForDesk(editor, kind)).map(({ id }) => id);
    const { result, tags } = await collectAnnouncements(() => orderGroups(editor, kind, [ids[2]!, ids[0]!]));
    expect(await namesOf(kind)).toEqual(['문화', 'Politics', 'Economy']);
    expect(tags.toSorted()).toEqual(['articles', { section: 'sections', topic: 'topics', series: 'series' }[kind]]);
    await orderGroups(editor, kind, [randomUUID(), ...result.before]);
    expect(await namesOf(kind), 'undone').toEqual(['Politics', 'Economy', '문화']);

    await changeGroup(editor, {
      kind,
      id: ids[0]!,
      name: 'Power',
      hangulName: '정치',
      description: 'Who decides.',
      slug: '',
    });
    expect((await listGroupsForDesk(editor, kind))[0]).toMatchObject({
      slug: 'politics',
      name: 'Power',
      hangulName: '정치',
    });
  });

  test('is found under every address it ever had, in one hop', async () => {
    const [politics, power] = [await add(kind, 'Politics'), await add(kind, 'The powerful')];
    await changeGroup(editor, { ...named(kind, 'Rule', 'rule'), id: politics });
    await changeGroup(editor, { ...named(kind, 'Ruling', 'ruling'), id: politics });
    expire(['*']);
    expect(await getMovedGroup(kind, 'politics')).toBe('ruling');
    expect(await getMovedGroup(kind, 'rule')).toBe('ruling');
    await expect(add(kind, 'Politics')).rejects.toMatchObject({
      fields: { slug: expect.stringContaining('‘Ruling’') },
    });
    await expect(changeGroup(editor, { ...named(kind, 'Power', 'rule'), id: power })).rejects.toMatchObject({
      fields: { slug: expect.stringContaining('had this address') },
    });

    await changeGroup(editor, { ...named(kind, 'Politics', 'politics'), id: politics });
    expire(['*']);
    expect(await getGroup(kind, 'politics'), 'its own earlier one can be taken back').toMatchObject({
      name: 'Politics',
    });
    expect(await getMovedGroup(kind, 'politics')).toBeNull();
    expect(await getMovedGroup(kind, 'ruling')).toBe('politics');

    await mergeGroups(editor, { kind, id: politics, into: power });
    expire(['*']);
    for (const slug of ['politics', 'rule', 'ruling'])
      expect(await getMovedGroup(kind, slug), slug).toBe('the-powerful');
    await changeGroup(editor, { ...named(kind, 'The powerful', 'strong'), id: power });
    expire(['*']);
    for (const slug of ['politics', 'rule', 'ruling', 'the-powerful'])
      expect(await getMovedGroup(kind, slug), slug).toBe('strong');
  });

  test('is merged with all its articles, written and read', async () => {
    const [from, into] = [await add(kind, 'From'), await add(kind, 'Into')];
    const [one, both] = [await printArticle('One'), await printArticle('Both')];
    await putInto(kind, from, one.id);
    await putInto(kind, from, both.id);
    if (kind === 'topic') await putInto(kind, into, both.id);
    expect((await listGroupsForDesk(editor, kind)).map((group) => group.articles)).toEqual([
      2,
      kind === 'topic' ? 1 : 0,
    ]);

    const { result, tags } = await collectAnnouncements(() => mergeGroups(editor, { kind, id: from, into }));
    expect(result).toEqual({ from: 'From', into: 'Into', articles: 2 });
    expect(tags).toEqual(expect.arrayContaining(['articles', `article:${one.id}`, `article:${both.id}`]));
    expire(['*']);
    expect((await listArticlesOfGroup(kind, into)).map(({ id }) => id).toSorted()).toEqual(
      [one.id, both.id].toSorted(),
    );
    expect(await listGroups(kind)).toMatchObject([{ name: 'Into', hasArticles: true }]);
    await expect(mergeGroups(editor, { kind, id: into, into })).rejects.toThrow();
    await expect(mergeGroups(editor, { kind, id: from, into })).rejects.toMatchObject({ status: 404 });
  });

  test('that was merged while an editor was open is saved as what it became', async () => {
    const [from, into] = [await add(kind, 'From'), await add(kind, 'Into')];
    const { id } = await createDraft(editor);
    const chosen = { section: { sectionId: from }, topic: { topicIds: [from, into] }, series: { seriesId: from } }[
      kind
    ];
    await mergeGroups(editor, { kind, id: from, into });
    await saveDraft(editor, {
      ...emptyWords,
      ...chosen,
      id,
      session: randomUUID(),
      sequence: 1,
      version: 1,
      headline: 'A',
    });
    expect((await listGroupsForDesk(editor, kind))[0]).toMatchObject({ name: 'Into', articles: 1 });
  });

  test('goes when nothing stands in it', async () => {
    const group = await add(kind, 'Politics');
    await changeGroup(editor, { ...named(kind, 'Power', 'power'), id: group });
    const article = await printArticle();
    await putInto(kind, group, article.id);
    await expect(removeGroup(editor, kind, group)).rejects.toThrow('An article stands in this');
    await db.update(articles).set({ removedAt: new Date() });
    await removeGroup(editor, kind, group);
    expect(await listGroupsForDesk(editor, kind)).toEqual([]);
    expect(await db.$count(movedGroups), 'nothing leads to it').toBe(0);
    await expect(removeGroup(editor, kind, group)).rejects.toMatchObject({ status: 404 });
  });

  test('is an editor’s to arrange', async () => {
    const [one, other] = [await add(kind, 'One'), await add(kind, 'Other')];
    for (const role of ['contributor', 'author'] as const) {
      const user = await hire(role);
      const attempts = [
        () => addGroup(user, named(kind, 'Mine')),
        () => changeGroup(user, { ...named(kind, 'Mine'), id: one }),
        () => orderGroups(user, kind, [other, one]),
        () => mergeGroups(user, { kind, id: one, into: other }),
        () => removeGroup(user, kind, one),
        () => orderSeries(user, one, []),
        () => listGroupsForDesk(user, kind),
        () => getSeriesForDesk(user, one),
      ];
      for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ status: 403 });
    }
    expect(await namesOf(kind)).toEqual(['One', 'Other']);
  });
});

describe('a series', () => {
  async function ofThree() {
    const id = await add('series', 'The river');
    const parts = [await printArticle('First'), await printArticle('Second'), await printArticle('Third')];
    for (const [hour, part] of parts.entries()) {
      await putInto('series', id, part.id);
      const publishedAt = new Date(Date.UTC(2026, 0, 1, hour));
      await db.update(articles).set({ publishedAt }).where(eq(articles.id, part.id));
    }
    return { id, parts: parts.map((part) => part.id) };
  }
  const read = async (id: string) => {
    expire(['*']);
    return (await listArticlesOfGroup('series', id)).map(({ headline }) => headline);
  };

  test('is read as it was published, or as an editor puts it', async () => {
    const { id, parts } = await ofThree();
    expect(await read(id)).toEqual(['First', 'Second', 'Third']);
    const { before } = await orderSeries(editor, id, [parts[2]!, parts[0]!]);
    expect(before).toEqual([]);
    expect(await read(id)).toEqual(['Third', 'First', 'Second']);
    expect((await getSeriesForDesk(editor, id))!.articles.map(({ headline }) => headline)).toEqual(await read(id));

    const late = await printArticle('Late');
    await putInto('series', id, late.id);
    expect(await read(id)).toEqual(['Third', 'First', 'Second', 'Late']);
    const name = { id, slug: 'the-river', name: 'The river', hangulName: null };
    expect(await getPlaceInSeries(parts[0]!, name)).toMatchObject({
      number: 2,
      count: 4,
      previous: { headline: 'Third' },
      next: { headline: 'Second' },
    });
    expect(await getPlaceInSeries(randomUUID(), name)).toBeNull();

    const draft = await printArticle('Still a draft');
    await db
      .update(articles)
      .set({ state: 'draft', publishedRevisionId: null, publishedAt: null })
      .where(eq(articles.id, draft.id));
    expect(await getPlaceInSeries(draft.id, name)).toBeNull();
    expect(await getComingPlaceInSeries(draft.id, name), 'where a preview shows it').toMatchObject({
      number: 5,
      count: 5,
      previous: { headline: 'Late' },
      next: null,
    });
    expect(await getComingPlaceInSeries(parts[0]!, name)).toEqual(await getPlaceInSeries(parts[0]!, name));

    await orderSeries(editor, id, before);
    expect(await read(id), 'by publication again').toEqual(['First', 'Second', 'Third', 'Late']);
  });

  test('that is merged comes after the other, each in its order', async () => {
    const { id, parts } = await ofThree();
    await orderSeries(editor, id, parts.toReversed());
    const other = await add('series', 'The sea');
    const early = await printArticle('Early');
    await putInto('series', other, early.id);
    await mergeGroups(editor, { kind: 'series', id: other, into: id });
    expect(await read(id)).toEqual(['Third', 'Second', 'First', 'Early']);
    const places = await db
      .select({ at: articles.seriesPosition })
      .from(articles)
      .orderBy(asc(articles.seriesPosition));
    expect(places.map(({ at }) => at)).toEqual([1, 2, 3, 4]);
  });
});
