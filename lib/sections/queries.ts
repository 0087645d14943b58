import 'server-only';
import { and, asc, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import { db } from '#db/client';
import { articles, revisions } from '#db/schema/articles';
import { sections } from '#db/schema/sections';
import { noteNextDue } from '#lib/articles/next-due';
import { cachedRead } from '#lib/cache/cached-read';
import { noteTags } from '#lib/cache/noting';
import { cacheTags } from '#lib/cache-tags';

const columns = {
  id: sections.id,
  slug: sections.slug,
  name: sections.name,
  hangulName: sections.hangulName,
  description: sections.description,
};

/** Sections in their order, for the masthead, with whether each has anything to read. */
export const listSections = cachedRead('listSections', async () => {
  noteTags(cacheTags.sections, cacheTags.articles);
  await noteNextDue();
  const read = db
    .select({ one: sql`1` })
    .from(articles)
    .innerJoin(revisions, eq(revisions.id, articles.publishedRevisionId))
    .where(
      and(
        eq(revisions.sectionId, sections.id),
        isNotNull(articles.publishedRevisionId),
        sql`${articles.publishedAt} <= now()`,
        isNull(articles.removedAt),
      ),
    );
  return db
    .select({ ...columns, hasArticles: sql<boolean>`exists ${read}` })
    .from(sections)
    .orderBy(asc(sections.position), asc(sections.name));
});
export type SectionInList = Awaited<ReturnType<typeof listSections>>[number];

export const getSection = cachedRead('getSection', async (slug: string) => {
  noteTags(cacheTags.sections);
  const [section] = await db.select(columns).from(sections).where(eq(sections.slug, slug));
  return section ?? null;
});
