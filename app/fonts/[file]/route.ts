import { cutFontFile } from '#lib/fonts/cutting';
import { readFittedFontName } from '#lib/fonts/fitted';

/** A font cut to the letters in its signed address. It never changes. */
export async function GET(_request: Request, { params }: { params: Promise<{ file: string }> }): Promise<Response> {
  const asked = readFittedFontName((await params).file);
  if (!asked) return new Response('There is no such font.', { status: 404, headers: { 'content-type': 'text/plain' } });
  return new Response(await cutFontFile(asked.font, asked.letters), {
    headers: { 'content-type': 'font/woff2', 'cache-control': 'public, max-age=31536000, immutable' },
  });
}
