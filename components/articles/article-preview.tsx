import { Article } from '#components/articles/article';
import { ArticleParts } from '#components/articles/article-parts';
import { LaterStyles } from '#components/layout/later-styles';
import { PageFrame } from '#components/layout/page-frame';
import { type ArticleOnPage, getComingPlaceInSeries, listTranslations } from '#lib/articles/queries';
import { headingsOf } from '#lib/body/heading-ids';
import type { Correction } from '#lib/corrections/queries';
import { getPublication } from '#lib/settings/queries';

type Props = { article: ArticleOnPage; corrections: Correction[] };

/**
 * A version as its page would be, but for what is done there (sharing, answering, following) and for what leads away from it.
 * Whoever draws it must know that it may be seen.
 */
export async function ArticlePreview({ article, corrections }: Props) {
  const [publication, series, translations] = await Promise.all([
    getPublication(),
    article.series && getComingPlaceInSeries(article.id, article.series),
    listTranslations(article.id, article.translationOf, article.language),
  ]);
  return (
    <PageFrame
      headlines={[
        ...headingsOf(article.body),
        ...[article, series?.previous, series?.next].flatMap((shown) => shown?.headline ?? []),
      ]}
      hasLaterStyles
    >
      <Article
        article={article}
        corrections={corrections}
        place={publication}
        series={series}
        translations={translations}
      />
      <LaterStyles />
      <div className="parts">
        <ArticleParts article={article} corrections={corrections} series={series} place={publication} />
      </div>
    </PageFrame>
  );
}
