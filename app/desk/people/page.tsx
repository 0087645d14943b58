import type { Metadata } from 'next';
import { connection } from 'next/server';
import { Forbidden } from '#components/desk/forbidden';
import { PageHead } from '#components/desk/page-head';
import { AddPersonForm, PersonRow } from '#components/desk/people.client';
import { requireUser } from '#lib/auth/current-user';
import { listPeople } from '#lib/people/queries';
import { canManagePeople } from '#lib/people/rules';
import { deskWords } from '#lib/words/desk';

const words = deskWords.people;

export const metadata: Metadata = { title: words.title };

export default async function PeoplePage() {
  await connection();
  const user = await requireUser();
  if (!canManagePeople(user)) return <Forbidden user={user} />;
  const people = await listPeople(user);
  return (
    <>
      <PageHead title={words.title} lead={words.lead} />
      <ul className="rows rows-tight">
        {people.map(({ disabledAt, hasSignedIn, ...person }) => (
          <PersonRow
            key={person.id}
            person={{ ...person, isShutOut: disabledAt !== null, hasSignedIn: hasSignedIn !== null }}
            isSelf={person.id === user.id}
          />
        ))}
      </ul>
      <section className="desk-section">
        <h2>{words.add}</h2>
        <AddPersonForm />
      </section>
    </>
  );
}
