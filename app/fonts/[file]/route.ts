import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import subsetFont from 'subset-font';
import { type FittedFont, fittedFonts, readFittedFontName } from '#lib/fonts/fitted';

/** A font cut to the letters in its signed address. It never changes. */
export async function GET(_request: Request, { params }: { params: Promise<{ file: string }> }): Promise<Response> {
  const asked = readFittedFontName((await params).file);
  if (!asked) return new Response('There is no such font.', { status: 404, headers: { 'content-type': 'text/plain' } });
  return new Response(await cut(asked.font, asked.letters), {
    headers: { 'content-type': 'font/woff2', 'cache-control': 'public, max-age=31536000, immutable' },
  });
}

/** Cutting takes a sixth of a second, and every reader of a new page asks at once. */
const cutting = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();
const mostKept = 200; // of a few kilobytes each

function cut(font: FittedFont, letters: string): Promise<Uint8Array<ArrayBuffer>> {
  const key = `${font}.${letters}`;
  const known = cutting.get(key);
  if (known) return known;
  const made = make(font, letters);
  cutting.set(key, made);
  made.catch(() => cutting.delete(key));
  const oldest = cutting.keys().next().value;
  if (cutting.size > mostKept && oldest !== undefined) cutting.delete(oldest);
  return made;
}

async function make(font: FittedFont, letters: string): Promise<Uint8Array<ArrayBuffer>> {
  const { source, axes } = fittedFonts[font];
  const whole = await readFile(join(process.cwd(), 'node_modules', source));
  return new Uint8Array(
    await subsetFont(whole, letters, {
      targetFormat: 'woff2',
      variationAxes: axes,
      keepFeatures: ['kern', 'liga', 'ccmp', 'locl'],
      noHinting: true,
    }),
  );
}
