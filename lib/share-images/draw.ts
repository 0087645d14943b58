import { type CSSProperties, createElement, type ReactElement } from 'react';
import sharp from 'sharp';
import type { Setting } from './fonts.ts';
import {
  bylineSize,
  hangulSize,
  headlineLeading,
  headlineTracking,
  heights,
  type Layout,
  sectionSize,
  sectionTracking,
  textWidth,
} from './layout.ts';
import { loadOg } from './og.ts';
import { colours, cropOf, mostShareImageBytes, shareImageSize } from './rules.ts';
import { facesOf, lowering, stretchesOf } from './typesetting.ts';

const { width, height } = shareImageSize;
let og: ReturnType<typeof loadOg> | undefined;

/** Draws a share image as JPEG; `picture` is the file that its layout names. Runs in the process of worker.ts (see og.ts). */
export async function drawShareImage(layout: Layout, picture: Uint8Array | null = null): Promise<Buffer> {
  og ??= loadOg();
  const { ImageResponse } = await og;
  const fonts = texts(layout).flatMap(({ setting, text }) => facesOf(setting, text));
  const answer = new ImageResponse(card(layout), {
    width,
    height,
    fonts: [...new Set(fonts)].map(({ name, data, weight }) => ({
      name,
      data: data(),
      weight,
      style: 'normal' as const,
    })),
  });
  const drawn = Buffer.from(await answer.arrayBuffer());
  const above = layout.picture && (await crop(layout.picture, picture));
  const pixels = await sharp(drawn)
    .composite(above ? [{ input: above.data, raw: above.info, top: 0, left: 0 }] : [])
    .removeAlpha()
    .raw()
    .toBuffer();
  return compress(pixels);
}

/**
 * The picture across the whole width, around the point that matters. One that is not stored any more, or is none, leaves
 * the space to paper: a preview of a link never fails for it.
 */
async function crop({ file, focus, height: tall }: NonNullable<Layout['picture']>, bytes: Uint8Array | null) {
  try {
    if (!bytes) throw new Error('It is not stored.');
    const { autoOrient } = await sharp(bytes).metadata();
    const { left, top, ...whole } = cropOf(autoOrient, tall, focus);
    return await sharp(bytes)
      .autoOrient()
      .resize(whole.width, whole.height, { fit: 'fill' })
      .extract({ left, top, width, height: tall })
      .flatten({ background: colours.paper })
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true });
  } catch (error) {
    console.error(`A share image goes without the picture ${file}: ${(error as Error).message}`);
    return null;
  }
}

/**
 * As good as fits: lettering wants full colour resolution, and only a very restless picture goes below the first step.
 * Without mozjpeg, which takes four times as long for a tenth of the bytes.
 */
async function compress(pixels: Buffer): Promise<Buffer> {
  for (const quality of [86, 78, 68, 56, 44, 32, 20]) {
    const chromaSubsampling = quality >= 56 ? '4:4:4' : '4:2:0';
    const jpeg = await sharp(pixels, { raw: { width, height, channels: 3 } })
      .jpeg({ quality, chromaSubsampling, progressive: true })
      .toBuffer();
    if (jpeg.length <= mostShareImageBytes || quality === 20) return jpeg;
  }
  throw new Error('unreachable');
}

const texts = ({ masthead, isQuote, section, headline, hangulName, below }: Layout) =>
  [
    { setting: 'masthead', text: masthead?.name ?? '' },
    { setting: 'hangul', text: masthead?.hangulName ?? '' },
    { setting: 'headline', text: isQuote ? quotationMark : '' },
    { setting: 'section', text: section },
    { setting: isQuote ? 'quote' : 'headline', text: headline.lines.join('') },
    { setting: 'hangul', text: hangulName },
    { setting: 'byline', text: below.join('') },
  ] satisfies { setting: Setting; text: string }[];

const quotationMark = '“';

/** The page in small: accent rule, masthead, hairline, section or quotation mark, headline, byline, all on paper. */
function card(layout: Layout): ReactElement {
  const { masthead, isQuote, section, headline, hangulName, below } = layout;
  const accent = colours.accents[layout.accent];
  const centred: CSSProperties = { display: 'flex', justifyContent: 'center', alignItems: 'center', flexShrink: 0 };
  const leading = headlineLeading(headline.lines) + (isQuote ? 0.1 : 0);
  return box(
    {
      display: 'flex',
      flexDirection: 'column',
      alignItems: 'center',
      width,
      height,
      backgroundColor: colours.paper,
      color: colours.ink,
    },
    box({ width, height: layout.picture?.height ?? 0, flexShrink: 0 }),
    box({ width, height: heights.rule, backgroundColor: accent, flexShrink: 0 }),
    masthead &&
      box(
        { ...centred, width, height: heights.masthead, borderBottom: `1px solid ${colours.rule}` },
        words('masthead', masthead.name, { fontSize: masthead.size, letterSpacing: '-0.01em' }),
        words('hangul', masthead.hangulName, {
          fontSize: masthead.size * 0.56,
          color: accent,
          marginLeft: masthead.size * 0.4,
          marginTop: masthead.size * 0.2,
        }),
      ),
    box(
      { ...centred, flexDirection: 'column', flexGrow: 1, width: textWidth + 40 },
      isQuote ? words('headline', quotationMark, { fontSize: 120, lineHeight: 0.8, height: 62, color: accent }) : null,
      words('section', section, {
        fontSize: sectionSize,
        color: accent,
        letterSpacing: `${sectionTracking}em`,
        marginBottom: 14,
      }),
      ...headline.lines.map((line) =>
        words(isQuote ? 'quote' : 'headline', line, {
          fontSize: headline.size,
          lineHeight: leading,
          letterSpacing: isQuote ? 0 : `${headlineTracking}em`,
        }),
      ),
      words('hangul', hangulName, { fontSize: hangulSize, color: accent, marginTop: 10 }),
      ...below.map((line, index) =>
        words('byline', line, { fontSize: bylineSize, color: colours.soft, marginTop: index === 0 ? 18 : 4 }),
      ),
    ),
  );
}

const box = (style: CSSProperties, ...children: (ReactElement | string | null)[]): ReactElement =>
  createElement('div', { style }, ...children);

/** One line of text, never broken by the renderer: where lines end was decided in layout.ts. */
function words(setting: Setting, text: string, style: CSSProperties & { fontSize: number }): ReactElement | null {
  if (!text) return null;
  const faces = facesOf(setting, text);
  const fontFamily = faces.map((face) => face.name).join(', ');
  const stretches = stretchesOf(setting, text).map((stretch) =>
    box(
      { display: 'flex', whiteSpace: 'pre', position: 'relative', top: style.fontSize * lowering(setting, stretch) },
      stretch,
    ),
  );
  return box(
    { display: 'flex', flexShrink: 0, fontFamily, fontWeight: faces[0]!.weight, lineHeight: 1.2, ...style },
    ...stretches,
  );
}
