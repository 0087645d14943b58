import type { Metadata } from 'next';
import { connection } from 'next/server';
import { GroupsPage } from '#components/desk/groups/groups-page';
import { kindWords } from '#lib/words/groups';

export const metadata: Metadata = { title: kindWords.series.title };

export default async function SeriesPage() {
  await connection();
  return <GroupsPage kind="series" />;
}
