import { ArticleTeaser } from '#components/articles/article-teaser';
import { MixedText } from '#components/ui/mixed-text';
import type { ArticleInList } from '#lib/articles/queries';
import type { Front } from '#lib/front/rules';
import type { GroupInList } from '#lib/groups/queries';
import { paths } from '#lib/paths';
import { siteWords } from '#lib/words/site';

const words = siteWords.front;

/** The front page as a newspaper is arranged: one lead, seconds beside it, then each section in a column of its own. */
export function FrontPage({ front: { lead, seconds, columns } }: { front: Front<ArticleInList, GroupInList> }) {
  return (
    <>
      <section className={`leads leads-${seconds.length}`} aria-label={words.leads}>
        <ArticleTeaser article={lead} kind="lead" level={2} withPicture />
        {seconds.length > 0 && (
          <div className="seconds">
            {seconds.map((article, index) => (
              <ArticleTeaser
                key={article.id}
                article={article}
                kind="second"
                level={2}
                withPicture={index === 0 && seconds.length < 3}
              />
            ))}
          </div>
        )}
      </section>
      {columns.length > 0 && (
        <div className={`columns columns-${columns.length}`}>
          {columns.map(({ section, articles: [head, ...others], hasMore }) => (
            <section
              key={section?.id ?? 'other'}
              className="column"
              aria-labelledby={`section-${section?.slug ?? 'other'}`}
            >
              <h2 className="column-title" id={`section-${section?.slug ?? 'other'}`}>
                {section ? (
                  <a href={paths.section(section.slug)}>
                    <MixedText text={section.name} />
                  </a>
                ) : (
                  words.other
                )}
                {section?.hangulName && (
                  <>
                    {' '}
                    <span lang="ko">{section.hangulName}</span>
                  </>
                )}
              </h2>
              {head && <ArticleTeaser article={head} kind="head" withPicture withSection={false} />}
              {others.map((article) => (
                <ArticleTeaser key={article.id} article={article} kind="line" withSection={false} />
              ))}
              {section && hasMore && (
                <p className="meta column-more">
                  <a href={paths.section(section.slug)}>{words.allOf(section.name)}</a>
                </p>
              )}
            </section>
          ))}
        </div>
      )}
    </>
  );
}
