import '../../../front.css';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { connection } from 'next/server';
import { FrontPage } from '#components/articles/front-page';
import { PageFrame } from '#components/layout/page-frame';
import { PlainMessage } from '#components/layout/plain-message';
import { requireUser } from '#lib/auth/current-user';
import { getArrangement, getFront } from '#lib/front/queries';
import { arrangementFrom, articlesOn, canArrangeFront } from '#lib/front/rules';
import { frontWords } from '#lib/words/front';
import { siteWords } from '#lib/words/site';

export const metadata: Metadata = { title: frontWords.previewTitle, robots: { index: false, follow: false } };

/** The front page in an arrangement that nobody has published, drawn by the same components, for those who may arrange it. */
export default async function FrontPreview({ searchParams }: { searchParams: Promise<{ arrangement?: string }> }) {
  await connection();
  if (!canArrangeFront(await requireUser())) notFound();
  const { arrangement } = await searchParams;
  const front = await getFront(arrangementFrom(arrangement ?? '') ?? (await getArrangement()));
  return (
    <PageFrame masthead="full" headlines={front ? articlesOn(front).map((article) => article.headline) : []}>
      {front ? (
        <FrontPage front={front} />
      ) : (
        <div className="plain">
          <PlainMessage level={2} title={siteWords.front.emptyTitle}>
            {siteWords.front.emptyText}
          </PlainMessage>
        </div>
      )}
    </PageFrame>
  );
}
