import { AuthorBox } from '#components/articles/author-box';
import { Corrections } from '#components/articles/corrections';
import { SeriesPart } from '#components/articles/series-part';
import { TopicLinks } from '#components/articles/topic-links';
import { PagePart } from '#components/layout/page-part';
import type { ArticleOnPage, PlaceInSeries } from '#lib/articles/queries';
import type { Correction } from '#lib/corrections/queries';
import type { Place } from '#lib/dates';
import { siteWords } from '#lib/words/site';

type Props = { article: ArticleOnPage; corrections: Correction[]; series: PlaceInSeries | null; place: Place };

/** What is said of an article under its text: what it is about, what was wrong, what it is a part of, who wrote it. */
export const ArticleParts = ({ article, corrections, series, place }: Props) => (
  <>
    {article.topics.length > 0 && <TopicLinks topics={article.topics} language={place.language} />}
    <Corrections corrections={corrections} language={article.language} place={place} />
    {series && series.count > 1 && <SeriesPart series={series} language={place.language} />}
    {article.authors.length > 0 && (
      <PagePart id="authors" title={siteWords.article.writer(article.authors.length)}>
        {article.authors.map((author) => (
          <AuthorBox key={author.handle} author={author} language={place.language} />
        ))}
      </PagePart>
    )}
  </>
);
