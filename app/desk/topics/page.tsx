import type { Metadata } from 'next';
import { connection } from 'next/server';
import { GroupsPage } from '#components/desk/groups/groups-page';
import { kindWords } from '#lib/words/groups';

export const metadata: Metadata = { title: kindWords.topic.title };

export default async function TopicsPage() {
  await connection();
  return <GroupsPage kind="topic" />;
}
