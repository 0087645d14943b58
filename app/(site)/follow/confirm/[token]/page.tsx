import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { connection } from 'next/server';
import { ConfirmFollowForm } from '#components/forms/confirm-follow-form';
import { FollowForm } from '#components/forms/follow-form';
import { PageFrame } from '#components/layout/page-frame';
import { PlainMessage } from '#components/layout/plain-message';
import { getFollowerByToken } from '#lib/followers/queries';
import { paths } from '#lib/paths';
import { textParam } from '#lib/route-params';
import { siteWords } from '#lib/words/site';

const words = siteWords.confirm;

export const metadata: Metadata = { title: words.title, robots: { index: false, follow: false } };

/** Behind the link of a mail: opening it changes nothing, pressing its button does. */
export default async function ConfirmFollowPage({ params }: { params: Promise<{ token: string }> }) {
  await connection();
  const token = textParam((await params).token) ?? notFound();
  const follower = await getFollowerByToken(token);
  const isUsable = follower?.state === 'pending' || follower?.state === 'confirmed';
  return (
    <PageFrame>
      <div className="plain">
        {isUsable ? (
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
