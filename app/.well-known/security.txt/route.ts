import { connection } from 'next/server';
import { noteValidUntil } from '#lib/cache/noting';
import { paths } from '#lib/paths';
import { getPublication } from '#lib/settings/queries';
import { absolute } from '#lib/site';

const day = 86_400_000;

/** Whom to tell of a hole in the site (RFC 9116). It is good for half a year, and made anew each month. */
export async function GET(): Promise<Response> {
  await connection(); // a build has no database
  const { contactEmail } = await getPublication();
  const now = Date.now();
  noteValidUntil(now + 30 * day);
  const lines = [
    ...(contactEmail ? [`Contact: mailto:${encodeURIComponent(contactEmail).replaceAll('%40', '@')}`] : []),
    `Contact: ${absolute(paths.contact)}`,
    `Expires: ${new Date(now + 180 * day).toISOString().replace(/\.\d+/, '')}`,
    'Preferred-Languages: en, ko',
    `Canonical: ${absolute(paths.security)}`,
  ];
  return new Response(`${lines.join('\n')}\n`, { headers: { 'content-type': 'text/plain; charset=utf-8' } });
}
