const longest = 80;

/**
 * The address part for a headline: Hangul kept, Latin without its marks, lower case, single hyphens, at most 80
 * characters cut at a word. A headline without a letter or figure gives 'article' and the start of the article's id.
 */
export function slugFrom(headline: string, id: string): string {
  return slugOf(headline) || `article-${id.replace(/[^a-z0-9]/gi, '').slice(0, 6)}`;
}

/** The same, possibly empty: for what is being typed. */
export function slugOf(text: string): string {
  const words = foldLatin(text)
    .toLowerCase()
    .replace(/['’ʼ]/g, '') // Kim's is one word
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter(Boolean);
  let slug = '';
  for (const word of words) {
    if (slug && slug.length + 1 + word.length > longest) break;
    slug = slug ? `${slug}-${word}` : word;
  }
  return [...slug].slice(0, longest).join('');
}

/** `slug`, `slug-2`, `slug-3` …, within the same length. */
export function numberedSlug(slug: string, number: number): string {
  if (number < 2) return slug;
  const ending = `-${number}`;
  return `${slug.slice(0, longest - ending.length).replace(/-+$/, '')}${ending}`;
}

/** Whether `slug` is `base` with a number that `numberedSlug` would give. */
export function isNumberedFrom(base: string, slug: string): boolean {
  const number = Number(/-(\d+)$/.exec(slug)?.[1] ?? 0);
  return number >= 2 && numberedSlug(base, number) === slug;
}

const unmarked: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ł: 'l', ı: 'i' };

/** Latin letters lose their marks (é → e, McCune–Reischauer ŏ → o); everything else keeps them, Hangul its syllables. */
const foldLatin = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll('\ufffd', '')
    .normalize('NFD')
    .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
    .replace(/\p{Script=Latin}/gu, (letter) => unmarked[letter.toLowerCase()] ?? letter)
    .normalize('NFC');
