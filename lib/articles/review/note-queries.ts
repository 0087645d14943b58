import 'server-only';
import { aliasedTable, and, asc, eq, isNull } from 'drizzle-orm';
import { db } from '#db/client';
import { articles, reviewNotes } from '#db/schema/articles';
import { users } from '#db/schema/people';
import { visibleTo } from '#lib/articles/lists/queries';
import type { User } from '#lib/auth/roles';

export type NoteThreads = NonNullable<Awaited<ReturnType<typeof listNotes>>>;
export type NoteThread = NoteThreads[number];

/** What was said about an article, by thread, the oldest first; null when there is none that this user may see. */
export async function listNotes(user: User, articleId: string) {
  const [article] = await db
    .select({ id: articles.id })
    .from(articles)
    .where(and(eq(articles.id, articleId), isNull(articles.removedAt), visibleTo(user)));
  if (!article) return null;
  const resolver = aliasedTable(users, 'resolver');
  const rows = await db
    .select({
      id: reviewNotes.id,
      parentId: reviewNotes.parentId,
      userId: reviewNotes.userId,
      by: users.name,
      byEmail: users.email,
      body: reviewNotes.body,
      quote: reviewNotes.quote,
      before: reviewNotes.before,
      after: reviewNotes.after,
      createdAt: reviewNotes.createdAt,
      resolvedAt: reviewNotes.resolvedAt,
      resolvedBy: resolver.name,
    })
    .from(reviewNotes)
    .leftJoin(users, eq(users.id, reviewNotes.userId))
    .leftJoin(resolver, eq(resolver.id, reviewNotes.resolvedBy))
    .where(eq(reviewNotes.articleId, articleId))
    .orderBy(asc(reviewNotes.createdAt), asc(reviewNotes.id));
  const said = ({ id, userId, by, byEmail, body, createdAt }: (typeof rows)[number]) => ({
    id,
    userId,
    by: by || byEmail,
    body,
    createdAt: createdAt.toISOString(),
  });
  return rows
    .filter(({ parentId }) => parentId === null)
    .map((row) => ({
      ...said(row),
      quote: row.quote,
      before: row.before,
      after: row.after,
      resolvedAt: row.resolvedAt?.toISOString() ?? null,
      resolvedBy: row.resolvedBy,
      answers: rows.filter(({ parentId }) => parentId === row.id).map(said),
    }));
}
