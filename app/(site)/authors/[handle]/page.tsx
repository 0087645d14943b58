import type { Metadata } from 'next';
import { connection } from 'next/server';
import { ArticleList } from '#components/articles/article-list';
import { PageFrame } from '#components/layout/page-frame';
import { MixedText } from '#components/ui/mixed-text';
import { Photo, photoSizes } from '#components/ui/photo';
import { listArticlesOfAuthor } from '#lib/articles/queries';
import { hasFollowed, type ReceiptQuery } from '#lib/forms/receipts';
import { pageMetadata } from '#lib/page-metadata';
import { paths } from '#lib/paths';
import { getPublication } from '#lib/settings/queries';
import { getShareImage } from '#lib/share-images/queries';
import { siteWords } from '#lib/words/site';
import { authorAt } from '../../author-at.ts';

type Props = { params: Promise<{ handle: string }>; searchParams: Promise<ReceiptQuery> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await connection(); // a build has no database
  const [author, publication] = await Promise.all([authorAt((await params).handle), getPublication()]);
  return pageMetadata(publication, {
    title: author.name,
    description: author.bio || `${author.name} · ${publication.name}`,
    path: paths.author(author.handle),
    image: await getShareImage({ kind: 'author', id: author.id }),
    feeds: { path: paths.author(author.handle), name: author.name },
  });
}

export default async function AuthorPage({ params, searchParams }: Props) {
  await connection(); // a build has no database
  const author = await authorAt((await params).handle);
  const [publication, articles] = await Promise.all([getPublication(), listArticlesOfAuthor(author.id)]);
  return (
    <PageFrame
      followFrom={paths.author(author.handle)}
      hasFollowed={hasFollowed(await searchParams)}
      headlines={articles.map((article) => article.headline)}
    >
      <header className="page-head page-head-author">
        {author.picture && (
          <Photo className="portrait" picture={author.picture} alt="" sizes={photoSizes.portrait} isFirst />
        )}
        <div>
          <h1>
            <MixedText text={author.name} language={publication.language} />{' '}
            {author.hangulName && (
              <span lang="ko" className="beside">
                {author.hangulName}
              </span>
            )}
          </h1>
          {author.bio && (
            <p className="standfirst">
              <MixedText text={author.bio} language={publication.language} />
            </p>
          )}
          <p className="meta">{siteWords.author.articles(articles.length)}</p>
        </div>
      </header>
      <ArticleList articles={articles} place={publication} withSection />
    </PageFrame>
  );
}
