import { placesThatCut } from '#lib/share-images/cards';
import { mostShareImageBytes } from '#lib/share-images/rules';
import { shareImageWords } from '#lib/words/share-images';
import { sharePreviewWords } from '#lib/words/share-previews';
import type { PageHead } from './page-head.ts';

const words = sharePreviewWords.warn;

/** From how many characters on a description is cut nearly everywhere. */
const longDescription = 200;

/** What is known of the image beside what the page says of it. */
export type ImageFacts = {
  bytes: number;
  hasPicture: boolean;
  isFocusInSquare: boolean;
  lettersLeftOut: string[];
};

/** What somebody should know of how a link to the page will look, most important first. */
export function warningsOf(head: PageHead, image: ImageFacts | null): string[] {
  const { properties } = head;
  const title = properties['og:title'] ?? '';
  const description = properties['og:description'] ?? '';
  const found: string[] = [];
  if (title === '') found.push(words.noHeadline);
  if (!properties['og:image']) found.push(words.noPicture);
  else if (!properties['og:image:alt']) found.push(words.noAlt);
  if (image && image.bytes > mostShareImageBytes) found.push(words.heavy(Math.ceil(image.bytes / 1000)));
  if (image && !image.isFocusInSquare) found.push(words.focusCut);
  if (image && image.lettersLeftOut.length > 0) found.push(shareImageWords.leftOut(image.lettersLeftOut));
  // a search leaves the name of the site to another line
  const inSearch = head.title.replace(` · ${properties['og:site_name']}`, '');
  const cut = placesThatCut(title, inSearch);
  if (cut.length > 0) found.push(words.titleCut(cut));
  if (description === '') found.push(words.noDescription);
  const length = [...new Intl.Segmenter().segment(description)].length;
  if (length > longDescription) found.push(words.descriptionLong(length));
  if (image && !image.hasPicture) found.push(words.typeOnly);
  const [first, own] = [head.canonical, properties['og:url'] ?? ''].map((url) =>
    URL.canParse(url) ? new URL(url).host : '',
  );
  if (first && own && first !== own) found.push(words.elsewhere(first));
  return found;
}
