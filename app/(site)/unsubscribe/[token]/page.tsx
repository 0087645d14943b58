import type { Metadata } from 'next';
import { connection } from 'next/server';
import { UnsubscribeForm } from '#components/forms/unsubscribe-form';
import { LaterStyles } from '#components/layout/later-styles';
import { PageFrame } from '#components/layout/page-frame';
import { getFollowerByUnsubscribeToken } from '#lib/followers/queries';
import { answerWith } from '#lib/request-context';
import { textParam } from '#lib/route-params';
import { siteWords } from '#lib/words/site';

const words = siteWords.unsubscribe;

export const metadata: Metadata = { title: words.title, robots: { index: false, follow: false } };

/**
 * Behind the link in every letter: opening it changes nothing, pressing its button does. The link of somebody who is gone
 * answers 410, one that nobody made 404.
 */
export default async function UnsubscribePage({ params }: { params: Promise<{ token: string }> }) {
  await connection();
  const token = textParam((await params).token) ?? '';
  const follower = await getFollowerByUnsubscribeToken(token);
  if (follower?.state !== 'following') answerWith(follower ? 410 : 404);
  return (
    <PageFrame hasLaterStyles>
      <LaterStyles />
      <div className="plain">
        <UnsubscribeForm token={token} isFollowing={follower?.state === 'following'} />
      </div>
    </PageFrame>
  );
}
