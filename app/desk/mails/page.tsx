import type { Metadata } from 'next';
import { connection } from 'next/server';
import { Forbidden } from '#components/desk/forbidden';
import { MailList } from '#components/desk/mail-list.client';
import { EmptyState, PageHead } from '#components/desk/page-head';
import { requireUser } from '#lib/auth/current-user';
import { formatMoment, isoInZone } from '#lib/dates';
import { listUnsentMails } from '#lib/mails/queries';
import { canHandleMails } from '#lib/mails/rules';
import { getPublication } from '#lib/settings/queries';
import { deskWords } from '#lib/words/desk';

const words = deskWords.mails;

export const metadata: Metadata = { title: words.title };

export default async function MailsPage() {
  await connection();
  const user = await requireUser();
  if (!canHandleMails(user)) return <Forbidden user={user} />;
  const [mails, { timeZone }] = await Promise.all([listUnsentMails(user), getPublication()]);
  return (
    <>
      <PageHead title={words.title} lead={words.lead} />
      <MailList
        empty={<EmptyState>{words.empty}</EmptyState>}
        mails={mails.map(({ createdAt, ...mail }) => ({
          ...mail,
          at: formatMoment(createdAt, { timeZone, language: 'en' }),
          iso: isoInZone(createdAt, timeZone),
        }))}
      />
    </>
  );
}
