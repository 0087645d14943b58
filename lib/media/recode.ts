import { fileTypeFromBuffer } from 'file-type';
import sharp, { type Sharp } from 'sharp';
import { DomainError } from '#lib/errors';
import {
  longestSide,
  mostPictureBytes,
  mostPicturePixels,
  type PictureExtension,
  type PictureKind,
  pictureRefusals,
  pictureTypes,
} from './rules.ts';

/** A finished picture: what is kept and what readers get. */
export type Recoded = { bytes: Buffer; extension: PictureExtension; width: number; height: number };

/** Up to here a PNG is taken for a drawing and kept exact; a photograph saved as PNG is far larger. */
const mostExactBytes = 400_000;

/**
 * Makes of an uploaded file the picture that is kept: upright, in sRGB, no side over 2,400 pixels, and nothing of the
 * original file left in it but the picture (no place, no camera, no name). Throws DomainError when it is no picture.
 */
export async function recodePicture(bytes: Uint8Array): Promise<Recoded> {
  const kind = await inspect(bytes);
  const upright = open(bytes)
    .autoOrient()
    .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb');
  try {
    return await encode(upright, kind);
  } catch (error) {
    throw new DomainError(pictureRefusals.broken, { cause: error });
  }
}

/** The kind of picture, told from its first bytes, with its measures checked before anything is decoded. */
async function inspect(bytes: Uint8Array): Promise<PictureKind> {
  if (bytes.length === 0) throw new DomainError(pictureRefusals.missing);
  if (bytes.length > mostPictureBytes) throw new DomainError(pictureRefusals.bytes);
  const type = await fileTypeFromBuffer(bytes);
  if (type?.mime === 'image/apng') throw new DomainError(pictureRefusals.moving);
  const kind = pictureTypes[type?.mime ?? ''];
  if (!kind) throw new DomainError(pictureRefusals.kind);

  const head = await open(bytes)
    .metadata()
    .catch((error) => {
      // sharp measures first and refuses by itself what has more pixels than it was allowed
      const tooLarge = String(error).includes('pixel limit');
      throw new DomainError(tooLarge ? pictureRefusals.pixels : pictureRefusals.broken, { cause: error });
    });
  if (head.format !== kind) throw new DomainError(pictureRefusals.kind);
  if ((head.pages ?? 1) > 1) throw new DomainError(pictureRefusals.moving);
  if (head.width * head.height > mostPicturePixels) throw new DomainError(pictureRefusals.pixels);
  return kind;
}

/** 'error': what is cut off or wrong is refused; a warning, such as many cameras leave, is not. */
const open = (bytes: Uint8Array): Sharp => sharp(bytes, { failOn: 'error', limitInputPixels: mostPicturePixels });

/**
 * JPEG stays JPEG and WebP stays WebP. A PNG is a drawing, a map or a screen as often as a photograph: it becomes lossless
 * WebP, so that edges and lettering stay exact; when that is large it was a photograph, and becomes JPEG, or WebP when
 * it is transparent anywhere.
 */
async function encode(picture: Sharp, kind: PictureKind): Promise<Recoded> {
  if (kind === 'jpeg') return toJpeg(picture);
  if (kind === 'webp') return toWebp(picture);
  const pixels = await picture.raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = pixels.info;
  const decoded = () => sharp(pixels.data, { raw: { width, height, channels } });
  const exact = await finished(decoded().webp({ lossless: true, effort: 2 }), 'webp');
  if (exact.bytes.length <= mostExactBytes) return exact;
  const seeThrough = channels % 2 === 0 && !(await decoded().stats()).isOpaque;
  return seeThrough ? toWebp(decoded()) : toJpeg(decoded().removeAlpha());
}

/** As the magazine keeps photographs: 82 with mozjpeg is where one stops seeing a difference. */
export const toJpeg = (picture: Sharp): Promise<Recoded> =>
  finished(picture.jpeg({ quality: 82, mozjpeg: true }), 'jpg');

export const toWebp = (picture: Sharp): Promise<Recoded> => finished(picture.webp({ quality: 82 }), 'webp');

async function finished(picture: Sharp, extension: PictureExtension): Promise<Recoded> {
  const { data, info } = await picture.toBuffer({ resolveWithObject: true });
  return { bytes: data, extension, width: info.width, height: info.height };
}
