import 'server-only';
import { and, desc, eq, inArray, lte, sql } from 'drizzle-orm';
import { db } from '#db/client';
import { corrections } from '#db/schema/articles';
import { noteDueOf, noteNextDue } from '#lib/articles/schedules/next-due';
import type { User } from '#lib/auth/roles';
import { cachedRead } from '#lib/cache/cached-read';
import { noteTags } from '#lib/cache/noting';
import { cacheTags } from '#lib/cache-tags';

export type Correction = { id: string; body: string; correctedAt: Date };

/** Corrections of a live article, the newest first. */
export const listCorrections = cachedRead('listCorrections', async (articleId: string): Promise<Correction[]> => {
  noteTags(cacheTags.article(articleId));
  await noteDueOf(articleId); // one may go public with changes that are scheduled
  return (await select([articleId])).map(({ articleId: _, ...correction }) => correction);
});

/** The same of several, by article, for feeds. */
export const listCorrectionsOf = (articleIds: string[]): Promise<CorrectionsByArticle> =>
  readCorrectionsOf(articleIds.join(' '));

export type CorrectionsByArticle = Record<string, Correction[]>;

/** What a cached read is given is plain: here ids with spaces between. */
const readCorrectionsOf = cachedRead('readCorrectionsOf', async (ids: string): Promise<CorrectionsByArticle> => {
  const articleIds = ids.split(' ').filter(Boolean);
  noteTags(...articleIds.map(cacheTags.article));
  await noteNextDue();
  const rows = articleIds.length === 0 ? [] : await select(articleIds);
  return Object.fromEntries(Map.groupBy(rows, ({ articleId }) => articleId)) as CorrectionsByArticle;
});

/** The same for the desk, where an article need not be live, with those that go public with scheduled changes; for whoever may see the article. */
export const listCorrectionsForDesk = (_user: User, articleId: string) =>
  db
    .select({
      id: corrections.id,
      body: corrections.body,
      correctedAt: corrections.correctedAt,
      isPending: sql<boolean>`${corrections.correctedAt} > now()`,
    })
    .from(corrections)
    .where(eq(corrections.articleId, articleId))
    .orderBy(desc(corrections.correctedAt), desc(corrections.createdAt));

const select = (articleIds: string[]) =>
  db
    .select({
      articleId: corrections.articleId,
      id: corrections.id,
      body: corrections.body,
      correctedAt: corrections.correctedAt,
    })
    .from(corrections)
    .where(and(inArray(corrections.articleId, articleIds), lte(corrections.correctedAt, sql`now()`)))
    .orderBy(desc(corrections.correctedAt), desc(corrections.createdAt));
