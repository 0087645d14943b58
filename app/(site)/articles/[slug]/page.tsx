import type { Metadata } from 'next';
import { connection } from 'next/server';
import { Article } from '#components/articles/article';
import { ArticleParts } from '#components/articles/article-parts';
import { ArticleTeaser } from '#components/articles/article-teaser';
import { ShareLinks } from '#components/articles/share-links';
import { CommentForm } from '#components/comments/comment-form';
import { CommentReceipt } from '#components/comments/comment-receipt';
import { CommentThread } from '#components/comments/comment-thread';
import { LaterStyles } from '#components/layout/later-styles';
import { PageFrame } from '#components/layout/page-frame';
import { PagePart } from '#components/layout/page-part';
import { getPlaceInSeries, listMoreToRead, listTranslations } from '#lib/articles/queries';
import { headingsOf } from '#lib/body/heading-ids';
import { listComments } from '#lib/comments/queries';
import { listCorrections } from '#lib/corrections/queries';
import { getReceiptWords } from '#lib/forms/receipt-words';
import { hasFollowed, type ReceiptQuery } from '#lib/forms/receipts';
import { paths } from '#lib/paths';
import { getPublication } from '#lib/settings/queries';
import { getShareImage } from '#lib/share-images/queries';
import { siteWords } from '#lib/words/site';
import { articleAt } from '../../article-at.ts';
import { articleMetadata } from '../../article-metadata.ts';

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<ReceiptQuery> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await connection(); // a build has no database
  const article = await articleAt((await params).slug);
  const [corrections, image] = await Promise.all([
    listCorrections(article.id),
    getShareImage({ kind: 'article', id: article.id }),
  ]);
  return articleMetadata(article, corrections, image);
}

export default async function ArticlePage({ params, searchParams }: Props) {
  await connection(); // a build has no database
  const article = await articleAt((await params).slug);
  const query = await searchParams;
  const [publication, series, translations, comments, corrections, more, receipt] = await Promise.all([
    getPublication(),
    article.series && getPlaceInSeries(article.id, article.series),
    listTranslations(article.id, article.translationOf, article.language),
    listComments(article.id),
    listCorrections(article.id),
    listMoreToRead(article.id, article.section?.slug ?? null),
    getReceiptWords('comment', query.comment),
  ]);
  const path = paths.article(article.slug);
  const words = siteWords.article;
  return (
    <PageFrame
      followFrom={path}
      hasFollowed={hasFollowed(query)}
      headlines={[
        ...headingsOf(article.body),
        ...[article, series?.previous, series?.next, ...more].flatMap((shown) => shown?.headline ?? []),
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
        <PagePart id="share" title={siteWords.share.heading} wide>
          <ShareLinks path={path} headline={article.headline} quoting={paths.quoting(article.slug)} />
        </PagePart>
        {more.length > 0 && (
          <PagePart id="more" title={words.moreToRead} wide>
            <div className="columns">
              {more.map((teased) => (
                <ArticleTeaser key={teased.id} article={teased} kind="head" withPicture />
              ))}
            </div>
          </PagePart>
        )}
        <PagePart id="comments" title={siteWords.comments.heading(comments.length)}>
          {comments.length > 0 ? (
            <CommentThread comments={comments} place={publication} />
          ) : (
            article.commenting !== 'closed' && <p className="quiet">{siteWords.comments.none}</p>
          )}
          {receipt ? (
            <CommentReceipt {...receipt} />
          ) : article.commenting === 'closed' ? (
            <p className="quiet">{siteWords.comments.closed}</p>
          ) : (
            <CommentForm articleId={article.id} slug={article.slug} />
          )}
        </PagePart>
      </div>
    </PageFrame>
  );
}
