import type { Metadata } from 'next';
import { connection } from 'next/server';
import { GroupPage } from '#components/groups/group-page';
import { hasFollowed, type ReceiptQuery } from '#lib/forms/receipts';
import { groupAt, groupMetadata } from '../../group-at.ts';

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<ReceiptQuery> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await connection(); // a build has no database
  return groupMetadata('section', (await params).slug);
}

export default async function SectionPage({ params, searchParams }: Props) {
  await connection(); // a build has no database
  const group = await groupAt('section', (await params).slug);
  return <GroupPage kind="section" group={group} hasFollowed={hasFollowed(await searchParams)} />;
}
