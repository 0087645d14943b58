import { and, eq, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client';
import { articleSlugs } from '#db/schema/articles';
import type { Words } from '#lib/articles/rules';
import { isNumberedFrom, slugFrom } from '#lib/articles/slugs';
import { leadFigure } from '#lib/body/rules';
import { findStored } from '#lib/media/stored';
import { standsIn } from '#lib/quotes/rules';
import { isHeadlineCut, isQuoteCut, lettersLeftOut } from '#lib/share-images/layout';
import { checkWords as sentences } from '#lib/words/publish-check';
import { shareImageWords } from '#lib/words/share-images';
import { isDeadLink } from './link-finding.ts';
import { findLinks } from './own-links.ts';
import { blocking, blocks, type Finding, figuresAt, linksAt, warns } from './publish-check.ts';

type Checked = { id: string; slug: string | null };

/** What only the database, and the measure of the share card, can say of an article's words. */
export async function checkStored(tx: Transaction, article: Checked, words: Words): Promise<Finding[]> {
  return [
    ...(await storedPictures(tx, words)),
    ...(await takenSlug(tx, article, words)),
    ...shareImage(words),
    ...(await deadLinks(tx, words)),
  ];
}

/** The part of it that keeps a text from being published. */
export const checkStoredBlocks = async (tx: Transaction, article: Checked, words: Words): Promise<Finding[]> => [
  ...blocking(await storedPictures(tx, words)),
  ...(await takenSlug(tx, article, words)),
];

/** Pictures that are not there, or that may be shown no longer. */
async function storedPictures(tx: Transaction, { body }: Words): Promise<Finding[]> {
  const figures = figuresAt(body);
  const stored = await findStored(tx, [...new Set(figures.map(({ figure }) => figure.attrs.media))]);
  return figures.flatMap(({ figure, path }) => {
    const picture = stored.get(figure.attrs.media);
    if (!picture) return blocks('picture-missing', { path });
    return picture.isExpired ? warns('licence-ended', { path }) : [];
  });
}

/** An address that was chosen, and is another article's. One from the headline gets a number when it is published. */
async function takenSlug(tx: Transaction, article: Checked, words: Words): Promise<Finding[]> {
  const fromHeadline = slugFrom(words.headline, article.id);
  const wanted = words.slug || article.slug || fromHeadline;
  if (wanted === fromHeadline || (article.slug && isNumberedFrom(wanted, article.slug))) return [];
  const [other] = await tx
    .select({ slug: articleSlugs.slug })
    .from(articleSlugs)
    .where(and(eq(articleSlugs.slug, wanted), sql`${articleSlugs.articleId} is distinct from ${article.id}`));
  return other ? [blocks('slug-taken', { field: 'slug' })] : [];
}

/** What the share image cannot show as it is written: a quote that stands in the text, or else the headline. */
function shareImage(words: Words): Finding[] {
  const { body, shareLayout, shareQuote } = words;
  const field = words.shareHeadline.trim() === '' ? 'headline' : 'shareHeadline';
  const isQuote = shareLayout === 'quote' && standsIn(body, shareQuote);
  const hasPicture = shareLayout === 'picture' && leadFigure(body) !== null;
  const found: Finding[] = [];
  if (shareLayout === 'quote' && !isQuote) found.push(warns('share-quote-missing', { field: 'shareQuote' }));
  if (isQuote && isQuoteCut(shareQuote)) found.push(warns('share-quote-cut', { field: 'shareQuote' }));
  if (!isQuote && isHeadlineCut(words[field], hasPicture)) found.push(warns('headline-cut', { field }));
  const drawn = isQuote ? (['shareQuote', field] as const) : ([field] as const);
  for (const place of drawn) {
    const letters = lettersLeftOut([words[place]]);
    if (letters.length > 0) found.push(warns('letters-left-out', { field: place }, shareImageWords.leftOut(letters)));
  }
  return found;
}

/** Links to pages of ours that are not there, and to places that the text does not have. What is scheduled will be there. */
async function deadLinks(tx: Transaction, { body }: Words): Promise<Finding[]> {
  const links = linksAt(body).filter(({ href }) => href !== '#'); // an empty one: it blocks by itself
  const findings = await findLinks(
    tx,
    links.map(({ href }) => href),
    body,
  );
  return links
    .filter(({ href }) => isDeadLink(findings.get(href)!))
    .map(({ href, path }) => {
      const sentence = href.startsWith('#') ? sentences.deadPlace(href) : sentences.deadLink(href);
      return warns('dead-link', { path }, sentence);
    });
}
