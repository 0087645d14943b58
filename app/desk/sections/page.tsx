import type { Metadata } from 'next';
import { connection } from 'next/server';
import { Forbidden } from '#components/desk/forbidden';
import { EmptyState, PageHead } from '#components/desk/page-head';
import { AddSectionForm, SectionRow } from '#components/desk/sections.client';
import { requireUser } from '#lib/auth/current-user';
import { listSectionsForDesk } from '#lib/sections/desk-queries';
import { canArrangeSections } from '#lib/sections/rules';
import { deskWords } from '#lib/words/desk';

const words = deskWords.sections;

export const metadata: Metadata = { title: words.title };

export default async function SectionsPage() {
  await connection();
  const user = await requireUser();
  if (!canArrangeSections(user)) return <Forbidden user={user} />;
  const sections = await listSectionsForDesk(user);
  return (
    <>
      <PageHead title={words.title} lead={words.lead} />
      {sections.length === 0 && <EmptyState>{words.empty}</EmptyState>}
      <ol className="rows rows-tight">
        {sections.map((section, place) => (
          <SectionRow key={section.id} section={section} isFirst={place === 0} isLast={place === sections.length - 1} />
        ))}
      </ol>
      <section className="desk-section">
        <h2>{words.add}</h2>
        <AddSectionForm />
      </section>
    </>
  );
}
