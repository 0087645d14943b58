import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import subsetFont from 'subset-font';
import { type FittedFont, fittedFontFace, fittedFonts, readFittedFontName } from '#lib/fonts/fitted';

/** A font cut to the letters in its signed address, or the style sheet that names it. It never changes. */
export async function GET(_request: Request, { params }: { params: Promise<{ file: string }> }): Promise<Response> {
  const asked = readFittedFontName((await params).file);
  if (!asked) return new Response('There is no such font.', { status: 404, headers: { 'content-type': 'text/plain' } });
  const isFont = asked.extension === 'woff2';
  return new Response(
    isFont ? await cut(asked.font, asked.letters) : fittedFontFace(asked.font, 'Headline Hangul', asked.letters, '93%'),
    {
      headers: {
        'content-type': isFont ? 'font/woff2' : 'text/css; charset=utf-8',
        'cache-control': 'public, max-age=31536000, immutable',
      },
    },
  );
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
