import { cacheTags } from '#lib/cache-tags';
import { parsePictureFile } from '#lib/media/rules';
import { noSuchPicture, sendFile } from '#lib/media/send-file';
import { mediaStore } from '#lib/media/store/store';

type Context = { params: Promise<{ file: string }> };

/** A stored picture. Its name is the digest of its bytes, so what is behind an address never changes. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { file } = await params;
  const name = parsePictureFile(file);
  if (!name) return noSuchPicture();
  try {
    return await sendFile(request, {
      read: () => mediaStore().get(file),
      isThere: async () => (await mediaStore().sizeOf(file)) !== null,
      etag: file.slice(0, file.indexOf('.')),
      contentType: name.contentType,
      cacheControl: 'public, max-age=31536000, immutable',
      tag: cacheTags.picture(name.id),
    });
  } catch (error) {
    console.error(error); // the store does not answer: it is asked again a little later
    const headers = { 'retry-after': '30', 'cache-control': 'no-store' };
    return new Response('The pictures cannot be reached just now.\n', { status: 503, headers });
  }
}

export const HEAD = GET;
