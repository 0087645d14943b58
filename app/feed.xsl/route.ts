import { connection } from 'next/server';
import { feedSheet } from '#lib/feeds/sheet';
import { getPublication } from '#lib/settings/queries';

/** By this a browser shows a feed to a person who opens it. */
export async function GET(): Promise<Response> {
  await connection(); // a build has no database
  return new Response(feedSheet(await getPublication()), {
    headers: { 'content-type': 'text/xsl; charset=utf-8', 'cache-control': 'public, max-age=0, must-revalidate' },
  });
}
