import type { Metadata } from 'next';
import { connection } from 'next/server';
import { EmptyState, PageHead } from '#components/desk/page-head';
import { OverdueNote } from '#components/desk/scheduling/overdue-note.client';
import { ScheduleList } from '#components/desk/scheduling/schedule-list.client';
import { listScheduled } from '#lib/articles/schedules/queries';
import { requireUser } from '#lib/auth/current-user';
import { hasRole } from '#lib/auth/roles';
import { getPublication } from '#lib/settings/queries';
import { schedulingWords as words } from '#lib/words/scheduling';

export const metadata: Metadata = { title: words.title };

/** All that will happen by itself, day by day. */
export default async function SchedulePage() {
  await connection();
  const user = await requireUser();
  const [scheduled, { timeZone }] = await Promise.all([listScheduled(user), getPublication()]);
  return (
    <>
      <PageHead title={words.title} lead={words.lead(timeZone)} />
      <OverdueNote
        overdue={scheduled.filter(({ isOverdue }) => isOverdue)}
        mayRetry={hasRole(user, 'editor')}
        page="schedule"
      />
      <ScheduleList
        scheduled={scheduled}
        timeZone={timeZone}
        now={new Date()}
        empty={<EmptyState>{hasRole(user, 'author') ? words.empty : words.emptyForContributors}</EmptyState>}
      />
    </>
  );
}
