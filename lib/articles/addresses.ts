import { and, eq, gt, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client';
import { articleSlugs } from '#db/schema/articles';
import { InvalidInputError } from '#lib/errors';
import { isNumberedFrom, numberedSlug, slugFrom } from './slugs.ts';
import type { StoredArticle, StoredDraft } from './stored.ts';

/**
 * Reserves the article's address for ever, which leads there from `from` on: now where it is null. One the person chose is
 * refused when another article has it; one made from the headline gets a number. The insert waits for a concurrent one, so
 * two articles never take the same. Throws InvalidInputError.
 */
export async function takeSlug(
  tx: Transaction,
  article: StoredArticle,
  draft: StoredDraft,
  from: Date | null = null,
): Promise<string> {
  const fromHeadline = slugFrom(draft.headline, article.id);
  const wanted = draft.slug || article.slug || fromHeadline;
  const wasChosen = wanted !== fromHeadline;
  // A number given at an earlier publication stays.
  if (article.slug && isNumberedFrom(wanted, article.slug) && !wasChosen) return article.slug;
  for (let number = 1; number < 1000; number++) {
    const slug = numberedSlug(wanted, number);
    await tx
      .insert(articleSlugs)
      .values({ slug, articleId: article.id, publicFrom: from ?? sql`now()` })
      .onConflictDoNothing();
    const [owner] = await tx
      .select({ articleId: articleSlugs.articleId })
      .from(articleSlugs)
      .where(eq(articleSlugs.slug, slug));
    if (owner?.articleId === article.id) return slug;
    if (wasChosen) break;
  }
  throw new InvalidInputError(
    { slug: 'Another article has, or had, this address. Choose a different one.' },
    'Another article has, or had, this address. Choose a different one.',
  );
}

/** Gives back what was reserved for a publication that has not come: nobody was ever led there. */
export const releaseSlugs = (tx: Transaction, articleId: string) =>
  tx.delete(articleSlugs).where(and(eq(articleSlugs.articleId, articleId), gt(articleSlugs.publicFrom, sql`now()`)));
