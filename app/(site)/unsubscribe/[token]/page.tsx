import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { connection } from 'next/server';
import { UnsubscribeForm } from '#components/forms/unsubscribe-form';
import { PageFrame } from '#components/layout/page-frame';
import { PlainMessage } from '#components/layout/plain-message';
import { getFollowerByUnsubscribeToken } from '#lib/followers/queries';
import { paths } from '#lib/paths';
import { textParam } from '#lib/route-params';
import { siteWords } from '#lib/words/site';

const words = siteWords.unsubscribe;

export const metadata: Metadata = { title: words.title, robots: { index: false, follow: false } };

/** Behind the link in every letter: opening it changes nothing, pressing its button does. */
export default async function UnsubscribePage({ params }: { params: Promise<{ token: string }> }) {
  await connection();
  const token = textParam((await params).token) ?? notFound();
  const follower = await getFollowerByUnsubscribeToken(token);
  return (
    <PageFrame>
      <div className="plain">
        {follower ? (
          <UnsubscribeForm token={token} isGone={follower.state === 'gone'} />
        ) : (
          <PlainMessage title={words.unknownTitle}>
            {words.unknown} <a href={paths.contact}>{siteWords.contact}</a>
          </PlainMessage>
        )}
      </div>
    </PageFrame>
  );
}
