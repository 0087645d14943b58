import type { Metadata } from 'next';
import { connection } from 'next/server';
import { ConfirmFollowForm } from '#components/forms/confirm-follow-form';
import { FollowForm } from '#components/forms/follow-form';
import { LaterStyles } from '#components/layout/later-styles';
import { PageFrame } from '#components/layout/page-frame';
import { PlainMessage } from '#components/layout/plain-message';
import { getFollowerByToken } from '#lib/followers/queries';
import { paths } from '#lib/paths';
import { answerWith } from '#lib/request-context';
import { textParam } from '#lib/route-params';
import { siteWords } from '#lib/words/site';

const words = siteWords.confirm;

export const metadata: Metadata = { title: words.title, robots: { index: false, follow: false } };

/**
 * Behind the link of a mail: opening it changes nothing, pressing its button does. A link that was used or has grown old
 * answers 410, one that nobody made 404.
 */
export default async function ConfirmFollowPage({ params }: { params: Promise<{ token: string }> }) {
  await connection();
  const token = textParam((await params).token);
  const follower = token === null ? null : await getFollowerByToken(token);
  if (follower?.state !== 'pending') answerWith(follower ? 410 : 404);
  return (
    <PageFrame hasLaterStyles>
      <LaterStyles />
      <div className="plain">
        {token !== null && follower && follower.state !== 'expired' ? (
          <ConfirmFollowForm token={token} isConfirmed={follower.state === 'confirmed'} />
        ) : (
          <>
            <PlainMessage title={follower ? words.expiredTitle : words.unknownTitle}>
              {follower ? words.expired : words.unknown}
            </PlainMessage>
            <div className="panel">
              <FollowForm from={paths.follow} />
            </div>
          </>
        )}
      </div>
    </PageFrame>
  );
}
