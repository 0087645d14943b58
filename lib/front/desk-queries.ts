import 'server-only';
import { desc, eq, inArray, sql } from 'drizzle-orm';
import { db } from '#db/client';
import { articles, revisions } from '#db/schema/articles';
import { frontArrangements } from '#db/schema/front';
import { users } from '#db/schema/people';
import type { User } from '#lib/auth/roles';
import { ForbiddenError } from '#lib/errors';
import { listGroups } from '#lib/groups/queries';
import { sourceFor } from '#lib/media/picture';
import { frontRefusals } from '#lib/words/front';
import { listPlaceable } from './queries.ts';
import { byItself, canArrangeFront, namedIn } from './rules.ts';

/** As many arrangements as the history shows. */
const mostInHistory = 30;

/**
 * The front page as its editor has it before them: what can be placed, how it is arranged, and how it was. Articles that the
 * arrangement names and nobody can read any more are `gone`. Throws ForbiddenError.
 */
export async function getFrontForDesk(user: User) {
  if (!canArrangeFront(user)) throw new ForbiddenError(frontRefusals.editorsOnly);
  const history = await db
    .select({
      id: frontArrangements.id,
      arrangement: frontArrangements.arrangement,
      createdAt: frontArrangements.createdAt,
      by: users.name,
    })
    .from(frontArrangements)
    .leftJoin(users, eq(users.id, frontArrangements.createdBy))
    .orderBy(desc(frontArrangements.createdAt))
    .limit(mostInHistory);
  const arrangement = history[0]?.arrangement ?? byItself;
  const named = namedIn(arrangement);
  const [placeable, sections] = await Promise.all([listPlaceable(named), listGroups('section')]);
  const gone = named.filter((id) => placeable.every((article) => article.id !== id));
  return {
    arrangement,
    history: history.map(({ arrangement: _, ...one }) => one),
    sections: sections.map(({ id, slug, name, hangulName }) => ({ id, slug, name, hangulName })),
    articles: placeable.map(({ id, headline, language, section, picture, publishedAt }) => ({
      id,
      headline,
      language,
      section: section && { slug: section.slug, name: section.name },
      picture: picture && { src: sourceFor(picture, 320) },
      publishedAt,
    })),
    gone: gone.length === 0 ? [] : await headlinesOf(gone),
  };
}
export type FrontAtDesk = Awaited<ReturnType<typeof getFrontForDesk>>;

/** The newest headlines of articles that may be unpublished or in the trash. What is deleted for good is left out. */
const headlinesOf = (ids: string[]) =>
  db
    .select({
      id: articles.id,
      headline: revisions.headline,
      language: revisions.language,
      isThere: sql<boolean>`${articles.removedAt} is null`,
    })
    .from(articles)
    .innerJoin(revisions, eq(revisions.id, articles.draftRevisionId))
    .where(inArray(articles.id, ids));
