import { drawIcon } from '#components/layout/draw-icon';
import { iconPath, iconSizes, lookDigest } from '#lib/icons';
import { getPublication } from '#lib/settings/queries';

/** An icon drawn from the masthead. An address of an older look leads to today's: nothing is drawn for it, or kept. */
export async function GET(_request: Request, { params }: { params: Promise<{ file: string }> }): Promise<Response> {
  const [, asked, digest] = /^(\d+)-([0-9a-f]{10})\.png$/.exec((await params).file) ?? [];
  const size = iconSizes.find((known) => known === Number(asked));
  if (!size) return new Response('There is no such icon.', { status: 404, headers: { 'content-type': 'text/plain' } });
  const publication = await getPublication();
  if (digest !== lookDigest(publication)) {
    const headers = { location: iconPath(publication, size), 'cache-control': 'no-cache' };
    return new Response(null, { status: 307, headers });
  }
  return new Response(await drawIcon(publication, size), {
    headers: {
      'content-type': 'image/png',
      'cache-control': 'public, max-age=31536000, immutable',
    },
  });
}
