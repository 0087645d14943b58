import { parsePictureFile } from '#lib/media/rules';
import { withoutInvisible } from './line.ts';
import { left } from './sources.ts';
import { classesOf } from './styles.ts';
import { blocks as blockNames, type Element, type Node, textOf } from './tree.ts';

/** The largest of what an image offers; pages show a grey square first and say the picture beside it. */
export function sourceOf(attributes: Map<string, string>): string | null {
  const plain = attributes.get('src') ?? '';
  const later = attributes.get('data-src') ?? attributes.get('data-original') ?? attributes.get('data-lazy-src');
  const offered = (attributes.get('srcset') ?? attributes.get('data-srcset') ?? '')
    .split(/,\s+/)
    .map((entry) => entry.trim().split(/\s+/))
    .map(([url = '', size = '1x']) => ({ url, size: Number.parseFloat(size) || 1 }))
    .filter(({ url }) => url !== '')
    .sort((one, other) => other.size - one.size)[0]?.url;
  const other = later ?? offered;
  const isBlank = /^data:/i.test(plain) && plain.length < (other ? 400 : 130); // as small as a single pixel is
  const source = plain === '' || isBlank ? other : plain;
  return source?.trim() || null;
}

/** The id of a picture of this magazine, as its pages show it. */
export const storedPicture = (source: string): string | undefined =>
  parsePictureFile(/^(?:https?:\/\/[^/]+)?\/media\/([^/?#]+)$/.exec(source)?.[1] ?? '')?.id;

/** The first address among the `source` elements of a picture or film; empty where there is none. */
export const childSource = (children: Node[]): string =>
  children.flatMap((child) =>
    typeof child !== 'string' && child.name === 'source' ? (child.attributes.get('src') ?? []) : [],
  )[0] ?? '';

/** Caption and credit apart, where the page tells them apart. */
export function captionOf(caption: Element): { caption: string; credit: string } {
  const credits: string[] = [];
  const isCredit = (element: Element) =>
    /^(cite|small)$/.test(element.name) || classesOf(element).some((name) => /credit|copyright|source/i.test(name));
  const words = (node: Node): string => {
    if (typeof node === 'string') return node;
    if (left.has(node.name)) return '';
    if (isCredit(node)) {
      credits.push(textOf(node));
      return ' ';
    }
    return (node.name === 'br' || blockNames.has(node.name) ? ' ' : '') + node.children.map(words).join('');
  };
  return { caption: tidy(caption.children.map(words).join('')), credit: tidy(credits.join(' ')) };
}

/** One line without anything invisible, and single spaces. */
export const tidy = (text: string): string => withoutInvisible(text).replace(/\s+/g, ' ').trim();

/** As much as fits, at a word. */
export function clipped(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, most - 1).toWellFormed();
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), most / 2)).replaceAll('\ufffd', '')}…`;
}
