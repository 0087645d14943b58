import 'server-only';
import { and, asc, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import { cacheLife, cacheTag } from 'next/cache';
import { db } from '#db/client';
import { articles, revisions } from '#db/schema/articles';
import { sections } from '#db/schema/sections';
import { cacheTags } from '#lib/cache-tags';

const columns = {
  id: sections.id,
  slug: sections.slug,
  name: sections.name,
  hangulName: sections.hangulName,
  description: sections.description,
};

/** Sections in their order, for the masthead, with whether each has anything to read. */
export async function listSections() {
  'use cache';
  cacheTag(cacheTags.sections, cacheTags.articles);
  cacheLife('max');
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
}
export type SectionInList = Awaited<ReturnType<typeof listSections>>[number];

export async function getSection(slug: string) {
  'use cache';
  cacheTag(cacheTags.sections);
  cacheLife('max');
  const [section] = await db.select(columns).from(sections).where(eq(sections.slug, slug));
  return section ?? null;
}
