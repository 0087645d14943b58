import { Byline } from '#components/articles/byline';
import { MarkedText } from '#components/search/marked-text';
import { Moment } from '#components/ui/moment';
import type { Place } from '#lib/dates';
import { paths } from '#lib/paths';
import { isMostlyHangul } from '#lib/scripts-of-text';
import type { FoundArticle } from '#lib/search/queries';

/** What was found, each with the place of its text in which the words stand. */
export const SearchResults = ({ found, place }: { found: FoundArticle[]; place: Place }) => (
  <ol className="list">
    {found.map((article) => (
      <li key={article.id} className="row" lang={article.language === 'ko' ? 'ko' : undefined}>
        <p className="row-date meta">
          <Moment at={article.publishedAt} place={place} />
        </p>
        <div className="row-words">
          {article.section && (
            <p className="section-name">
              <a href={paths.section(article.section.slug)}>{article.section.name}</a>
            </p>
          )}
          <h3 className={isMostlyHangul(article.headline.map(({ text }) => text).join('')) ? 'hangul' : undefined}>
            <a className="whole" href={paths.article(article.slug)}>
              <MarkedText pieces={article.headline} language={article.language} />
            </a>
          </h3>
          <p className="row-standfirst">
            <MarkedText pieces={article.passage} language={article.language} />
          </p>
          {article.authors.length > 0 && (
            <p className="meta">
              <Byline authors={article.authors} />
            </p>
          )}
        </div>
      </li>
    ))}
  </ol>
);
