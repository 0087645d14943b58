import { connection } from 'next/server';
import { iconPaths } from '#lib/icons';
import { getPublication } from '#lib/settings/queries';

export async function GET(): Promise<Response> {
  await connection();
  const publication = await getPublication();
  const icons = iconPaths(publication);
  const manifest = {
    name: publication.name,
    short_name: publication.name.length <= 12 ? publication.name : publication.name.split(' ')[0],
    description: publication.tagline,
    lang: publication.language,
    start_url: '/',
    display: 'browser',
    background_color: '#faf6ec',
    theme_color: '#faf6ec',
    icons: [
      { src: icons.large, sizes: '192x192', type: 'image/png' },
      { src: icons.largest, sizes: '512x512', type: 'image/png' },
    ],
  };
  return new Response(JSON.stringify(manifest), {
    headers: { 'content-type': 'application/manifest+json; charset=utf-8', 'cache-control': 'public, max-age=300' },
  });
}
