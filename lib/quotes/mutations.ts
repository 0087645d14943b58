import { createHash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import type { z } from 'zod';
import { db } from '#db/client';
import { articles, quotes, revisions } from '#db/schema/articles';
import { isLive, shownRevisionId, shownSlug } from '#lib/articles/live';
import { InvalidInputError, NotFoundError } from '#lib/errors';
import { takeLimit } from '#lib/limits/mutations';
import { orderShareImages } from '#lib/share-images/mutations';
import { quoteWords as words } from '#lib/words/quotes';
import { faultOf, type quoteInput, sentencesAround } from './rules.ts';

/**
 * Makes a card of the whole sentences of a published article that a text touches, and has it drawn. Nothing that does not
 * stand there is ever kept. The same sentences are one card, and cost nothing against the limit. `sender` is a hash, or null
 * when the address is unknown. Throws InvalidInputError, LimitError, NotFoundError.
 */
export async function issueQuote(
  { articleId, text }: z.output<typeof quoteInput>,
  sender: string | null,
): Promise<{ slug: string; digest: string }> {
  return db.transaction(async (tx) => {
    const [article] = await tx
      .select({ slug: shownSlug, body: revisions.body, language: revisions.language })
      .from(articles)
      .innerJoin(revisions, eq(revisions.id, shownRevisionId))
      .where(and(eq(articles.id, articleId), isLive()));
    if (!article?.slug) throw new NotFoundError(words.notPublished);
    const sentences = sentencesAround(article.body, text, article.language);
    const fault = sentences === null ? words.notThere : faultOf(sentences);
    if (sentences === null || fault) throw new InvalidInputError({ text: fault ?? words.notThere });
    const digest = digestOf(articleId, sentences);
    const [known] = await tx.select({ digest: quotes.digest }).from(quotes).where(eq(quotes.digest, digest));
    if (!known) {
      if (sender) await takeLimit('quote', sender, tx);
      await tx.insert(quotes).values({ digest, articleId, text: sentences }).onConflictDoNothing();
      await orderShareImages(tx, [{ kind: 'quote', id: digest }]);
    }
    return { slug: article.slug, digest };
  });
}

const digestOf = (articleId: string, text: string): string =>
  createHash('sha256')
    .update(JSON.stringify(['quote', articleId, text]))
    .digest('hex')
    .slice(0, 24);
