import { and, eq, inArray, isNull, ne, or } from 'drizzle-orm';
import { db, type Transaction } from '#db/client';
import { reviewNotes } from '#db/schema/articles';
import { users } from '#db/schema/people';
import { canBeAssigned } from '#lib/articles/rules';
import { articleFor, draftOf, type StoredArticle } from '#lib/articles/stored';
import type { User } from '#lib/auth/roles';
import { ForbiddenError, NotFoundError } from '#lib/errors';
import { queueMail } from '#lib/mails/mutations';
import { paths } from '#lib/paths';
import { unnamedOwner } from '#lib/people/rules';
import { noteMailWords } from '#lib/words/notes';
import { canDeleteNote, canNote, canResolveNote, type NewNote } from './note-rules.ts';

/*
 * What is said at the desk about an article. A thread is a note and its answers; an answer to an answer is one to the thread.
 */

/**
 * Says something about a passage, about the whole, or in answer to another note; an answer opens a settled thread again. The
 * writers, who is asked, and who takes part in the thread get a mail, but not who says it. Throws ForbiddenError,
 * NotFoundError.
 */
export async function addNote(user: User, input: Omit<NewNote, 'do'>): Promise<{ noteId: string }> {
  return db.transaction(async (tx) => {
    const article = await articleFor(tx, user, input.id);
    if (!canNote(user, article)) throw new ForbiddenError('Only who may read this draft can say something about it.');
    const parent = input.parentId === null ? null : await noteOf(tx, article.id, input.parentId);
    const rootId = parent ? (parent.parentId ?? parent.id) : null;
    const { body, quote, before, after } = input;
    const passage = rootId ? {} : { quote, before, after };
    const [note] = await tx
      .insert(reviewNotes)
      .values({ articleId: article.id, userId: user.id, parentId: rootId, body, ...passage })
      .returning({ id: reviewNotes.id });
    if (rootId) {
      await tx.update(reviewNotes).set({ resolvedAt: null, resolvedBy: null }).where(eq(reviewNotes.id, rootId));
    }
    const thread = rootId ?? note!.id;
    const [root] = await tx.select({ quote: reviewNotes.quote }).from(reviewNotes).where(eq(reviewNotes.id, thread));
    const { headline } = await draftOf(tx, article);
    await queueMail(tx, {
      to: await hearers(tx, user, article, thread),
      subject: noteMailWords.subject(headline || noteMailWords.untitled),
      blocks: [
        { text: noteMailWords.text(user.name || user.email, headline || noteMailWords.untitled, rootId !== null) },
        ...(root!.quote === '' ? [] : [{ text: noteMailWords.passage(shortened(root!.quote)) }]),
        { quote: body },
        { link: `${paths.desk.article(article.id)}#note-${thread}`, label: noteMailWords.open },
      ],
      replyTo: user.email,
    });
    return { noteId: note!.id };
  });
}

/** Settles a thread, or opens it again. Throws ForbiddenError, NotFoundError. */
export async function settleNote(user: User, input: { id: string; noteId: string }, isSettled: boolean): Promise<void> {
  await db.transaction(async (tx) => {
    const article = await articleFor(tx, user, input.id);
    const note = await noteOf(tx, article.id, input.noteId);
    const root = note.parentId ? await noteOf(tx, article.id, note.parentId) : note;
    if (!canResolveNote(user, article, root.userId)) {
      throw new ForbiddenError('Only who began a thread, a writer of the article or an editor can settle it.');
    }
    await tx
      .update(reviewNotes)
      .set(isSettled ? { resolvedAt: new Date(), resolvedBy: user.id } : { resolvedAt: null, resolvedBy: null })
      .where(eq(reviewNotes.id, root.id));
  });
}

/** Takes back what one has said within the hour, where nobody has answered. Throws ForbiddenError, NotFoundError. */
export async function deleteNote(user: User, input: { id: string; noteId: string }): Promise<void> {
  await db.transaction(async (tx) => {
    const article = await articleFor(tx, user, input.id);
    const note = await noteOf(tx, article.id, input.noteId);
    const [answer] = await tx
      .select({ id: reviewNotes.id })
      .from(reviewNotes)
      .where(eq(reviewNotes.parentId, note.id))
      .limit(1);
    if (!canDeleteNote(user, note, answer !== undefined, new Date())) {
      throw new ForbiddenError('Only a note of your own, of the last hour and without an answer can be deleted.');
    }
    await tx.delete(reviewNotes).where(eq(reviewNotes.id, note.id));
  });
}

/** A note of this article and no other. Throws NotFoundError. */
async function noteOf(tx: Transaction, articleId: string, id: string) {
  const [note] = await tx
    .select({
      id: reviewNotes.id,
      parentId: reviewNotes.parentId,
      userId: reviewNotes.userId,
      createdAt: reviewNotes.createdAt,
    })
    .from(reviewNotes)
    .where(and(eq(reviewNotes.id, id), eq(reviewNotes.articleId, articleId)));
  if (!note) throw new NotFoundError('This note is not there any more.');
  return note;
}

/** Mailboxes of those whom a note in this thread concerns, and who still see the article. */
async function hearers(tx: Transaction, user: User, article: StoredArticle, thread: string): Promise<string[]> {
  const said = await tx
    .selectDistinct({ userId: reviewNotes.userId })
    .from(reviewNotes)
    .where(or(eq(reviewNotes.id, thread), eq(reviewNotes.parentId, thread)));
  const concerned = [
    ...said.map(({ userId }) => userId),
    article.createdBy,
    ...article.authorUserIds,
    article.assigneeId,
  ].filter((id) => id !== null);
  const people = await tx
    .select({ id: users.id, email: users.email, role: users.role })
    .from(users)
    .where(
      and(inArray(users.id, concerned), ne(users.id, user.id), isNull(users.disabledAt), ne(users.email, unnamedOwner)),
    );
  return people.filter((person) => canBeAssigned(person, article)).map(({ email }) => email);
}

const shortened = (quote: string): string => (quote.length > 200 ? `${quote.slice(0, 199).toWellFormed()}…` : quote);
