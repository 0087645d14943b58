import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { connection } from 'next/server';
import { z } from 'zod';
import { Forbidden } from '#components/desk/forbidden';
import { SeriesOrder } from '#components/desk/groups/series-order.client';
import { EmptyState, PageHead } from '#components/desk/page-head';
import { requireUser } from '#lib/auth/current-user';
import { getSeriesForDesk } from '#lib/groups/desk-queries';
import { canArrangeGroups } from '#lib/groups/rules';
import { paths } from '#lib/paths';
import { kindWords, groupWords as words } from '#lib/words/groups';

export const metadata: Metadata = { title: kindWords.series.title };

export default async function OneSeriesPage({ params }: { params: Promise<{ id: string }> }) {
  await connection();
  const user = await requireUser();
  if (!canArrangeGroups(user)) return <Forbidden user={user} />;
  const { id } = await params;
  const series = z.uuid().safeParse(id).success ? await getSeriesForDesk(user, id) : null;
  if (!series) notFound();
  return (
    <>
      <p className="row-meta">
        <a href={paths.desk.series}>{words.back}</a>
      </p>
      <PageHead title={series.name} lead={words.seriesLead} />
      {series.articles.length === 0 ? <EmptyState>{words.seriesEmpty}</EmptyState> : <SeriesOrder series={series} />}
    </>
  );
}
