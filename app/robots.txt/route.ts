import { connection } from 'next/server';
import { paths } from '#lib/paths';
import { absolute } from '#lib/site';

export async function GET(): Promise<Response> {
  await connection(); // the site's address is known when it runs, not when it is built
  const text = `User-agent: *
Disallow: /desk
Disallow: /sign-in
Disallow: /follow/confirm/
Disallow: /unsubscribe/
Disallow: /preview/

Sitemap: ${absolute(paths.sitemap)}
Sitemap: ${absolute(paths.newsSitemap)}
`;
  return new Response(text, { headers: { 'content-type': 'text/plain; charset=utf-8' } });
}
