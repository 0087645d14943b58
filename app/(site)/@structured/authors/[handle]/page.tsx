import { connection } from 'next/server';
import { StructuredData } from '#components/layout/structured-data';
import { getAuthor } from '#lib/authors/queries';
import { breadcrumbs, personThings } from '#lib/json-ld/things';
import { paths } from '#lib/paths';
import { canonicalName, textParam } from '#lib/route-params';
import { getPublication } from '#lib/settings/queries';

/** An author's page says who it is about; nothing where there is nobody, which the page itself says. */
export default async function StructuredAuthor({ params }: { params: Promise<{ handle: string }> }) {
  await connection(); // a build has no database
  const handle = textParam((await params).handle);
  const [publication, author] = await Promise.all([
    getPublication(),
    handle === null ? null : getAuthor(canonicalName(handle)),
  ]);
  if (!author) return null;
  return (
    <>
      <StructuredData things={personThings(publication, author)} />
      <StructuredData things={breadcrumbs([{ name: publication.name, path: paths.front }, { name: author.name }])} />
    </>
  );
}
