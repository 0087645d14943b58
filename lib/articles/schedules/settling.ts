import { and, asc, eq, sql } from 'drizzle-orm';
import { db, type Transaction } from '#db/client';
import { articles, corrections, revisionAuthors, revisions } from '#db/schema/articles';
import { authors, users } from '#db/schema/people';
import { settings } from '#db/schema/settings';
import { noteEvent } from '#lib/articles/happenings';
import { hasFallenDue } from '#lib/articles/live';
import { showRevision, takeFromReaders } from '#lib/articles/showing';
import type { User } from '#lib/auth/roles';
import { formatMoment } from '#lib/dates';
import { schedulingWords } from '#lib/words/scheduling';

/**
 * Settles what fell due, the earliest first: readers see it already (live.ts), and now it is noted, and mails leave. Each
 * article in a transaction of its own, so that one that cannot be settled holds up no other; what another instance has in
 * hand is left to it. Returns how many were settled; throws AggregateError when some could not be.
 */
export async function settleDue(): Promise<number> {
  const due = await db
    .select({ id: articles.id })
    .from(articles)
    .where(hasFallenDue())
    .orderBy(asc(sql`least(${articles.scheduledAt}, ${articles.unpublishAt})`));
  let settled = 0;
  const faults: unknown[] = [];
  for (const { id } of due) {
    try {
      if (await db.transaction((tx) => settleArticle(tx, id))) settled++;
    } catch (error) {
      faults.push(error);
    }
  }
  if (faults.length > 0)
    throw new AggregateError(faults, `${faults.length} of what was scheduled could not be settled`);
  return settled;
}

/** Settles what fell due of one article, in the order of its times. Returns whether there was anything that nobody else has in hand. */
export async function settleArticle(tx: Transaction, id: string): Promise<boolean> {
  const [row] = await tx
    .select({
      id: articles.id,
      slug: articles.slug,
      createdBy: articles.createdBy,
      draftRevisionId: articles.draftRevisionId,
      publishedRevisionId: articles.publishedRevisionId,
      revisionId: articles.scheduledRevisionId,
      shownAt: articles.scheduledAt,
      shownSlug: articles.scheduledSlug,
      shownBy: articles.scheduledBy,
      takenAt: articles.unpublishAt,
      takenBy: articles.unpublishBy,
      isShown: sql<boolean>`coalesce(${articles.scheduledAt} <= now(), false)`,
      isTaken: sql<boolean>`coalesce(${articles.unpublishAt} <= now(), false)`,
    })
    .from(articles)
    .where(and(eq(articles.id, id), hasFallenDue()))
    .for('update', { skipLocked: true });
  if (!row) return false;
  const { shownAt, takenAt, isShown, isTaken } = row;
  const isTakenFirst = isTaken && isShown && takenAt! < shownAt!;
  const take = async () => takeFromReaders(tx, id, { user: await userOf(tx, row.takenBy), at: takenAt });

  if (isTakenFirst) await take();
  if (isShown) await show(tx, { ...row, shownAt: shownAt! }, isTaken && !isTakenFirst, isTakenFirst);
  if (isTaken && !isTakenFirst) await take();
  return true;
}

type Due = Parameters<typeof showRevision>[1] & {
  revisionId: string | null;
  shownAt: Date;
  shownSlug: string | null;
  shownBy: string | null;
};

async function show(tx: Transaction, row: Omit<Due, 'authorUserIds'>, isGoneAgain: boolean, wasTaken: boolean) {
  const [revision] = await tx
    .select({ id: revisions.id, headline: revisions.headline, timeZone: settings.timeZone })
    .from(revisions)
    .innerJoin(settings, sql`true`)
    .where(eq(revisions.id, row.revisionId!));
  const byline = await tx
    .select({ userId: authors.userId })
    .from(revisionAuthors)
    .innerJoin(authors, eq(authors.id, revisionAuthors.authorId))
    .where(eq(revisionAuthors.revisionId, row.revisionId!));
  const user = await userOf(tx, row.shownBy);
  const when = formatMoment(row.shownAt, { timeZone: revision!.timeZone, language: 'en' });
  const who = user && (user.name || user.email);
  const article = {
    ...row,
    publishedRevisionId: wasTaken ? null : row.publishedRevisionId,
    authorUserIds: byline.flatMap(({ userId }) => userId ?? []),
  };
  await showRevision(tx, article, {
    revision: revision!,
    slug: row.shownSlug!,
    user,
    at: row.shownAt,
    sentence: isGoneAgain ? null : schedulingWords.mail(revision!.headline, when, who),
  });
  // A correction that went along has exactly its time.
  const along = await tx
    .select({ body: corrections.body })
    .from(corrections)
    .where(and(eq(corrections.articleId, row.id), eq(corrections.correctedAt, row.shownAt)));
  for (const { body } of along) {
    const what = { articleId: row.id, kind: 'corrected', userId: user?.id, createdAt: row.shownAt } as const;
    await noteEvent(tx, { ...what, detail: `added\n${body}` });
  }
}

async function userOf(tx: Transaction, id: string | null): Promise<User | null> {
  if (id === null) return null;
  const [user] = await tx
    .select({ id: users.id, name: users.name, email: users.email, role: users.role })
    .from(users)
    .where(eq(users.id, id));
  return user ?? null;
}
