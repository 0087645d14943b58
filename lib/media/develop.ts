import { open, readFile, stat } from 'node:fs/promises';
import { fileTypeFromFile } from 'file-type';
import sharp, { type Sharp } from 'sharp';
import { rgbaToThumbHash } from 'thumbhash';
import { DomainError } from '#lib/errors';
import { digestOf, pictureIdOf } from './digest.ts';
import { bytesHeldWhole } from './held-whole.ts';
import { readPictureWords } from './picture-words.ts';
import {
  longestMovingSide,
  longestSide,
  mostMovingPixels,
  mostPictureBytes,
  mostPicturePixels,
  mostWholeBytes,
  type PictureExtension,
  type PictureFile,
  type PictureFormat,
  type PictureKind,
  type PictureWords,
  pictureFileName,
  pictureRefusals,
  pictureTypes,
  widthsFor,
} from './rules.ts';

/** All that is made of an uploaded picture. `files[0]` is the picture itself, in its full size. */
export type Developed = {
  id: string;
  extension: PictureExtension;
  width: number;
  height: number;
  files: (PictureFile & { content: Uint8Array<ArrayBuffer> })[];
  thumbhash: string;
  isMoving: boolean;
  words: PictureWords;
};

/** A picture that is stored, its file as it is. */
export type KeptPicture = { id: string; extension: PictureExtension };

/**
 * Makes of the file at `path` what is kept and what readers get: upright, in sRGB, no side over 2,400 pixels, in all widths
 * and formats, and nothing of the original left in it but the picture (no place, no camera, no name). What it says of
 * itself, caption and credit, is read before. `kept` names a picture that is stored already: then only the other files are
 * made. Runs in the process of worker.ts. Throws DomainError when it is no picture.
 */
export async function developPicture(path: string, kept?: KeptPicture): Promise<Developed> {
  const { kind, isMoving } = await inspect(path);
  try {
    const made = isMoving ? await developMoving(path, kept) : await developStill(path, kind, kept);
    return { ...made, isMoving, words: await readPictureWords(path) };
  } catch (error) {
    if (error instanceof DomainError) throw error;
    throw new DomainError(pictureRefusals.broken, { cause: error });
  }
}

/** The kind of picture, told from its first bytes, with its measures checked before anything is decoded. */
async function inspect(path: string): Promise<{ kind: PictureKind; isMoving: boolean }> {
  const { size } = await stat(path);
  if (size === 0) throw new DomainError(pictureRefusals.missing);
  if (size > mostPictureBytes) throw new DomainError(pictureRefusals.bytes);
  const type = (await fileTypeFromFile(path))?.mime ?? '';
  if (type === 'image/apng') throw new DomainError(pictureRefusals.moving);
  if (/^image\/hei[cf](-sequence)?$/.test(type)) throw new DomainError(pictureRefusals.heic);
  const kind = pictureTypes[type];
  if (!kind) throw new DomainError((await isSvg(path)) ? pictureRefusals.svg : pictureRefusals.kind);

  const head = await sharp(path, { failOn: 'error', limitInputPixels: mostPicturePixels })
    .metadata()
    .catch((error) => {
      // sharp measures first and refuses by itself what has more pixels than it was allowed
      const tooLarge = String(error).includes('pixel limit');
      throw new DomainError(tooLarge ? pictureRefusals.pixels : pictureRefusals.broken, { cause: error });
    });
  if (head.format !== (kind === 'avif' ? 'heif' : kind)) throw new DomainError(pictureRefusals.kind);
  if (kind === 'avif' && head.compression !== 'av1') throw new DomainError(pictureRefusals.heic);
  const pixels = head.width * head.height;
  if (pixels > mostPicturePixels) throw new DomainError(pictureRefusals.pixels);
  const pages = kind === 'avif' ? 1 : (head.pages ?? 1);
  if (pages > 1) {
    if (pixels * pages > mostMovingPixels) throw new DomainError(pictureRefusals.tooMoving);
    return { kind, isMoving: true };
  }
  if ((await bytesHeldWhole(path, kind, head)) > mostWholeBytes) throw new DomainError(pictureRefusals.whole);
  return { kind, isMoving: false };
}

/** Whether the file's first words are those of an SVG; asked only to say why it is refused. */
async function isSvg(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(1000), 0, 1000, 0);
    return /<svg[\s>]/i.test(buffer.toString('latin1', 0, bytesRead));
  } finally {
    await file.close();
  }
}

/** 'error': what is cut off or wrong is refused; a warning, such as many cameras leave, is not. */
const decode = (path: string, animated = false): Sharp =>
  sharp(path, { failOn: 'error', limitInputPixels: mostPicturePixels, animated });

type Made = Omit<Developed, 'isMoving' | 'words'>;

async function developStill(path: string, kind: PictureKind, kept?: KeptPicture): Promise<Made> {
  const { data, info } = await decode(path)
    .autoOrient()
    .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const picture = () => sharp(data, { raw: { width, height, channels } });
  const isOpaque = channels % 2 === 1 || (await picture().stats()).isOpaque;
  const whole = isOpaque && channels % 2 === 0 ? () => picture().removeAlpha() : picture;
  const file = kept && (await readFile(path));
  const exact = kept || kind !== 'png' ? null : await exactly(whole());
  const isDrawing = exact !== null || (kept?.extension === 'webp' && file!.includes('VP8L'));
  const encode = isDrawing ? encodeDrawing : encodePhotograph;
  const extension = kept?.extension ?? (exact || !isOpaque || kind === 'webp' ? 'webp' : 'jpg');
  const master = file ?? exact ?? (await encode(whole(), extension, width));
  const id = kept?.id ?? pictureIdOf(master);
  const files = [fileOf(pictureFileName(id, extension), extension, width, master)];
  const formats: PictureFormat[] = isOpaque ? ['avif', 'webp', 'jpg'] : ['avif', 'webp'];
  for (const step of widthsFor(width)) {
    const sized = step === width ? whole : () => whole().resize({ width: step });
    for (const format of formats) {
      if (step === width && format === extension) continue; // the picture itself
      const content = await encode(sized(), format, step);
      files.push(fileOf(pictureFileName(id, format, step), format, step, content));
    }
  }
  return { id, extension, width, height, files, thumbhash: await thumbhashOf(whole()) };
}

/** Up to here a PNG is taken for a drawing and kept exact; a photograph saved as PNG is far larger. */
const mostExactBytes = 400_000;

/** A PNG is a drawing, a map or a screen as often as a photograph: then edges and lettering stay exact. Null when it is large. */
async function exactly(picture: Sharp): Promise<Buffer | null> {
  const exact = await picture.webp({ lossless: true, effort: 2 }).toBuffer();
  return exact.length <= mostExactBytes ? exact : null;
}

/**
 * As the magazine keeps photographs: where one stops seeing a difference. Above 1,000 pixels AVIF and WebP are made the fast
 * way: a twentieth more bytes, and a third of the time.
 */
const encodePhotograph = (picture: Sharp, format: PictureFormat, width: number): Promise<Buffer> => {
  const isLarge = width > 1000;
  switch (format) {
    case 'avif':
      return picture.avif({ quality: 55, effort: isLarge ? 0 : 3 }).toBuffer();
    case 'webp':
      return picture.webp({ quality: 82, effort: isLarge ? 2 : 4 }).toBuffer();
    case 'jpg':
      return picture.jpeg({ quality: 82, mozjpeg: true }).toBuffer();
    case 'png':
      return picture.png().toBuffer();
    default:
      return format satisfies never;
  }
};

/** Lines and lettering, which show every fault. */
const encodeDrawing = (picture: Sharp, format: PictureFormat, width: number): Promise<Buffer> => {
  switch (format) {
    case 'avif':
      return picture.avif({ quality: 68, effort: width > 1000 ? 1 : 3, chromaSubsampling: '4:4:4' }).toBuffer();
    case 'webp':
      return picture.webp({ lossless: true, effort: 2 }).toBuffer();
    case 'jpg':
      return picture.jpeg({ quality: 90, mozjpeg: true, chromaSubsampling: '4:4:4' }).toBuffer();
    case 'png':
      return picture.png().toBuffer();
    default:
      return format satisfies never;
  }
};

/** What moves goes on moving, as WebP; its first frame stands for it where nothing shall move. */
async function developMoving(path: string, kept?: KeptPicture): Promise<Made> {
  const sized = (width: number, height?: number) =>
    decode(path, true)
      .resize({ width, height, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 70, effort: 2, loop: 0 })
      .toBuffer({ resolveWithObject: true });
  const { data, info } = await sized(longestMovingSide, longestMovingSide);
  const { width } = info;
  const height = info.pageHeight ?? info.height;
  const master = kept ? await readFile(path) : data;
  const id = kept?.id ?? pictureIdOf(master);
  const first = await decode(path).resize({ width, height, fit: 'fill' }).toColourspace('srgb').png().toBuffer();
  const isOpaque = (await sharp(first).stats()).isOpaque;
  const still: PictureFormat = isOpaque ? 'jpg' : 'png';
  const files = [fileOf(pictureFileName(id, 'webp'), 'webp', width, master)];
  const frame = await encodePhotograph(sharp(first), still, width);
  files.push({ ...fileOf(pictureFileName(id, still, width), still, width, frame), isStill: true });
  if (width > 700) {
    const small = await sized(640);
    files.push(fileOf(pictureFileName(id, 'webp', 640), 'webp', 640, small.data));
  }
  return { id, extension: 'webp', width, height, files, thumbhash: await thumbhashOf(sharp(first)) };
}

const fileOf = (name: string, format: PictureFormat, width: number, bytes: Buffer): Developed['files'][number] => ({
  name,
  format,
  width,
  bytes: bytes.length,
  sha256: digestOf(bytes),
  content: new Uint8Array(bytes),
});

async function thumbhashOf(picture: Sharp): Promise<string> {
  const { data, info } = await picture
    .resize({ width: 100, height: 100, fit: 'inside' })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return Buffer.from(rgbaToThumbHash(info.width, info.height, data)).toString('base64');
}
