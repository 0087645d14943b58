import { thumbHashToRGBA } from 'thumbhash';
import type { Picture } from './picture.ts';

/**
 * A name for the styles of one picture, and these: colours from its thumbhash that fill its space until it has come, and
 * where it is cropped. Null when it needs none. A page may have no style attribute, so they stand in its head.
 */
export function pictureStyle(picture: Picture): { name: string; css: string } | null {
  const colours = picture.made?.thumbhash ? rowsOf(picture.made.thumbhash) : null;
  const declarations = [
    colours && `background:linear-gradient(${colours.join()})`,
    picture.focus && `object-position:${percent(picture.focus.x)} ${percent(picture.focus.y)}`,
  ].filter(Boolean);
  if (declarations.length === 0) return null;
  const name = `p${/\/media\/([0-9a-f]{7})/.exec(picture.src)?.[1] ?? ''}`;
  return { name, css: `.${name}{${declarations.join(';')}}` };
}

const percent = (share: number): string => `${Math.round(share * 100)}%`;

const rows = 4;

/** The colours of a picture from top to bottom; null for one that can be seen through. */
function rowsOf(thumbhash: string): string[] | null {
  const { w: width, h: height, rgba } = thumbHashToRGBA(Buffer.from(thumbhash, 'base64'));
  const colours: string[] = [];
  for (let row = 0; row < rows; row++) {
    const [from, to] = [row, row + 1].map((edge) => Math.round((edge * height) / rows) * width * 4) as [number, number];
    const sums = [0, 0, 0, 0];
    for (let at = from; at < to; at++) sums[at % 4]! += rgba[at]!;
    const [red, green, blue, alpha] = sums.map((sum) => (sum * 4) / (to - from)) as [number, number, number, number];
    if (alpha < 250) return null;
    colours.push(`#${[red, green, blue].map((value) => Math.round(value).toString(16).padStart(2, '0')).join('')}`);
  }
  return colours;
}
