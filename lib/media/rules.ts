/** What may be uploaded. The type is read from the bytes, never from the name or from what the browser says. */
export const pictureTypes: Record<string, PictureKind | undefined> = {
  'image/jpeg': 'jpeg',
  'image/png': 'png',
  'image/webp': 'webp',
};
export type PictureKind = 'jpeg' | 'png' | 'webp';

export const mostPictureBytes = 20 * 1024 * 1024;
/** More than any camera makes; a file of a few kilobytes can claim far more and fill the memory when decoded. */
export const mostPicturePixels = 100_000_000;
/** The longest side of what is kept: twice the widest place a figure is shown at. */
export const longestSide = 2400;

export const pictureRefusals = {
  missing: 'Choose a picture first.',
  kind: 'This is not a picture we can use. Send a JPEG, PNG or WebP file.',
  moving: 'Moving pictures cannot be used. Send a JPEG, PNG or WebP file with one picture in it.',
  bytes: 'This picture is larger than 20 MB. Send a smaller JPEG, PNG or WebP file.',
  pixels: 'This picture has more than 100 megapixels. Send a smaller JPEG, PNG or WebP file.',
  broken: 'This file is damaged or incomplete. Send it again as a JPEG, PNG or WebP file.',
  busy: 'Many pictures are being prepared just now. Try again in a minute.',
  signedOut: 'You are signed out. Sign in again in another tab, then send the picture once more.',
} as const;

export type PictureExtension = 'jpg' | 'png' | 'webp';

const contentTypes: Record<PictureExtension, string> = { jpg: 'image/jpeg', png: 'image/png', webp: 'image/webp' };

/** Takes the file name of a public address apart; null for any name that we never give. */
export function parsePictureFile(
  file: string,
): { id: string; extension: PictureExtension; contentType: string } | null {
  const match = /^([0-9a-f]{32})\.(jpg|png|webp)$/.exec(file);
  if (!match) return null;
  const extension = match[2] as PictureExtension;
  return { id: match[1]!, extension, contentType: contentTypes[extension] };
}
