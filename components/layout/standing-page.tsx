import { ArticleBody } from '#components/articles/article-body';
import { BlockStyles } from '#components/articles/block-styles';
import { PageFrame } from '#components/layout/page-frame';
import { formatDay } from '#lib/dates';
import { getPage } from '#lib/pages/queries';
import { getPublication } from '#lib/settings/queries';
import { siteWords } from '#lib/words/site';

/** A text of the publication about itself: about, privacy. */
export async function StandingPage({ name, title }: { name: 'about' | 'privacy'; title: string }) {
  const [publication, page] = await Promise.all([getPublication(), getPage(name)]);
  return (
    <PageFrame>
      <header className="page-head">
        <h1>{title}</h1>
      </header>
      <BlockStyles body={page.body} />
      <div className="text on-axis">
        <ArticleBody body={page.body} pictures={page.pictures} language={publication.language} />
      </div>
      {page.changedAt && <p className="meta on-axis">{siteWords.changed(formatDay(page.changedAt, publication))}</p>}
    </PageFrame>
  );
}
