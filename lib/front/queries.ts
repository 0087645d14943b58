import 'server-only';
import { desc } from 'drizzle-orm';
import { db } from '#db/client';
import { type FrontArrangement, frontArrangements } from '#db/schema/front';
import { type ArticleInList, listArticles, listArticlesNamed } from '#lib/articles/queries';
import { cachedRead } from '#lib/cache/cached-read';
import { noteTags } from '#lib/cache/noting';
import { cacheTags } from '#lib/cache-tags';
import { listGroups } from '#lib/groups/queries';
import { arrangeFront, byItself, namedIn } from './rules.ts';

/** How the front page is arranged now. */
export const getArrangement = cachedRead('getArrangement', async (): Promise<FrontArrangement> => {
  noteTags(cacheTags.front);
  const [newest] = await db
    .select({ arrangement: frontArrangements.arrangement })
    .from(frontArrangements)
    .orderBy(desc(frontArrangements.createdAt))
    .limit(1);
  return newest?.arrangement ?? byItself;
});

/** The front page in this arrangement; null while nothing is published. */
export async function getFront(arrangement: FrontArrangement) {
  const [articles, sections] = await Promise.all([listPlaceable(namedIn(arrangement)), listGroups('section')]);
  return articles.length > 0 ? arrangeFront(articles, sections, arrangement) : null;
}

/** The newest live articles, and after them those of `named` that are older than all of them. */
export async function listPlaceable(named: string[]): Promise<ArticleInList[]> {
  const newest = await listArticles();
  const older = named.filter((id) => newest.every((article) => article.id !== id));
  return [...newest, ...(older.length > 0 ? await listArticlesNamed(older.toSorted().join(',')) : [])];
}
