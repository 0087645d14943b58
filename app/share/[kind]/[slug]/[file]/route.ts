import { noSuchPicture } from '#lib/media/send-file';
import { textParam } from '#lib/route-params';
import { getShareImageOf } from '#lib/share-images/queries';
import { parseShareFile, sharedKinds } from '#lib/share-images/rules';
import { sendShareImage } from '#lib/share-images/send';

type Context = { params: Promise<{ kind: string; slug: string; file: string }> };

/** The share image of home, a section, topic, series or author. An address once given out keeps answering, with the picture of today. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const asked = await params;
  const kind = (['home', ...sharedKinds] as const).find((known) => known === asked.kind);
  const slug = textParam(asked.slug);
  const digest = parseShareFile(asked.file);
  const image = kind && digest && slug !== null && (await getShareImageOf(kind, slug, digest));
  return image ? sendShareImage(request, image) : noSuchPicture();
}

export const HEAD = GET;
