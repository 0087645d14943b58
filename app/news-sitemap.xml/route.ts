import { connection } from 'next/server';
import { getPublication } from '#lib/settings/queries';
import { listNews } from '#lib/sitemaps/queries';
import { newsSitemap } from '#lib/sitemaps/xml';

export async function GET(): Promise<Response> {
  await connection(); // a build has no database
  const [{ name, timeZone }, news] = await Promise.all([getPublication(), listNews()]);
  return new Response(newsSitemap(name, news, timeZone), {
    headers: { 'content-type': 'application/xml; charset=utf-8', 'cache-control': 'public, max-age=300' },
  });
}
