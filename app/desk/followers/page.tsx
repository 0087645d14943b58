import type { Metadata } from 'next';
import { connection } from 'next/server';
import { FollowerList } from '#components/desk/follower-list.client';
import { Forbidden } from '#components/desk/forbidden';
import { EmptyState, PageHead } from '#components/desk/page-head';
import { buttonClass } from '#components/ui/button';
import { requireUser } from '#lib/auth/current-user';
import { formatDay, isoInZone } from '#lib/dates';
import { listFollowers } from '#lib/followers/queries';
import { canManageFollowers } from '#lib/followers/rules';
import { paths } from '#lib/paths';
import { getPublication } from '#lib/settings/queries';
import { deskWords } from '#lib/words/desk';

const words = deskWords.followers;

export const metadata: Metadata = { title: words.title };

export default async function FollowersPage() {
  await connection();
  const user = await requireUser();
  if (!canManageFollowers(user)) return <Forbidden user={user} />;
  const [followers, { timeZone }] = await Promise.all([listFollowers(user), getPublication()]);
  return (
    <>
      <PageHead title={words.title} lead={words.count(followers.length)}>
        {followers.length > 0 && (
          <a className={buttonClass({ variant: 'quiet' })} href={`${paths.desk.followers}/export`} download>
            {words.export}
          </a>
        )}
      </PageHead>
      <FollowerList
        empty={<EmptyState>{words.empty}</EmptyState>}
        followers={followers.map(({ id, email, confirmedAt }) => ({
          id,
          email,
          since: confirmedAt && formatDay(confirmedAt, { timeZone, language: 'en' }),
          iso: confirmedAt && isoInZone(confirmedAt, timeZone),
        }))}
      />
    </>
  );
}
