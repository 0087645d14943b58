import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { db } from '#db/client';
import { articleEvents, articles, reviewNotes } from '#db/schema/articles';
import { mails } from '#db/schema/mails';
import { authors, users } from '#db/schema/people';
import { settings } from '#db/schema/settings';
import { createDraft, publishArticle, saveDraft } from '#lib/articles/mutations';
import { type DraftInput, emptyWords } from '#lib/articles/rules';
import type { User } from '#lib/auth/roles';
import { bodyOf } from '#lib/body/body';
import { dayIn } from '#lib/dates';
import { ConflictError, ForbiddenError, InvalidInputError } from '#lib/errors';
import { hire } from '../../../e2e/support/newsroom.ts';
import {
  approveArticle,
  assignArticle,
  morningOf,
  remindOfDueDay,
  returnArticle,
  submitArticle,
  withdrawArticle,
} from './workflow-mutations.ts';

async function write(user: User, about: Partial<DraftInput> = {}): Promise<DraftInput> {
  const { id } = await createDraft(user);
  const body = bodyOf({ type: 'paragraph', content: [{ type: 'text', text: 'Two boats a day.' }] });
  const input = { ...emptyWords, headline: 'Fog', body, ...about, id, session: randomUUID(), sequence: 1, version: 1 };
  const { version } = await saveDraft(user, input);
  return { ...input, version, sequence: 2 };
}
const rowOf = async (id: string) => (await db.select().from(articles).where(eq(articles.id, id)))[0]!;
const eventsOf = (id: string) =>
  db
    .select({ kind: articleEvents.kind, detail: articleEvents.detail })
    .from(articleEvents)
    .where(eq(articleEvents.articleId, id));
const mailsSent = () => db.select({ to: mails.recipient, subject: mails.subject, text: mails.text }).from(mails);
const dueJobs = () =>
  db.execute<{ start: string; key: string }>(
    sql`select start_after at time zone 'UTC' as start, singleton_key as key from pgboss.job where name = 'due'`,
  );
const inDays = (days: number) => dayIn(new Date(Date.now() + days * 86_400_000), 'Asia/Seoul');

beforeEach(async () => {
  await db.delete(articles);
  await db.delete(mails);
  await db.delete(authors);
  await db.delete(users);
  await db.execute(sql`delete from pgboss.job where name = 'due'`);
  await db.update(settings).set({ timeZone: 'Asia/Seoul' });
});

describe('approving', () => {
  test('tells the writers, and holds until the words change', async () => {
    const [writer, editor] = [await hire('contributor'), await hire('editor')];
    const draft = await write(writer);
    await submitArticle(writer, { id: draft.id });
    await db.delete(mails);
    await approveArticle(editor, { id: draft.id, version: draft.version, note: 'Lovely.' });
    expect(await rowOf(draft.id)).toMatchObject({ state: 'approved' });
    expect(await mailsSent()).toMatchObject([
      { to: writer.email, subject: 'Approved: Fog', text: expect.stringContaining('Lovely.') },
    ]);
    // the same words again change nothing; other words do
    await saveDraft(writer, { ...draft, sequence: 3 });
    expect(await rowOf(draft.id)).toMatchObject({ state: 'approved' });
    await saveDraft(writer, { ...draft, sequence: 4, headline: 'Thick fog' });
    expect(await rowOf(draft.id)).toMatchObject({ state: 'draft' });
    expect((await eventsOf(draft.id)).map(({ kind }) => kind)).toEqual(['submitted', 'approved']);
  });

  test('an approved draft of a contributor is published by an author of its byline, and by nobody below', async () => {
    const [writer, author, editor] = [await hire('contributor'), await hire('author'), await hire('editor')];
    const [byline] = await db
      .insert(authors)
      .values({ handle: 'second', name: 'Second', userId: author.id })
      .returning({ id: authors.id });
    const draft = await write(writer, { authorIds: [byline!.id] });
    await submitArticle(writer, { id: draft.id });
    await approveArticle(editor, { id: draft.id });
    await expect(publishArticle(writer, draft.id)).rejects.toThrow(ForbiddenError);
    await publishArticle(author, draft.id);
    expect(await rowOf(draft.id)).toMatchObject({ state: 'published' });
  });

  test('is refused for words the editor has not seen, and taken back by returning', async () => {
    const [writer, editor] = [await hire('author'), await hire('editor')];
    const draft = await write(writer);
    await submitArticle(writer, { id: draft.id });
    await saveDraft(writer, { ...draft, headline: 'Thick fog' });
    await expect(approveArticle(editor, { id: draft.id, version: draft.version })).rejects.toThrow(ConflictError);
    await approveArticle(editor, { id: draft.id });
    await expect(approveArticle(editor, { id: draft.id })).rejects.toThrow(ForbiddenError);
    await returnArticle(editor, { id: draft.id, note: 'On second thoughts.' });
    expect(await rowOf(draft.id)).toMatchObject({ state: 'changes_asked' });
    expect(await db.select().from(reviewNotes)).toHaveLength(1);
  });
});

describe('asking somebody', () => {
  test('who is asked gets a mail and on the morning of the day, there, another; once', async () => {
    const [writer, editor] = [await hire('author'), await hire('editor')];
    const draft = await write(writer);
    const dueOn = inDays(3);
    const asked = { id: draft.id, assigneeId: editor.id, dueOn };
    await assignArticle(writer, asked);
    expect(await rowOf(draft.id)).toMatchObject({ assigneeId: editor.id, dueOn });
    expect(await eventsOf(draft.id)).toEqual([{ kind: 'assigned', detail: `The editor, ${dueOn}` }]);
    expect(await mailsSent()).toMatchObject([{ to: editor.email, subject: 'Asked of you: Fog' }]);
    await assignArticle(writer, asked); // again: nothing
    await assignArticle(writer, { ...asked, dueOn: null });
    await assignArticle(writer, asked);
    const jobs = await dueJobs();
    expect(jobs).toHaveLength(1);
    expect(new Date(`${jobs[0]!.start}Z`).toISOString()).toBe(new Date(`${dueOn}T08:00:00+09:00`).toISOString());

    await db.delete(mails);
    await remindOfDueDay({ articleId: draft.id, assigneeId: editor.id, dueOn });
    expect(await mailsSent()).toMatchObject([{ to: editor.email, subject: 'Due today: Fog' }]);
    await db.delete(mails);
    await remindOfDueDay({ articleId: draft.id, assigneeId: editor.id, dueOn: inDays(2) }); // moved since
    await remindOfDueDay({ articleId: draft.id, assigneeId: writer.id, dueOn }); // given to another since
    await publishArticle(editor, draft.id);
    await remindOfDueDay({ articleId: draft.id, assigneeId: editor.id, dueOn }); // done
    expect((await mailsSent()).filter(({ subject }) => subject.startsWith('Due'))).toEqual([]);
  });

  test('the morning is at eight by the clock of the day, also on one on which the clocks change', () => {
    const at = (day: string, zone: string) => morningOf(day, zone).toISOString();
    expect(at('2026-12-04', 'Asia/Seoul')).toBe('2026-12-03T23:00:00.000Z');
    expect(at('2026-11-01', 'America/New_York')).toBe('2026-11-01T13:00:00.000Z');
    expect(at('2026-10-04', 'Australia/Sydney')).toBe('2026-10-03T21:00:00.000Z');
    expect(at('2026-04-05', 'Australia/Sydney')).toBe('2026-04-04T22:00:00.000Z');
    // at eight in Greenwich it is still summer there
    expect(at('2026-11-01', 'America/Anchorage')).toBe('2026-11-01T17:00:00.000Z');
    expect(at('2011-12-30', 'Pacific/Apia'), 'a day that was left out').toBe('2011-12-30T10:00:00.000Z');
  });

  test('nobody is told of what they asked of themselves; with nobody it is only kept', async () => {
    const editor = await hire('editor');
    const draft = await write(editor);
    await assignArticle(editor, { id: draft.id, assigneeId: editor.id, dueOn: null });
    await assignArticle(editor, { id: draft.id, assigneeId: null, dueOn: inDays(1) });
    expect(await rowOf(draft.id)).toMatchObject({ assigneeId: null, dueOn: inDays(1) });
    expect(await mailsSent()).toEqual([]);
  });

  test('only who sees an article can be asked for it, only of the staff, and for no day that has passed', async () => {
    const [author, stranger, gone] = [await hire('author'), await hire('contributor'), await hire('editor')];
    await db.update(users).set({ disabledAt: new Date() }).where(eq(users.id, gone.id));
    const draft = await write(author);
    const before = await rowOf(draft.id);
    const refusal = async (assigneeId: string | null, dueOn: string | null) => {
      const error = await assignArticle(author, { id: draft.id, assigneeId, dueOn }).catch((reason) => reason);
      expect(error).toBeInstanceOf(InvalidInputError);
      return error.fields;
    };
    expect(await refusal(stranger.id, null)).toEqual({ assigneeId: expect.stringContaining('does not see') });
    expect(await refusal(gone.id, null)).toEqual({ assigneeId: expect.stringContaining('not of the staff') });
    expect(await refusal(randomUUID(), null)).toEqual({ assigneeId: expect.stringContaining('not of the staff') });
    expect(await refusal(author.id, inDays(-1))).toEqual({ dueOn: 'That day has passed.' });
    expect(await rowOf(draft.id)).toEqual(before);
    expect(await mailsSent()).toEqual([]);
  });

  test('an editor who was asked is alone told of the submission, and is done with it by answering', async () => {
    const [writer, editor] = [await hire('author'), await hire('editor')];
    await hire('owner');
    const draft = await write(writer);
    await assignArticle(writer, { id: draft.id, assigneeId: editor.id, dueOn: inDays(1) });
    await db.delete(mails);
    await submitArticle(writer, { id: draft.id });
    expect((await mailsSent()).map(({ to }) => to)).toEqual([editor.email]);
    await withdrawArticle(writer, draft.id);
    expect(await rowOf(draft.id)).toMatchObject({ assigneeId: editor.id });
    await submitArticle(writer, { id: draft.id });
    await returnArticle(editor, { id: draft.id, note: 'Say who measured it.' });
    expect(await rowOf(draft.id)).toMatchObject({ assigneeId: null, dueOn: null });
  });
});
