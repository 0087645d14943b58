import type { Metadata } from 'next';
import { connection } from 'next/server';
import { FollowForm } from '#components/forms/follow-form';
import { LaterStyles } from '#components/layout/later-styles';
import { PageFrame } from '#components/layout/page-frame';
import { hasFollowed, type ReceiptQuery } from '#lib/forms/receipts';
import { pageMetadata } from '#lib/page-metadata';
import { paths } from '#lib/paths';
import { getPublication } from '#lib/settings/queries';
import { home } from '#lib/share-images/mutations';
import { getShareImage } from '#lib/share-images/queries';
import { siteWords } from '#lib/words/site';

const words = siteWords.followPage;

export async function generateMetadata(): Promise<Metadata> {
  await connection();
  return pageMetadata(await getPublication(), {
    title: words.title,
    description: words.text,
    path: paths.follow,
    image: await getShareImage(home),
  });
}

export default async function FollowPage({ searchParams }: { searchParams: Promise<ReceiptQuery> }) {
  await connection();
  return (
    <PageFrame hasLaterStyles>
      <header className="page-head">
        <h1>{words.heading}</h1>
        <p className="standfirst">{words.text}</p>
      </header>
      <LaterStyles />
      <div className="on-axis">
        <div className="panel">
          <FollowForm from={paths.follow} isSent={hasFollowed(await searchParams)} />
        </div>
        <p className="quiet">
          {siteWords.followForm.orFeedAlone} <a href={paths.feed}>{siteWords.feed}</a>
        </p>
      </div>
    </PageFrame>
  );
}
