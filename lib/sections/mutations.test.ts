import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { db } from '#db/client';
import { articles, revisions } from '#db/schema/articles';
import { sections } from '#db/schema/sections';
import { collectAnnouncements } from '#lib/announce';
import { hire, printArticle } from '../../e2e/support/newsroom.ts';
import { listSectionsForDesk } from './desk-queries.ts';
import { addSection, changeSection, moveSection, removeSection } from './mutations.ts';

beforeEach(async () => {
  await db.delete(articles);
  await db.delete(sections);
});

const named = (name: string) => ({ name, hangulName: '', description: '' });

test('sections are added, moved, renamed; the address stays', async () => {
  const editor = await hire('editor');
  for (const name of ['Politics', 'Economy', '문화']) await addSection(editor, named(name));
  await expect(addSection(editor, named('politics'))).rejects.toMatchObject({ fields: { name: expect.any(String) } });
  const order = async () => (await listSectionsForDesk(editor)).map(({ name }) => name);
  expect(await order()).toEqual(['Politics', 'Economy', '문화']);

  const [politics, , culture] = await listSectionsForDesk(editor);
  const { tags } = await collectAnnouncements(() => moveSection(editor, culture!.id, 'up'));
  expect(tags.toSorted()).toEqual(['articles', 'sections']);
  await moveSection(editor, politics!.id, 'up');
  expect(await order()).toEqual(['Politics', '문화', 'Economy']);

  await changeSection(editor, politics!.id, { name: 'Power', hangulName: '정치', description: 'Who decides.' });
  expect((await listSectionsForDesk(editor))[0]).toMatchObject({ slug: 'politics', name: 'Power', hangulName: '정치' });
});

test('a section goes when nothing stands in it', async () => {
  const editor = await hire('editor');
  await addSection(editor, named('Politics'));
  const [section] = await listSectionsForDesk(editor);
  const article = await printArticle();
  await db.update(revisions).set({ sectionId: section!.id }).where(eq(revisions.articleId, article.id));
  expect((await listSectionsForDesk(editor))[0]?.articles).toBe(1);
  await expect(removeSection(editor, section!.id)).rejects.toThrow('Articles stand in this section');

  await db.update(articles).set({ removedAt: new Date() });
  await removeSection(editor, section!.id);
  expect(await listSectionsForDesk(editor)).toEqual([]);
  await expect(removeSection(editor, section!.id)).rejects.toMatchObject({ status: 404 });
});

test('only editors arrange sections', async () => {
  for (const role of ['contributor', 'author'] as const) {
    const user = await hire(role);
    await expect(addSection(user, named('Politics'))).rejects.toMatchObject({ status: 403 });
    await expect(listSectionsForDesk(user)).rejects.toMatchObject({ status: 403 });
  }
});
