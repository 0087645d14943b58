import { z } from 'zod';
import { type Picture, sourcesOf } from '#lib/media/picture';
import { paths } from '#lib/paths';
import { absolute, ownAddress } from '#lib/site';
import { oembedWords as words } from '#lib/words/oembed';

/*
 * oEmbed (https://oembed.com): another site asks how to show an article of ours, and gets a card in a frame. `rich` rather
 * than `link`: WordPress and Ghost show a link of a site that they do not know as nothing but its address.
 */

/** Width of a card in pixels, and how high one is, as far as can be told from here. Less of it than `least` says nothing. */
const card = { most: 600, least: { width: 220, height: 100 }, words: 190, picture: 630 / 1200 };

const pixels = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .optional()
  .catch(undefined);

/** What is asked for. Measures that are none are left out, as if they had not been given. */
export const oembedInput = z.object({
  url: z.string().min(1).max(2000),
  format: z.string().default('json'),
  maxwidth: pixels,
  maxheight: pixels,
});

/** The slug in the address of an article of this site; null for any other address. */
export function slugIn(url: string): string | null {
  const address = /^https?:\/\//i.test(url) ? ownAddress(url) : null;
  const [, slug] = /^\/articles\/([^/]+)\/?$/.exec(address?.pathname ?? '') ?? [];
  if (slug === undefined) return null;
  try {
    return decodeURIComponent(slug);
  } catch {
    return null;
  }
}

/** Where it is asked how the article at `url` can be shown. */
export const oembedAddress = (url: string): string => absolute(`/oembed?url=${encodeURIComponent(url)}`);

type Shown = {
  slug: string;
  headline: string;
  authors: { name: string; handle: string }[];
  publication: string;
  shareImage: Thumbnail;
  /** The lead picture. */
  picture: Picture | null;
};
type Thumbnail = { path: string; width: number; height: number };
type Room = { maxwidth?: number; maxheight?: number };

/**
 * The answer, in the order of the specification, whose measures no answer exceeds. What of a card does not fit into
 * `maxheight` is cut by the frame, which scrolls; where there is no room for a card it is a link, which has no measures.
 */
export function oembedOf(shown: Shown, room: Room) {
  const [author] = shown.authors;
  const thumbnail = thumbnailIn(room, shown);
  const frame = frameIn(room, shown);
  return {
    version: '1.0',
    type: frame ? 'rich' : 'link',
    title: shown.headline,
    ...(author && {
      author_name: shown.authors.map(({ name }) => name).join(', '),
      author_url: absolute(paths.author(author.handle)),
    }),
    provider_name: shown.publication,
    provider_url: absolute(paths.front),
    cache_age: 3600,
    ...(thumbnail && {
      thumbnail_url: absolute(thumbnail.path),
      thumbnail_width: thumbnail.width,
      thumbnail_height: thumbnail.height,
    }),
    ...frame,
  };
}

/** The share image; where there is less room, the lead picture as large as it fits. */
function thumbnailIn({ maxwidth = Infinity, maxheight = Infinity }: Room, { shareImage, picture }: Shown) {
  const all: Thumbnail[] = [shareImage, ...(picture ? sourcesOf(picture) : [])];
  return all.find(({ width, height }) => width <= maxwidth && height <= maxheight);
}

function frameIn(
  { maxwidth = card.most, maxheight = Infinity }: Room,
  { slug, headline, publication, picture }: Shown,
) {
  if (maxwidth < card.least.width || maxheight < card.least.height) return null;
  const width = Math.min(card.most, maxwidth);
  const height = Math.min(card.words + (picture ? Math.round(width * card.picture) : 0), maxheight);
  return {
    html: frameOf(absolute(paths.card(slug)), words.frame(headline, publication), width, height),
    width,
    height,
  };
}

/** Nothing but a frame: WordPress takes out everything else, and hides a frame that stands beside a quotation. */
const frameOf = (src: string, title: string, width: number, height: number): string =>
  `<iframe src="${escaped(src)}" title="${escaped(title)}" width="${width}" height="${height}" frameborder="0" loading="lazy" style="max-width:100%"></iframe>`;

/** The same as XML. */
export const oembedXml = (answer: Record<string, string | number>): string =>
  `<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<oembed>\n${Object.entries(answer)
    .map(([name, value]) => `  <${name}>${escaped(String(value))}</${name}>`)
    .join('\n')}\n</oembed>\n`;

const escaped = (text: string): string =>
  text
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML can hold none of these
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
