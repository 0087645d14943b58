import { readFile } from 'node:fs/promises';
import { mediaPath, sizeOf } from '#lib/media/files';
import { parsePictureFile } from '#lib/media/rules';

type Context = { params: Promise<{ file: string }> };

/** A stored picture. Its name is the digest of its bytes, so what is behind an address never changes. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  return serve(request, (await params).file);
}

export const HEAD = GET;

async function serve(request: Request, file: string): Promise<Response> {
  const name = parsePictureFile(file);
  const path = name && mediaPath(`${name.id}.${name.extension}`);
  const size = path && (await sizeOf(path));
  if (!name || !path || size === null) return new Response('There is no such picture.\n', { status: 404 });

  const headers = {
    'content-type': name.contentType,
    'content-disposition': 'inline',
    'cache-control': 'public, max-age=31536000, immutable',
    etag: `"${name.id}"`,
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'cross-origin', // feed readers and other sites may show it
  };
  if (request.headers.get('if-none-match')?.includes(headers.etag)) return new Response(null, { status: 304, headers });
  const body = request.method === 'HEAD' ? null : new Uint8Array(await readFile(/* turbopackIgnore: true */ path));
  return new Response(body, { headers: { ...headers, 'content-length': String(size) } });
}
