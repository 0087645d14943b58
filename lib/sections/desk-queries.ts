import 'server-only';
import { asc, count, eq, isNull, or } from 'drizzle-orm';
import { db } from '#db/client';
import { articles, revisions } from '#db/schema/articles';
import { sections } from '#db/schema/sections';
import type { User } from '#lib/auth/roles';
import { ForbiddenError } from '#lib/errors';
import { canArrangeSections } from './rules.ts';

/** Sections in their order, with how many articles stand in each or are being written for it. Throws ForbiddenError. */
export async function listSectionsForDesk(user: User) {
  if (!canArrangeSections(user)) throw new ForbiddenError('Only an editor can see this list.');
  const used = db
    .selectDistinct({ sectionId: revisions.sectionId, articleId: articles.id })
    .from(articles)
    .innerJoin(
      revisions,
      or(eq(revisions.id, articles.draftRevisionId), eq(revisions.id, articles.publishedRevisionId)),
    )
    .where(isNull(articles.removedAt))
    .as('used');
  return db
    .select({
      id: sections.id,
      slug: sections.slug,
      name: sections.name,
      hangulName: sections.hangulName,
      description: sections.description,
      articles: count(used.articleId),
    })
    .from(sections)
    .leftJoin(used, eq(used.sectionId, sections.id))
    .groupBy(sections.id)
    .orderBy(asc(sections.position), asc(sections.createdAt));
}
export type SectionAtDesk = Awaited<ReturnType<typeof listSectionsForDesk>>[number];
