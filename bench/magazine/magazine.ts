import { slugOf } from '#lib/articles/slugs';
import { type Block, type Body, bodyOf, type Paragraph } from '#lib/body/body';

/**
 * The magazine that is measured: articles and comments made of the sample's own sentences, always the same for the same
 * number. Nothing here knows of a database.
 */
export type Ingredients = {
  /** Sentences of the sample's articles, by language. */
  sentences: { en: string[]; ko: string[] };
  /** Names of those who comment. */
  commenters: string[];
  /** Ids of stored pictures. */
  pictures: string[];
  sections: number;
  authors: number;
};

export type MadeArticle = {
  id: string;
  revisionId: string;
  slug: string;
  headline: string;
  standfirst: string;
  language: 'en' | 'ko';
  body: Body;
  words: number;
  /** Which of the sections and authors it belongs to. */
  section: number;
  author: number;
  publishedAt: Date;
};

export type MadeComment = { id: string; articleId: string; name: string; email: string; body: string; createdAt: Date };

/** The newest article's moment; each further one is a little older. Fixed, so that pages are the same on every day. */
const newest = Date.UTC(2026, 9, 1, 6);
const minute = 60_000;
/** Comments under each ten articles: five on average. */
const commentCounts = [0, 1, 2, 3, 4, 6, 7, 8, 9, 10];

/** Article `number` of the magazine, the newest being 0: 600 words on average, one in eight Korean, one in three with a picture. */
export function makeArticle(number: number, ingredients: Ingredients): MadeArticle {
  const random = randomFrom(2 * number);
  const language = number % 8 === 7 ? 'ko' : 'en';
  const sentences = shuffled(ingredients.sentences[language], random);
  const headline = shortened(sentences[0]!, 8);
  const { body, words } = makeBody(number, sentences.slice(2), random, ingredients.pictures);
  return {
    id: idOf('article', number),
    revisionId: idOf('revision', number),
    slug: `${slugOf(headline)}-${number}`,
    headline,
    standfirst: sentences[1]!,
    language,
    body,
    words,
    section: number % ingredients.sections,
    author: Math.floor(number / 3) % ingredients.authors,
    publishedAt: new Date(newest - number * 97 * minute),
  };
}

/** The comments under article `number`, oldest first. */
export function makeComments(number: number, ingredients: Ingredients): MadeComment[] {
  const random = randomFrom(2 * number + 1);
  const count = commentCounts[number % commentCounts.length]!;
  const publishedAt = newest - number * 97 * minute;
  return Array.from({ length: count }, (_, index) => ({
    id: idOf('comment', number * 16 + index),
    articleId: idOf('article', number),
    name: pick(ingredients.commenters, random),
    email: `reader-${number}-${index}@mail.example`,
    body: Array.from({ length: 1 + Math.floor(random() * 4) }, () => pick(ingredients.sentences.en, random)).join(' '),
    createdAt: new Date(publishedAt + (index + 1) * 41 * minute),
  }));
}

/** The article whose page is measured: English, about 600 words, with a picture and ten comments. */
export function measuredArticle(ingredients: Ingredients): MadeArticle {
  for (let number = 0; number < 10_000; number++) {
    if (commentCounts[number % commentCounts.length] !== 10 || !hasPicture(number)) continue;
    const article = makeArticle(number, ingredients);
    if (article.language === 'en' && Math.abs(article.words - 600) <= 15) return article;
  }
  throw new Error('No article of the magazine is like the one that is to be measured.');
}

const hasPicture = (number: number): boolean => number % 3 === 0;

/** Paragraphs of a few sentences until there are as many words as this article has: 400 to 800. */
function makeBody(number: number, sentences: string[], random: () => number, pictures: string[]) {
  const wanted = 400 + Math.floor(random() * 401);
  const content: Block[] = [];
  let words = 0;
  let next = 0;
  const take = () => sentences[next++ % sentences.length]!;
  if (hasPicture(number)) content.push(figure(pick(pictures, random), take()));
  while (words < wanted) {
    const text: string[] = [];
    for (let left = 3 + Math.floor(random() * 3); left > 0 && words < wanted; left--) {
      text.push(take());
      words += countWords(text.at(-1)!);
    }
    if (content.length % 5 === 4) content.push(heading(shortened(text[0]!, 4)));
    content.push(content.length % 7 === 6 ? { type: 'blockquote', content: [paragraph(text)] } : paragraph(text));
  }
  return { body: bodyOf(...content), words };
}

const paragraph = (sentences: string[]): Paragraph => ({
  type: 'paragraph',
  content: [{ type: 'text', text: sentences.join(' ') }],
});

const heading = (text: string): Block => ({ type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text }] });

const figure = (media: string, caption: string): Block => ({
  type: 'figure',
  attrs: { media, alt: 'A drawing from the sample', caption, credit: 'The sample' },
});

export const countWords = (text: string): number => text.split(/\s+/).filter(Boolean).length;

/** The first words of a sentence, as a headline has them. */
const shortened = (sentence: string, most: number): string =>
  sentence
    .split(/\s+/)
    .slice(0, most)
    .join(' ')
    .replace(/[\p{P}\s]+$/u, '');

const kinds = { article: 1, revision: 2, comment: 3 };

/** A well-formed UUID that is the same for the same thing. */
const idOf = (kind: keyof typeof kinds, number: number): string =>
  `${kinds[kind].toString(16).padStart(8, '0')}-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;

/** A row of numbers in [0, 1) that depends on `seed` alone (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = Math.imul(seed + 1, 0x9e3779b1);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const pick = <T>(from: T[], random: () => number): T => from[Math.floor(random() * from.length)]!;

function shuffled<T>(list: T[], random: () => number): T[] {
  const copy = [...list];
  for (let last = copy.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [copy[last], copy[other]] = [copy[other]!, copy[last]!];
  }
  return copy;
}
