import { cacheTags } from '#lib/cache-tags';
import { mediaPath, sizeOf } from '#lib/media/files';
import { parsePictureFile } from '#lib/media/rules';
import { noSuchPicture, sendFile } from '#lib/media/send-file';

type Context = { params: Promise<{ file: string }> };

/** A stored picture. Its name is the digest of its bytes, so what is behind an address never changes. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const name = parsePictureFile((await params).file);
  if (!name) return noSuchPicture();
  const path = mediaPath(`${name.id}.${name.extension}`);
  const bytes = await sizeOf(path);
  if (bytes === null) return noSuchPicture();
  const cacheControl = 'public, max-age=31536000, immutable';
  const tag = cacheTags.picture(name.id);
  return sendFile(request, { path, bytes, etag: name.id, contentType: name.contentType, cacheControl, tag });
}

export const HEAD = GET;
