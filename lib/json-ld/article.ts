import type { ArticleOnPage } from '#lib/articles/queries';
import type { Correction } from '#lib/corrections/queries';
import { changedAt } from '#lib/corrections/rules';
import { isoInZone } from '#lib/dates';
import { paths } from '#lib/paths';
import type { Publication } from '#lib/settings/queries';
import { absolute } from '#lib/site';
import { scriptJson } from './script.ts';
import { publisherOf } from './things.ts';

/** What search engines read of an article. Returns JSON that may stand in a `<script>`. */
export function newsArticleJson(
  publication: Publication,
  article: ArticleOnPage,
  image?: { path: string },
  corrections: Correction[] = [],
): string {
  const url = absolute(paths.article(article.slug));
  const { timeZone } = publication;
  return scriptJson({
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    headline: article.headline,
    description: article.description,
    inLanguage: article.language,
    url,
    mainEntityOfPage: url,
    datePublished: isoInZone(article.publishedAt, timeZone),
    dateModified: isoInZone(changedAt(article, corrections), timeZone),
    articleSection: article.section?.name,
    image: image && [absolute(image.path)],
    author: article.authors.map((author) => ({
      '@type': 'Person',
      name: author.name,
      alternateName: author.hangulName ?? undefined,
      url: absolute(paths.author(author.handle)),
    })),
    publisher: publisherOf(publication),
    correction:
      corrections.length === 0
        ? undefined
        : corrections.map(({ body, correctedAt }) => ({
            '@type': 'CorrectionComment',
            text: body,
            datePublished: isoInZone(correctedAt, timeZone),
          })),
  });
}
