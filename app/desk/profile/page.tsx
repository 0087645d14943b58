import type { Metadata } from 'next';
import { connection } from 'next/server';
import { PageHead } from '#components/desk/page-head';
import { ProfileForm } from '#components/desk/profile-form.client';
import { requireUser } from '#lib/auth/current-user';
import { getOwnProfile } from '#lib/authors/desk-queries';
import { deskWords } from '#lib/words/desk';

const words = deskWords.profile;

export const metadata: Metadata = { title: words.title };

export default async function ProfilePage() {
  await connection();
  const user = await requireUser();
  const profile = await getOwnProfile(user);
  return (
    <>
      <PageHead title={words.title} lead={words.lead} />
      <ProfileForm name={user.name} profile={profile} />
    </>
  );
}
