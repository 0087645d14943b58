import type { Metadata } from 'next';
import { connection } from 'next/server';
import { GroupPage } from '#components/groups/group-page';
import { hasFollowed, type ReceiptQuery } from '#lib/forms/receipts';
import { groupAt, groupMetadata } from '../../group-at.ts';

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<ReceiptQuery> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await connection(); // a build has no database
  return groupMetadata('topic', (await params).slug);
}

export default async function TopicPage({ params, searchParams }: Props) {
  await connection(); // a build has no database
  const group = await groupAt('topic', (await params).slug);
  return <GroupPage kind="topic" group={group} hasFollowed={hasFollowed(await searchParams)} />;
}
