import type { Metadata } from 'next';
import Link from 'next/link';
import { connection } from 'next/server';
import { Forbidden } from '#components/desk/forbidden';
import { PageHead } from '#components/desk/page-head';
import { PingFailures } from '#components/desk/pings/ping-failures.client';
import { PingsForm } from '#components/desk/pings/pings-form.client';
import { SampleForm, SettingsForm } from '#components/desk/settings-form.client';
import { requireUser } from '#lib/auth/current-user';
import { formatMoment } from '#lib/dates';
import { paths } from '#lib/paths';
import { getPingSettings, listPingFailures } from '#lib/pings/queries';
import { getSampleState } from '#lib/settings/desk-queries';
import { getPublication } from '#lib/settings/queries';
import { canChangeSettings, timeZones } from '#lib/settings/rules';
import { deskWords } from '#lib/words/desk';
import { pingWords } from '#lib/words/pings';
import { told } from '../told.ts';

const words = deskWords.settings;

export const metadata: Metadata = { title: words.title };

export default async function SettingsPage() {
  await connection();
  const user = await requireUser();
  if (!canChangeSettings(user)) return <Forbidden user={user} />;
  const [publication, sample, pings, failures] = await Promise.all([
    getPublication(),
    getSampleState(user),
    getPingSettings(user),
    listPingFailures(user),
  ]);
  const until = sample.is === 'removed' && formatMoment(sample.undoEnds, { ...publication, language: 'en' });
  return (
    <>
      <PageHead title={words.title} />
      <SettingsForm publication={publication} timeZones={timeZones()} />
      <section className="desk-section">
        <h2>{words.sections}</h2>
        <p>
          {words.sectionsHint} <Link href={paths.desk.sections}>{deskWords.nav.sections}</Link>
        </p>
      </section>
      <section className="desk-section" id="pings">
        <h2>{pingWords.title}</h2>
        <PingFailures failures={failures.map((failure) => told(failure, publication))} page="settings" />
        <PingsForm {...pings} />
      </section>
      <section className="desk-section" id="sample">
        <h2>{words.sample}</h2>
        <SampleForm articles={sample.is === 'there' ? sample.articles : 0} until={until || null} />
      </section>
    </>
  );
}
