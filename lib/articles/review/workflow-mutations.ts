import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import { db, type Transaction } from '#db/client';
import { articles, reviewNotes } from '#db/schema/articles';
import { users } from '#db/schema/people';
import { settings } from '#db/schema/settings';
import { noteEvent, otherWriters } from '#lib/articles/happenings';
import { canApprove, canAssign, canBeAssigned, canReturn, canSubmit, canWithdraw } from '#lib/articles/rules';
import { nobodyAsked } from '#lib/articles/showing';
import { articleFor, draftOf, type StoredArticle, sealRevision, setState } from '#lib/articles/stored';
import { hasRole, type User } from '#lib/auth/roles';
import { dayIn, formatNamedDay } from '#lib/dates';
import { ForbiddenError, InvalidInputError, NotFoundError } from '#lib/errors';
import { enqueue } from '#lib/jobs';
import { type MailBlock, mailboxesOf, queueMail } from '#lib/mails/mutations';
import { paths } from '#lib/paths';
import { unnamedOwner } from '#lib/people/rules';
import { workflowMailWords } from '#lib/words/workflow';
import { firstMomentAt } from '#lib/zoned-time';

/*
 * How an article goes from hand to hand: asked about, read, sent back or approved. Whoever was asked, and does one of these,
 * has done it: nobody is asked any more.
 */

/**
 * Asks for a look at a draft: the editor who is asked to read it, where one is, else all of them, by mail. Throws
 * ConflictError, ForbiddenError, InvalidInputError, NotFoundError.
 */
export async function submitArticle(user: User, input: { id: string; version?: number; note?: string }): Promise<void> {
  await db.transaction(async (tx) => {
    const article = await articleFor(tx, user, input.id);
    if (!canSubmit(user, article)) throw new ForbiddenError('This article cannot be submitted for review just now.');
    const draft = await draftOf(tx, article, input.version);
    if (draft.headline === '') throw new InvalidInputError({ headline: 'Give the article a headline first.' });
    await setState(tx, article.id, 'in_review');
    await doneBy(tx, user, article);
    await sealRevision(tx, draft.id);
    await noteEvent(tx, { articleId: article.id, kind: 'submitted', revisionId: draft.id, userId: user.id });
    if (input.note) await tx.insert(reviewNotes).values({ articleId: article.id, userId: user.id, body: input.note });
    const asked = await assignedEditor(tx, article);
    const readers = asked ? [asked.email] : await mailboxesOf(tx, ['editor', 'owner']);
    await queueMail(tx, {
      to: readers.filter((email) => email !== user.email),
      subject: workflowMailWords.submitted.subject(draft.headline),
      blocks: [
        { text: workflowMailWords.submitted.text(user.name || user.email, draft.headline) },
        ...noteBlocks(input.note),
        { link: paths.desk.article(article.id), label: workflowMailWords.submitted.open },
      ],
      replyTo: user.email,
    });
  });
}

/** Takes a submitted draft back to go on writing. Throws ForbiddenError, NotFoundError. */
export async function withdrawArticle(user: User, id: string): Promise<void> {
  await db.transaction(async (tx) => {
    const article = await articleFor(tx, user, id);
    if (!canWithdraw(user, article)) throw new ForbiddenError('Only its writer can withdraw a draft from review.');
    await setState(tx, id, 'draft');
    await noteEvent(tx, { articleId: id, kind: 'withdrawn', userId: user.id });
  });
}

/**
 * Sends a submitted or approved draft back with a note, which its writers get by mail. Throws ForbiddenError,
 * InvalidInputError, NotFoundError.
 */
export async function returnArticle(user: User, input: { id: string; note: string }): Promise<void> {
  await db.transaction(async (tx) => {
    const article = await articleFor(tx, user, input.id);
    if (!canReturn(user, article)) throw new ForbiddenError('Only an editor can return a draft that is in review.');
    if (input.note.trim() === '') throw new InvalidInputError({ note: 'Say what should change.' });
    const draft = await draftOf(tx, article);
    await setState(tx, article.id, 'changes_asked');
    await doneBy(tx, user, article);
    await noteEvent(tx, { articleId: article.id, kind: 'returned', revisionId: draft.id, userId: user.id });
    await tx.insert(reviewNotes).values({ articleId: article.id, userId: user.id, body: input.note });
    await queueMail(tx, {
      to: await otherWriters(tx, article, user),
      subject: workflowMailWords.returned.subject(draft.headline),
      blocks: [
        { text: workflowMailWords.returned.text(user.name || user.email, draft.headline) },
        ...noteBlocks(input.note),
        { link: paths.desk.article(article.id), label: workflowMailWords.returned.open },
      ],
      replyTo: user.email,
    });
  });
}

/**
 * Says that a submitted draft can be published as it is; its writers get a mail. It stays approved until its words change.
 * `version` is what the editor had before them. Throws ConflictError, ForbiddenError, NotFoundError.
 */
export async function approveArticle(user: User, input: { id: string; version?: number; note?: string }) {
  await db.transaction(async (tx) => {
    const article = await articleFor(tx, user, input.id);
    if (!canApprove(user, article)) throw new ForbiddenError('Only an editor can approve a draft that is in review.');
    const draft = await draftOf(tx, article, input.version);
    await setState(tx, article.id, 'approved');
    await doneBy(tx, user, article);
    await sealRevision(tx, draft.id);
    await noteEvent(tx, { articleId: article.id, kind: 'approved', revisionId: draft.id, userId: user.id });
    if (input.note) await tx.insert(reviewNotes).values({ articleId: article.id, userId: user.id, body: input.note });
    await queueMail(tx, {
      to: await otherWriters(tx, article, user),
      subject: workflowMailWords.approved.subject(draft.headline),
      blocks: [
        { text: workflowMailWords.approved.text(user.name || user.email, draft.headline) },
        ...noteBlocks(input.note),
        { link: paths.desk.article(article.id), label: workflowMailWords.open },
      ],
      replyTo: user.email,
    });
  });
}

/**
 * Asks somebody to go on with an article, until a day where the publication is; or, with null, nobody. Without `dueOn` the day
 * stays. Who is newly asked, or until another day, gets a mail, and one more on the morning of that day. Returns who was
 * asked before. Throws ForbiddenError, InvalidInputError, NotFoundError.
 */
export async function assignArticle(
  user: User,
  input: { id: string; assigneeId: string | null; dueOn?: string | null },
): Promise<{ before: string | null }> {
  return db.transaction(async (tx) => {
    const article = await articleFor(tx, user, input.id);
    if (!canAssign(user, article)) {
      throw new ForbiddenError('Only an editor, or the author of an article, can ask somebody to go on with it.');
    }
    const { assigneeId, dueOn = article.dueOn } = input;
    const asked = { before: article.assigneeId };
    if (assigneeId === article.assigneeId && dueOn === article.dueOn) return asked;
    const person = assigneeId === null ? null : await staffMember(tx, assigneeId);
    if (person && !canBeAssigned(person, article)) {
      const name = person.name || person.email;
      const sentence = `${name} does not see this article. Name them in its byline first, or ask an editor.`;
      throw new InvalidInputError({ assigneeId: sentence }, sentence);
    }
    const [publication] = await tx.select({ timeZone: settings.timeZone }).from(settings);
    const timeZone = publication?.timeZone ?? 'UTC';
    if (dueOn !== null && dueOn !== article.dueOn && dueOn < dayIn(new Date(), timeZone)) {
      throw new InvalidInputError({ dueOn: 'That day has passed.' }, 'That day has passed.');
    }
    await tx.update(articles).set({ assigneeId, dueOn, changedAt: sql`now()` }).where(eq(articles.id, article.id));
    const detail = [person ? person.name || person.email : '', dueOn ?? ''].filter(Boolean).join(', ');
    await noteEvent(tx, { articleId: article.id, kind: 'assigned', userId: user.id, detail });
    if (!person) return asked;
    if (dueOn !== null) {
      const data = { articleId: article.id, assigneeId: person.id, dueOn };
      await enqueue(tx, 'due', [
        { data, key: `${article.id} ${person.id} ${dueOn}`, startAfter: morningOf(dueOn, timeZone) },
      ]);
    }
    if (person.id === user.id || person.email === unnamedOwner) return asked;
    const draft = await draftOf(tx, article);
    const headline = draft.headline || workflowMailWords.untitled;
    await queueMail(tx, {
      to: person.email,
      subject: workflowMailWords.asked.subject(headline),
      blocks: [
        { text: workflowMailWords.asked.text(user.name || user.email, headline) },
        ...(dueOn === null ? [] : [{ text: workflowMailWords.asked.due(formatNamedDay(dueOn, 'en')) }]),
        { link: paths.desk.article(article.id), label: workflowMailWords.open },
      ],
      replyTo: user.email,
    });
    return asked;
  });
}

/** Reminds who was asked on the day itself, unless it was done, moved or given to another since. */
export async function remindOfDueDay(asked: { articleId: string; assigneeId: string; dueOn: string }): Promise<void> {
  await db.transaction(async (tx) => {
    const person = await staffMember(tx, asked.assigneeId).catch((error) => {
      if (error instanceof InvalidInputError) return null;
      throw error;
    });
    if (!person || person.email === unnamedOwner) return;
    const article = await articleFor(tx, person, asked.articleId).catch((error) => {
      if (error instanceof NotFoundError) return null;
      throw error;
    });
    if (!article || article.assigneeId !== person.id || article.dueOn !== asked.dueOn) return;
    const draft = await draftOf(tx, article);
    const headline = draft.headline || workflowMailWords.untitled;
    await queueMail(tx, {
      to: person.email,
      subject: workflowMailWords.due.subject(headline),
      blocks: [
        { text: workflowMailWords.due.text(headline, formatNamedDay(asked.dueOn, 'en')) },
        { link: paths.desk.article(article.id), label: workflowMailWords.open },
      ],
    });
  });
}

/**
 * When, on the day something is due, who was asked is reminded: at eight where the publication is, the first time a clock
 * there shows it; when the clocks are put forward over it, at once after.
 */
export const morningOf = (day: string, timeZone: string): Date => firstMomentAt(`${day}T08:00`, timeZone);

const noteBlocks = (note: string | undefined): MailBlock[] => (note ? [{ quote: note }] : []);

/** Whoever was asked, and does it, is not asked any more. */
async function doneBy(tx: Transaction, user: User, article: StoredArticle): Promise<void> {
  if (article.assigneeId !== user.id) return;
  await tx.update(articles).set(nobodyAsked).where(eq(articles.id, article.id));
}

async function assignedEditor(tx: Transaction, article: StoredArticle): Promise<{ email: string } | null> {
  if (article.assigneeId === null) return null;
  const [person] = await tx
    .select({ email: users.email, role: users.role })
    .from(users)
    .where(and(eq(users.id, article.assigneeId), isNull(users.disabledAt), ne(users.email, unnamedOwner)));
  return person && hasRole(person, 'editor') ? person : null;
}

/** Throws InvalidInputError for somebody who is not of the staff, or not any more. */
async function staffMember(tx: Transaction, id: string): Promise<User> {
  const [person] = await tx
    .select({ id: users.id, name: users.name, email: users.email, role: users.role })
    .from(users)
    .where(and(eq(users.id, id), isNull(users.disabledAt)));
  const sentence = 'This person is not of the staff any more. Choose somebody else.';
  if (!person) throw new InvalidInputError({ assigneeId: sentence }, sentence);
  return person;
}
