import 'server-only';
import { aliasedTable, and, eq, isNotNull, isNull, or, sql } from 'drizzle-orm';
import { db } from '#db/client';
import { articles, revisions } from '#db/schema/articles';
import { users } from '#db/schema/people';
import { accountsInByline, visibleTo } from '#lib/articles/lists/queries';
import { isLive } from '#lib/articles/live';
import type { ArticleStanding } from '#lib/articles/rules';
import type { User } from '#lib/auth/roles';
import { canSchedule, overdueAfter, type ScheduledThing } from './rules.ts';

/** Something that happens to an article at a time that is set. */
export type Scheduled = {
  id: string;
  what: ScheduledThing;
  at: Date;
  /** Readers have another version until then. */
  isChange: boolean;
  headline: string;
  language: string;
  /** Who set it; null when they are gone. */
  by: string | null;
  /** The draft has moved on since the version that will be shown. */
  isNewerWritten: boolean;
  /** Its time is over, and what follows from it is not done. */
  isOverdue: boolean;
  mayChange: boolean;
};

/** All that is scheduled among the articles that this user may see, the earliest first. */
export async function listScheduled(user: User): Promise<Scheduled[]> {
  const [shower, taker] = [aliasedTable(users, 'shower'), aliasedTable(users, 'taker')];
  const isOverdue = (column: typeof articles.scheduledAt | typeof articles.unpublishAt) =>
    sql<boolean>`coalesce(${column} < now() - make_interval(secs => ${overdueAfter}), false)`;
  const rows = await db
    .select({
      id: articles.id,
      state: articles.state,
      slug: articles.slug,
      createdBy: articles.createdBy,
      authorUserIds: accountsInByline,
      isPublic: sql<boolean>`coalesce(${isLive()}, false)`,
      publishedRevisionId: articles.publishedRevisionId,
      headline: revisions.headline,
      language: revisions.language,
      showAt: articles.scheduledAt,
      shower: { name: shower.name, email: shower.email },
      isShowOverdue: isOverdue(articles.scheduledAt),
      isNewerWritten: sql<boolean>`coalesce(${articles.draftRevisionId} <> ${articles.scheduledRevisionId}, false)`,
      takeAt: articles.unpublishAt,
      taker: { name: taker.name, email: taker.email },
      isTakeOverdue: isOverdue(articles.unpublishAt),
    })
    .from(articles)
    .innerJoin(
      revisions,
      eq(
        revisions.id,
        sql`coalesce(${articles.scheduledRevisionId}, ${articles.publishedRevisionId}, ${articles.draftRevisionId})`,
      ),
    )
    .leftJoin(shower, eq(shower.id, articles.scheduledBy))
    .leftJoin(taker, eq(taker.id, articles.unpublishBy))
    .where(
      and(
        or(isNotNull(articles.scheduledAt), isNotNull(articles.unpublishAt)),
        isNull(articles.removedAt),
        visibleTo(user),
      ),
    );
  const scheduled = rows.flatMap((row): Scheduled[] => {
    const { id, headline, language, state, createdBy, authorUserIds, isPublic, slug } = row;
    const standing: ArticleStanding = {
      state,
      createdBy,
      authorUserIds,
      isPublic,
      wasPublic: slug !== null,
      isScheduled: row.showAt !== null,
    };
    const article = { id, headline, language, mayChange: canSchedule(user, standing) };
    const things: Scheduled[] = [];
    if (row.showAt)
      things.push({
        ...article,
        what: 'show',
        at: row.showAt,
        isChange: row.publishedRevisionId !== null,
        by: row.shower && (row.shower.name || row.shower.email),
        isNewerWritten: row.isNewerWritten,
        isOverdue: row.isShowOverdue,
      });
    if (row.takeAt)
      things.push({
        ...article,
        what: 'take',
        at: row.takeAt,
        isChange: false,
        by: row.taker && (row.taker.name || row.taker.email),
        isNewerWritten: false,
        isOverdue: row.isTakeOverdue,
      });
    return things;
  });
  return scheduled.sort((one, other) => one.at.getTime() - other.at.getTime());
}
