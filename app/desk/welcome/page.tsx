import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { connection } from 'next/server';
import { Forbidden } from '#components/desk/forbidden';
import { SetUpForm } from '#components/desk/set-up-form.client';
import { requireUser } from '#lib/auth/current-user';
import { paths } from '#lib/paths';
import { getPublication } from '#lib/settings/queries';
import { canChangeSettings, timeZones } from '#lib/settings/rules';
import { deskWords } from '#lib/words/desk';

export const metadata: Metadata = { title: deskWords.setUp.title };

export default async function WelcomePage() {
  await connection();
  const user = await requireUser();
  if (!canChangeSettings(user)) return <Forbidden user={user} />;
  const publication = await getPublication();
  if (publication.setUp) redirect(paths.desk.home);
  return <SetUpForm timeZones={timeZones()} publication={publication} />;
}
