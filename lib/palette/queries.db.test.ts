import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { db } from '#db/client';
import { articles } from '#db/schema/articles';
import { authors, users } from '#db/schema/people';
import { sections, topics } from '#db/schema/sections';
import { publishArticle } from '#lib/articles/mutations';
import { moveToTrash } from '#lib/articles/trash-mutations';
import { type Role, roles, type User } from '#lib/auth/roles';
import { draftBy, hire } from '../../e2e/support/newsroom.ts';
import { findForPalette } from './queries.ts';

const staff = {} as Record<Role, User>;
const draft = (headline: string) => ({ headline, standfirst: '', paragraphs: ['The tide waits for nobody.'] });
const found = async (user: User, q: string) =>
  (await findForPalette(user, { q })).articles.map(({ headline }) => headline);

beforeAll(async () => {
  for (const role of roles) staff[role] = await hire(role);
  await db.insert(sections).values({ slug: 'culture', name: 'Culture', hangulName: '문화' });
  await db.insert(topics).values({ slug: 'rail', name: 'Culture of rail' });
  await db.insert(authors).values({ handle: 'kim', name: 'Kim', hangulName: '김문화' });
  await draftBy(staff.author, draft('한자 사전'));
  await draftBy(staff.contributor, draft('The harbour master'));
  await draftBy(staff.contributor, draft('Of tides'));
});

test('each finds what they see, by text, by initial consonants, and where nothing is like it by what looks alike', async () => {
  expect(await found(staff.editor, '한자')).toEqual(['한자 사전']);
  expect(await found(staff.editor, 'ㅎㅈ')).toEqual(['한자 사전']);
  expect(await found(staff.editor, 'harbuor master')).toEqual(['The harbour master']);
  expect(await found(staff.editor, 'tide'), 'in the headline before in the text').toEqual([
    'Of tides',
    'The harbour master',
    '한자 사전',
  ]);
  expect(await found(staff.author, 'harbour')).toEqual([]);
  expect(await found(staff.contributor, '한자')).toEqual([]);
});

test('before anything is typed there is what one worked on last', async () => {
  expect(await found(staff.contributor, '')).toEqual(['Of tides', 'The harbour master']);
  expect(await found(staff.editor, '')).toEqual([]);
});

test('sections, topics and authors are found by either name; people by owners alone', async () => {
  const kinds = async (user: User, q: string) => (await findForPalette(user, { q })).groups.map(({ kind }) => kind);
  expect(await kinds(staff.contributor, '문화')).toEqual(['section', 'author']);
  expect(await kinds(staff.contributor, 'culture')).toEqual(['section', 'topic']);
  for (const role of roles) {
    const { people } = await findForPalette(staff[role], { q: staff.editor.email });
    expect(
      people.map(({ id }) => id),
      role,
    ).toEqual(role === 'owner' ? [staff.editor.id] : []);
  }
});

test('what is public is named where one has it open, and what lies in the trash nowhere', async () => {
  const id = await draftBy(staff.editor, draft('Lanterns'));
  const at = async (user: User) => (await findForPalette(user, { q: '', at: id })).here;
  expect(await at(staff.editor)).toBeNull();
  await publishArticle(staff.editor, id);
  expect(await at(staff.editor)).toEqual({ slug: 'lanterns', headline: 'Lanterns' });
  expect(await at(staff.contributor)).toBeNull();
  await moveToTrash(staff.editor, id, { unpublishFirst: true });
  expect(await at(staff.editor)).toBeNull();
  expect(await found(staff.editor, 'lanterns')).toEqual([]);
  await db.delete(articles).where(eq(articles.id, id));
  expect(await db.$count(users)).toBe(roles.length);
});
