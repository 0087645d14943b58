import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ImageResponse } from '@vercel/og';
import { Icon } from '#components/layout/icon';
import { iconLetter } from '#lib/icons';

const accents: Record<string, string> = { red: '#a3291f', green: '#1c6150', indigo: '#2c4891' };
const fontFile = (letter: string) =>
  /\p{Script=Hangul}/u.test(letter)
    ? '@fontsource/noto-serif-kr/files/noto-serif-kr-korean-700-normal.woff'
    : '@fontsource/newsreader/files/newsreader-latin-600-normal.woff';

/** PNG of the publication's icon. Few are asked for, and those are kept: four sizes of one letter. */
const drawn = new Map<string, Promise<ArrayBuffer>>();

export function drawIcon({ name, accent }: { name: string; accent: string }, size: number): Promise<ArrayBuffer> {
  const letter = iconLetter(name);
  const key = `${letter} ${accent} ${size}`;
  const known = drawn.get(key);
  if (known) return known;
  const made = draw(letter, accents[accent] ?? '#a3291f', size);
  made.catch(() => drawn.delete(key));
  if (drawn.size > 20) drawn.clear();
  drawn.set(key, made);
  return made;
}

async function draw(letter: string, accent: string, size: number): Promise<ArrayBuffer> {
  const data = await readFile(join(process.cwd(), 'node_modules', fontFile(letter)));
  const image = new ImageResponse(<Icon letter={letter} accent={accent} size={size} />, {
    width: size,
    height: size,
    fonts: [{ name: 'Masthead', data, weight: 600 }],
  });
  return image.arrayBuffer();
}
