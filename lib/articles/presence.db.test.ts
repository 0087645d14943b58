import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { db } from '#db/client';
import { articles, presences } from '#db/schema/articles';
import { submitArticle } from '#lib/articles/review/workflow-mutations';
import { ConflictError, NotFoundError } from '#lib/errors';
import { hire } from '../../e2e/support/newsroom.ts';
import { createDraft, saveDraft } from './mutations.ts';
import { meetAtArticle } from './presence.ts';
import { emptyWords } from './rules.ts';

beforeEach(async () => {
  await db.delete(articles);
});

const silence = (window: string) =>
  db.update(presences).set({ seenAt: sql`now() - interval '31 seconds'` }).where(eq(presences.session, window));

test('the first window writes, the next reads along until the first is gone or taken over', async () => {
  const [writer, editor] = [await hire('author'), await hire('editor')];
  const { id } = await createDraft(writer);
  const [one, two] = [randomUUID(), randomUUID()];
  const writes = async (user: typeof writer, window: string, wish: 'write' | 'take' | 'leave' = 'write') =>
    (await meetAtArticle(user, { id, window, wish })).writer?.window;
  expect(await writes(writer, one)).toBe(one);
  expect(await writes(editor, two)).toBe(one);
  expect(await meetAtArticle(editor, { id, window: two, wish: 'write' })).toMatchObject({
    writer: { window: one, name: writer.name },
    others: [{ window: two, name: editor.name }],
    version: 1,
  });
  expect(await writes(editor, two, 'take')).toBe(two);
  expect(await writes(writer, one)).toBe(two);
  await silence(two);
  expect(await writes(writer, one)).toBe(one);
  expect(await writes(writer, one, 'leave')).toBeUndefined();
});

test('whoever only reads keeps nobody from writing, and a writer who rests lets the next one write', async () => {
  const [writer, editor] = [await hire('author'), await hire('editor')];
  const { id } = await createDraft(writer);
  const [one, two] = [randomUUID(), randomUUID()];
  const writes = async (user: typeof writer, window: string, wish: 'write' | 'read') =>
    (await meetAtArticle(user, { id, window, wish })).writer?.window;
  expect(await writes(editor, two, 'read')).toBeUndefined();
  expect(await writes(writer, one, 'read')).toBeUndefined();
  expect(await writes(writer, one, 'write')).toBe(one);
  expect(await writes(editor, two, 'write')).toBe(one);
  expect(await writes(writer, one, 'read')).toBeUndefined();
  expect(await writes(editor, two, 'write')).toBe(two);
});

test('of two who begin at once the second is told who writes, and its words stay out of the draft', async () => {
  const [writer, editor] = [await hire('author'), await hire('editor')];
  const { id } = await createDraft(writer);
  const [one, two] = [randomUUID(), randomUUID()];
  await Promise.all([
    meetAtArticle(writer, { id, window: one, wish: 'write' }),
    meetAtArticle(editor, { id, window: two, wish: 'write' }),
  ]);
  const { writer: first } = await meetAtArticle(writer, { id, window: one, wish: 'write' });
  const [second, window] = first?.window === one ? [editor, two] : [writer, one];
  const draft = { ...emptyWords, id, session: randomUUID(), sequence: 1, version: 1, window };
  const save = saveDraft(second, { ...draft, headline: 'Mine' });
  await expect(save).rejects.toThrow(`${first?.name} is writing this draft in another window.`);
});

test('who may not edit looks on, and who may not see finds nothing', async () => {
  const [writer, other] = [await hire('contributor'), await hire('author')];
  const { id } = await createDraft(writer);
  await saveDraft(writer, { ...emptyWords, id, headline: 'Fog', session: randomUUID(), sequence: 1, version: 1 });
  await submitArticle(writer, { id });
  const meeting = await meetAtArticle(writer, { id, window: randomUUID(), wish: 'take' });
  expect(meeting).toMatchObject({ writer: null, others: [{ userId: writer.id }] });
  await expect(meetAtArticle(other, { id, window: randomUUID(), wish: 'write' })).rejects.toThrow(NotFoundError);
});

test('a window that was taken over from overwrites nothing, even before the other has typed', async () => {
  const [writer, editor] = [await hire('author'), await hire('editor')];
  const { id } = await createDraft(writer);
  const [one, two] = [randomUUID(), randomUUID()];
  const draft = { ...emptyWords, id, session: randomUUID(), sequence: 1, version: 1, window: one };
  await meetAtArticle(writer, { id, window: one, wish: 'write' });
  await saveDraft(writer, { ...draft, headline: 'Mine' });
  await meetAtArticle(editor, { id, window: two, wish: 'take' });
  await expect(saveDraft(writer, { ...draft, sequence: 2, headline: 'Still mine' })).rejects.toThrow(ConflictError);
  await silence(two);
  await saveDraft(writer, { ...draft, sequence: 2, headline: 'Still mine' });
});

test('nobody moves or ends the window of somebody else', async () => {
  const [writer, editor] = [await hire('author'), await hire('editor')];
  const { id } = await createDraft(writer);
  const window = randomUUID();
  await meetAtArticle(writer, { id, window, wish: 'write' });
  await meetAtArticle(editor, { id, window, wish: 'leave' });
  await meetAtArticle(editor, { id, window, wish: 'take' });
  const rows = await db.select({ userId: presences.userId }).from(presences);
  expect(rows).toEqual([{ userId: writer.id }]);
});
