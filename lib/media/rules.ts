/** What may be uploaded. The type is read from the bytes, never from the name or from what the browser says. */
export const pictureTypes: Record<string, PictureKind | undefined> = {
  'image/jpeg': 'jpeg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/avif': 'avif',
  'image/gif': 'gif',
};
export type PictureKind = 'jpeg' | 'png' | 'webp' | 'avif' | 'gif';
/** For a field that chooses files. Without HEIC among them an iPhone hands out JPEG. */
export const acceptedTypes = Object.keys(pictureTypes).join(',');

export const mostPictureBytes = 40 * 1024 * 1024;
/** More than any camera makes; a file of a few kilobytes can claim far more and fill the memory when decoded. */
export const mostPicturePixels = 100_000_000;
/** Of all frames together: they are decoded at once. */
export const mostMovingPixels = 50_000_000;
/** Of what can only be decoded as a whole (interlaced, progressive): bytes in memory. */
export const mostWholeBytes = 180_000_000;
/** The longest side of what is kept: somewhat more than is shown today. */
export const longestSide = 2400;
/** The same of what moves, which is heavy. */
export const longestMovingSide = 1200;

export const pictureRefusals = {
  missing: 'Choose a picture first.',
  kind: 'This is not a picture we can use. Send a JPEG, PNG, WebP, AVIF or GIF file.',
  svg: 'An SVG is a program as much as a picture, and is not taken. Export it as PNG, twice as wide as it is shown, and send that.',
  heic: 'This is a HEIC photograph, as iPhones keep them, which browsers cannot show. Save it as JPEG first: on a Mac open it in Preview and choose File, Export; on an iPhone share it by “Save to Files”, or set Camera, Formats to “Most Compatible”.',
  moving: 'A PNG that moves cannot be used. Save it as GIF or WebP.',
  tooMoving: 'This moving picture is too long or too large. Shorten it, make it smaller, or embed it as a video.',
  bytes: 'This picture is larger than 40 MB. Send a smaller one.',
  pixels: 'This picture has more than 100 megapixels. Send a smaller one.',
  whole:
    'This picture is too large to be unpacked here. Save it again as a plain JPEG, without “progressive”, or smaller.',
  broken: 'This file is damaged or incomplete. Send it again.',
  noRoom: 'The disk of this site is almost full, so no picture can be added. Tell those who run it.',
  busy: 'Many pictures are being prepared just now. Try again in a minute.',
  signedOut: 'You are signed out. Sign in again in another tab, then send the picture once more.',
} as const;

/** These say nothing of the picture: the same one may be taken another time. */
export const passingRefusals: ReadonlySet<string> = new Set([pictureRefusals.busy, pictureRefusals.noRoom]);

export type PictureExtension = 'jpg' | 'png' | 'webp';
export type PictureFormat = PictureExtension | 'avif';

/** A file that was made of a picture. `isStill`: the first frame of one that moves. `sha256` in hexadecimal. */
export type PictureFile = {
  name: string;
  format: PictureFormat;
  width: number;
  bytes: number;
  sha256: string;
  isStill?: true;
};

export const contentTypes: Record<PictureFormat, string> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  avif: 'image/avif',
};

/**
 * The widths in which readers get a picture: from a row's small picture, by the column of the text and the widest place, 960
 * pixels, to both on screens twice as fine.
 */
const ladder = [320, 640, 960, 1280];
const widest = 1920;

/** The widths, in pixels, in which readers get a picture that is `width` wide: its own is the last, if that is needed. */
export function widthsFor(width: number): number[] {
  const top = Math.min(width, widest);
  return [...ladder.filter((step) => step < top * 0.88), top];
}

/** The name of a file of the picture `id`: `<id>-640.avif`, and of the picture itself `<id>.jpg`. */
export const pictureFileName = (id: string, format: PictureFormat, width?: number): string =>
  `${id}${width === undefined ? '' : `-${width}`}.${format}`;

/** Takes the file name of a public address apart; null for any name that we never give. */
export function parsePictureFile(file: string): { id: string; contentType: string } | null {
  const match = /^([0-9a-f]{32})(?:-[1-9]\d{0,3})?\.(jpg|png|webp|avif)$/.exec(file);
  return match && { id: match[1]!, contentType: contentTypes[match[2] as PictureFormat] };
}

/** What a picture says of itself, in the words of whoever took it or sold it. */
export type PictureWords = { caption: string; credit: string; licence: string };
/** Characters that each of these may have. */
export const mostWords = { alt: 1000, caption: 1000, credit: 300, licence: 500 } as const;

/** What the upload answers: the picture that is kept, with the words that a figure of it begins with; or a sentence. */
export type PictureAnswer =
  | ({ id: string; src: string; width: number; height: number; alt: string } & PictureWords)
  | { error: string };
