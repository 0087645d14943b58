import { ArticleList } from '#components/articles/article-list';
import { PageFrame } from '#components/layout/page-frame';
import { listArticles } from '#lib/articles/queries';
import { paths } from '#lib/paths';
import { getPublication } from '#lib/settings/queries';
import { siteWords } from '#lib/words/site';

const words = siteWords.notFound;

/**
 * What stands where nothing is: a heading, and ways on. Next runs it beside every page, in case that one is missing, and has
 * the browser fetch what it names: so it names no font of its own.
 */
export async function MissingPage() {
  const [publication, articles] = await Promise.all([getPublication(), listArticles(3)]);
  return (
    <PageFrame>
      <div className="plain">
        <p className="plain-number">404</p>
        <h1 className="plain-title">{words.title}</h1>
        <p className="standfirst">{words.text}</p>
        <p className="plain-ways">
          <a href={paths.front}>{words.wayOn}</a> {words.or} <a href={paths.contact}>{words.tell}</a>.
        </p>
      </div>
      {articles.length > 0 && (
        <section aria-labelledby="newest">
          <h2 className="on-axis list-title" id="newest">
            {words.newest}
          </h2>
          <ArticleList articles={articles} place={publication} withSection />
        </section>
      )}
    </PageFrame>
  );
}
