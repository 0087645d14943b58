import { classesOf, pointsOf, styleOf } from './styles.ts';
import { type Element, elementsIn, textOf } from './tree.ts';

/** Which elements of a piece of HTML are headings, and of which level in a text. */
export type Ranks = {
  /** How high a heading stands, 0 the highest; null for what is none. */
  rankOf: (element: Element) => number | null;
  levelOf: (rank: number) => 2 | 3 | 4;
};

/**
 * The highest heading that a piece uses becomes the highest of a text, the next the next: a passage that begins with h3
 * loses nothing. Pages and Google Docs set some headings as paragraphs in larger type.
 */
export function ranksOf(root: Element): Ranks {
  const elements = elementsIn(root);
  const bySize = headingsBySize(elements);
  const rankOf = (element: Element): number | null => {
    const level =
      /^h([1-6])$/.exec(element.name)?.[1] ??
      (element.attributes.get('role') === 'heading' ? (element.attributes.get('aria-level') ?? '2') : undefined);
    if (level !== undefined) return Number.parseInt(level, 10) || 2;
    if (classesOf(element).includes('MsoTitle')) return 0;
    return bySize.get(element) ?? null;
  };
  const ranks = elements.flatMap((element) => {
    const rank = rankOf(element);
    return rank === null || textOf(element).trim() === '' ? [] : rank;
  });
  const used = [...new Set(ranks)].sort((one, other) => one - other);
  return { rankOf, levelOf: (rank) => ([2, 3, 4] as const)[used.indexOf(rank)] ?? 4 };
}

/** Paragraphs in clearly larger type than most of the text, in sources that say sizes and not what is a heading. */
function headingsBySize(elements: Element[]): Map<Element, number> {
  const found = new Map<Element, number>();
  const sheet = cocoaSizes(elements);
  const isGoogles = elements.some(({ attributes }) => attributes.get('id')?.startsWith('docs-internal-guid'));
  if (sheet.size === 0 && !isGoogles) return found;
  const sized = elements
    .filter(({ name }) => name === 'p')
    .map((element) => ({ element, text: textOf(element).trim(), size: sizeOf(element, sheet) }))
    .filter(({ text, size }) => text !== '' && size !== undefined);
  const letters = new Map<number, number>();
  for (const { text, size } of sized) letters.set(size!, (letters.get(size!) ?? 0) + text.length);
  const usual = [...letters].sort((one, other) => other[1] - one[1])[0]?.[0];
  if (usual === undefined) return found;
  const larger = [...letters.keys()]
    .filter((size) => size >= usual * (isGoogles ? 1.6 : 1.15))
    .sort((one, other) => other - one);
  for (const { element, text, size } of sized) {
    const rank = larger.indexOf(size!);
    if (rank !== -1 && text.length <= 200) found.set(element, isGoogles ? 0 : rank + 1);
  }
  return found;
}

/** Sizes by class in the style sheet that a Mac's own programs write: `p.p1 {…; font: 28.0px Helvetica}`. */
function cocoaSizes(elements: Element[]): Map<string, number> {
  const sizes = new Map<string, number>();
  const isCocoa = elements.some(
    ({ name, attributes }) => name === 'meta' && /^cocoa/i.test(attributes.get('content') ?? ''),
  );
  if (!isCocoa) return sizes;
  for (const sheet of elements.filter(({ name }) => name === 'style').map(textOf)) {
    for (const [, name, rule] of sheet.matchAll(/\bp\.(p\d{1,4})\s*\{([^}]{0,2000})\}/g)) {
      const size = pointsOf(/font:[^;]*?([\d.]+px)/.exec(rule!)?.[1]);
      if (size !== undefined) sizes.set(name!, size);
    }
  }
  return sizes;
}

function sizeOf(element: Element, sheet: Map<string, number>): number | undefined {
  const named = classesOf(element)
    .map((name) => sheet.get(name))
    .find((size) => size !== undefined);
  if (named !== undefined) return named;
  const inner = elementsIn(element).find((child) => child.name === 'span' && textOf(child).trim() !== '');
  return inner && pointsOf(styleOf(inner).get('font-size'));
}
