import 'server-only';
import { and, eq } from 'drizzle-orm';
import { db } from '#db/client';
import { quotes } from '#db/schema/articles';
import type { ArticleOnPage } from '#lib/articles/queries';
import { standsIn } from './rules.ts';

/** The words of a quote of an article, as long as they stand in it; else null. */
export async function getQuote(article: Pick<ArticleOnPage, 'id' | 'body'>, digest: string): Promise<string | null> {
  const [quote] = await db
    .select({ text: quotes.text })
    .from(quotes)
    .where(and(eq(quotes.digest, digest), eq(quotes.articleId, article.id)));
  return quote && standsIn(article.body, quote.text) ? quote.text : null;
}
