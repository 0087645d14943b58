import { connection } from 'next/server';
import { StructuredData } from '#components/layout/structured-data';
import { siteThings } from '#lib/json-ld/things';
import { getPublication } from '#lib/settings/queries';

/** The front page says who publishes the site and how it is searched. */
export default async function StructuredFront() {
  await connection(); // a build has no database
  return <StructuredData things={siteThings(await getPublication())} />;
}
