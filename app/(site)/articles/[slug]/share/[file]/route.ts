import { noSuchPicture } from '#lib/media/send-file';
import { textParam } from '#lib/route-params';
import { getShareImageAt } from '#lib/share-images/queries';
import { parseShareFile } from '#lib/share-images/rules';
import { sendShareImage } from '#lib/share-images/send';

type Context = { params: Promise<{ slug: string; file: string }> };

/** The share image of an article. An address once given out keeps answering, with the picture of today. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { slug: asked, file } = await params;
  const slug = textParam(asked);
  const digest = parseShareFile(file);
  const image = digest && slug !== null && (await getShareImageAt(slug, digest));
  return image ? sendShareImage(request, image) : noSuchPicture();
}

export const HEAD = GET;
