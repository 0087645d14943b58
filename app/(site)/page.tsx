import './front.css';
import type { Metadata } from 'next';
import { connection } from 'next/server';
import { FrontPage } from '#components/articles/front-page';
import { PageFrame } from '#components/layout/page-frame';
import { PlainMessage } from '#components/layout/plain-message';
import { arrangeFront, articlesOn } from '#lib/articles/front';
import { listArticles } from '#lib/articles/queries';
import { hasFollowed, type ReceiptQuery } from '#lib/forms/receipts';
import { listGroups } from '#lib/groups/queries';
import { pageMetadata } from '#lib/page-metadata';
import { paths } from '#lib/paths';
import { getPublication } from '#lib/settings/queries';
import { siteWords } from '#lib/words/site';

const words = siteWords.front;

export async function generateMetadata(): Promise<Metadata> {
  await connection();
  const publication = await getPublication();
  return pageMetadata(publication, {
    title: words.title(publication.name, publication.tagline),
    description: publication.tagline || publication.name,
    path: paths.front,
  });
}

export default async function Front({ searchParams }: { searchParams: Promise<ReceiptQuery> }) {
  await connection();
  const [articles, sections] = await Promise.all([listArticles(), listGroups('section')]);
  const front = articles.length > 0 ? arrangeFront(articles, sections) : null;
  return (
    <PageFrame
      masthead="full"
      followFrom={paths.front}
      hasFollowed={hasFollowed(await searchParams)}
      headlines={front ? articlesOn(front).map((article) => article.headline) : []}
    >
      {front ? (
        <FrontPage front={front} />
      ) : (
        <div className="plain">
          <PlainMessage level={2} title={words.emptyTitle}>
            {words.emptyText}
          </PlainMessage>
        </div>
      )}
    </PageFrame>
  );
}
