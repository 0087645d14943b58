import { MixedText } from '#components/ui/mixed-text';
import { Photo, photoSizes } from '#components/ui/photo';
import type { ArticleInList } from '#lib/articles/queries';
import { paths } from '#lib/paths';
import { isMostlyHangul } from '#lib/scripts-of-text';
import { siteWords } from '#lib/words/site';

type Props = {
  article: ArticleInList;
  /** How much is said: a lead, a second, the head of a column, one line of a list. */
  kind: 'lead' | 'second' | 'head' | 'line';
  level?: 2 | 3;
  withPicture?: boolean;
  withSection?: boolean;
};

/** An article on a front page or beside another: the headline is the link. */
export function ArticleTeaser({ article, kind, level = 3, withPicture = false, withSection = true }: Props) {
  const Heading = `h${level}` as const;
  const language = article.language;
  return (
    <article className={`teaser teaser-${kind}`} lang={language === 'ko' ? 'ko' : undefined}>
      {withPicture && article.picture && (
        <div className="teaser-picture">
          <Photo
            picture={article.picture}
            alt=""
            sizes={kind === 'lead' ? photoSizes.lead : photoSizes.second}
            isFirst={kind === 'lead'}
          />
        </div>
      )}
      <div className="teaser-words">
        <div className="teaser-head">
          {withSection && article.section && (
            <p className="section-name">
              <a href={paths.section(article.section.slug)}>{article.section.name}</a>
            </p>
          )}
          <Heading className={isMostlyHangul(article.headline) ? 'hangul' : undefined}>
            <a className="whole" href={paths.article(article.slug)}>
              <MixedText text={article.headline} language={language} />
            </a>
          </Heading>
        </div>
        {kind !== 'line' && (
          <div className="teaser-text">
            {article.standfirst && (
              <p className="teaser-standfirst">
                <MixedText text={article.standfirst} language={language} />
              </p>
            )}
            {kind === 'lead' && !article.picture && article.opening && (
              <p className="teaser-opening">
                <MixedText text={article.opening} language={language} />
              </p>
            )}
            <p className="meta">
              {article.authors.length > 0 && <span>{article.authors.map((author) => author.name).join(', ')}</span>}
              <span>{siteWords.article.minutesShort(article.minutes)}</span>
            </p>
          </div>
        )}
      </div>
    </article>
  );
}
