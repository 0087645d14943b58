import { noSuchPicture, sendFile } from '#lib/media/send-file';
import { textParam } from '#lib/route-params';
import { getShareImageAt } from '#lib/share-images/queries';
import { parseShareFile, shareImageType } from '#lib/share-images/rules';

type Context = { params: Promise<{ slug: string; file: string }> };

/** The share image of an article. An address once given out keeps answering, with the picture of today. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { slug: asked, file } = await params;
  const slug = textParam(asked);
  const digest = parseShareFile(file);
  const image = digest && slug !== null && (await getShareImageAt(slug, digest));
  if (!image) return noSuchPicture();
  return sendFile(request, {
    path: image.path,
    bytes: image.bytes,
    etag: image.digest,
    contentType: shareImageType,
    // A former address must not hold on to today's picture for long.
    cacheControl: image.isCurrent ? 'public, max-age=86400' : 'public, max-age=600',
  });
}

export const HEAD = GET;
