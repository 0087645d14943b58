import './front.css';
import type { Metadata } from 'next';
import { connection } from 'next/server';
import { FrontPage } from '#components/articles/front-page';
import { PageFrame } from '#components/layout/page-frame';
import { PlainMessage } from '#components/layout/plain-message';
import { hasFollowed, type ReceiptQuery } from '#lib/forms/receipts';
import { getArrangement, getFront } from '#lib/front/queries';
import { articlesOn } from '#lib/front/rules';
import { pageMetadata } from '#lib/page-metadata';
import { paths } from '#lib/paths';
import { getPublication } from '#lib/settings/queries';
import { home } from '#lib/share-images/mutations';
import { getShareImage } from '#lib/share-images/queries';
import { siteWords } from '#lib/words/site';

const words = siteWords.front;

export async function generateMetadata(): Promise<Metadata> {
  await connection();
  const publication = await getPublication();
  return pageMetadata(publication, {
    title: words.title(publication.name, publication.tagline),
    description: publication.tagline || publication.name,
    path: paths.front,
    image: await getShareImage(home),
    feeds: { path: paths.front, name: publication.name },
  });
}

export default async function Front({ searchParams }: { searchParams: Promise<ReceiptQuery> }) {
  await connection();
  const front = await getFront(await getArrangement());
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
