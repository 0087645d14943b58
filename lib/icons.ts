import { createHash } from 'node:crypto';

/** Sides of the icons that are made, in pixels. */
export const iconSizes = [48, 180, 192, 512] as const;

type IconSize = (typeof iconSizes)[number];
type Look = { name: string; accent: string };

/** The letter that stands for the publication. */
export const iconLetter = (name: string): string => [...new Intl.Segmenter().segment(name.trim())][0]?.segment ?? 'M';

/** Addresses of the icons; they change when the letter or the accent does. */
export function iconPaths(look: Look) {
  const path = (size: IconSize) => iconPath(look, size);
  return { small: path(48), touch: path(180), large: path(192), largest: path(512) };
}

export const iconPath = (look: Look, size: IconSize): string => `/icons/${size}-${lookDigest(look)}.png`;

export const lookDigest = ({ name, accent }: Look): string =>
  createHash('sha256')
    .update(`2 ${iconLetter(name)} ${accent}`)
    .digest('hex')
    .slice(0, 10);
