import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { db } from '#db/client';
import { articles, reviewNotes } from '#db/schema/articles';
import { mails } from '#db/schema/mails';
import { authors, users } from '#db/schema/people';
import { createDraft } from '#lib/articles/mutations';
import type { User } from '#lib/auth/roles';
import { ForbiddenError, NotFoundError } from '#lib/errors';
import { hire } from '../../../e2e/support/newsroom.ts';
import { listNotes } from './note-queries.ts';
import { noteInput } from './note-rules.ts';
import { addNote, deleteNote, settleNote } from './notes-mutations.ts';
import { assignArticle, submitArticle } from './workflow-mutations.ts';

const passage = { quote: 'the tide', before: 'waits for ', after: '.' };
const say = (user: User, id: string, body: string, parentId: string | null = null) =>
  addNote(user, { id, parentId, body, ...(parentId ? { quote: '', before: '', after: '' } : passage) });
const mailsTo = async () => (await db.select({ to: mails.recipient }).from(mails)).map(({ to }) => to).sort();

beforeEach(async () => {
  await db.delete(articles);
  await db.delete(mails);
  await db.delete(authors);
  await db.delete(users);
});

describe('a thread', () => {
  test('is a note on a passage with its answers; each goes once to whom it concerns, never to who says it', async () => {
    const [writer, editor, other] = [await hire('contributor'), await hire('editor'), await hire('editor')];
    const { id } = await createDraft(writer);
    const { noteId } = await say(editor, id, 'Who measured it?');
    expect(await mailsTo()).toEqual([writer.email]);
    await db.delete(mails);
    const answer = await say(writer, id, 'The harbour master.', noteId);
    expect(await mailsTo()).toEqual([editor.email]);
    await db.delete(mails);
    await say(other, id, 'Ask her.', answer.noteId); // an answer to an answer is one to the thread
    expect(await mailsTo()).toEqual([editor.email, writer.email].sort());
    expect(await listNotes(writer, id)).toMatchObject([
      {
        id: noteId,
        by: editor.name,
        ...passage,
        resolvedAt: null,
        answers: [{ body: 'The harbour master.' }, { body: 'Ask her.' }],
      },
    ]);
  });

  test('of a writer goes to who is asked', async () => {
    const [writer, editor] = [await hire('author'), await hire('editor')];
    const { id } = await createDraft(writer);
    await assignArticle(writer, { id, assigneeId: editor.id, dueOn: null });
    await db.delete(mails);
    await say(writer, id, 'Is this clear?');
    expect(await mailsTo()).toEqual([editor.email]);
  });

  test('is written while the text itself rests in review', async () => {
    const writer = await hire('contributor');
    const { id } = await createDraft(writer);
    await db.update(articles).set({ state: 'in_review' }).where(eq(articles.id, id));
    await expect(submitArticle(writer, { id })).rejects.toThrow(ForbiddenError);
    await say(writer, id, 'One more thing.');
    expect(await listNotes(writer, id)).toHaveLength(1);
  });

  test('is settled and opened by who began it, its writers and editors; an answer opens it', async () => {
    const [writer, editor] = [await hire('contributor'), await hire('editor')];
    const { id } = await createDraft(writer);
    const { noteId } = await say(editor, id, 'Who measured it?');
    await settleNote(writer, { id, noteId }, true);
    expect(await listNotes(editor, id)).toMatchObject([{ resolvedAt: expect.any(String), resolvedBy: writer.name }]);
    await settleNote(editor, { id, noteId }, false);
    expect(await listNotes(editor, id)).toMatchObject([{ resolvedAt: null }]);
    await settleNote(writer, { id, noteId }, true);
    await say(editor, id, 'Not quite.', noteId);
    expect(await listNotes(editor, id)).toMatchObject([{ resolvedAt: null }]);
  });

  test('belongs to one article: a note of another is not found', async () => {
    const [writer, stranger] = [await hire('author'), await hire('author')];
    const [{ id }, other] = [await createDraft(writer), await createDraft(writer)];
    const { noteId } = await say(writer, id, 'x');
    await expect(say(writer, other.id, 'y', noteId)).rejects.toThrow(NotFoundError);
    await expect(settleNote(writer, { id: other.id, noteId }, true)).rejects.toThrow(NotFoundError);
    await expect(deleteNote(writer, { id: other.id, noteId })).rejects.toThrow(NotFoundError);
    await expect(say(stranger, id, 'z', noteId)).rejects.toThrow(NotFoundError);
    expect(await listNotes(stranger, id)).toBeNull();
    expect(await db.select().from(reviewNotes)).toHaveLength(1);
  });
});

test('what one has said can be taken back within the hour, as long as nobody has answered', async () => {
  const [writer, editor] = [await hire('author'), await hire('editor')];
  const { id } = await createDraft(writer);
  const [first, second, third] = [await say(writer, id, '1'), await say(writer, id, '2'), await say(writer, id, '3')];
  await expect(deleteNote(editor, { id, noteId: first.noteId })).rejects.toThrow(ForbiddenError);
  await deleteNote(writer, { id, noteId: first.noteId });
  const answer = await say(editor, id, 'Yes', second.noteId);
  await expect(deleteNote(writer, { id, noteId: second.noteId })).rejects.toThrow(ForbiddenError);
  await deleteNote(editor, { id, noteId: answer.noteId });
  await deleteNote(writer, { id, noteId: second.noteId });
  await db.update(reviewNotes).set({ createdAt: new Date(Date.now() - 61 * 60_000) });
  await expect(deleteNote(writer, { id, noteId: third.noteId })).rejects.toThrow(ForbiddenError);
});

test('an empty note, one too long and one that names nothing are refused; what is kept of a passage is composed', () => {
  const note = { do: 'add', id: randomUUID(), body: 'x' };
  expect(noteInput.safeParse({ ...note, body: ' ' }).success).toBe(false);
  expect(noteInput.safeParse({ ...note, body: 'x'.repeat(2001) }).success).toBe(false);
  expect(noteInput.safeParse({ ...note, quote: 'x'.repeat(1001) }).success).toBe(false);
  expect(noteInput.safeParse({ ...note, do: 'publish' }).success).toBe(false);
  expect(noteInput.parse({ ...note, quote: '안개'.normalize('NFD'), before: ' a\u0000' })).toMatchObject({
    quote: '안개',
    before: ' a',
    parentId: null,
  });
});
