import { readFile } from 'node:fs/promises';
import { getShareImageAt } from '#lib/share-images/queries';
import { parseShareFile, shareImageType } from '#lib/share-images/rules';

type Context = { params: Promise<{ slug: string; file: string }> };

/** The share image of an article. An address once given out keeps answering, with the picture of today. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { slug, file } = await params;
  const digest = parseShareFile(file);
  const image = digest && (await getShareImageAt(decoded(slug), digest));
  if (!image) return new Response('There is no such picture.\n', { status: 404 });

  const headers = {
    'content-type': shareImageType,
    // A former address must not hold on to today's picture for long.
    'cache-control': image.isCurrent ? 'public, max-age=86400' : 'public, max-age=600',
    etag: `"${image.digest}"`,
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'cross-origin',
  };
  if (request.headers.get('if-none-match')?.includes(headers.etag)) return new Response(null, { status: 304, headers });
  const body =
    request.method === 'HEAD' ? null : new Uint8Array(await readFile(/* turbopackIgnore: true */ image.path));
  return new Response(body, { headers: { ...headers, 'content-length': String(image.bytes) } });
}

export const HEAD = GET;

/** Next hands over the parameters of a route as they stand in the address. */
function decoded(slug: string): string {
  try {
    return decodeURIComponent(slug);
  } catch {
    return slug;
  }
}
