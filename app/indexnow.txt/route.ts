import { notFound } from 'next/navigation';
import { connection } from 'next/server';
import { getIndexNowKey } from '#lib/pings/queries';

/** By this IndexNow knows that who tells of our pages is us. It covers all that stands below the same folder: everything. */
export async function GET(): Promise<Response> {
  await connection(); // a build has no database
  const key = (await getIndexNowKey()) ?? notFound();
  return new Response(key, { headers: { 'content-type': 'text/plain; charset=utf-8' } });
}
