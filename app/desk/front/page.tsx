import type { Metadata } from 'next';
import { connection } from 'next/server';
import { Forbidden } from '#components/desk/forbidden';
import { FrontArranger } from '#components/desk/front/front-arranger.client';
import { EmptyState, PageHead } from '#components/desk/page-head';
import { requireUser } from '#lib/auth/current-user';
import { formatMoment } from '#lib/dates';
import { getFrontForDesk } from '#lib/front/desk-queries';
import { canArrangeFront } from '#lib/front/rules';
import { getPublication } from '#lib/settings/queries';
import { frontWords as words } from '#lib/words/front';

export const metadata: Metadata = { title: words.title };

export default async function FrontPage() {
  await connection();
  const user = await requireUser();
  if (!canArrangeFront(user)) return <Forbidden user={user} />;
  const [front, { timeZone }] = await Promise.all([getFrontForDesk(user), getPublication()]);
  const history = front.history.map(({ createdAt, ...one }) => ({
    ...one,
    when: formatMoment(createdAt, { timeZone, language: 'en' }),
  }));
  return (
    <>
      <PageHead title={words.title} lead={words.lead} />
      {front.articles.length === 0 ? (
        <EmptyState>{words.empty}</EmptyState>
      ) : (
        <FrontArranger {...front} history={history} />
      )}
    </>
  );
}
