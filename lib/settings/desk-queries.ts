import 'server-only';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { db } from '#db/client';
import { articles } from '#db/schema/articles';
import { settings } from '#db/schema/settings';
import type { User } from '#lib/auth/roles';
import { ForbiddenError } from '#lib/errors';
import { canChangeSettings, sampleUndoEnds } from './rules.ts';

/** The sample magazine: there, out of sight but undoable until a moment, or gone. Throws ForbiddenError. */
export async function getSampleState(user: User) {
  if (!canChangeSettings(user)) throw new ForbiddenError('Only an owner can see the settings.');
  const [row] = await db
    .select({
      removedAt: settings.sampleRemovedAt,
      articles: sql<number>`(${db
        .select({ count: sql`count(*)::int` })
        .from(articles)
        .where(and(eq(articles.isSample, true), isNull(articles.removedAt)))})`.mapWith(Number),
    })
    .from(settings);
  const undoEnds = row?.removedAt ? sampleUndoEnds(row.removedAt) : null;
  if (undoEnds && undoEnds > new Date()) return { is: 'removed', undoEnds } as const;
  if (!undoEnds && row && row.articles > 0) return { is: 'there', articles: row.articles } as const;
  return { is: 'gone' } as const;
}
