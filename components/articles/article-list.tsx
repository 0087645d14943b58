import { Byline } from '#components/articles/byline';
import { MixedText } from '#components/ui/mixed-text';
import { Moment } from '#components/ui/moment';
import { Photo, photoSizes } from '#components/ui/photo';
import type { ArticleInList } from '#lib/articles/queries';
import type { Place } from '#lib/dates';
import { paths } from '#lib/paths';
import { isMostlyHangul } from '#lib/scripts-of-text';

type Props = {
  articles: ArticleInList[];
  place: Place;
  withSection?: boolean;
  withByline?: boolean;
  isNumbered?: boolean;
};

/** Articles under one another with their dates in the margin, in the order given: sections, authors; those of a series with their numbers. */
export const ArticleList = ({
  articles,
  place,
  withSection = false,
  withByline = false,
  isNumbered = false,
}: Props) => (
  <ol className="list">
    {articles.map((article, index) => (
      <li key={article.id} className="row" lang={article.language === 'ko' ? 'ko' : undefined}>
        <p className="row-date meta">
          {isNumbered && <span className="row-number">{index + 1}</span>}
          <Moment at={article.publishedAt} place={place} />
        </p>
        <div className="row-words">
          {withSection && article.section && (
            <p className="section-name">
              <a href={paths.section(article.section.slug)}>{article.section.name}</a>
            </p>
          )}
          <h2 className={isMostlyHangul(article.headline) ? 'hangul' : undefined}>
            <a className="whole" href={paths.article(article.slug)}>
              <MixedText text={article.headline} language={article.language} />
            </a>
          </h2>
          {article.standfirst && (
            <p className="row-standfirst">
              <MixedText text={article.standfirst} language={article.language} />
            </p>
          )}
          {withByline && article.authors.length > 0 && (
            <p className="meta">
              <Byline authors={article.authors} />
            </p>
          )}
        </div>
        {article.picture && (
          <div className="row-picture">
            <Photo picture={article.picture} alt="" sizes={photoSizes.row} />
          </div>
        )}
      </li>
    ))}
  </ol>
);
